import type { Answer } from '../model/unavailable.ts';

/** What was counted on the way, before the messages and after. */
export interface Counts {
  hops: readonly HopCount[];
  queues: readonly QueueCount[];
  /** How long it was looked, from the first message on. */
  seconds: number;
  /**
   * `enough`: until every hop had shown itself, or had had the time to. `given`: the time of --wait was up before;
   * `default`: the time that holds without it. `once`: nobody waited, since a queue of our own told all there is to tell.
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
  /** What a function or a converter of a stream took, and gave or dropped as it should; absent where nothing counts it. */
  processed?: number | null;
  /** What was given up. */
  failed: number | null;
  /** Of a stream: what part of its writes went well; 1 is all. */
  share: number | null;
}

/** How far the events of the messages alone have to raise the counters of a hop. Other mail may add to it. */
export interface Due {
  taken: number;
  /** Null: the settings do not say how many are handed on. */
  delivered: number | null;
  /** Absent: nothing counts what is processed, or nobody knows how much that will be. */
  processed?: number;
}

/** A counter that rose by less than the messages alone bring. */
export interface Short {
  counter: keyof Due;
  counted: number;
  due: number;
}

/** The first counter that rose too little. One that did not rise at all says nothing: CloudWatch may be late. */
export function shortOf({ due, counts }: HopCount): Short | null {
  if (!counts.ok) return null;
  for (const counter of ['taken', 'processed', 'delivered'] as const) {
    const counted = counts.value.since[counter] ?? 0;
    const least = due[counter] ?? 0;
    if (counted > 0 && counted < least) return { counter, counted, due: least };
  }
  return null;
}

/**
 * Whether what was written may be what could not be processed, below the error prefix: Firehose counts it as written
 * ("Handle failure in data transformation").
 */
export const mayBeUnprocessed = ({ processing, heard, counts }: HopCount): boolean =>
  heard !== true &&
  (processing === 'uncounted' ||
    (processing === 'counted' && counts.ok && (counts.value.since.processed ?? 0) === 0));

/** Whether anything at all was counted at a hop since the first message. */
export const hasRisen = ({ counts }: HopCount): boolean =>
  counts.ok &&
  (['taken', 'delivered', 'failed'] as const).some((counter) => (counts.value.since[counter] ?? 0) > 0);

/** A rule that takes none of these events for sure may count nothing, where another rule of its bus has taken some. */
export const mayStaySilent = (hop: HopCount, all: readonly HopCount[]): boolean =>
  hop.kind === 'rule' &&
  hop.due.taken === 0 &&
  !hasRisen(hop) &&
  all.some((other) => other.kind === 'rule' && other.place === hop.place && hasRisen(other));

/** Something on the way that CloudWatch counts for: a topic, a rule of a bus, a stream; or the metrics that are a destination themselves. */
export interface HopCount {
  kind: 'topic' | 'rule' | 'stream' | 'metric';
  /** The place of the way that it stands at: ARN of the topic, the bus or the stream. */
  place: string;
  /** ARN of the topic, the rule or the stream; the destination of metrics. */
  arn: string;
  due: Due;
  /** What it does to records beyond handing them on, and whether a counter tells how that went. */
  processing?: 'counted' | 'uncounted';
  /** The account whose CloudWatch alone counts there, where it is another one: nobody asks, and nobody waits. */
  elsewhere?: string;
  /** A queue of our own, or a bucket, told what is to be told here: nobody waits for the counter. */
  heard?: true;
  /** When a rise has to show: CloudWatch is minutes late, and a stream keeps records for a while. */
  enoughSeconds: number;
  /** In the hour before the first message, and since. */
  counts: Answer<{ before: Counted; since: Counted }>;
}

/** Whether a counter rose at a hop where nothing else had passed in the hour before: what it counted are these messages. */
export const hasShown = (all: Counts | null, place: string, arn: string): boolean =>
  all?.hops.some(
    (hop) =>
      hop.place === place &&
      hop.arn === arn &&
      hop.counts.ok &&
      (hop.counts.value.since.taken ?? 0) > 0 &&
      (hop.counts.value.before.taken ?? 0) === 0,
  ) === true;
