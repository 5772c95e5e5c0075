import { parseDkimKey } from '../parse/dkim/key.ts';
import { outOfReach } from '../model/out-of-reach.ts';
import { type Answer, answered, valueOr, type Why } from '../model/unavailable.ts';
import type { Message } from '../parse/message/message.ts';
import type { DkimRecord, DkimRecords } from './dkim-records.ts';
import { answersOf, type FoundNearMiss, missedBy, type RecordViews } from './zone-lookup.ts';

/** What is to be said about one DKIM record. */
export type DkimState =
  | { kind: 'right' }
  /** The zone's servers have it; the resolver holds another answer for so many seconds. */
  | { kind: 'not-propagated'; seconds: number | null }
  /** `cachedSeconds`: the resolver still has it from before; null when it does not. */
  | { kind: 'missing'; nearMiss: FoundNearMiss | null; cachedSeconds: number | null }
  /** `sameKey`: whether what is reached there is the key that is expected, so that signatures verify. */
  | { kind: 'wrong-target'; actual: string; sameKey: Answer<boolean> }
  | { kind: 'wrong-type'; type: 'TXT' | 'A'; actual: string; sameKey: Answer<boolean> }
  | { kind: 'wildcard'; type: 'CNAME' | 'TXT' | 'A'; actual: string }
  /** The zone's servers do not agree. */
  | { kind: 'disagree'; have: readonly string[]; lack: readonly string[] }
  /** Nobody answered. */
  | { kind: 'unanswered'; why: Why };

type Reading = { kind: 'right' } | { kind: 'other'; value: string } | { kind: 'none' };

/**
 * Joins the views of a record. The zone's servers decide what is published; without them the resolver does. An
 * unanswered question is never taken for an absent record, and a server that was not found or not asked for one that agrees.
 */
export function dkimState(record: DkimRecord, facts: Pick<DkimRecords, 'kind' | 'wildcard'>): DkimState {
  const state = asHeard(record, facts);
  const why = missedBy(record.authority, isBad(state, record, facts));
  return why === null || state.kind === 'unanswered' || state.kind === 'disagree'
    ? state
    : { kind: 'unanswered', why };
}

/** The resolver does not have what is expected either, nor the key in another form. */
function isBad(
  state: DkimState,
  record: DkimRecord,
  { kind }: Pick<DkimRecords, 'kind' | 'wildcard'>,
): boolean {
  const answer = kind === 'easy' ? record.cname : record.txt;
  if (!answer.ok || read(answer.value.records, record, kind).kind === 'right') return false;
  return !('sameKey' in state) || (state.sameKey.ok && !state.sameKey.value);
}

/** By the answers that came. */
function asHeard(record: DkimRecord, { kind, wildcard }: Pick<DkimRecords, 'kind' | 'wildcard'>): DkimState {
  const answer = kind === 'easy' ? record.cname : record.txt;
  const resolver = answer.ok ? read(answer.value.records, record, kind) : null;
  const servers = answersOf(record.authority).map(({ server, answer: { values, alias } }) => ({
    server,
    // Where a CNAME stands in for one's own key, the resolver says what it leads to.
    reading:
      kind === 'own' && alias !== null
        ? (resolver ?? { kind: 'right' as const })
        : read(values, record, kind),
  }));
  const [first] = servers;
  if (first === undefined) {
    if (resolver !== null) return stateOf(resolver, record, kind, wildcard, null);
    return answer.ok ? { kind: 'right' } : { kind: 'unanswered', why: answer.why };
  }
  const have = servers.filter(({ reading }) => reading.kind === 'right').map(({ server }) => server);
  const lack = servers.filter(({ reading }) => reading.kind !== 'right').map(({ server }) => server);
  if (have.length > 0 && lack.length > 0) return { kind: 'disagree', have, lack };
  if (have.length > 0) {
    if (!answer.ok) return { kind: 'unanswered', why: answer.why };
    return resolver?.kind === 'right'
      ? { kind: 'right' }
      : { kind: 'not-propagated', seconds: answer.value.ttl };
  }
  const wrong = servers.find(({ reading }) => reading.kind === 'other') ?? first;
  const cached = resolver?.kind === 'right' && answer.ok ? (answer.value.ttl ?? 0) : null;
  return stateOf(wrong.reading, record, kind, wildcard, cached);
}

function read(values: readonly string[], { expected }: DkimRecord, kind: DkimRecords['kind']): Reading {
  if (kind === 'own') {
    return { kind: values.some((text) => parseDkimKey(text).kind !== 'other') ? 'right' : 'none' };
  }
  const [value] = values;
  if (value === undefined) return { kind: 'none' };
  return expected === null || values.includes(expected) ? { kind: 'right' } : { kind: 'other', value };
}

function stateOf(
  reading: Reading,
  record: DkimRecord,
  kind: DkimRecords['kind'],
  wildcard: RecordViews | null,
  cachedSeconds: number | null,
): DkimState {
  if (reading.kind === 'right') return { kind: 'right' };
  if (reading.kind === 'other') {
    if (targetsOf(wildcard).includes(reading.value))
      return { kind: 'wildcard', type: 'CNAME', actual: reading.value };
    // Through a zone that no resolver trusts the key cannot be fetched: whether it is the right one nobody can tell before.
    if (!record.txt.ok && outOfReach(record.txt.why) !== null)
      return { kind: 'unanswered', why: record.txt.why };
    return { kind: 'wrong-target', actual: reading.value, sameKey: reachesSameKey(record) };
  }
  return (
    otherType(record, kind, wildcard) ?? {
      kind: 'missing',
      nearMiss: record.nearMisses[0] ?? null,
      cachedSeconds,
    }
  );
}

/** What stands at the name instead: its own records, not those of a CNAME's target. Null where it is known that nothing does. */
function otherType(
  record: DkimRecord,
  kind: DkimRecords['kind'],
  wildcard: RecordViews | null,
): DkimState | null {
  const { cname, txt, a, authority } = record;
  const [text] = txt.ok && txt.value.chain.length === 0 ? txt.value.records : [];
  if (text !== undefined && wildcard?.txt.ok === true && wildcard.txt.value.records.includes(text)) {
    return { kind: 'wildcard', type: 'TXT', actual: text };
  }
  // A text beside one's own key does no harm; that the key is not there is what matters.
  if (kind === 'own') return null;
  if (text !== undefined)
    return { kind: 'wrong-type', type: 'TXT', actual: text, sameKey: reachesSameKey(record) };
  const [address] = a?.ok === true && a.value.chain.length === 0 ? a.value.records : [];
  if (address === undefined) {
    // Where there is no such name, there is nothing at it.
    const said = answersOf(authority);
    const gone = said.length > 0 && said.every(({ answer }) => answer.gone === true);
    if (gone || (cname.ok && !cname.value.exists)) return null;
    return txt.ok ? null : { kind: 'unanswered', why: txt.why };
  }
  // A proxy may give other addresses for every name, so any address at the test name shows a wildcard.
  const everywhere = wildcard?.a?.ok === true && wildcard.a.value.records.length > 0;
  return everywhere
    ? { kind: 'wildcard', type: 'A', actual: address }
    : { kind: 'wrong-type', type: 'A', actual: address, sameKey: answered(false) };
}

const targetsOf = (wildcard: RecordViews | null): readonly string[] =>
  wildcard?.cname.ok === true ? wildcard.cname.value.records : [];

function reachesSameKey({ cname, txt, expectedKey }: DkimRecord): Answer<boolean> {
  if (!txt.ok) return txt;
  // It is asked for once the CNAME is known not to lead there.
  if (expectedKey === null) return cname.ok ? answered(false) : cname;
  if (!expectedKey.ok) return expectedKey;
  const { records } = expectedKey.value;
  return answered(
    txt.value.records.some((text) => records.includes(text) && parseDkimKey(text).kind === 'key'),
  );
}

/**
 * Whether receivers get the key by this record that SES signs with, as far as DNS can tell. Null: not known, because
 * somebody did not answer or the answers are about to change.
 */
export function keyIsThere(
  record: DkimRecord,
  facts: Pick<DkimRecords, 'kind' | 'wildcard'>,
): boolean | null {
  const { txt, expectedKey } = record;
  switch (dkimState(record, facts).kind) {
    case 'missing':
      return false;
    case 'not-propagated':
    case 'disagree':
    case 'unanswered':
      return null;
    case 'right':
      return txt.ok ? txt.value.records.some(isUsable) : null;
    case 'wrong-target':
    case 'wrong-type':
    case 'wildcard':
      return expectedKey?.ok === true ? valueOr(reachesSameKey(record), null) : null;
  }
}

/** RFC 8301 3.2: RSA keys under 1024 bits count for nothing. SES signs with no key of another kind. */
function isUsable(text: string): boolean {
  const key = parseDkimKey(text);
  return key.kind === 'key' && key.keyType === 'rsa' && key.bits >= 1024;
}

/** Easy DKIM has three records. */
export const keysOfSes = 3;

/** No key: an empty text, or `p=` without a value. */
export const isEmptyKey = (text: string): boolean =>
  text.trim() === '' || parseDkimKey(text).kind === 'revoked';

/**
 * How it stands with names of Easy DKIM that have no key: SES has one of three in use, and the others wait for their turn as an
 * empty text ("DKIM Troubleshooting Series: Your DKIM Status is Pending"). `another`: one of the others has its key; `untold`: not
 * all of them are known. Null: there is none in use.
 */
export function rotationOf(facts: DkimRecords, isOutside: boolean): 'another' | 'untold' | null {
  if (facts.kind === 'own') return null;
  const there = facts.records.map((record) => keyIsThere(record, facts));
  if (there.includes(true)) return 'another';
  const rests = facts.records.some(({ txt }) => txt.ok && txt.value.records.some(isEmptyKey));
  if (isOutside && facts.records.length < keysOfSes) return rests ? 'untold' : null;
  return rests && there.includes(null) ? 'untold' : null;
}

/** Whether a message that was given is signed with one of these selectors: then it is in use, or was when that was sent. */
export const isSignedWith = (given: Answer<Message>, selectors: readonly string[]): boolean =>
  given.ok &&
  given.value.signatures.some(({ selector }) =>
    selectors.some((one) => one.toLowerCase() === selector.toLowerCase()),
  );
