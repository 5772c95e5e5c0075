import type { Answer } from '../model/unavailable.ts';

/** What was counted on the way, before the messages and after. */
export interface Counts {
  hops: readonly HopCount[];
  queues: readonly QueueCount[];
  /** How long it was looked, from the first message on. */
  seconds: number;
  /**
   * `enough`: until every hop had shown itself, or had had the time to. `given`: the time of --wait was up before;
   * `default`: the time that holds without it. `once`: nobody waited, since a queue of our own listened.
   */
  waited: 'enough' | 'given' | 'default' | 'once';
}

/** A dead-letter queue: how many messages it held, about. */
export interface QueueCount {
  arn: string;
  /** ARNs of the topics and rules that write to it; none: SQS moves messages there that its reader could not work off. */
  writers: readonly string[];
  before: number;
  now: Answer<number>;
}

/** What was counted. Null: CloudWatch has no such number, which is not zero. */
export interface Counted {
  /** What came in. */
  taken: number | null;
  delivered: number | null;
  /** What was given up. */
  failed: number | null;
  /** Of a stream: what part of its writes went well; 1 is all. */
  share: number | null;
}

/** Something on the way that CloudWatch counts for: a topic, a rule of a bus, a stream; or the metrics that are a destination themselves. */
export interface HopCount {
  kind: 'topic' | 'rule' | 'stream' | 'metric';
  /** The place of the way that it stands at: ARN of the topic, the bus or the stream. */
  place: string;
  /** ARN of the topic, the rule or the stream; the destination of metrics. */
  arn: string;
  /** So many events of the messages have to pass it. */
  expected: number;
  /** When a rise has to show: CloudWatch is minutes late, and a stream keeps records for a while. */
  enoughSeconds: number;
  /** In the hour before the first message, and since. */
  counts: Answer<{ before: Counted; since: Counted }>;
}
