import { iamAction } from '../model/aws-calls.ts';
import { sendingCalls } from '../model/sending-calls.ts';
import type { UnavailableReason } from '../model/unavailable.ts';
import { bucketCalls } from './bucket-calls.ts';
import type { Draft } from './message.ts';
import type { SendOutcome, SentMessage, Standing } from './proof.ts';
import type { TestRequest } from './request.ts';

const pricing = 'https://aws.amazon.com/ses/pricing/';

/** What a message costs, whoever gets it. */
function costOf(count: number, toSimulator: boolean): string {
  const messages = `${String(count)} ${count === 1 ? 'message' : 'messages'}`;
  return toSimulator
    ? `${messages} to the mailbox simulator: billed like any other (${pricing}), counted by the sending rate, not by the daily quota, and without effect on the reputation.`
    : `${messages}: billed like any other (${pricing}), counted by the daily quota and the sending rate.`;
}

/** Without an answer a message may have gone out, unless the question never reached AWS or was refused there. */
const mayHaveGoneOut = (outcome: SendOutcome): boolean =>
  outcome.kind === 'accepted' ||
  (outcome.kind === 'unanswered' && !outcome.answer.ok && uncertain.has(outcome.answer.why.reason));

const uncertain: ReadonlySet<UnavailableReason> = new Set([
  'timeout',
  'unreachable',
  'bad-reply',
  'malformed',
  'interrupted',
]);

/** What is said about messages that went out. */
export function sendingNotes(
  { to }: TestRequest,
  messages: readonly SentMessage[],
  { underReview, complaints }: Standing,
): readonly string[] {
  const sent = messages.filter(({ outcome }) => mayHaveGoneOut(outcome));
  if (sent.length === 0) return [];
  return [
    costOf(sent.length, to === null),
    ...(underReview || complaints !== null
      ? ['AWS looks at this account. Messages to the simulator do not touch its bounce and complaint rates.']
      : []),
  ];
}

/** What a run without --dry-run would do. */
export function dryRunNotes(
  { to, from, tap, readBucket, via }: TestRequest,
  planned: readonly Draft[],
): readonly string[] {
  return [
    `Dry run: nothing was sent. It would send from ${from}, through ${via === 'api' ? 'ses:SendEmail' : 'the SMTP endpoint'}, to ${planned.map(({ recipient }) => recipient).join(', ')}.`,
    `It would cost ${costOf(planned.length, to === null)}`,
    ...(tap
      ? [
          'It would make a queue, subscriptions to the topics on the way and a rule on the default bus, and take them away.',
        ]
      : []),
    ...(readBucket
      ? ['It would read the new objects that streams on the way write to S3, 50 MB at most.']
      : []),
    `It needs the reading of the path and ${needed({ tap, readBucket, via }).join(', ')}: "ses-doctor policy --for test${via === 'smtp' ? ' --via smtp' : ''}${readBucket ? ' --read-bucket <bucket>' : ''}" prints the policy.`,
  ];
}

/** The calls that a run makes beside those that read the path. */
const needed = ({
  tap,
  readBucket,
  via,
}: Pick<TestRequest, 'tap' | 'readBucket' | 'via'>): readonly string[] => [
  via === 'smtp' ? 'ses:SendRawEmail for the user of the SMTP credentials' : 'ses:SendEmail',
  ...(tap ? Object.keys(sendingCalls).filter((action) => action !== 'ses:SendEmail') : []),
  ...(readBucket ? bucketCalls.map((action) => iamAction(action)) : []),
];
