import { describe, expect, it } from 'vitest';
import { defineFact, each } from '../../src/model/fact.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { chainMs } from '../../src/engine/timing.ts';
import { answerOf, Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const target = targetWith({ identities: ['a.example', 'b.example'] });

describe('the fact store', () => {
  it('gathers a fact once per run, and once per subject', async () => {
    const asked: string[] = [];
    const run = defineFact({ id: 'run', title: 'the run', gather: () => asked.push('run') });
    const one = defineFact({
      id: 'one',
      title: 'one',
      per: 'identity',
      from: { run },
      gather: ({ subject }) => {
        asked.push(subject);
        return subject.toUpperCase();
      },
    });
    const store = createFactStore({ probes: fakeProbes(), target });
    const values = await Promise.all([
      store.read(one, 'a.example'),
      store.read(one, 'a.example'),
      store.read(one, 'b.example'),
    ]);
    expect(values).toEqual(['A.EXAMPLE', 'A.EXAMPLE', 'B.EXAMPLE']);
    expect(asked.toSorted()).toEqual(['a.example', 'b.example', 'run']);
  });

  it('puts the same AWS question once, whichever facts need it', async () => {
    let calls = 0;
    const aws = fakeAws({
      'ses:GetAccount': () => {
        calls += 1;
        return { SendingEnabled: true };
      },
    });
    const ask = (id: string) =>
      defineFact({
        id,
        title: id,
        actions: ['ses:GetAccount'],
        gather: async ({ aws }) => (await aws('ses:GetAccount', {})).SendingEnabled,
      });
    const store = createFactStore({ probes: fakeProbes({ aws }), target });
    await Promise.all([store.read(ask('one'), null), store.read(ask('two'), null)]);
    expect(calls).toBe(1);
  });

  it('does not let a fact call what it did not declare', async () => {
    const sly = defineFact({
      id: 'sly',
      title: 'sly',
      gather: async ({ aws }) =>
        await (aws as (action: string, input: object) => Promise<object>)('ses:GetAccount', {}),
    });
    const store = createFactStore({ probes: fakeProbes(), target });
    await expect(store.read(sly, null)).rejects.toThrow('sly does not declare ses:GetAccount');
  });

  it('hands a run-level reader the answer of each subject', async () => {
    const name = defineFact({
      id: 'name',
      title: 'the name',
      per: 'identity',
      gather: ({ subject }) => {
        if (subject === 'b.example') throw new Unavailable('timeout', 'no answer');
        return subject;
      },
    });
    const all = defineFact({
      id: 'all',
      title: 'all names',
      from: { names: each(name) },
      gather: (_io, { names }) =>
        names.map(({ subject, answer }) => `${subject}: ${answer.ok ? answer.value : answer.why.reason}`),
    });
    const store = createFactStore({ probes: fakeProbes(), target });
    expect(await store.read(all, null)).toEqual(['a.example: a.example', 'b.example: timeout']);
  });

  it('keeps what failed, with every fact that stood on it', async () => {
    const broken = defineFact({
      id: 'broken',
      title: 'broken',
      gather: (): string => {
        throw new Unavailable('timeout', 'no answer', { question: 'TXT a.example' });
      },
    });
    const above = defineFact({
      id: 'above',
      title: 'above',
      from: { broken },
      gather: (_io, { broken }) => broken,
    });
    const store = createFactStore({ probes: fakeProbes(), target });
    await answerOf(store.read(above, null));
    expect(store.failures().map(({ why, facts }) => [why.question, [...facts].toSorted()])).toEqual([
      ['TXT a.example', ['above', 'broken']],
    ]);
  });

  it('ends a question that hangs when the run is interrupted, and keeps what others had', async () => {
    const controller = new AbortController();
    const hanging = defineFact({
      id: 'hanging',
      title: 'the slow thing',
      gather: () => new Promise<string>(() => undefined),
    });
    const paging = defineFact({
      id: 'paging',
      title: 'the long list',
      gather: ({ signal }) =>
        new Promise<string>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve('as far as I came');
          });
        }),
    });
    const store = createFactStore({ probes: fakeProbes(), target, signal: controller.signal });
    const answers = Promise.all([answerOf(store.read(hanging, null)), answerOf(store.read(paging, null))]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort('SIGINT');
    expect(await answers).toMatchObject([
      { ok: false, why: { reason: 'interrupted', message: 'interrupted while reading the slow thing' } },
      { ok: true, value: 'as far as I came' },
    ]);
  });

  it('times a fact without what it waited for, and knows the longest chain', async () => {
    let time = 0;
    const clock = () => time;
    const first = defineFact({
      id: 'first',
      title: 'first',
      gather: () => {
        time += 30;
        return 1;
      },
    });
    const second = defineFact({
      id: 'second',
      title: 'second',
      from: { first },
      gather: () => {
        time += 20;
        return 2;
      },
    });
    const store = createFactStore({ probes: fakeProbes(), target, clock });
    await store.read(second, null);
    const timing = store.timings().find(({ fact }) => fact === 'second');
    expect(timing?.durationMs).toBe(20);
    expect(chainMs(timing ?? null)).toBe(50);
  });

  it('answers from a record without asking, and says what the record does not hold', async () => {
    const fact = defineFact({ id: 'known', title: 'the known', gather: (): string => 'asked' });
    const other = defineFact({ id: 'other', title: 'the other', gather: (): string => 'asked' });
    const store = createFactStore({
      probes: fakeProbes(),
      target,
      offline: () => 'offline',
      known: new Map([['known', { ok: true, value: 'recorded' }]]),
    });
    expect(await store.read(fact, null)).toBe('recorded');
    expect(await answerOf(store.read(other, null))).toMatchObject({ ok: false, why: { reason: 'offline' } });
  });
});
