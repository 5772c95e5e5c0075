import type { OddAnswer } from './odd-answers.ts';

/** What goes wrong with a question. */
export type DnsMisbehaviour =
  | { kind: 'servfail' }
  | { kind: 'refused' }
  | { kind: 'formerr' }
  /** No answer at all. */
  | { kind: 'timeout' }
  /** The right answer, under another id. */
  | { kind: 'wrong-id' }
  /** Bytes that are no DNS message. */
  | { kind: 'garbage' }
  /** The right answer, its last bytes missing. */
  | { kind: 'cut' }
  /** Over UDP: truncated. TCP gives the right answer. */
  | { kind: 'truncated' }
  /** Over UDP: truncated. TCP hangs up. */
  | { kind: 'truncated-without-tcp' }
  /** Over UDP: truncated. TCP takes the question and says nothing. */
  | { kind: 'truncated-tcp-silent' }
  /** It can be read, and is not what somebody expects who asked. */
  | { kind: 'odd'; answer: OddAnswer }
  /** FORMERR as long as the question carries EDNS. */
  | { kind: 'no-edns' }
  /** There is no such name, whatever the world holds. */
  | { kind: 'denied' }
  /** The same, by a policy zone of the network, as its SOA tells. */
  | { kind: 'policy' }
  /** A record in place of what the world holds, as a resolver gives it that has data of its own for the name. */
  | { kind: 'rewrite'; record: { type: 'TXT' | 'CNAME'; data: string } }
  /** The name is there, and has no record of any type. */
  | { kind: 'empty' }
  /** Some addresses for a question for addresses, as a captive portal gives them; no record of another type. */
  | { kind: 'portal' }
  | { kind: 'late'; delayMs: number };

/** A misbehaviour and the questions it befalls. */
export type DnsFault = DnsMisbehaviour & {
  /** A name, `*.example.com` for everything below it, or `*`. */
  name: string;
  /** One record type only. */
  type?: string;
  /** `resolver` unless given; `servers` for all zone servers, or the host name of one. */
  at?: string;
  /** Only the first so many questions; default: all. */
  times?: number;
};

/** Whether who asks waits in vain: no answer comes, or none that can be taken. */
export const isSilentFault = (fault: DnsFault): boolean =>
  ['timeout', 'wrong-id', 'garbage', 'truncated-tcp-silent'].includes(fault.kind) ||
  (fault.kind === 'odd' && fault.answer === 'wrong-question');

/** Picks the fault of a question, counting down those that strike a number of times only. */
export function dnsFaultPicker(
  faults: readonly DnsFault[],
): (question: { name: string; type: string; at: string }) => DnsFault | null {
  const left = new Map(faults.map((fault) => [fault, fault.times ?? Infinity]));
  return ({ name, type, at }) => {
    for (const fault of faults) {
      const remaining = left.get(fault) ?? 0;
      const place = fault.at ?? 'resolver';
      const here = place === at || (place === 'servers' && at !== 'resolver');
      if (!here || remaining <= 0 || (fault.type ?? type) !== type || !covers(fault.name, name)) continue;
      left.set(fault, remaining - 1);
      return fault;
    }
    return null;
  };
}

function covers(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) return true;
  return pattern.startsWith('*.') && name.endsWith(pattern.slice(1));
}
