import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { DnsFault, DnsMisbehaviour } from '../lab/dns/faults.ts';
import type { Played } from '../lab/play.ts';
import { type Scenario, scenario } from '../lab/scenario.ts';
import type { World } from '../lab/world.ts';
import { checksOf, wrongConclusions } from './compared.ts';
import { reportOf, runWithFaults } from './run-with-faults.ts';

/**
 * Every question that a run puts to DNS fails for each reason, for a sound sender and for a broken one: what rests on it
 * is unknown, and nothing is concluded from it. The table of questions is what the run without a fault asked.
 */

const failures: readonly Exclude<DnsMisbehaviour['kind'], 'late' | 'rewrite' | 'odd'>[] = [
  'servfail',
  'refused',
  'formerr',
  'timeout',
  'wrong-id',
  'garbage',
  'cut',
  'truncated-without-tcp',
];

type Failure = (typeof failures)[number];

/** One of each reason that the probe gives for a failure: test/probes/dns/resolve.test.ts proves which has which. */
const kinds: readonly Failure[] = ['servfail', 'timeout', 'garbage'];
const further = failures.filter((kind) => !kinds.includes(kind));

const command = [
  '--identity',
  'example.com',
  '--recipient',
  'someone@receiver.example',
  '--ip',
  '192.0.2.10',
];

const soundSender = scenario({
  title: 'a sound sender',
  command,
  world: receiveReports,
  expect: { exitCode: 0, codes: [] },
});
const brokenSender = scenario({
  title: 'a broken sender',
  command,
  world: breakRecords,
  expect: { exitCode: 1, codes: [] },
});

const bases = await Promise.all(
  [soundSender, brokenSender].map(async (story) => ({ story, played: await runWithFaults(story) })),
);
let turn = 0;

/** Each reason, and of the further failures two in turn. */
function someFailures(): readonly Failure[] {
  const two = further.filter((_, index) => (index - turn + further.length) % further.length < 2);
  turn += 2;
  return [...kinds, ...two];
}

const [{ played: soundRun } = { played: await runWithFaults(soundSender) }] = bases;

for (const { story, played } of bases) {
  describe(story.title, () => {
    it('is seen as it is when nothing fails', () => {
      expect(
        checksOf(reportOf(played)).filter(({ status }) => ['unknown', 'crash'].includes(status)),
      ).toEqual([]);
      expect(played.exitCode).toBe(story.expect.exitCode);
    });

    for (const [name, types] of questionsOf(played)) {
      const faults = [...types].flatMap((type) =>
        someFailures().map((kind): DnsFault => ({ name, type, kind })),
      );
      it.concurrent(
        `${[...types].join(' and ')} of ${name}`,
        async () => {
          await Promise.all(faults.map((fault) => concludesNothing(story, reportOf(played), [fault])));
        },
        300_000,
      );
    }

    it.concurrent(
      "the zone's own servers, and all of DNS",
      async () => {
        const faults = failures.flatMap((kind): DnsFault[][] => [
          [{ name: '*', at: 'servers', kind }],
          [{ name: '*', kind }],
        ]);
        await Promise.all(faults.map((fault) => concludesNothing(story, reportOf(played), fault)));
      },
      300_000,
    );

    it.concurrent(
      'gives the same report where a fault can be got over',
      // Again where a busy machine makes a sound answer late.
      { timeout: 300_000, retry: 3 },
      async () => {
        for (const kind of ['truncated', 'no-edns'] as const) {
          const { report } = await runWith(story, [
            { name: '*', kind },
            { name: '*', at: 'servers', kind },
          ]);
          expect(statusesOf(report)).toEqual(statusesOf(reportOf(played)));
        }
      },
    );
  });
}

describe('what rests on a question is unknown without its answer', () => {
  const blinded: readonly [type: string | null, name: string, check: string][] = [
    // The CNAME is taken from the answer to the TXT question where that has one: only when both fail is it unknown.
    [null, 'a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com', 'dkim-records'],
    ['TXT', 'a1examplecomxxxxxxxxxxxxxxxxxxx._domainkey.example.com', 'dkim-key'],
    ['MX', 'bounce.example.com', 'mail-from-records'],
    ['TXT', 'bounce.example.com', 'spf'],
    ['TXT', '_dmarc.example.com', 'dmarc'],
    ['TXT', 'example.com._report._dmarc.reports.example', 'dmarc'],
    ['MX', 'receiver.example', 'recipient'],
    ['A', 'mx.receiver.example', 'recipient'],
    ['PTR', '10.2.0.192.in-addr.arpa', 'sending-ip-name'],
  ];
  for (const [type, name, id] of blinded) {
    it.concurrent(
      `${type ?? 'every type'} of ${name}: ${id}`,
      async () => {
        for (const kind of failures) {
          const fault = type === null ? { name, kind } : { name, type, kind };
          const { report, exitCode } = await withFaults(soundSender, [fault]);
          const check = checksOf(report).find((one) => one.id === id);
          expect({ kind, exitCode, status: check?.status }).toEqual({ kind, exitCode: 3, status: 'unknown' });
          expect(check?.unanswered.map(({ question }) => question).join()).toContain(name);
        }
      },
      300_000,
    );
  }
});

describe('the short name for a DNS panel', () => {
  const panelNames = async (faults: readonly DnsFault[]): Promise<readonly (string | null | undefined)[]> => {
    const story = scenario({
      title: 'no policy',
      command: ['--identity', 'example.com', '--only', 'dmarc'],
      world: ({ dns }) => delete dns.names['_dmarc.example.com'],
      expect: { exitCode: 1, codes: [] },
    });
    const { report } = await runWithFaults(story, faults);
    return (report?.problems ?? []).flatMap(({ fix }) =>
      fix.flatMap(({ record }) => (record === null ? [] : [record.panelName])),
    );
  };

  it.concurrent('is that of the zone, whoever tells where it begins', async () => {
    expect(await panelNames([])).toEqual(['_dmarc']);
    expect(await panelNames([{ name: 'example.com', type: 'NS', kind: 'servfail' }])).toEqual(['_dmarc']);
  });

  it.concurrent('is not made up where nobody tells: then nothing is known to be missing', async () => {
    const silence: DnsFault[] = [
      { name: 'example.com', type: 'NS', kind: 'servfail' },
      { name: '*', at: 'servers', kind: 'timeout' },
    ];
    expect(await panelNames(silence)).toEqual([]);
  });
});

describe('a circle of CNAMEs', () => {
  const places: readonly [name: string, check: string][] = [
    ['a1examplecomxxxxxxxxxxxxxxxxxxx.dkim.amazonses.com', 'dkim-key'],
    ['bounce.example.com', 'mail-from-records'],
    ['_dmarc.policies.example', 'dmarc'],
    ['receiver.example', 'recipient'],
    ['mx.receiver.example', 'recipient'],
  ];
  for (const [name, id] of places) {
    it.concurrent(`at ${name}`, async () => {
      const { report } = await runWithFaults({
        ...soundSender,
        world(world) {
          receiveReports(world);
          world.dns.names[name] = { CNAME: ['one.circle.example'] };
          world.dns.names['one.circle.example'] = { CNAME: ['two.circle.example'] };
          world.dns.names['two.circle.example'] = { CNAME: ['one.circle.example'] };
        },
      });
      const checks = report === null ? [] : checksOf(report);
      expect(checks.find((one) => one.id === id)?.status).toBe('unknown');
      expect(report === null ? [] : wrongConclusions(reportOf(soundRun), report)).toEqual([]);
    });
  }
});

/** Runs the story with the faults: nothing may be concluded from them. */
async function concludesNothing(story: Scenario, sound: Report, faults: readonly DnsFault[]): Promise<void> {
  const { report, exitCode } = await withFaults(story, faults);
  const label = faults.map(({ kind, type, name }) => `${kind} ${type ?? ''} ${name}`).join(', ');
  const fails = checksOf(report).some(({ status }) => status === 'fail');
  const unknown = checksOf(report).some(({ status }) => status === 'unknown');
  expect({ label, wrong: wrongConclusions(sound, report) }).toEqual({ label, wrong: [] });
  expect({ label, exitCode }).toEqual({ label, exitCode: fails ? 1 : unknown ? 3 : 0 });
}

/** The runs so far: what one test proves of a run, another may prove more of. */
const runs = new Map<string, ReturnType<typeof runWith>>();

function withFaults(story: Scenario, faults: readonly DnsFault[]): ReturnType<typeof runWith> {
  const key = JSON.stringify([story.title, faults]);
  const run = runs.get(key) ?? runWith(story, faults);
  runs.set(key, run);
  return run;
}

async function runWith(
  story: Scenario,
  faults: readonly DnsFault[],
): Promise<{ report: Report; exitCode: number }> {
  const played = await runWithFaults(story, faults);
  return { report: reportOf(played), exitCode: played.exitCode };
}

/**
 * The names that the resolver was asked for, with the types. One of the three DKIM records stands for all, and one
 * list of addresses and one of domains for the other lists.
 */
function questionsOf({ lab }: Played): ReadonlyMap<string, ReadonlySet<string>> {
  const questions = new Map<string, Set<string>>();
  for (const { name, type, at } of lab.dns.questions) {
    const isOneOfMany =
      /^_?(?:b?2|c?3)examplecom/.test(name) || (isList(name) && !name.endsWith('.spamhaus.org'));
    if (at !== 'resolver' || isOneOfMany) continue;
    questions.set(name, (questions.get(name) ?? new Set<string>()).add(type));
  }
  return questions;
}

/** The test entries, the address and the domain as they are asked for at a list. */
const isList = (name: string): boolean =>
  /^(?:[12]\.0\.0\.127|10\.2\.0\.192|invalid|example\.com|[a-z-]*test[a-z.-]*)\.(?!in-addr|_)/.test(name);

const statusesOf = (report: Report): readonly string[] =>
  checksOf(report).map(({ id, subject, status }) => `${id} ${subject ?? ''} ${status}`);

/** Reports go to somebody else, who has agreed; the policy lies behind a CNAME, as it may. */
function receiveReports(world: World): void {
  const { names } = world.dns;
  names['_dmarc.example.com'] = { CNAME: ['_dmarc.policies.example'] };
  names['_dmarc.policies.example'] = { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@reports.example'] };
  names['example.com._report._dmarc.reports.example'] = { TXT: ['v=DMARC1'] };
  nameAddress(world);
}

function breakRecords(world: World): void {
  const { names } = world.dns;
  for (const name of Object.keys(names)) if (name.includes('_domainkey')) names[name] = { TXT: ['parked'] };
  names['bounce.example.com'] = {
    MX: [{ preference: 10, exchange: 'mx.example.com' }],
    TXT: ['v=spf1 -all'],
  };
  delete names['_dmarc.example.com'];
  names['receiver.example'] = { MX: [{ preference: 10, exchange: 'gone.receiver.example' }] };
  nameAddress(world);
}

/** The sending address has a name that leads back to it. */
function nameAddress({ dns: { names } }: World): void {
  names['10.2.0.192.in-addr.arpa'] = { PTR: ['out.example.com'] };
  names['out.example.com'] = { A: ['192.0.2.10'] };
}
