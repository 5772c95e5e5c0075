/** What goes wrong with a call. */
export type AwsMisbehaviour =
  /** An error reply as AWS writes it. */
  | { kind: 'error'; type: string; message?: string; status?: number }
  /** AccessDenied, naming user and action as IAM does. */
  | { kind: 'deny' }
  | { kind: 'throttle' }
  /** 500 InternalFailure. */
  | { kind: 'server-error' }
  /** A captive portal's page with status 200. */
  | { kind: 'html' }
  /** The question is read and never answered. */
  | { kind: 'hang' }
  /** The connection is closed without an answer. */
  | { kind: 'drop' }
  /** Bytes that are no reply of AWS, with status 200. */
  | { kind: 'garbage' }
  /** Status 200 and a body of one's own. */
  | { kind: 'body'; text: string; contentType?: string }
  /** The right answer, cut off in the middle although its length was announced. */
  | { kind: 'truncate' }
  /** A reply of `bytes` bytes that is one long string. */
  | { kind: 'oversize'; bytes: number }
  /** A byte every `everyMs` milliseconds, for ever. */
  | { kind: 'drip'; everyMs: number }
  /** The right answer, whose NextToken is the same on every page. */
  | { kind: 'repeat-token' }
  /** The right answer, in which a member has another value. Entries of lists and maps, which must be there, stand in the path as `*`. */
  | { kind: 'member'; path: string; value: unknown }
  /** The right answer, late. */
  | { kind: 'late'; delayMs: number };

/** A misbehaviour and the calls it befalls. */
export type AwsFault = AwsMisbehaviour & {
  /** An operation as `GetAccount`, or `*`. */
  op: string;
  /** Only calls whose input holds all of this. */
  when?: Record<string, unknown>;
  /** Only calls signed for this Region. */
  region?: string;
  /** Only calls of this account. */
  account?: string;
  /** Only calls after the first so many that fit; default: all. */
  after?: number;
  /** Only the first so many calls; default: all. */
  times?: number;
};

/** Picks the fault of a call, counting down those that strike a number of times only. */
export function faultPicker(
  faults: readonly AwsFault[],
): (call: { op: string; input: unknown; region: string; account?: string }) => AwsFault | null {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Infinity]));
  const spared = new Map(faults.map((fault) => [fault, fault.after ?? 0]));
  return ({ op, input, region, account }) => {
    for (const fault of faults) {
      const remaining = left.get(fault) ?? 0;
      const fits = fault.op === '*' || fault.op === op;
      if (!fits || remaining <= 0 || (fault.region ?? region) !== region || !holds(input, fault.when))
        continue;
      if (fault.account !== undefined && fault.account !== account) continue;
      const toSpare = spared.get(fault) ?? 0;
      spared.set(fault, toSpare - 1);
      if (toSpare > 0) continue;
      left.set(fault, remaining - 1);
      return fault;
    }
    return null;
  };
}

/** True when `input` has everything that `wanted` names. */
export function holds(input: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted !== 'object' || wanted === null) return input === wanted;
  if (typeof input !== 'object' || input === null) return false;
  return Object.entries(wanted).every(([name, value]) =>
    holds((input as Record<string, unknown>)[name], value),
  );
}
