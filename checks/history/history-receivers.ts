import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import { lastDayWithMail, type ReceiverAnswer } from '../../src/history/answers.ts';
import type { Rise } from '../../src/history/statistics.ts';
import { receivers as known } from '../../src/knowledge/receivers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';

interface Told {
  answer: ReceiverAnswer;
  /** Null: it was so from the first day on. */
  rise: Rise | null;
  /** The rise lasts to the last day there is. */
  goesOn: boolean;
}

/** A receiver that lets so much wait, or refuses so much, all the time is worth a finding without any change. */
const muchOfIt = 0.05;
const fewest = 50;

export default defineHistoryCheck({
  id: 'history-receivers',
  title: 'Receivers that defer or refuse',
  why: 'A receiver defers mail that comes too fast, or from a sender it does not trust. Refusals follow.',
  question: 'deferrals',

  problems: {
    'history/receiver-defers': problem<Told>({
      severity: 'warning',
      summary: ({ answer, rise, goesOn }) =>
        rise === null
          ? `${answer.receiver} defers mail: ${answer.delayed} of ${answer.attempts} messages, on all days.`
          : `${answer.receiver} ${goesOn ? 'has deferred' : 'deferred'} mail ${daysOf(rise, goesOn)}: ${percent(rise.during)} of it, ${percent(rise.before)} before.`,
      impact: ({ rise, goesOn }) =>
        isOver(rise, goesOn)
          ? 'Mail arrived late, and what was deferred too long bounced.'
          : 'Mail arrives late, and what is deferred too long bounces.',
      evidence: ({ answer }) => evidenceOf(answer.delayCause, [waited(answer), refused(answer)]),
      fix: ({ answer }) => fixOf(answer, answer.delayCause),
      references: ({ answer }) => pagesOf(answer),
    }),
    'history/receiver-refuses': problem<Told>({
      severity: 'warning',
      summary: ({ answer, rise, goesOn }) =>
        rise === null
          ? `${answer.receiver} refuses ${percent(answer.refusedShare ?? 0)} of the mail, on all days: ${answer.refused} of ${answer.attempts}.`
          : `${answer.receiver} ${goesOn ? 'has refused' : 'refused'} mail ${daysOf(rise, goesOn)}: ${percent(rise.during)} of it, ${percent(rise.before)} before.`,
      impact: ({ rise, goesOn }) =>
        isOver(rise, goesOn)
          ? 'Mail to this receiver was lost; the same judgement applies to its other mailboxes.'
          : 'Mail to this receiver is lost, and the same judgement applies to its other mailboxes.',
      evidence: ({ answer }) => evidenceOf(answer.refusalCause, [refused(answer), waited(answer)]),
      fix: ({ answer }) => fixOf(answer, answer.refusalCause),
      references: ({ answer }) => pagesOf(answer),
    }),
  },

  evaluate: ({ receivers, ...answers }) =>
    receivers.flatMap((answer) => {
      const told = (rise: Rise | null): Told => ({
        answer,
        rise,
        goesOn: rise?.last === lastDayWithMail(answers),
      });
      const { receiver, delayRise, refusalRise } = answer;
      const defers =
        delayRise !== null || ((answer.delayedShare ?? 0) >= muchOfIt && answer.delayed >= fewest);
      const refuses =
        refusalRise !== null || ((answer.refusedShare ?? 0) >= muchOfIt && answer.refused >= fewest);
      return [
        ...(defers
          ? [{ problem: 'history/receiver-defers' as const, subject: receiver, data: told(delayRise) }]
          : []),
        ...(refuses
          ? [{ problem: 'history/receiver-refuses' as const, subject: receiver, data: told(refusalRise) }]
          : []),
      ];
    }),
});

/** A rise that ended before the last day of the records. */
const isOver = (rise: Rise | null, goesOn: boolean): boolean => rise !== null && !goesOn;

const daysOf = ({ first, last }: Rise, goesOn: boolean): string =>
  goesOn ? `since ${first}` : first === last ? `on ${first}` : `from ${first} to ${last}`;

type Cause = ReceiverAnswer['delayCause'];

const counted = (what: string, count: number, { attempts }: ReceiverAnswer): Evidence => ({
  what,
  expected: null,
  actual: `${count} of ${attempts} on all days`,
  source: 'the events',
});
const waited = (answer: ReceiverAnswer): Evidence => counted('deferred messages', answer.delayed, answer);
const refused = (answer: ReceiverAnswer): Evidence => counted('messages refused', answer.refused, answer);

const evidenceOf = (most: Cause, counts: readonly Evidence[]): readonly Evidence[] => [
  ...counts,
  ...(most === null
    ? []
    : [{ what: 'most frequent cause', expected: null, actual: most.cause, source: 'the events' }]),
  ...(most?.sample == null
    ? []
    : [{ what: 'a reply', expected: null, actual: most.sample, source: 'the events' }]),
];

const fixOf = ({ receiver }: ReceiverAnswer, most: Cause): readonly Step[] => [
  {
    text: `Read what its reply means. Send to ${receiver} more slowly, and first to people who open the mail.`,
    owner: 'you',
    command: most === null ? null : command`ses-doctor checks ${most.cause}`,
  },
];

const pagesOf = ({ receiver }: ReceiverAnswer): readonly string[] => {
  const page = known.find(({ name }) => name === receiver)?.postmaster ?? null;
  return [guide('event-publishing-retrieving-sns-contents'), ...(page === null ? [] : [page])];
};
