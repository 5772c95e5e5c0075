import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkHost } from '../../../src/spf/check-host.ts';
import { dnsOf, type ZoneData } from './zone.ts';

interface Case {
  helo: string;
  host: string;
  mailfrom: string;
  /** One result, or those the RFC leaves open. */
  result: string | readonly string[];
  /** `DEFAULT`: the domain gives none. */
  explanation?: string;
}

interface Scenario {
  description: string;
  tests: Record<string, Case>;
  zonedata: ZoneData;
}

const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((name) => name.endsWith('.yml'));

for (const file of files) {
  const scenarios = parseAllDocuments(readFileSync(new URL(file, here), 'utf8')).map(
    (one) => one.toJS() as Scenario,
  );
  for (const { description, tests, zonedata } of scenarios) {
    describe(`${file}: ${description}`, () => {
      it.each(Object.entries(tests))('%s', async (_name, { helo, host, mailfrom, result, explanation }) => {
        const domain = mailfrom === '' ? helo : mailfrom.slice(mailfrom.lastIndexOf('@') + 1);
        const check = await checkHost({ ip: host, domain, sender: mailfrom, helo, dns: dnsOf(zonedata) });
        expect([result].flat(), JSON.stringify(check.problem)).toContain(check.result);
        if (explanation !== undefined) expect(check.explanation ?? 'DEFAULT').toBe(explanation);
        // An error always says where it lies, and no result but an error has a culprit.
        expect(check.problem !== null).toBe(check.result === 'permerror' || check.result === 'temperror');
      });
    });
  }
}

it('has scenarios', () => {
  expect(files.length).toBeGreaterThan(3);
});
