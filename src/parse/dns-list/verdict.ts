import type { DnsList, ListCode, ListWeight } from '../../knowledge/dns-lists/list.ts';
import type { Answer, Why } from '../../model/unavailable.ts';
import { parseIpv4 } from '../ip-address.ts';

/** One reason for which an entry is listed. */
export interface ListMeaning {
  /** The address that the list answered. */
  code: string;
  means: string;
  weight: ListWeight;
  policy: boolean;
}

/** What a list says about one entry. */
export type ListVerdict =
  | { kind: 'clear' }
  | {
      kind: 'listed';
      meanings: readonly ListMeaning[];
      /** The list's own words (TXT), or null when it gave none. */
      reason: string | null;
    }
  /** The list refuses this resolver. `because` quotes what it answered. */
  | { kind: 'refused'; because: string }
  /** No verdict can be had. `why` is set where the list did not answer at all. */
  | { kind: 'unusable'; because: string; why: Why | null };

/** Whether what a list answers can be believed in this run. */
export type ListState = { kind: 'usable' } | Extract<ListVerdict, { kind: 'refused' | 'unusable' }>;

/** What the addresses of one answer say, before it is known whether the list can be believed. */
type Reading =
  | { kind: 'absent' }
  | { kind: 'listed'; meanings: readonly ListMeaning[]; strange: readonly string[] }
  | { kind: 'refused'; raw: string }
  | { kind: 'strange'; because: string }
  | { kind: 'unanswered'; why: Why };

/**
 * Judges a list by its test entries: the one must be listed and the other must not (RFC 5782 5). A list that has been
 * taken down or hijacked lists everything or nothing, and fails one of them.
 */
export function judgeList(
  list: DnsList,
  listed: Answer<readonly string[]>,
  notListed: Answer<readonly string[]>,
): ListState {
  const always = readAnswer(list, listed);
  const never = readAnswer(list, notListed);
  if (always.kind === 'refused') return refusal(always.raw);
  if (never.kind === 'refused') return refusal(never.raw);
  if (always.kind === 'unanswered') return unanswered(always.why);
  if (never.kind === 'unanswered') return unanswered(never.why);
  if (never.kind === 'listed') {
    return unusable('it lists its test entry that must not be listed: it lists everything');
  }
  if (never.kind === 'strange')
    return unusable(`for the test entry that must not be listed ${never.because}`);
  if (always.kind === 'absent') {
    return unusable(
      'its test entry is not listed: it has been switched off, or does not answer this resolver',
    );
  }
  if (always.kind === 'strange') return unusable(`for its test entry ${always.because}`);
  return { kind: 'usable' };
}

/** What a list says about an entry. Anything but a plain answer of the list's own table is no verdict. */
export function judgeEntry(list: DnsList, state: ListState, answer: Answer<readonly string[]>): ListVerdict {
  if (state.kind !== 'usable') return state;
  const reading = readAnswer(list, answer);
  switch (reading.kind) {
    case 'absent':
      return { kind: 'clear' };
    case 'refused':
      return refusal(reading.raw);
    case 'unanswered':
      return unanswered(reading.why);
    case 'strange':
      return unusable(reading.because);
    case 'listed':
      return reading.strange.length === 0
        ? { kind: 'listed', meanings: reading.meanings, reason: null }
        : unusable(`it answered ${reading.strange.join(', ')}, which its operator does not document`);
  }
}

/**
 * Holds a listing against entries that no list has a reason to hold. A wildcard over the whole zone does not reach the
 * test entries where the zone still holds one of them (RFC 4592 2.2.2, empty non-terminals), so it shows only here.
 */
export function judgeListing(
  list: DnsList,
  verdict: ListVerdict,
  controls: readonly Answer<readonly string[]>[],
): ListVerdict {
  if (verdict.kind !== 'listed') return verdict;
  const readings = controls.map((answer) => readAnswer(list, answer));
  if (readings.some(({ kind }) => kind === 'absent')) return verdict;
  const silent = readings.find((reading) => reading.kind === 'unanswered');
  if (silent !== undefined) return unanswered(silent.why);
  return unusable('it lists every entry that it is asked for, even addresses and domains that nobody uses');
}

const refusal = (raw: string): ListState & { kind: 'refused' } => ({
  kind: 'refused',
  because: `it answered ${raw}`,
});
const unusable = (because: string): ListState & { kind: 'unusable' } => ({
  kind: 'unusable',
  because,
  why: null,
});
const unanswered = (why: Why): ListState & { kind: 'unusable' } => ({
  kind: 'unusable',
  because: why.message,
  why,
});

function readAnswer(list: DnsList, answer: Answer<readonly string[]>): Reading {
  if (!answer.ok) return { kind: 'unanswered', why: answer.why };
  const raw = [...new Set(answer.value)].sort();
  if (raw.length === 0) return { kind: 'absent' };
  const shown = raw.slice(0, 8).join(', ');
  // RFC 5782 2.1: answers lie in 127.0.0.0/8. Anything else is a parked domain, a wildcard or a resolver that lies.
  if (raw.some((text) => parseIpv4(text)?.bytes[0] !== 127))
    return { kind: 'strange', because: `it answered ${shown}, which is not an answer of a DNS list` };
  const refusals = raw.filter((code) => isRefusal(list, code));
  if (refusals.length === raw.length) return { kind: 'refused', raw: shown };
  if (refusals.length > 0)
    return { kind: 'strange', because: `it answered ${shown}: a listing and a refusal at once` };
  const meanings: ListMeaning[] = [];
  const strange: string[] = [];
  for (const code of raw) {
    const found = meaningsOf(list, code);
    if (found === null) strange.push(code);
    else meanings.push(...found.map((one) => meaning(list, code, one)));
  }
  if (meanings.length === 0)
    return { kind: 'strange', because: `it answered ${shown}, which its operator does not document` };
  return { kind: 'listed', meanings, strange };
}

const isRefusal = ({ refusals }: DnsList, code: string): boolean =>
  code.startsWith('127.255.255.') || refusals.includes(code);

const meaning = (list: DnsList, code: string, { means, weight, policy }: ListCode): ListMeaning => ({
  code,
  means,
  weight: weight ?? list.weight,
  policy: policy ?? false,
});

/** What one address stands for in the table of a list, or null when it stands for nothing. */
function meaningsOf({ codes, refusals }: DnsList, code: string): readonly ListCode[] | null {
  switch (codes.kind) {
    case 'any':
      return [{ means: 'listed' }];
    case 'values': {
      const found = codes.values[code];
      return found === undefined ? null : [found];
    }
    case 'bits': {
      if (!code.startsWith('127.0.0.')) return null;
      const octet = Number(code.slice('127.0.0.'.length));
      // The bit of a refusal beside others: not an answer that the operator documents.
      if ((octet & 1) !== 0 && refusals.includes('127.0.0.1')) return null;
      const bits = Object.entries(codes.bits).filter(([bit]) => (octet & Number(bit)) !== 0);
      return bits.length === 0 ? null : bits.map(([, found]) => found);
    }
  }
}
