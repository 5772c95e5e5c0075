import { expect, it } from 'vitest';
import { type AnyCheck, defineCheck, notSeen, problem, unanswered } from '../../src/model/check.ts';
import { defineFact, each } from '../../src/model/fact.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { runChecklist } from '../../src/engine/run.ts';
import type { CheckReport } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable, type UnavailableReason } from '../../src/model/unavailable.ts';
import { fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const problems = {
  'area/wrong': problem<string>({
    severity: 'error',
    summary: (data) => data,
    impact: 'Mail stops.',
    fix: () => [],
    references: [],
  }),
};

/** A fact that is not there, for this reason. */
const missing = (reason: UnavailableReason) =>
  defineFact({
    id: 'missing',
    title: 'missing',
    gather: (): string => {
      throw new Unavailable(reason, `because: ${reason}`, { question: 'ses:GetAccount' });
    },
  });

const common = { id: 'area', title: 'All is well', why: 'It matters.' };

async function reportOf(check: AnyCheck, target: Partial<Target> = {}): Promise<CheckReport> {
  const whole = targetWith(target);
  const store = createFactStore({ probes: fakeProbes(), target: whole });
  const stages = [{ id: 'account' as const, question: '', checks: [{ check, wants: () => true }] }];
  const [ended] = await runChecklist({ stages, store, target: whole, clock: () => 0 });
  if (ended === undefined) throw new Error('nothing was run');
  return ended.report;
}

const asking = (reason: UnavailableReason, found: readonly string[] = []) =>
  defineCheck({
    ...common,
    needs: {},
    questions: { answer: missing(reason) },
    problems,
    evaluate: () => found.map((data) => ({ problem: 'area/wrong' as const, data })),
  });

it('gives no tick for what was left alone', async () => {
  for (const reason of ['switched-off', 'offline'] as const)
    expect(await reportOf(asking(reason))).toMatchObject({
      status: 'skipped',
      because: `because: ${reason}`,
    });
});

it('gives no tick where nobody asked, or another check says why not', async () => {
  for (const reason of ['not-asked', 'prerequisite'] as const)
    expect(await reportOf(asking(reason))).toMatchObject({ status: 'skipped', unanswered: [] });
});

it('gives no tick when only extras would have told, and none answered', async () => {
  const extras = (reason: UnavailableReason) =>
    defineCheck({
      ...common,
      needs: {},
      enrichment: { answer: missing(reason) },
      problems,
      evaluate: () => [],
    });
  for (const reason of ['timeout', 'access-denied', 'not-asked', 'switched-off', 'refused'] as const)
    expect(await reportOf(extras(reason))).toMatchObject({
      status: 'skipped',
      because: `because: ${reason}`,
    });
});

it('keeps what it found beside what was left alone', async () => {
  expect(await reportOf(asking('switched-off', ['It is broken.']))).toMatchObject({ status: 'fail' });
});

it('gives no tick when an answer within a fact was left alone', async () => {
  const why = new Unavailable('switched-off', '--no-aws was given').why;
  const check = defineCheck({
    ...common,
    needs: {},
    problems,
    evaluate: () => unanswered({ ok: false, why }),
  });
  expect(await reportOf(check)).toMatchObject({ status: 'skipped', because: '--no-aws was given' });
});

it('lists the extras that a skipped check missed, and counts none', async () => {
  const why = new Unavailable('access-denied', 'no right', { question: 'sns:GetTopicAttributes' }).why;
  const check = defineCheck({
    ...common,
    needs: {},
    enrichment: { extra: missing('timeout') },
    problems,
    evaluate: () => notSeen('nobody told', [{ unanswered: why, counts: false }]),
  });
  const { status, because, unanswered: listed } = await reportOf(check);
  expect({ status, because }).toEqual({ status: 'skipped', because: 'nobody told' });
  expect(listed.map(({ question, counts }) => [question, counts])).toEqual([
    ['ses:GetAccount', false],
    ['sns:GetTopicAttributes', false],
  ]);
});

it('gathers nothing for a question that the flags make moot', async () => {
  let asked = 0;
  const costly = defineFact({ id: 'costly', title: 'costly', gather: () => (asked += 1) });
  const check = defineCheck({
    ...common,
    moot: ({ identities }) => (identities.length === 0 ? 'there is no sender' : null),
    needs: { costly },
    problems,
    evaluate: () => [],
  });
  expect(await reportOf(check)).toMatchObject({ status: 'skipped', because: 'there is no sender' });
  expect(asked).toBe(0);
  expect(await reportOf(check, { identities: ['example.com'] })).toMatchObject({ status: 'pass' });
  expect(asked).toBe(1);
});

/** Checks of identities and of the run, and the order in which their facts are asked for and evaluated. */
async function orderOf(identities: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
  const order: string[] = [];
  const ofOne = defineFact({
    id: 'one',
    title: 'one',
    per: 'identity',
    gather: ({ subject }) => {
      order.push(`ask ${subject}`);
      return Promise.resolve(subject);
    },
  });
  const ofRun = defineFact({ id: 'run', title: 'run', gather: () => order.push('ask run') });
  const checkOf = (check: Partial<AnyCheck>) => ({
    check: { ...defineCheck({ ...common, needs: {}, problems, evaluate: () => [] }), ...check },
    wants: () => true,
  });
  const checks = [
    checkOf({ id: 'all', enrichment: { all: each(ofOne) }, evaluate: () => (order.push('see all'), []) }),
    checkOf({
      id: 'one',
      per: 'identity',
      needs: { one: ofOne },
      evaluate: (_facts, subject) => (order.push(`see ${subject}`), []),
    }),
    checkOf({ id: 'run', needs: { run: ofRun }, evaluate: () => (order.push('see run'), []) }),
  ];
  const target = targetWith({ identities });
  const store = createFactStore({ probes: fakeProbes(), target, ...(signal !== undefined && { signal }) });
  const stages = [{ id: 'account' as const, question: '', checks }];
  const ended = await runChecklist({ stages, store, target, clock: () => 0 });
  expect(ended.map(({ report: { id, subject } }) => `${id} ${subject ?? ''}`)).toEqual([
    'all ',
    ...identities.map((subject) => `one ${subject}`),
    'run ',
  ]);
  return order;
}

const senders = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `sender${String(index)}.example`);

it('asks about one of many subjects after the other, what has come being taken first, and about all of them last', async () => {
  const names = senders(20);
  const order = await orderOf(names);
  expect(order.filter((one) => one.startsWith('ask'))).toEqual([
    'ask run',
    ...names.map((name) => `ask ${name}`),
  ]);
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const later = next === undefined ? 'see all' : `ask ${next}`;
    expect(order.indexOf(`see ${name}`)).toBeLessThan(order.indexOf(later));
  }
});

it.each([1, 3, 12])('asks everything at once in a run about %d', async (count) => {
  const order = await orderOf(senders(count));
  expect(order.slice(0, count + 1).every((one) => one.startsWith('ask'))).toBe(true);
});

it('ends every check of a run that was interrupted before all subjects had begun', async () => {
  const order = await orderOf(senders(20), AbortSignal.abort());
  expect(order).toContain('ask sender19.example');
});
