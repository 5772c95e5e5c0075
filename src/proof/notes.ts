import { grouped } from '../model/many.ts';
import { iamAction } from '../model/aws-calls.ts';
import { sendingCalls } from '../model/sending-calls.ts';
import { bucketCalls } from './bucket-calls.ts';
import type { Draft } from './message.ts';
import { handingOf, isAnswerLost } from './lost-answers.ts';
import type { SentMessage, Standing } from './proof.ts';
import type { TestRequest } from './request.ts';

const pricing = 'https://aws.amazon.com/ses/pricing/';

/** What a message costs, whoever gets it. */
function costOf(count: number, toSimulator: boolean): string {
  const messages = `${grouped(count)} ${count === 1 ? 'message' : 'messages'}`;
  return toSimulator
    ? `${messages} to the mailbox simulator: billed like any other (${pricing}), counted by the sending rate, not by the daily quota, and without effect on the reputation.`
    : `${messages}: billed like any other (${pricing}), counted by the daily quota and the sending rate.`;
}

/** What is said about messages that went out. */
export function sendingNotes(
  { to }: TestRequest,
  messages: readonly SentMessage[],
  { underReview, complaints }: Standing,
): readonly string[] {
  const sent = messages.filter(({ outcome }) => outcome.kind === 'accepted' || isAnswerLost(outcome));
  const kept = messages.filter(({ outcome }) => handingOf(outcome) === 'no');
  const notHanded =
    kept.length === 0 ? [] : [`Not handed to the SMTP endpoint, and not sent: ${namesOf(kept)}.`];
  if (sent.length === 0) return notHanded;
  return [
    ...notHanded,
    costOf(sent.length, to === null),
    ...lostNotes(sent),
    ...(underReview || complaints !== null
      ? ['AWS looks at this account. Messages to the simulator do not touch its bounce and complaint rates.']
      : []),
  ];
}

/** Of which messages the answer was lost, and which of them went out all the same. */
function lostNotes(messages: readonly SentMessage[]): readonly string[] {
  const came = messages.filter(({ outcome }) => outcome.kind === 'accepted' && outcome.answerLost === true);
  const lost = messages.filter(({ outcome }) => isAnswerLost(outcome));
  const [nameless, open] = [true, false].map((isTaken) =>
    lost.filter(({ outcome }) => (handingOf(outcome) === 'yes') === isTaken),
  );
  const about = (of: readonly SentMessage[] = [], says: (names: string) => string): readonly string[] =>
    of.length === 0 ? [] : [says(namesOf(of))];
  return [
    ...about(came, (names) => `SES took ${names}: its answer was lost or named no id, and the events came.`),
    ...about(nameless, (names) => `The server took ${names} and named no message id that SES gives.`),
    ...about(
      open,
      (names) => `Whether SES took ${names} is not known: its answer was lost. It may have gone out.`,
    ),
  ];
}

const namesOf = (of: readonly SentMessage[]): string => of.map(({ scenario }) => scenario).join(', ');

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
