import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledAdvisories, type Component } from '../../build/bundled-advisories.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';

/** The bundled packages that read what strangers send: an advisory about one of them is to be looked at the same day. */
const readers: Readonly<Record<string, string>> = {
  'dns-packet': '5.6.1',
  handlebars: '4.7.10',
  mailauth: '4.13.3',
  nodemailer: '8.0.7',
};

describe('the list of components', () => {
  let components: readonly Component[] = [];
  beforeAll(() => {
    buildIfNeeded();
    const bill = readFileSync(join(dirname(builtProgram), 'sbom.cdx.json'), 'utf8');
    ({ components } = JSON.parse(bill) as { components: Component[] });
  }, 180_000);

  it('names what reads the input of strangers, with its version', () => {
    const found = components.filter(({ name }) => name in readers);
    expect(Object.fromEntries(found.map(({ name, version }) => [name, version]))).toEqual(readers);
  });
});

describe('the audit of the bundle', () => {
  const components: readonly Component[] = [
    { name: 'handlebars', version: '4.7.10' },
    { group: '@aws-sdk', name: 'core', version: '3.981.2' },
  ];
  const advisory = {
    title: 'Prototype pollution',
    severity: 'high',
    url: 'https://github.com/advisories/GHSA-1',
  };
  const audit = (
    vulnerabilities: Readonly<Record<string, { name: string; via: readonly unknown[] }>>,
  ): string => JSON.stringify({ auditReportVersion: 2, vulnerabilities });

  it('finds an advisory about a bundled package, with and without a scope', () => {
    const found = bundledAdvisories(
      audit({
        handlebars: { name: 'handlebars', via: [advisory] },
        '@aws-sdk/core': { name: '@aws-sdk/core', via: ['fast-xml-parser', advisory] },
      }),
      components,
    );
    expect(found).toEqual([
      { name: 'handlebars', version: '4.7.10', ...advisory },
      { name: '@aws-sdk/core', version: '3.981.2', ...advisory },
    ]);
  });

  it('lets pass what is not bundled, and what is hit only through such a package', () => {
    const vulnerabilities = {
      vitest: { name: 'vitest', via: [advisory] },
      handlebars: { name: 'handlebars', via: ['uglify-js'] },
    };
    expect(bundledAdvisories(audit(vulnerabilities), components)).toEqual([]);
    expect(bundledAdvisories(audit({}), components)).toEqual([]);
  });

  it('takes no answer for no clean one', () => {
    const refused = JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405, error: {} });
    expect(() => bundledAdvisories(refused, components)).toThrow('npm audit gave no report: 405');
    expect(() => bundledAdvisories('', components)).toThrow();
  });
});
