import { problem } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { askAgain } from '../../src/history/ask-again.ts';
import { questionNames, type Answers } from '../../src/history/answers.ts';
import { dayList } from '../../src/history/day-list.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { fewestBaselineDays } from '../../src/history/statistics.ts';

interface Unreadable {
  unreadable: number;
  read: number;
  damaged: Answers['damaged'];
}

interface NoMatch {
  /** What no event has, as people say it. */
  what: string;
  /** What --by lists the names that are there; null where nothing does. */
  list: string | null;
  source: readonly string[];
}

interface Uncovered {
  side: 'start' | 'inside' | 'end' | 'all';
  from: string | null;
  to: string | null;
  first: string | null;
  last: string | null;
  /** Days without events. */
  days: readonly string[];
}

export default defineHistoryCheck({
  id: 'history-records',
  title: 'Event records',
  why: 'Numbers mean something only if it is known how many records they come from, and how many could not be read.',
  question: null,

  problems: {
    'history/records-unreadable': problem<Unreadable>({
      severity: 'unknown',
      summary: ({ unreadable, read }) =>
        `${unreadable} of ${unreadable + read} pieces are not readable event records, so the counts are lower bounds.`,
      impact: 'They are not counted in any number of this report.',
      evidence: ({ unreadable, read, damaged }) => [
        ...damaged.map(({ source, pieces, why }) => ({
          what: why === null ? `${pieces} of them in` : 'not read',
          expected: null,
          actual: why === null ? source : `${source}: ${why}`,
          source: null,
        })),
        { what: 'pieces that could not be read', expected: '0', actual: String(unreadable), source: null },
        { what: 'records read', expected: null, actual: String(read), source: null },
      ],
      fix: () => [
        {
          text: 'Look at the ends of the files: an upload that was interrupted leaves half a record.',
          owner: 'you',
        },
      ],
      references: [
        'https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-contents.html',
      ],
    }),
    'history/range-not-covered': problem<Uncovered>({
      severity: 'unknown',
      summary: ({ side, from, to, first, last, days }) =>
        side === 'all'
          ? from === null && to === null
            ? 'There is no event in these records.'
            : `No event lies between ${from ?? 'the beginning'} and ${to ?? 'now'}.`
          : side === 'start'
            ? `The range begins at ${from ?? ''}, the first event is of ${first ?? ''}: none on ${dayList(days)}.`
            : side === 'end'
              ? `The range ends at ${to ?? ''}, the last event is of ${last ?? ''}: none on ${dayList(days)}.`
              : `There is no event on ${dayList(days)}, between days that have some.`,
      impact: 'What happened in the part without events is not known: no mail, or no records.',
      fix: () => [
        { text: 'Give the files or partitions of the whole range, or a smaller range.', owner: 'you' },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/nothing-matches': problem<NoMatch>({
      severity: 'unknown',
      summary: ({ what }) => `No event ${what}.`,
      impact:
        'The records say nothing about it: it was not sent, its records are elsewhere, or it is spelled differently.',
      fix: ({ list, source }) => [
        ...(list === null
          ? []
          : [
              {
                text: 'See the names that are there, and compare the spelling.',
                owner: 'you' as const,
                command: askAgain(source, command`--by ${list}`),
              },
            ]),
        {
          text: 'Give the records of the time and Region it was sent in; only a configuration set or identity that publishes events has them.',
          owner: 'you',
        },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/too-few-days': problem<{
      days: number;
      early: readonly string[];
      canRise: boolean;
      chosen: boolean;
    }>({
      // Who asked for the overview got it; who asked for rises did not.
      severity: ({ chosen }) => (chosen ? 'unknown' : 'info'),
      summary: ({ days, early, canRise }) =>
        canRise
          ? `Whether failures rose on ${dayList(early)} cannot be told: a day is compared with ${fewestBaselineDays} days with mail before it or more.`
          : `A rise cannot be seen: a day is compared with ${fewestBaselineDays} days with mail before it or more, and there ${days === 1 ? 'is 1 day' : `are ${days} days`} in all.`,
      impact: 'Whether failures rose is not known.',
      fix: () => [{ text: 'Give the records of two weeks before the days you ask about.', owner: 'you' }],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/texts-unread': problem<{ unread: number }>({
      severity: 'unknown',
      summary: ({ unread }) =>
        `The texts of ${unread} failures were left unread: there are more than 100,000 different ones.`,
      impact: 'Those failures are not assigned to a cause.',
      fix: () => [{ text: 'Ask about a smaller range, or about one receiver with --where.', owner: 'you' }],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html'],
    }),
  },

  evaluate(answers) {
    const { asked, records, damaged, range, span, unreadTexts, overview, holes, unjudgedDays } = answers;
    const { from, to } = range;
    const uncovered = (side: Uncovered['side'], days: readonly string[] = []) => ({
      problem: 'history/range-not-covered' as const,
      data: { side, from, to, first: span?.first ?? null, last: span?.last ?? null, days },
    });
    return [
      ...(records.unreadable > 0
        ? [{ problem: 'history/records-unreadable' as const, data: { ...records, damaged } }]
        : []),
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
                days: overview.days.length,
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
