import { problem } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';

interface Unreadable {
  unreadable: number;
  read: number;
}

interface Uncovered {
  side: 'start' | 'end' | 'all';
  from: string | null;
  to: string | null;
  first: string | null;
  last: string | null;
}

const day = 86_400_000;

export default defineHistoryCheck({
  id: 'history-records',
  title: 'Event records',
  why: 'Numbers say something only when it is known how many records they are made of, and how many could not be read.',
  question: null,

  problems: {
    'history/records-unreadable': problem<Unreadable>({
      severity: 'unknown',
      summary: ({ unreadable, read }) =>
        `${unreadable} of ${unreadable + read} pieces are no readable event record, so the counts are lower bounds.`,
      impact: 'What those pieces tell of is in no number of this report.',
      evidence: ({ unreadable, read }) => [
        { what: 'records read', expected: null, actual: String(read), source: null },
        { what: 'pieces that could not be read', expected: '0', actual: String(unreadable), source: null },
      ],
      fix: () => [
        {
          text: 'Look at the ends of the files: an upload that was cut off leaves half a record.',
          owner: 'you',
        },
      ],
      references: [
        'https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-contents.html',
      ],
    }),
    'history/range-not-covered': problem<Uncovered>({
      severity: 'unknown',
      summary: ({ side, from, to, first, last }) =>
        side === 'all'
          ? `No event lies between ${from ?? 'the beginning'} and ${to ?? 'now'}.`
          : side === 'start'
            ? `The range begins at ${from ?? ''}, the first event is of ${first ?? ''}.`
            : `The range ends at ${to ?? ''}, the last event is of ${last ?? ''}.`,
      impact: 'What happened in the part without events is not known: no mail, or no records.',
      fix: () => [
        { text: 'Give the files or partitions of the whole range, or a smaller range.', owner: 'you' },
      ],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html'],
    }),
    'history/texts-unread': problem<{ unread: number }>({
      severity: 'unknown',
      summary: ({ unread }) =>
        `The texts of ${unread} failures were left unread: there are more than 100,000 different ones.`,
      impact: 'Those failures stand under no cause.',
      fix: () => [{ text: 'Ask about a smaller range, or about one receiver with --where.', owner: 'you' }],
      references: ['https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html'],
    }),
  },

  evaluate({ records, range: { from, to }, span, unreadTexts }) {
    const late = (bound: string, event: string): boolean =>
      Math.abs(Date.parse(event) - Date.parse(bound)) > day;
    const uncovered = (side: Uncovered['side']) => ({
      problem: 'history/range-not-covered' as const,
      data: { side, from, to, first: span?.first ?? null, last: span?.last ?? null },
    });
    return [
      ...(records.unreadable > 0 ? [{ problem: 'history/records-unreadable' as const, data: records }] : []),
      ...(span === null ? [uncovered('all')] : []),
      ...(span !== null && from !== null && late(from, span.first) ? [uncovered('start')] : []),
      ...(span !== null && to !== null && late(to, span.last) ? [uncovered('end')] : []),
      ...(unreadTexts > 0
        ? [{ problem: 'history/texts-unread' as const, data: { unread: unreadTexts } }]
        : []),
    ];
  },
});
