import { queueUrlOf, type UsedQueue } from '../facts/event-path/queue.ts';
import { inRegionOf } from '../facts/event-path/subscription.ts';
import type { AwsProbe } from '../model/aws.ts';
import { duration } from '../model/duration.ts';
import { type Answer, answerOf } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import { type Counter, readCounters } from './counters.ts';
import type { Counts, HopCount, QueueCount } from './counts.ts';

/** What following takes from outside. */
export interface Following {
  aws: AwsProbe;
  /** Milliseconds, rising. */
  clock: () => number;
  now: () => Date;
  pause: (milliseconds: number) => Promise<void>;
  progress: (text: string) => void;
  signal: AbortSignal;
  /** On `clock`: when the time is up. */
  until: () => number;
  home: string | null;
}

const pauseMs = 20_000;

/** Looks at the counters again and again, until each has shown the events, or could have, or the time is up. */
export async function follow(
  { counters, queues }: { counters: readonly Counter[]; queues: readonly UsedQueue[] },
  { sentAt, waitGiven }: { sentAt: number; waitGiven: boolean },
  world: Following,
): Promise<Counts> {
  const { clock, signal, pause, progress, until } = world;
  const started = clock();
  const once = counters.length > 0 && counters.every(({ heard }) => heard === true);
  const before = queues.flatMap(({ arn, writers, state }): readonly QueueCount[] =>
    state.ok && state.value.kind === 'queue' && state.value.waiting !== null
      ? [
          {
            arn,
            writers: writers.map(({ source }) => source),
            before: state.value.waiting,
            now: { ok: true, value: state.value.waiting },
          },
        ]
      : [],
  );
  let hops: readonly HopCount[] = [];
  let depths: readonly QueueCount[] = before;
  let waited: Counts['waited'] = once ? 'once' : 'enough';
  for (;;) {
    const last = hops;
    const [nextHops, nextDepths] = await Promise.all([
      readCounters(world.aws, counters, { sentAt, now: world.now().getTime(), home: world.home }),
      Promise.all(before.map((queue) => depthOf(world, queue))),
    ]);
    hops = nextHops.map((hop, index) => kept(hop, last[index]));
    depths = nextDepths.map((queue, index) => ({ ...queue, now: keptAnswer(queue.now, depths[index]?.now) }));
    const seconds = (clock() - started) / 1000;
    const open = hops.filter(
      (hop) => hop.heard !== true && !isSettled(hop, last) && seconds < hop.enoughSeconds,
    );
    if (once || open.length === 0) break;
    if (signal.aborted || clock() >= until()) {
      waited = waitGiven ? 'given' : 'default';
      break;
    }
    const most = Math.max(...open.map(({ enoughSeconds }) => enoughSeconds)) - seconds;
    const left = Math.ceil(Math.min(most, (until() - clock()) / 1000) / 10) * 10;
    progress(
      `waiting for what CloudWatch counts at ${open.map(nameOf).join(', ')}; at most ${duration(left)} more`,
    );
    await pause(Math.max(0, Math.min(pauseMs, until() - clock())));
  }
  return { hops, queues: depths, seconds: Math.round((clock() - started) / 1000), waited };
}

const nameOf = ({ arn }: HopCount): string =>
  parseArn(arn)?.resource.replace(/^(?:rule|deliverystream)\//, '') ?? arn;

/** An answer stays when the time is up before the next one. */
const kept = (hop: HopCount, last: HopCount | undefined): HopCount =>
  last === undefined ? hop : { ...hop, counts: keptAnswer(hop.counts, last.counts) };

const keptAnswer = <T>(answer: Answer<T>, last: Answer<T> | undefined): Answer<T> =>
  !answer.ok && answer.why.reason === 'interrupted' && last !== undefined ? last : answer;

/** Reasons after which asking again answers nothing. */
const final: ReadonlySet<string> = new Set(['access-denied', 'no-credentials', 'switched-off', 'malformed']);

/**
 * Nothing more is to come: all was handed on, something failed, or where nobody knows how much is handed on, it grew no
 * more.
 */
function isSettled(hop: HopCount, last: readonly HopCount[]): boolean {
  const { counts, due, kind } = hop;
  if (!counts.ok) return final.has(counts.why.reason);
  const { taken, delivered, processed, failed, share } = counts.value.since;
  if ((failed ?? 0) > 0 || (share !== null && share < 1)) return true;
  // The part of its writes that went well is counted with them.
  if (kind === 'stream' && share === null) return false;
  if ((delivered ?? 0) === 0 || (taken ?? 0) < due.taken) return false;
  if (hop.processing === 'counted' && (processed ?? 0) < (due.processed ?? 1)) return false;
  if (due.delivered !== null) return (delivered ?? 0) >= due.delivered;
  const earlier = last.find(({ arn }) => arn === hop.arn)?.counts;
  return earlier?.ok === true && earlier.value.since.delivered === delivered;
}

async function depthOf({ aws, home }: Following, queue: QueueCount): Promise<QueueCount> {
  const arn = parseArn(queue.arn);
  if (arn === null) return queue;
  const now = await answerOf(
    aws(
      'sqs:GetQueueAttributes',
      { QueueUrl: queueUrlOf(arn), AttributeNames: ['ApproximateNumberOfMessages'] },
      inRegionOf(queue.arn, home),
    ).then(({ Attributes }) => Number(Attributes['ApproximateNumberOfMessages'] ?? queue.before)),
  );
  return { ...queue, now };
}
