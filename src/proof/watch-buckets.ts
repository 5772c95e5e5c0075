import type { UsedStream } from '../facts/event-path/stream.ts';
import { inRegionOf } from '../facts/event-path/subscription.ts';
import { duration } from '../model/duration.ts';
import { answerOf } from '../model/unavailable.ts';
import { BucketReader } from './bucket.ts';
import type { BucketRead } from './bucket-read.ts';
import { afterBuffer } from './counters.ts';
import type { Following } from './follow.ts';
import type { SentMessage } from './proof.ts';
import { expectedEvents } from './watch.ts';
import type { Ways } from './ways.ts';

const pauseMs = 20_000;

/** What the messages are, and how long may be waited. */
interface Sent {
  messages: readonly SentMessage[];
  ways: Ways;
  nonce: string;
  sentAt: number;
  waitGiven: boolean;
}

/** The streams whose objects can be looked for. */
export const readableStreams = (all: readonly UsedStream[]): readonly UsedStream[] =>
  all.filter(({ state }) => state.ok && state.value?.bucket !== null && state.value?.status === 'ACTIVE');

/** How long a stream may take to write what it took. */
export const secondsToWrite = (streams: readonly UsedStream[]): number =>
  Math.max(
    0,
    ...streams.map(({ state }) => (state.ok ? (state.value?.bufferSeconds ?? 0) + afterBuffer : 0)),
  );

/** Reads what each stream writes, until all events are there, or the time is up. */
export const watchBuckets = async (
  streams: readonly UsedStream[],
  sent: Sent,
  world: Following,
): Promise<readonly BucketRead[]> =>
  (await Promise.all(streams.map((stream) => watchBucket(stream, sent, world)))).filter(
    (one) => one !== null,
  );

async function watchBucket(
  stream: UsedStream,
  { messages, ways, nonce, sentAt, waitGiven }: Sent,
  { aws, clock, now, pause, progress, signal, until, home }: Following,
): Promise<BucketRead | null> {
  const { arn, state } = stream;
  const bucket = state.ok ? state.value?.bucket : null;
  const expected = expectedEvents(messages, ways, [arn]);
  if (bucket === null || bucket === undefined || expected.length === 0) return null;
  const bufferSeconds = state.ok ? (state.value?.bufferSeconds ?? 0) : 0;
  const wanted = { nonce, messages, stream: arn, sentAt, bufferSeconds };
  const reader = new BucketReader(aws, bucket, wanted, inRegionOf(arn, home));
  const started = clock();
  const enough = secondsToWrite([stream]);
  for (;;) {
    const answer = await answerOf(reader.look(now().getTime()).then(() => reader.result));
    const seconds = Math.round((clock() - started) / 1000);
    const common = { stream: arn, place: `s3://${bucket.name}/${bucket.prefix}`, key: bucket.key, seconds };
    const isOver = signal.aborted || clock() >= until();
    // What came before the time was up stays.
    const interrupted = !answer.ok && answer.why.reason === 'interrupted' && isOver;
    const read = interrupted ? ({ ok: true, value: reader.result } as const) : answer;
    if (!read.ok || seconds >= enough || allCame(expected, read.value))
      return { ...common, read, waited: 'enough' };
    if (isOver) return { ...common, read, waited: waitGiven ? 'given' : 'default' };
    const left = Math.ceil(Math.min(enough - seconds, (until() - clock()) / 1000) / 10) * 10;
    progress(`waiting for the objects of ${stream.name}; at most ${duration(left)} more`);
    await pause(Math.max(0, Math.min(pauseMs, until() - clock())));
  }
}

/** Whether nothing is missing: an event that could not be processed has come, too. */
function allCame(
  expected: ReturnType<typeof expectedEvents>,
  { seen, failed }: { seen: readonly { type: string; recipient: string }[]; failed: typeof seen },
): boolean {
  const came = [...seen, ...failed];
  return expected.every(({ type, recipient }) =>
    came.some((one) => one.type === type && one.recipient === recipient),
  );
}
