import { inFlight } from '../../model/in-flight.ts';
import { Ending } from '../ending.ts';
import { exchange, type Exchange, type ServerFailure } from './exchange.ts';
import { Recent } from './recent.ts';
import type { Question } from './wire.ts';

export interface OutsideOptions {
  /** Port of the zones' servers: 53, except in tests. */
  port: number;
  tryMs: number;
  interruption: Ending;
  /** Questions on the wire at once. */
  maxInFlight: number;
  /** So many answers are kept at most. */
  remember: number;
}

/**
 * One question to one server outside, without recursion, within so many milliseconds. `onBegin`: it is no longer
 * waiting for its turn.
 */
export type AskOutside = (
  address: string,
  question: Question,
  timeoutMs: number,
  onBegin?: () => void,
) => Promise<Exchange>;

/** A question that was put, and the moment it went out. */
interface Put {
  result: Promise<Exchange>;
  /** Reached when it is no longer waiting for its turn. */
  begun: Ending;
}

/**
 * The zones' own servers. Who compares what they say, who follows a delegation and who looks for what is behind a
 * failure meet at the same servers: each of them is asked the same only once.
 */
export function asksOutside({
  port,
  maxInFlight,
  remember,
  tryMs,
  interruption,
}: OutsideOptions): AskOutside {
  const run = inFlight(maxInFlight);
  const withoutEdns = new Set<string>();
  const known = new Recent<string, Put>(remember);

  const put = (address: string, question: Question, timeoutMs: number): Put => {
    const begun = new Ending();
    const result = run(() => {
      begun.reach();
      const options = { recursion: false, timeoutMs, tryMs, interruption, withoutEdns };
      return exchange([{ host: address, port }], question, options);
    });
    return { result, begun };
  };

  return (address, question, timeoutMs, onBegin) => {
    const key = `${address} ${question.type} ${question.name}`;
    const ask = (): Promise<Exchange> => {
      const made = put(address, question, timeoutMs);
      known.set(key, made);
      tell(made.begun, onBegin);
      return made.result;
    };
    const earlier = known.get(key);
    if (earlier === undefined) return ask();
    tell(earlier.begun, onBegin);
    // Silence is no answer: who waits longer may hear one.
    return earlier.result.then((result) => (result.ok || isReply(result.failure) ? result : ask()));
  };
}

/** Calls when the end has come, or comes. */
function tell(end: Ending, listener: (() => void) | undefined): void {
  if (listener === undefined) return;
  if (end.reached) listener();
  else end.add(listener);
}

const isReply = ({ kind }: ServerFailure): boolean =>
  kind === 'servfail' || kind === 'refused' || kind === 'malformed';
