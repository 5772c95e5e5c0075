import { TrinoSQL } from 'dt-sql-parser';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/history/coverage.ts';
import type { Cut } from '../../src/history/cut.ts';
import { withEv } from '../../src/history/with-ev.ts';
import type { Question } from '../../src/history/question.ts';
import { messageEnds, secondsLookedAt } from '../../src/history/ends.ts';
import { noticesOfSets } from '../../src/history/notices.ts';
import * as questions from '../../src/history/questions.ts';

const from = '2026-11-01T09:30:00.000Z';

/** Two publishers of which less is told than of the others. */
const partly: Coverage = {
  sets: [],
  firstDay: '2026-10-18',
  most: 3,
  exceptions: [
    { publisher: { set: 'alerts', account: null, identity: null }, known: 0, from: null, to: null },
    {
      publisher: { set: null, account: '111122223333', identity: 'example.com' },
      known: 11,
      from: '2026-10-20',
      to: '2026-10-22',
    },
  ],
  gaps: [],
  unheard: [],
  endless: [],
};

/** Every question, so that one that is added is looked at as well. */
const all: Readonly<Record<string, Question>> = {
  daysWithEvents: questions.daysWithEvents,
  noticesOfSets,
  messageEnds: messageEnds(secondsLookedAt(1000)),
  'messageEnds of a part': messageEnds(secondsLookedAt(50_000_000)),
  publishers: questions.publishers({ from: null, to: null, where: [] }),
  'publishers of a part': questions.publishers({
    from,
    to: null,
    where: [{ dimension: 'receiver', value: 'Gmail' }],
  }),
  perDay: questions.perDay(null),
  'perDay from a time on': questions.perDay(from),
  failureGroups: questions.failureGroups(null),
  'failureGroups from a time on': questions.failureGroups(from),
  'perDay where Sends are missing': questions.perDay(from, partly),
  'failureGroups where Sends are missing': questions.failureGroups(from, partly),
  'perReceiver where Sends are missing': questions.perReceiver(from, partly),
  'complaintsBy where Sends are missing': questions.complaintsBy('domain', from, partly),
  perPart: questions.perPart(),
  'perPart where Sends are missing': questions.perPart(partly),
  perReceiver: questions.perReceiver(null),
  'perReceiver from a time on': questions.perReceiver(from),
  'complaintsBy campaign': questions.complaintsBy('campaign', null),
  'complaintsBy domain': questions.complaintsBy('domain', from),
  deadAddresses: questions.deadAddresses({ from: null, to: null, where: [] }),
  'deadAddresses of a part': questions.deadAddresses({
    from,
    to: '2026-11-09T09:30:00.000Z',
    where: [{ dimension: 'receiver', value: 'Gmail' }],
  }),
  'timeline of a recipient': questions.timeline('recipient', 'A@example.net'),
  'timeline of a message': questions.timeline('message_id', '0102'),
  'countsBy everything': questions.countsBy([
    'cause',
    'receiver',
    'campaign',
    'identity',
    'configuration-set',
    'ip',
    'type',
    'day',
    'hour',
  ]),
  'countsBy one': questions.countsBy(['campaign']),
};
const cut: Cut = {
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-02T00:00:00.000Z',
  where: [{ dimension: 'receiver', value: 'Gmail' }],
};

/** What both engines do alike. Dates, JSON, patterns and lists differ: they belong to the staging of an engine. */
const functions = new Set([
  'count',
  'min',
  'max',
  'row_number',
  'sum',
  'coalesce',
  'cast',
  'date_trunc',
  'grouping',
  'extract',
]);
const keywords = new Set([
  'and',
  'as',
  'in',
  'filter',
  'ev',
  'hard',
  'bounced',
  'lives',
  'notices',
  'owners',
  'having',
  'sets',
  'then',
  'bounces',
  'from',
  'over',
  'when',
  'or',
  'not',
  'by',
  'where',
]);

describe.each(Object.entries(all))('%s', (_, question) => {
  const { sql, values } = withEv(question, cut);

  it('is SQL that Trino reads', () => {
    expect(new TrinoSQL().validate(sql)).toEqual([]);
  });

  it('uses only what both engines do alike', () => {
    const called = [...sql.toLowerCase().matchAll(/\b([a-z_]+)\s*\(/g)].map(([, name]) => name ?? '');
    expect(called.filter((name) => !functions.has(name) && !keywords.has(name))).toEqual([]);
    // DuckDB divides 7 by 2 to 3.5, Trino to 3.
    expect(sql).not.toMatch(/\/|::|->|\bregexp|\bjson|\bunnest|\bqualify\b|\bgroup by all\b|\bexclude\b/i);
  });

  it('holds no value: each is bound', () => {
    expect(values).toHaveLength(sql.split('?').length - 1);
    expect(sql).not.toMatch(/2026|gmail|example/i);
  });
});

it('has every question that the module exports', () => {
  const exported = Object.keys(questions).filter(
    (name) => !/^(?:most|fewest|dimensions|wholeLives)/.test(name),
  );
  expect(exported.filter((name) => !Object.keys(all).some((one) => one.startsWith(name)))).toEqual([]);
});
