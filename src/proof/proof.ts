import type { ScenarioName } from '../knowledge/simulator.ts';
import type { BucketRead } from './bucket-read.ts';
import type { Counts } from './counts.ts';
import type { Made } from './own-things.ts';
import type { SeenEvent, Tapped } from './seen.ts';
import type { Traced } from './traced.ts';
import { defineFact, type Fact } from '../model/fact.ts';
import { type Answer, Unavailable, type Why } from '../model/unavailable.ts';

/** What was sent and what came of it: what the checks of the stage `proof` judge. Plain JSON. */
export interface Proof {
  /** Label of every recipient and value of the tag `ses-doctor`. */
  nonce: string;
  from: string;
  via: 'api' | 'smtp';
  /** Why nothing was sent, or null. */
  notSent: string | null;
  /** The time was up before anything was sent: that is no answer. */
  timeUp?: true;
  /** Somebody ended the run before it was over. */
  interrupted?: true;
  /** What kept a message of --to from being sent, or null. */
  standing: Standing | null;
  /** Why nobody knows how the account stands, which kept a message of --to from being sent. */
  standingUnread?: Why;
  messages: readonly SentMessage[];
  /** What a queue of our own saw; null without --tap. */
  tap: {
    places: readonly Tapped[];
    seen: readonly SeenEvent[];
    seconds: number;
    /** Why the queue could not be read to the end, or null. */
    failed: Why | null;
  } | null;
  /** What streams wrote to their buckets; empty without --read-bucket. */
  buckets: readonly BucketRead[];
  /** What the counters on the way say; null when no message went out. */
  counts: Counts | null;
  /** What became of a message of --to; null for the simulator, of which SES keeps no insights, and without VDM. */
  traced: Traced | null;
  /** What was made, and whether it was taken away. */
  made: readonly Made[];
}

/** AWS looks at this account: no message to a real person is sent. */
export interface Standing {
  underReview: boolean;
  /** The complaint rate (a fraction of 1) where it is above what AWS calls healthy, or null. */
  complaints: number | null;
}

export interface SentMessage {
  /** `to`: the address of --to. */
  scenario: ScenarioName | 'to';
  recipient: string;
  /** ISO time at which SES was asked; by the clock of AWS, where it differs from ours. */
  at: string;
  outcome: SendOutcome;
}

export type SendOutcome =
  /**
   * `aheadMs`: how far the clock of AWS is ahead of ours, in milliseconds; 0 when nobody said. `answerLost`: only the events of
   * the message tell that SES took it.
   */
  | { kind: 'accepted'; messageId: string; aheadMs?: number; answerLost?: true }
  /** What SES said, as the AWS CLI or an SMTP client would print it. */
  | { kind: 'refused'; text: string }
  /** It may have gone out or not. */
  | { kind: 'unanswered'; answer: Answer<never> };

/** The run puts it into the store once everything was sent and watched. */
export const proof: Fact<Proof> = defineFact({
  id: 'proof',
  title: 'what was sent, and what came back',
  actions: ['cloudwatch:GetMetricData', 'sqs:GetQueueAttributes', 'ses:GetMessageInsights'],
  gather(): never {
    throw new Unavailable('not-asked', 'nothing was sent');
  },
});

/** The messages that SES took. */
export const accepted = ({ messages }: Pick<Proof, 'messages'>): readonly AcceptedMessage[] =>
  messages.flatMap(({ outcome, ...message }) =>
    outcome.kind === 'accepted' ? [{ ...message, outcome, messageId: outcome.messageId }] : [],
  );

type AcceptedMessage = SentMessage & {
  outcome: SendOutcome & { kind: 'accepted' };
  messageId: string;
};
