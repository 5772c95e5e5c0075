import { grouped } from '../../src/model/many.ts';
import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { defineHistoryCheck } from '../../src/history/check.ts';
import {
  lastDayWithMail,
  type ManyDelays,
  type ReceiverAnswer,
  type ReceiverCause,
} from '../../src/history/answers.ts';
import { manyReceivers } from '../../src/history/same-failures.ts';
import type { Change } from '../../src/history/changes.ts';
import { addressFaults } from '../../src/history/failures.ts';
import { failuresWithCode } from '../../src/knowledge/failure-names.ts';
import { receivers as known } from '../../src/knowledge/receivers.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';

interface Told {
  answer: ReceiverAnswer;
  /** Null: it was so from the first day on. */
  rise: Change | null;
  /** The rise lasts to the last day there is. */
  goesOn: boolean;
}

/** A receiver that lets so much wait, or refuses so much, all the time is worth a finding without any change. */
const muchOfIt = 0.05;
const fewest = 50;

export default defineHistoryCheck({
  id: 'history-receivers',
  title: 'Deferrals and refusals by receiver',
  why: 'A receiver defers mail that comes too fast, or from a sender it does not trust. Refusals follow.',
  question: 'deferrals',

  problems: {
    'history/receiver-defers': problem<Told>({
      severity: 'warning',
      summary: ({ answer, rise, goesOn }) =>
        rise === null
          ? `${answer.receiver} ${isSeveral(answer.receiver) ? 'defer' : 'defers'} mail: ${grouped(answer.delayed)} of ${grouped(answer.attempts)} messages, on all days.`
          : `${answer.receiver} ${goesOn ? `${hasOf(answer.receiver)} deferred` : 'deferred'} mail ${daysOf(rise, goesOn)}: ${percent(rise.during)} of it, ${percent(rise.before)} before.`,
      impact: ({ rise, goesOn }) =>
        isOver(rise, goesOn)
          ? 'Mail arrived late, and what was deferred too long bounced.'
          : 'Mail arrives late, and what is deferred too long bounces.',
      evidence: ({ answer }) => evidenceOf(answer.delayCause, [waited(answer), refused(answer)]),
      fix: ({ answer }) => fixOf(answer.receiver, answer.delayCause),
      references: ({ answer }) => pagesOf(answer.receiver),
    }),
    'history/receiver-refuses': problem<Told>({
      severity: 'warning',
      summary: ({ answer, rise, goesOn }) =>
        rise === null
          ? `${answer.receiver} ${isSeveral(answer.receiver) ? 'refuse' : 'refuses'} ${percent(answer.refusedShare ?? 0)} of the mail, on all days: ${grouped(answer.refused)} of ${grouped(answer.attempts)}.`
          : `${answer.receiver} ${goesOn ? `${hasOf(answer.receiver)} refused` : 'refused'} mail ${daysOf(rise, goesOn)}: ${percent(rise.during)} of it, ${percent(rise.before)} before.`,
      impact: ({ rise, goesOn }) =>
        isOver(rise, goesOn)
          ? 'Mail to this receiver was lost; the same judgement applies to its other mailboxes.'
          : 'Mail to this receiver is lost, and the same judgement applies to its other mailboxes.',
      evidence: ({ answer }) => evidenceOf(answer.refusalCause, [refused(answer), waited(answer)]),
      fix: ({ answer }) => fixOf(answer.receiver, answer.refusalCause),
      references: ({ answer }) => pagesOf(answer.receiver),
    }),
    'history/many-receivers-defer': problem<ManyDelays & { goesOn: boolean }>({
      severity: 'warning',
      summary: ({ rise, receivers, names, provider, goesOn }) =>
        `${grouped(Math.max(receivers, names.length))} receivers${provider === null ? '' : `, whose mailboxes are mostly at ${provider},`} ${goesOn ? 'have deferred' : 'deferred'} mail ${daysOf(rise, goesOn)}: ${percent(rise.during)} of all mail waited, ${percent(rise.before)} before. ${names.length === 0 ? 'None of them stands out alone.' : `The same happened on the same days at ${listed(names)}.`}`,
      impact: ({ rise, goesOn }) =>
        isOver(rise, goesOn)
          ? 'Mail arrived late, and what was deferred too long bounced.'
          : 'Mail arrives late, and what is deferred too long bounces.',
      evidence: ({ rise, cause, sample }) =>
        evidenceOf(cause === null ? null : { cause, sample, identity: null }, [
          {
            what: 'deferred messages',
            expected: null,
            actual: `${grouped(rise.hits)} of ${grouped(rise.all)}`,
            source: 'the events',
          },
        ]),
      fix: ({ provider, names, cause, sample, identity }) => [
        ...(names.length === 0 || provider !== null ? [] : senderSide(cause)),
        ...fixOf(provider, cause === null ? null : { cause, sample, identity }),
      ],
      references: ({ provider }) => pagesOf(provider),
    }),
  },

  evaluate: ({ receivers, manyDelays, ...answers }) => [
    ...(manyDelays === null
      ? []
      : [
          {
            problem: 'history/many-receivers-defer' as const,
            subject: manyReceivers(manyDelays),
            data: { ...manyDelays, goesOn: manyDelays.rise.last === lastDayWithMail(answers) },
          },
        ]),
    ...receivers.flatMap((answer) => {
      const told = (rise: Change | null): Told => ({
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
  ],
});

/** A rise that ended before the last day of the records. */
const isOver = (rise: Change | null, goesOn: boolean): boolean => rise !== null && !goesOn;

const daysOf = ({ first, last, isSlow }: Change, goesOn: boolean): string =>
  isSlow
    ? `more and more since ${first}`
    : goesOn
      ? `since ${first}`
      : first === last
        ? `on ${first}`
        : `from ${first} to ${last}`;

/** "GMX and WEB.DE" are two. */
const isSeveral = (receiver: string): boolean => receiver.includes(' and ');
const hasOf = (receiver: string): string => (isSeveral(receiver) ? 'have' : 'has');

type Cause = ReceiverCause | null;

const counted = (what: string, count: number, { attempts }: ReceiverAnswer): Evidence => ({
  what,
  expected: null,
  actual: `${grouped(count)} of ${grouped(attempts)} on all days`,
  source: 'the events',
});
const waited = (answer: ReceiverAnswer): Evidence => counted('deferred messages', answer.delayed, answer);
const refused = (answer: ReceiverAnswer): Evidence => counted('messages refused', answer.refused, answer);

const evidenceOf = (most: Cause, counts: readonly Evidence[]): readonly Evidence[] => [
  ...counts,
  ...(most === null
    ? []
    : [
        {
          what: 'most frequent cause',
          expected: null,
          actual: failuresWithCode(most.cause),
          source: 'the events',
        },
      ]),
  ...(most?.sample == null
    ? []
    : [{ what: 'a reply', expected: null, actual: most.sample, source: 'the events' }]),
];

/** Where less mail, and to people who want it, changes the judgement: it is about the rate or the sender. */
const byRate: ReadonlySet<string> = new Set([
  'bounce/rate-limited',
  'bounce/spam-rejected',
  'bounce/undetermined',
]);
/** What a later try mends (RFC 5321 section 4.5.4.1, RFC 6647), however fast mail is sent. */
const byTime: ReadonlySet<string> = new Set(['bounce/greylisted', 'bounce/recipient-server-fault']);

/** Names in a sentence, the first few. */
const mostNames = 4;
const listed = (names: readonly string[]): string =>
  names.length <= mostNames
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
    : `${names.slice(0, mostNames).join(', ')} and ${grouped(names.length - mostNames)} more`;

/** What has nothing in common but the sender fails at once: it is on the way there, at SES, or the sender itself. */
const senderSide = (cause: string | null): readonly Step[] =>
  cause === 'bounce/greylisted'
    ? []
    : cause === 'bounce/recipient-server-fault' || cause === null
      ? [
          {
            text: 'Receivers that have nothing in common do not fail at once: look for the fault on the way to them. See the AWS Health Dashboard for SES in this Region; if it goes on, ask AWS Support, with some message ids and the reply.',
            owner: 'you',
          },
        ]
      : [
          {
            text: 'Receivers that have nothing in common do the same at once: look at what they all see, your domain, its records and the addresses that SES sends from, and at what changed in your mail that day.',
            owner: 'you',
            command: 'ses-doctor check',
          },
        ];
/** Where the records of the identity in DNS are what the receiver does not like. */
const byRecords: ReadonlySet<string> = new Set(['bounce/authentication-failed', 'bounce/sender-domain']);

/** `receiver`: null where they are many, of nobody in particular. */
function fixOf(receiver: string | null, most: Cause): readonly Step[] {
  const read: Step = {
    text: `Read what ${receiver === null || isSeveral(receiver) ? 'their replies mean' : 'its reply means'}${most === null || byRate.has(most.cause) ? `. Send to ${receiver ?? 'them'} more slowly, and first to people who open the mail.` : byTime.has(most.cause) ? '. SES tries again by itself: nothing has to change while this mail arrives in the end, and sending more slowly helps nothing.' : ' and what to do.'}`,
    owner: 'you',
    command: most === null ? null : command`ses-doctor checks ${most.cause}`,
  };
  if (most !== null && addressFaults.has(most.cause))
    return [
      {
        text: `Ask the postmaster of ${receiver ?? 'the receiver'} whether its mail was moved: all of its addresses end at once only where the receiver is at fault. Delete and suppress none of them until you know.`,
        owner: 'you',
      },
      read,
    ];
  if (most === null || !byRecords.has(most.cause)) return [read];
  return [
    {
      text: `Look at the records of ${most.identity ?? 'the identity that sends this mail'} in DNS.`,
      owner: 'you',
      command:
        most.identity === null
          ? 'ses-doctor check --only inbox'
          : command`ses-doctor check --identity ${most.identity} --only inbox`,
    },
    read,
  ];
}

const pagesOf = (receiver: string | null): readonly string[] => {
  const page = known.find(({ name }) => name === receiver)?.postmaster ?? null;
  return [guide('event-publishing-retrieving-sns-contents'), ...(page === null ? [] : [page])];
};
