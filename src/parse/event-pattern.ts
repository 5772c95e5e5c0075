import { parseIp, sharesPrefix } from './ip-address.ts';
import { type Asked, type Fit, fitOfTexts, type Texts } from './text-forms.ts';

export type { Fit } from './text-forms.ts';

/**
 * What is known of an event before it exists. An object that is `closed` has no other members; of an open one nothing
 * is known beyond those named, or of those with a prefix.
 */
export type Known =
  | { kind: 'text'; text: string }
  /** A text, or a list of one, of which the possible forms are known. */
  | ({ kind: 'texts' } & Texts)
  /** It is there, and its value is not known. */
  | { kind: 'present' }
  | {
      kind: 'object';
      members: Readonly<Record<string, Known>>;
      closed: boolean;
      /** Of an open one: nothing is known of members whose names begin so, and no other ones are there. */
      openPrefix?: string;
    };

const maxLength = 256_000;
const maxDepth = 12;

/**
 * Judges an event pattern of EventBridge or a filter policy of SNS, which share their language ("Amazon EventBridge
 * event patterns", "Amazon SNS subscription filter policies"): every key has to fit, of a key's values one. What this
 * reader does not know depends.
 */
export function fitOf(pattern: string, event: Known): Fit {
  if (pattern.length > maxLength) return 'some';
  try {
    const value: unknown = JSON.parse(pattern);
    return isObject(value) ? fitOfObject(value, event, 0) : 'some';
  } catch {
    return 'some';
  }
}

function fitOfObject(pattern: Readonly<Record<string, unknown>>, event: Known | null, depth: number): Fit {
  if (depth > maxDepth) return 'some';
  return allOf(
    Object.entries(pattern).map(([key, wanted]) => {
      if (key === '$or' && Array.isArray(wanted)) {
        const ways = wanted as readonly unknown[];
        return anyOf(ways.map((way) => (isObject(way) ? fitOfObject(way, event, depth + 1) : 'some')));
      }
      const there = memberOf(event, key);
      if (there === 'unknown') return 'some';
      if (isObject(wanted)) return fitOfObject(wanted, there, depth + 1);
      if (!Array.isArray(wanted)) return 'some';
      return anyOf((wanted as readonly unknown[]).map((rule) => fitOfRule(rule, there)));
    }),
  );
}

/** Null: surely not there. */
function memberOf(event: Known | null, key: string): Known | null | 'unknown' {
  if (event === null || event.kind === 'text' || event.kind === 'texts') return null;
  if (event.kind === 'present') return 'unknown';
  const member = Object.hasOwn(event.members, key) ? event.members[key] : undefined;
  if (member !== undefined) return member;
  return event.closed || (event.openPrefix !== undefined && !key.startsWith(event.openPrefix))
    ? null
    : 'unknown';
}

/** One value of a list: a text, a number, null, or an operator. */
function fitOfRule(rule: unknown, there: Known | null): Fit {
  if (isObject(rule)) {
    const fits = Object.entries(rule).map(([operator, operand]) => fitOfOperator(operator, operand, there));
    return fits.length === 0 ? 'some' : allOf(fits);
  }
  if (there === null || there.kind === 'object') return 'none';
  if (there.kind === 'present') return 'some';
  // Texts alone are in question here: a number or null is none.
  return typeof rule === 'string' ? fitOfTexts({ how: 'equals', text: rule }, textsOf(there)) : 'none';
}

type KnownText = Extract<Known, { kind: 'text' | 'texts' }>;

const textsOf = (known: KnownText): Texts =>
  known.kind === 'text' ? { forms: [{ text: known.text }] } : known;

function fitOfOperator(operator: string, operand: unknown, there: Known | null): Fit {
  if (operator === 'exists') {
    // "Exists matching" looks at values alone: what it makes of an object is not said.
    if (there?.kind === 'object') return 'some';
    return sure((there !== null) === (operand === true));
  }
  // No other operator fits a member that is absent ("exists": false is for that).
  if (there === null) return 'none';
  if (there.kind === 'present' || there.kind === 'object') return 'some';
  switch (operator) {
    case 'prefix':
    case 'suffix':
    case 'wildcard':
      return fitOfAsked(operator, operand, there);
    case 'equals-ignore-case':
      return fitOfAsked('equals', { [operator]: operand }, there);
    case 'anything-but':
      return anythingBut(operand, there);
    case 'numeric':
      return 'none';
    case 'cidr':
      return fitOfNetwork(operand, there);
    default:
      return 'some';
  }
}

/** The operand is a text, or one whose case does not count; of "anything-but" a list of them. */
function fitOfAsked(how: Asked['how'], operand: unknown, there: KnownText): Fit {
  if (Array.isArray(operand))
    return anyOf((operand as readonly unknown[]).map((one) => fitOfAsked(how, one, there)));
  if (typeof operand === 'string') return fitOfTexts({ how, text: operand }, textsOf(there));
  const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  if (Array.isArray(folded))
    return anyOf(
      (folded as readonly unknown[]).map((one) => fitOfAsked(how, { 'equals-ignore-case': one }, there)),
    );
  return typeof folded === 'string'
    ? fitOfTexts({ how, text: folded, anyCase: true }, textsOf(there))
    : 'some';
}

/** "IP address matching": a network as `10.0.0.0/24`. */
function fitOfNetwork(operand: unknown, there: KnownText): Fit {
  if (there.kind === 'texts') return 'some';
  const address = parseIp(there.text);
  if (address === null) return 'none';
  const [start = '', length = ''] = typeof operand === 'string' ? operand.split('/') : [];
  const network = parseIp(start);
  if (network === null || !/^\d{1,3}$/.test(length)) return 'some';
  return sure(network.family === address.family && sharesPrefix(network, address, Number(length)));
}

function anythingBut(operand: unknown, there: KnownText): Fit {
  const values = (Array.isArray(operand) ? operand : [operand]) as readonly unknown[];
  const hit = anyOf(values.map((value) => fitOfRule(value, there)));
  return hit === 'some' ? 'some' : sure(hit === 'none');
}

const sure = (fits: boolean): Fit => (fits ? 'all' : 'none');

function allOf(fits: readonly Fit[]): Fit {
  if (fits.includes('none')) return 'none';
  return fits.includes('some') ? 'some' : 'all';
}

function anyOf(fits: readonly Fit[]): Fit {
  if (fits.includes('all')) return 'all';
  return fits.includes('some') ? 'some' : 'none';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
