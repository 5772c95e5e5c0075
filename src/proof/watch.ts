import { deliveryOutcome, outcomes } from '../knowledge/simulator.ts';
import { Unavailable, type Why } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import type { SentMessage } from './proof.ts';
import type { SeenEvent } from './seen.ts';
import type { Tap } from './tap.ts';
import type { Ways } from './ways.ts';

/** An event that must come to a place. */
export interface ExpectedEvent {
  place: string;
  type: string;
  recipient: string;
}

/** What must come to the places that are listened at, of the messages that SES took. */
export const expectedEvents = (
  messages: readonly SentMessage[],
  { ways }: Pick<Ways, 'ways'>,
  places: readonly string[],
): readonly ExpectedEvent[] =>
  messages
    .filter(({ outcome }) => outcome.kind === 'accepted')
    .flatMap(({ scenario, recipient }) =>
      (scenario === 'to' ? deliveryOutcome : outcomes[scenario]).events.flatMap((type) =>
        places
          .filter((place) => ways.some((way) => way.place === place && way.types.includes(type)))
          .map((place) => ({ place, type, recipient })),
      ),
    );

/** Whether this is the event; a bus does not say its name. */
export const isEvent = (seen: SeenEvent, { place, type, recipient }: ExpectedEvent): boolean =>
  seen.type === type &&
  seen.recipient === recipient &&
  (seen.place === place || (seen.place === '' && parseArn(place)?.service === 'events'));

/** After these no other event of a message can be waited for: SES never handed it to a receiver, or gave it up. */
const endings: ReadonlySet<string> = new Set(['REJECT', 'RENDERING_FAILURE']);

/** Whether a message came to an end after which an event cannot come any more. An automatic reply of `ooto` is no end. */
const isEndFor = (seen: SeenEvent, { type, recipient }: ExpectedEvent): boolean =>
  seen.recipient === recipient &&
  (endings.has(seen.type) || (seen.type === 'BOUNCE' && type !== 'BOUNCE' && !recipient.startsWith('ooto+')));

/** What has not come, and still could have. */
export const missingOf = (
  expected: readonly ExpectedEvent[],
  seen: readonly SeenEvent[],
): readonly ExpectedEvent[] =>
  expected.filter((one) => !seen.some((event) => isEvent(event, one) || isEndFor(event, one)));

/**
 * Whether it tells of one of these messages. A label names the run; to a real address other mail goes as well, which the
 * message id tells apart, and where the answer with it was lost the tag of the run.
 */
export const isOurs =
  (messages: readonly SentMessage[], nonce: string) =>
  ({ recipient, messageId, mark }: SeenEvent): boolean =>
    messages.some(
      ({ scenario, outcome, recipient: to }) =>
        to === recipient &&
        (scenario !== 'to' ||
          (outcome.kind === 'accepted' ? outcome.messageId === messageId : mark === nonce)),
    );

/** A queue that cannot be read so many times in a row is given up. */
const mostFailures = 3;

/** Listens until everything that must come has come, or the time is up. */
export async function watch(
  tap: Tap,
  expected: readonly ExpectedEvent[],
  {
    signal,
    isOver,
    pause,
    isOwn,
    waitingFor,
  }: {
    signal: AbortSignal;
    /** Asked with what has not come yet, and what has. */
    isOver: (missing: readonly ExpectedEvent[], seen: readonly SeenEvent[]) => boolean;
    pause: (milliseconds: number) => Promise<void>;
    isOwn: (event: SeenEvent) => boolean;
    /** Told before each look what has not come yet. */
    waitingFor?: (missing: readonly ExpectedEvent[]) => void;
  },
): Promise<{ seen: readonly SeenEvent[]; failed: Why | null }> {
  const seen: SeenEvent[] = [];
  let failures = 0;
  const missing = (): readonly ExpectedEvent[] => missingOf(expected, seen);
  while (missing().length > 0 && !isOver(missing(), seen)) {
    waitingFor?.(missing());
    try {
      const events = await tap.receive(signal);
      failures = 0;
      seen.push(...events.filter(isOwn));
      // SQS waits by itself; what answers at once is not asked without a breath.
      if (events.length === 0) await pause(200);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (error.reason === 'interrupted') break;
      failures += 1;
      if (failures === mostFailures) return { seen, failed: error.why };
      await pause(1000);
    }
  }
  return { seen, failed: null };
}
