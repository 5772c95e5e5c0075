import { grouped, many } from '../../src/model/many.ts';
import { bytesText } from '../../src/history/bytes.ts';
import { longestPiece } from '../../src/history/record-splitter.ts';
import { problem } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { askingAgain } from '../../src/history/ask-again.ts';
import type { Answers } from '../../src/history/answers.ts';
import { dayList } from '../../src/history/day-list.ts';
import { fewestBaselineDays } from '../../src/history/jumps.ts';

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

/** A part of the range without events. */
export interface Uncovered {
  side: 'start' | 'inside' | 'end' | 'all';
  from: string | null;
  to: string | null;
  first: string | null;
  last: string | null;
  /** Days without events. */
  days: readonly string[];
}

interface Partly {
  /** Who, and on which days; the largest. */
  places: readonly string[];
  evidence: readonly { what: string; days: string }[];
  failures: number;
  /** From so many on, the rates may hide something. */
  fewest: number;
  attempts: number;
}

/** What is said of records that are missing, unreadable or of other days than were asked about. */
export const problems = {
  'history/records-unreadable': problem<Unreadable>({
    severity: 'unknown',
    summary: ({ unreadable, read, damaged }) => {
      const left = leftOut(damaged);
      const broken = unreadable - left;
      return [
        ...(broken === 0
          ? []
          : [`${grouped(broken)} of ${grouped(broken + read)} pieces are not readable event records`]),
        ...(left === 0
          ? []
          : [
              `${many(left, 'record')} that a query of CloudWatch Logs found ${left === 1 ? 'is' : 'are'} not in its result`,
            ]),
      ]
        .join(', and ')
        .concat(`, so the counts are lower bounds.${longLine(damaged)}`);
    },
    impact: 'They are not counted in any number of this report.',
    evidence: ({ unreadable, read, damaged }) => [
      ...damaged.flatMap(({ source, pieces, why, longest }) => [
        {
          what: why === null ? `${grouped(pieces)} of them in` : 'not read',
          expected: null,
          actual: why === null ? source : `${source}: ${why}`,
          source: null,
        },
        ...(longest === undefined
          ? []
          : [
              {
                what: 'the longest piece there',
                expected: `${bytesText(longestPiece)} at most`,
                actual: bytesText(longest),
                source: null,
              },
            ]),
      ]),
      {
        what:
          leftOut(damaged) === 0
            ? 'pieces that could not be read'
            : 'pieces that are missing or could not be read',
        expected: '0',
        actual: grouped(unreadable),
        source: null,
      },
      { what: 'records read', expected: null, actual: grouped(read), source: null },
    ],
    fix: ({ damaged, unreadable }) => [
      ...(leftOut(damaged) === 0
        ? []
        : [
            {
              text: 'Run the query over shorter times until it has found less than its limit (10,000 records at most), wait until it has ended, and give all results together.',
              owner: 'you' as const,
            },
          ]),
      ...(leftOut(damaged) === unreadable
        ? []
        : [
            {
              text: 'Look at the files: an upload that was interrupted leaves half a record at the end, and a record without a time that can be read is none.',
              owner: 'you' as const,
            },
          ]),
    ],
    references: [
      'https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-contents.html',
    ],
  }),
  'history/records-ahead': problem<NonNullable<Answers['ahead']> & { read: number }>({
    severity: 'unknown',
    summary: ({ records, read, days, areMost, now }) =>
      areMost
        ? `${grouped(records)} of ${grouped(read)} records are dated after the clock of this machine, which says ${now.slice(0, 10)}.`
        : `${grouped(records)} of ${grouped(read)} records are dated after today, on ${dayList(days)}: they are in no rate.`,
    impact: ({ areMost }) =>
      areMost
        ? 'They are counted on the days they name; ages, and ranges as --since 14d, may be wrong.'
        : 'What they tell of is missing on the days it happened on.',
    fix: ({ areMost }) => [
      {
        text: areMost
          ? 'Set the clock of this machine.'
          : 'See what wrote them: SES dates its records itself, so that they are of a test, or were changed on the way.',
        owner: 'you',
      },
    ],
    references: ['https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html'],
  }),
  'history/column-missing': problem<{
    source: string;
    columns: readonly string[];
    unknown: readonly string[];
  }>({
    severity: 'unknown',
    summary: ({ source, columns, unknown }) =>
      `${source} has no column ${columns.join(' and none called ')}: it is not known ${unknown.join(', nor ')}.`,
    impact: 'What this report says of it is true of the other records alone.',
    fix: () => [
      {
        text: 'Give records that hold them: let what writes the table keep the column, or read the files of Firehose.',
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
            ? to === null
              ? `Without --until the range goes on until now, the last event is of ${last ?? ''}: none on ${dayList(days)}.`
              : `The range ends at ${to}, the last event is of ${last ?? ''}: none on ${dayList(days)}.`
            : `There is no event on ${dayList(days)}, or next to none, between days that have many.`,
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
              ...askingAgain(
                'See the names that are there, and compare the spelling.',
                source,
                command`--by ${list}`,
              ),
              owner: 'you' as const,
            },
          ]),
      {
        text: 'Give the records of the time and Region it was sent in; only a configuration set or identity that publishes events has them.',
        owner: 'you',
      },
    ],
    references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
  }),
  'history/part-without-sends': problem<Partly>({
    severity: ({ failures, fewest }) => (failures >= fewest ? 'unknown' : 'info'),
    summary: ({ places, failures, attempts }) =>
      `${grouped(failures)} ${failures === 1 ? 'failure is' : 'failures are'} in no rate, since nothing tells of how much mail: ${places.join('; ')}.${attempts === 0 ? '' : ` The rates are those of the other mail (${grouped(attempts)} recipients).`}`,
    impact: 'How much of that mail bounces or draws complaints is not known.',
    evidence: ({ evidence }) =>
      evidence.map(({ what, days }) => ({
        what,
        expected: 'Send events',
        actual: `none on ${days}`,
        source: 'the events',
      })),
    fix: () => [
      {
        text: 'Publish Send and Delivery events of that mail as well, or give the records that hold them.',
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
        ? `Whether failures rose on ${dayList(early)} cannot be told: a day is compared with ${grouped(fewestBaselineDays)} days with mail before it or more.`
        : `A rise cannot be seen: a day is compared with ${grouped(fewestBaselineDays)} days with mail before it or more, and there ${days === 0 ? 'is no day with mail' : days === 1 ? 'is 1 day in all' : `are ${grouped(days)} days in all`}.`,
    impact: 'Whether failures rose is not known.',
    fix: () => [{ text: 'Give the records of two weeks before the days you ask about.', owner: 'you' }],
    references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
  }),
  'history/texts-unread': problem<{ unread: number }>({
    severity: 'unknown',
    summary: ({ unread }) =>
      `The texts of ${grouped(unread)} failures were left unread: there are more than 100,000 different ones.`,
    impact: 'Those failures are not assigned to a cause.',
    fix: () => [{ text: 'Ask about a smaller range, or about one receiver with --where.', owner: 'you' }],
    references: ['https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html'],
  }),
};

const leftOut = (damaged: Answers['damaged']): number =>
  damaged.reduce((sum, one) => sum + (one.leftOut ?? 0), 0);

/** One piece may hold many records: how large the longest is, and in which file. */
function longLine(damaged: Answers['damaged']): string {
  const [long] = damaged
    .flatMap(({ source, longest }) => (longest === undefined ? [] : [{ source, longest }]))
    .toSorted((a, b) => b.longest - a.longest);
  return long === undefined
    ? ''
    : ` One of them, in ${long.source}, has ${bytesText(long.longest)}: too much to be read.`;
}
