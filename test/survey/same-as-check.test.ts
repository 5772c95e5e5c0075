import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { isSenderName } from '../../src/parse/identity-name.ts';
import type { IdentityLine, PlaceLine } from '../../src/survey/lines.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { Scenario } from '../lab/scenario.ts';
import { allStories } from '../lab/stories.ts';

interface Surveyed {
  name: string;
  story: Scenario;
  /** Identities of the Region's list: what a survey looks at. */
  senders: readonly string[];
}

/** The senders that a scenario names, as far as they are listed; where it names none, or a name below one, all that are. */
function sendersOf(story: Scenario): readonly string[] {
  const { command } = story;
  // A check takes no other names; what becomes of them in a run that names nobody is a scenario of its own.
  const listed = Object.keys(worldOf(story).region.identities).filter(isSenderName);
  const named = command.flatMap((word, index) =>
    command[index - 1] === '--identity' ? word.split(',') : word.startsWith('-') ? [] : [word],
  );
  const some = listed.filter((one) => named.includes(one));
  return some.length > 0 ? some : listed;
}

/** Of scenarios that differ in nothing but what a check is asked, one is enough: their world and senders are the same. */
function everyWorld(stories: Iterable<readonly [string, Scenario]>): readonly Surveyed[] {
  const byWorld = new Map<string, Surveyed>();
  for (const [name, story] of stories) {
    const senders = sendersOf(story);
    const { aws, dns } = worldOf(story);
    const key = JSON.stringify([aws, dns, senders, story.env ?? null], withoutOthers);
    if (senders.length > 0 && !byWorld.has(key)) byWorld.set(key, { name, story, senders });
  }
  return [...byWorld.values()];
}

/** What neither looks at here: lists of recipients, and templates. Some are long. */
const withoutOthers = (key: string, value: unknown): unknown =>
  ['suppressed', 'templates', 'contactList', 'messages', 'sending', 'lake'].includes(key) ? null : value;

const surveyed = everyWorld(await allStories());

/** What a survey does not tell, whatever its depth, and why. */
const told: Readonly<Record<string, string>> = {
  access: 'stands in the list of what could not be looked at, by reason and action',
  'sending-ip/domain-listed': 'lists of domains are not asked about thousands of domains',
  'sending-ip/list-refused': 'the same',
};

/** What a survey finds and a check does not, by scenario, and why. */
const more: Readonly<Record<string, { why: string; codes: readonly string[] }>> = {
  'identity/address-not-readable': {
    why: 'batches tell of the DKIM of the address, which GetEmailIdentity may not be asked for',
    codes: ['dkim/not-enabled', 'identity/address-overrides-domain'],
  },
};

const isOf = (table: Readonly<Record<string, string>>, code: string): boolean =>
  code in table || (code.split('/')[0] ?? '') in table;

/** One run in a lab of its own: a fault that strikes once strikes each run. */
async function run({ story, senders }: Surveyed, command: readonly string[]): Promise<string> {
  const lab = await startLab(worldOf(story));
  try {
    const { stdout } = await runInProcess({
      args: commandLine({ ...story, command }, lab),
      env: { ...lab.env, ...story.env },
      files: { ...story.files, senders: senders.join('\n') },
      authoritativePort: lab.dns.authoritativePort,
    });
    expect(lab.aws.complaints).toEqual([]);
    return stdout;
  } finally {
    await lab.close();
  }
}

/** The codes above info of a check, in the stages that a survey has. */
function codesOfCheck({ stages }: Report): readonly string[] {
  const findings = stages
    .filter(({ id }) => id !== 'client')
    .flatMap(({ checks }) => checks.flatMap((check) => check.findings));
  return unique(findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code));
}

/** A check looks at the tenant that --tenant names, a survey at all of them: the lines of tenants have no counterpart. */
function codesOfSurvey(ndjson: string): readonly string[] {
  const lines = ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Partial<IdentityLine | PlaceLine> & { type: string })
    .filter(({ type }) => type !== 'tenant');
  const findings = lines.flatMap((line) => line.findings ?? []);
  const codes = findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
  return unique(codes.filter((code) => !isOf(told, code)));
}

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)].sort();

describe('a survey finds what a check finds', () => {
  for (const one of surveyed) {
    it.concurrent(
      one.name,
      async () => {
        const common = ['--timeout', '8s'];
        const identities = one.senders.flatMap((sender) => ['--identity', sender]);
        const check = await run(one, ['check', '--no-smtp', '--json', ...common, ...identities]);
        const expected = codesOfCheck(JSON.parse(check) as Report).filter((code) => !isOf(told, code));
        const survey = ['survey', '--identities', 'senders', '--format', 'ndjson', ...common];
        // Where few send, each is asked about: nothing is left out.
        const found = codesOfSurvey(await run(one, survey));
        expect(found).toEqual(unique([...expected, ...(more[one.name]?.codes ?? [])]));
      },
      180_000,
    );
  }
});
