import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';
import MarkdownIt from 'markdown-it';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLine } from '../../src/render/ndjson.ts';
import { fileExtensions, formatOfFile, formats, rendererOf, type Format } from '../../src/render/formats.ts';
import type { CheckReport, Report } from '../../src/model/report.ts';
import { hasXmllint, junitFaults } from './junit-faults.ts';
import { kinds, reportOf } from './reports.ts';
import { unsaid } from './says-the-same.ts';
import { sarifFaults } from './sarif-schema.ts';

const options = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const render = async (format: Format, report: Report): Promise<string> =>
  (await rendererOf(format))(report, options);

const reports = new Map<string, Report>();
beforeAll(async () => {
  for (const name of kinds) reports.set(name, await reportOf(name));
}, 180_000);

const checksOf = ({ stages }: Report): readonly CheckReport[] => stages.flatMap(({ checks }) => checks);

/** A report of which every check that found something was skipped. */
const whereFoundIsSkipped = (report: Report): Report => ({
  ...report,
  stages: report.stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) =>
      check.findings.length === 0
        ? check
        : { ...check, status: 'skipped' as const, because: `${check.id} was left alone` },
    ),
  })),
});

describe.each(kinds)('the report of %s', (name) => {
  const report = (): Report => {
    const found = reports.get(name);
    if (found === undefined) throw new Error(`${name} was not played`);
    return found;
  };

  it('is JSON that the shipped schema allows', async () => {
    const schema = JSON.parse(await readFile('schema/report.schema.json', 'utf8')) as object;
    const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(JSON.parse(await render('json', report())));
    expect(validate.errors).toBeNull();
  });

  it('is SARIF 2.1.0 with a result for each finding', async () => {
    const log = JSON.parse(await render('sarif', report())) as { runs: [{ results: { ruleId: string }[] }] };
    expect(sarifFaults(log)).toBeNull();
    const codes = checksOf(report()).flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(log.runs[0].results.map(({ ruleId }) => ruleId)).toEqual(codes);
  });

  it(`is JUnit whose totals are those of its cases${hasXmllint ? '' : ' (NOT against its schema: there is no xmllint, apt-get install libxml2-utils)'}`, async () => {
    const text = await render('junit', report());
    expect(junitFaults(text)).toBeNull();
    const { testsuites } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (tag) => ['testsuite', 'testcase', 'failure'].includes(tag),
    }).parse(text) as { testsuites: Suites };
    const cases = testsuites.testsuite.flatMap((suite) => suite.testcase ?? []);
    const failed = cases.filter(({ failure }) => failure !== undefined).length;
    const errors = cases.filter(({ error }) => error !== undefined).length;
    expect(testsuites).toMatchObject({
      tests: String(cases.length),
      failures: String(failed),
      errors: String(errors),
    });
    expect(cases).toHaveLength(checksOf(report()).length);
    expect(failed + errors > 0).toBe(report().exitCode !== 0);
  });

  it('is ndjson with a line for each check, and the report last', async () => {
    const lines = (await render('ndjson', report())).trimEnd().split('\n');
    const { stages, ...rest } = report();
    expect(JSON.parse(lines.pop() ?? '')).toEqual({ type: 'report', ...rest });
    const expected = stages.flatMap(({ id, checks }) =>
      checks.map((check) => checkLine(id, check).trimEnd()),
    );
    expect(lines).toEqual(expected);
  });

  it('is Markdown with a heading for each finding', async () => {
    const tokens = new MarkdownIt({ html: false }).parse(await render('markdown', report()), {});
    const headings = tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h4');
    expect(headings).toHaveLength(checksOf(report()).flatMap(({ findings }) => findings).length);
  });

  it('is at most ten annotations, and the verdict last', async () => {
    const lines = (await render('github', report())).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::')).length).toBeLessThanOrEqual(10);
    expect(lines.at(-1)).toMatch(/^ses-doctor: /);
  });

  it('says the same in every format', async () => {
    expect(await unsaid(report())).toEqual([]);
  });

  it('says every finding in every format, also where the check was skipped', async () => {
    const left = whereFoundIsSkipped(report());
    expect(await unsaid(left)).toEqual([]);
    expect(junitFaults(await render('junit', left))).toBeNull();
    const [cause] = left.causes;
    for (const format of formats)
      if (cause !== undefined) expect(await render(format, left), format).toContain(cause);
  });

  it('is never without the first cause, in any format', async () => {
    const [cause] = report().causes;
    for (const format of formats) {
      const text = await render(format, report());
      expect(text.endsWith('\n'), format).toBe(true);
      if (cause !== undefined) expect(text, format).toContain(cause);
    }
  });
});

it('the schema refuses a report that lacks something', async () => {
  const schema = JSON.parse(await readFile('schema/report.schema.json', 'utf8')) as object;
  const ajv = new Ajv2020({ allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const whole = reports.get('showpiece/broken-account');
  const without = (path: RegExp): unknown => JSON.parse(JSON.stringify(whole).replace(path, ''));
  expect(validate(whole)).toBe(true);
  for (const field of [/"verdict":"[a-z]+",/, /"code":"[^"]+",/, /"because":null,/, /"owner":"[a-z]+",/])
    expect(validate(without(field)), String(field)).toBe(false);
});

interface Suites {
  tests: string;
  failures: string;
  errors: string;
  testsuite: { testcase?: { failure?: unknown[]; error?: unknown }[] }[];
}

it.each([
  ['report.json', 'json'],
  ['a/b.NDJSON', 'ndjson'],
  ['x.md', 'markdown'],
  ['x.html', 'html'],
  ['x.xml', 'junit'],
  ['x.sarif', 'sarif'],
  ['x.txt', 'text'],
  ['x.pdf', null],
  ['json', null],
  ['', null],
])('the format of %j is %s', (path, format) => {
  expect(formatOfFile(path)).toBe(format);
});

it('README names every format and extension', async () => {
  const readme = await readFile('README.md', 'utf8');
  const rows = [...formats.map((format) => `| \`${format}\``), ...fileExtensions.map((one) => `\`${one}\``)];
  expect(rows.filter((row) => !readme.includes(row))).toEqual([]);
});

it('the schema of the config file allows every format', async () => {
  const schema = JSON.parse(await readFile('schema/config.schema.json', 'utf8')) as {
    $defs?: unknown;
    properties: { format: { enum: readonly string[] } };
  };
  expect(schema.properties.format.enum).toEqual(formats);
});

describe.each(['report', 'ignore', 'config', 'history', 'survey', 'recipients'])(
  'schema/%s.schema.json',
  (name) => {
    it('has a relative name and a description of every member', async () => {
      const schema = JSON.parse(await readFile(`schema/${name}.schema.json`, 'utf8')) as Schema;
      expect(schema.$id).toBe(`${name}.schema.json`);
      expect(undescribed(schema, '')).toEqual([]);
    });
  },
);

interface Schema {
  $id?: string;
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: readonly Schema[];
  $defs?: Record<string, Schema>;
}

/** The members of a schema that nothing is said about. What an if or then constrains was described before. */
function undescribed(schema: Schema, path: string): readonly string[] {
  const members = Object.entries(schema.properties ?? {});
  return [
    ...members.flatMap(([name, member]) => [
      ...(member.description === undefined && member.$ref === undefined && name !== '$schema'
        ? [`${path}.${name}`]
        : []),
      ...undescribed(member, `${path}.${name}`),
    ]),
    ...(schema.items === undefined ? [] : undescribed(schema.items, `${path}[]`)),
    ...(schema.anyOf ?? []).flatMap((one) => undescribed(one, path)),
    ...Object.entries(schema.$defs ?? {}).flatMap(([name, one]) => undescribed(one, `#${name}`)),
  ];
}

it('links every cause of the page and of the Markdown to its finding', async () => {
  const report = await reportOf('showpiece/broken-account');
  const page = await render('html', report);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThanOrEqual(report.causes.length);
  for (const link of links) expect(ids).toContain(link);
  const markdown = await render('markdown', report);
  const anchors = [...markdown.matchAll(/^#### (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
  const targets = [...markdown.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  expect(targets.length).toBeGreaterThanOrEqual(report.causes.length);
  for (const target of targets) expect(anchors).toContain(target);
});
