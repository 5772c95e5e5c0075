import { beforeAll, describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { factKey } from '../../src/engine/sources.ts';
import { runChecklist } from '../../src/engine/run.ts';
import type { AnyCheck } from '../../src/model/check.ts';
import { factOf } from '../../src/model/fact.ts';
import type { Status } from '../../src/model/report.ts';
import type { Answer, UnavailableReason, Why } from '../../src/model/unavailable.ts';
import { answersOf, parseRecord, type RunRecord } from '../../src/record/record.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { everythingAsked } from '../scenarios/everything-asked.ts';
import { fakeProbes } from '../support/probes.ts';

const reasons: readonly UnavailableReason[] = [
  ...(['access-denied', 'no-credentials', 'profile-not-found', 'credentials-expired'] as const),
  ...([
    'credentials-rejected',
    'region-missing',
    'region-invalid',
    'region-not-enabled',
    'not-found',
  ] as const),
  ...(['throttled', 'timeout', 'unreachable', 'bad-reply', 'refused', 'interrupted'] as const),
  ...(['prerequisite', 'not-asked', 'switched-off', 'offline'] as const),
];

const because = (reason: UnavailableReason): Why => ({
  reason,
  message: `because: ${reason}`,
  question: 'a question',
  action: null,
  region: null,
  detail: {},
});

/** A healthy sender about whom everything was asked, as a record holds it. */
let record: RunRecord;
let known: ReadonlyMap<string, Answer<unknown>>;

beforeAll(async () => {
  const [story] = [...everythingAsked.values()];
  if (story === undefined) throw new Error('there is no healthy story');
  const lab = await startLab(worldOf(story));
  let text = '';
  try {
    await runInProcess({
      args: commandLine(story, lab, ['--format', 'json', '--save-facts', 'whole.json', '--no-redact']),
      env: { ...lab.env, ...story.env },
      authoritativePort: lab.dns.authoritativePort,
      host: {
        write: async (_path, written) => {
          text = written;
        },
      },
    });
  } finally {
    await lab.close();
  }
  record = parseRecord(text);
  known = answersOf(record, factKey);
});

const checks = checklist.flatMap((stage) => stage.checks.map((check) => ({ stage, check })));

/** The statuses of one check, its subjects in order, with some answers in place of those of the record. */
async function statuses(
  check: AnyCheck,
  instead: ReadonlyMap<string, Answer<unknown>> = new Map(),
): Promise<readonly Status[]> {
  const stages = checklist.map(({ id, question, checks: all }) => ({
    id,
    question,
    checks: all.filter((one) => one === check).map((one) => ({ check: one, wants: () => true })),
  }));
  const { target } = record;
  const store = createFactStore({
    probes: fakeProbes(),
    target,
    offline: () => 'offline',
    known: new Map([...known, ...instead]),
  });
  const ended = await runChecklist({ stages, store, target, clock: () => 0 });
  return ended.map(({ report }) => report.status);
}

/** The keys under which the store holds a source, whoever it is about. */
const keysOf = (fact: string): readonly string[] =>
  [...known.keys()].filter((key) => key === fact || key.startsWith(`${fact} `));

/** What is known without looking: a flag is never unavailable. */
const certain: ReadonlySet<string> = new Set(['target', 'symptom', 'ledger', 'taken-at']);

/** The sources without which a check has no answer. */
const asked = ({ needs, questions = {} }: AnyCheck): readonly string[] =>
  [...Object.values(needs), ...Object.values(questions)]
    .map((source) => factOf(source).id)
    .filter((id) => !certain.has(id));

/** Questions of several, where `prerequisite` and `not-asked` are no failure: the others still tell. */
const mootOf = ({ needs, questions = {} }: AnyCheck): ReadonlySet<string> => {
  const others = [...Object.values(needs), ...Object.values(questions)].filter((one) => factOf(one).looks);
  if (others.length < 2) return new Set();
  return new Set(
    Object.values(questions).flatMap((source) =>
      ['prerequisite', 'not-asked'].map((reason) => `${reason} ${factOf(source).id}`),
    ),
  );
};

describe('no tick without an answer', () => {
  it('walks checks that do pass for a healthy sender', async () => {
    let passing = 0;
    for (const { check } of checks) if ((await statuses(check)).includes('pass')) passing += 1;
    expect(passing).toBeGreaterThan(25);
  });

  for (const { check } of checks) {
    for (const fact of new Set(asked(check))) {
      // The default set of this sender publishes every type: nothing rests on the topics of its identity.
      if (check.id === 'events' && fact === 'events-feedback') continue;
      it(`${check.id} without ${fact}`, async () => {
        const keys = keysOf(fact);
        for (const reason of reasons) {
          const instead = new Map(keys.map((key) => [key, { ok: false, why: because(reason) } as const]));
          // A question that makes no sense here or was not put takes nothing from what the others told.
          if (!mootOf(check).has(`${reason} ${fact}`))
            expect(await statuses(check, instead), reason).not.toContain('pass');
        }
      });
    }
  }
});

describe('an extra that is missing', () => {
  for (const { check } of checks) {
    for (const [name, source] of Object.entries(check.enrichment ?? {})) {
      it(`makes ${check.id} neither fail nor unknown: ${name}`, async () => {
        const before = await statuses(check);
        for (const reason of reasons) {
          const instead = new Map(
            keysOf(factOf(source).id).map((key) => [key, { ok: false, why: because(reason) } as const]),
          );
          const after = await statuses(check, instead);
          // The analysis of a template that is no template has a reason of its own; it is our own reading, not the world's.
          if (check.id === 'template' && name === 'analysis') continue;
          // --message-id asked for the trace and --principal for what IAM says, so their want counts.
          if (check.id === 'message-trace' || check.id === 'send-permission') continue;
          // An address that a customer brought along is one that receivers ask SPF about: a denial leaves the question open.
          if (check.id === 'spf' && name === 'dedicatedIps') continue;
          after.forEach((status, index) => {
            if (status !== before[index]) expect([reason, status]).toEqual([reason, 'skipped']);
          });
        }
      });
    }
  }
});

/** Answers inside a fact: each of several questions that it put. */
function* answersIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null || path.length > 8) return;
  if ('ok' in value && value.ok === true) yield path;
  for (const [name, one] of Object.entries(value)) yield* answersIn(one, [...path, name]);
}

function withFailure(value: unknown, [name, ...rest]: readonly string[], why: Why): unknown {
  if (name === undefined) return { ok: false, why };
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === name ? withFailure(one, rest, why) : one));
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([key, one]) => [key, key === name ? withFailure(one, rest, why) : one]),
  );
}

/** Answers inside a fact without which a check has still seen what its title names, and why. */
const extras: ReadonlySet<string> = new Set([
  // Either way of hearing of a bounce is enough: the default set of this sender publishes every type.
  'events: events-feedback topics',
  'events-identity: events-feedback topics',
  'events-identity: event-destinations destinations',
  // The complaints are what it is about.
  'reputation-feedback: reputation bounce',
  // Without --tenant the list of a tenant is another one.
  'suppression: suppression-direct tenant',
  // The resolver, which receivers ask as well, gave the record; the zone's own servers are a second view.
  ...['txt', 'authority'].map((name) => `dkim-records: dkim-records records.${name}`),
  ...['cname', 'authority'].map((name) => `dkim-key: dkim-records records.${name}`),
  ...['mxAuthority', 'txtAuthority'].map((name) => `mail-from-records: mail-from-records ${name}`),
  'dmarc: dmarc place.authority',
  // The record that applies was found; these tell of other levels and of the older way to find it.
  ...['levels.answer', 'organizationalDomain', 'byList.policy'].map((name) => `dmarc: dmarc ${name}`),
  // One of DKIM and SPF that aligns is enough (RFC 9989 4.4), and relaxed is the default of both.
  ...['policy', 'dkim.aligned', 'spf.aligned'].map((name) => `alignment: alignment ${name}`),
]);

describe('no tick with an answer missing inside a fact', () => {
  for (const { check } of checks) {
    it(check.id, async () => {
      const unearned: string[] = [];
      for (const fact of new Set(asked(check))) {
        for (const key of keysOf(fact)) {
          const answer = known.get(key);
          if (answer?.ok !== true) continue;
          for (const path of answersIn(answer.value)) {
            const value = withFailure(answer.value, path, because('timeout'));
            const after = await statuses(check, new Map([[key, { ok: true, value }]]));
            const name = `${check.id}: ${fact} ${path.filter((one) => !/^\d+$/.test(one)).join('.')}`;
            if (after.includes('pass') && !extras.has(name)) unearned.push(name);
          }
        }
      }
      expect([...new Set(unearned)]).toEqual([]);
    });
  }
});
