import { grouped } from '../../src/model/many.ts';
import { questionNames, type Answers } from '../../src/history/answers.ts';
import { publisherName } from '../../src/history/coverage.ts';
import { areOfOneAccount } from '../../src/history/senders.ts';
import { dayList } from '../../src/history/day-list.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { hasShares } from '../../src/history/plan.ts';
import { problems, type Uncovered } from './history-records.words.ts';

export default defineHistoryCheck({
  id: 'history-records',
  title: 'Event records',
  why: 'Numbers mean something only if it is known how many records they come from, and how many could not be read.',
  question: null,

  problems,

  evaluate(answers) {
    const { asked, records, damaged, range, span, unreadTexts, overview, holes, unjudgedDays } = answers;
    const { from, to } = range;
    const uncovered = (side: Uncovered['side'], days: readonly string[] = []) => ({
      problem: 'history/range-not-covered' as const,
      data: { side, from, to, first: span?.first ?? null, last: span?.last ?? null, days },
    });
    return [
      ...(records.unreadable > 0
        ? [
            {
              problem: 'history/records-unreadable' as const,
              data: { ...records, damaged: damaged.filter(({ pieces }) => pieces > 0) },
            },
          ]
        : []),
      ...(answers.ahead === null
        ? []
        : [{ problem: 'history/records-ahead' as const, data: { ...answers.ahead, read: records.read } }]),
      ...unheld(answers),
      ...partly(answers),
      ...(span === null ? [answers.where.length === 0 ? uncovered('all') : unmatched(answers)] : []),
      ...(span === null ? [] : unseen(answers)),
      // Without a range, the first days of all records have none before them, whatever is given.
      ...(span !== null &&
      asked.includes('rise') &&
      (!answers.canRise || (from !== null && unjudgedDays.tooEarly.length > 0))
        ? [
            {
              problem: 'history/too-few-days' as const,
              data: {
                days: overview.days.filter(({ attempts, unjudged }) => attempts + unjudged > 0).length,
                early: unjudgedDays.tooEarly,
                canRise: answers.canRise,
                chosen: asked.length < questionNames.length,
              },
            },
          ]
        : []),
      ...(span === null
        ? []
        : (['start', 'inside', 'end'] as const)
            .filter((side) => holes[side].length > 0)
            .map((side) => uncovered(side, holes[side]))),
      ...(unreadTexts > 0
        ? [{ problem: 'history/texts-unread' as const, data: { unread: unreadTexts } }]
        : []),
    ];
  },
});

/** What is not known without a column: where there are events that need it, and where there are none. */
const unknownWithout: Readonly<Record<string, { type: string; some: string; none: string | null }>> = {
  bounce: {
    type: 'Bounce',
    some: 'which addresses bounced, which of them for good, and why',
    none: 'whether mail bounced',
  },
  complaint: {
    type: 'Complaint',
    some: 'who complained',
    none: 'whether anybody complained',
  },
  // Delays are often not published.
  deliveryDelay: { type: 'DeliveryDelay', some: 'whose mail waited, and why', none: null },
};

/** Tables without the columns that their events need; or that could hold none where no record tells of any. */
const unheld = ({ asked, damaged, where, overview: { events } }: Answers) =>
  damaged.flatMap(({ source, lacks = [] }) => {
    const told = lacks.flatMap((column) => {
      const known = unknownWithout[column.split('.')[0] ?? ''];
      if (known === undefined) return [];
      const isThere = events[known.type] !== undefined;
      // Of a part of the events, or a story, their absence says nothing.
      if (!isThere && (known.none === null || where.length > 0 || asked.length === 0)) return [];
      return [{ column, unknown: isThere ? known.some : (known.none ?? '') }];
    });
    return told.length === 0
      ? []
      : [
          {
            problem: 'history/column-missing' as const,
            subject: source,
            data: {
              source,
              columns: told.map(({ column }) => column),
              unknown: [...new Set(told.map(({ unknown }) => unknown))],
            },
          },
        ];
  });

/** Publishers that are named in a sentence; all of them are evidence. */
const mostNamed = 3;
const mostEvidence = 20;
/** Fewer failures than that, and less than this share of all, change no rate that matters. */
const fewestUntold = 3;
const smallestPart = 0.02;

/** Some sets, identities or days have failures without any record of the mail. */
function partly({ asked, gaps, overview: { totals, senders } }: Answers) {
  // The overview says that there is no rate at all.
  if (gaps.length === 0 || !hasShares(asked) || (totals.attempts === 0 && asked.includes('overview')))
    return [];
  const isOneAccount = areOfOneAccount(senders);
  const told = gaps.map(({ publisher, days }) => ({
    what: publisherName(publisher, isOneAccount),
    days: dayList(days),
  }));
  const failures = gaps.reduce((sum, one) => sum + one.failures, 0);
  const left = told.length - mostNamed;
  const all = totals.bounces + totals.complaints + totals.delays;
  return [
    {
      problem: 'history/part-without-sends' as const,
      data: {
        places: [
          ...told.slice(0, mostNamed).map(({ what, days }) => `${what} on ${days}`),
          ...(left > 0 ? [`${grouped(left)} others`] : []),
        ],
        evidence: told.slice(0, mostEvidence),
        failures,
        fewest: Math.max(fewestUntold, smallestPart * all),
        attempts: totals.attempts,
      },
    },
  ];
}

const within = ({ from, to }: Answers['range']): string =>
  from === null && to === null ? '' : ` between ${from ?? 'the beginning'} and ${to ?? 'now'}`;

/** --where keeps nothing. */
const unmatched = ({ where, range, source }: Answers) => ({
  problem: 'history/nothing-matches' as const,
  subject: where.join(', '),
  data: {
    what: `${within(range).trimStart()}${within(range) === '' ? '' : ' '}has ${where.join(' and ')}`,
    list: [...new Set(where.map((one) => one.split('=')[0]))].join(','),
    source,
  },
});

/** A recipient or message of which the records say nothing. */
const unseen = ({ sought, range, source }: Answers) =>
  sought
    .filter(({ events }) => events === 0)
    .map(({ what, name }) => ({
      problem: 'history/nothing-matches' as const,
      subject: name,
      data: {
        what: `${what === 'cause' ? 'has' : 'is about'} the ${what} ${name}${within(range)}`,
        list: what === 'cause' ? 'cause' : null,
        source,
      },
    }));
