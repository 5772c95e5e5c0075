/**
 * What is known of an event before it exists. An object that is `closed` has no other members; of an open one nothing
 * is known beyond those named, or of those with a prefix.
 */
export type Known =
  | { kind: 'text'; text: string }
  /** It is there, and its value is not known. */
  | { kind: 'present' }
  | {
      kind: 'object';
      members: Readonly<Record<string, Known>>;
      closed: boolean;
      /** Of an open one: nothing is known of members whose names begin so, and no other ones are there. */
      openPrefix?: string;
    };

/** Whether every such event fits, none does, or it depends on what is not known. */
export type Fit = 'all' | 'none' | 'some';

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
  if (event === null || event.kind === 'text') return null;
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
  if (there === null) return 'none';
  if (there.kind === 'text') return there.text === rule ? 'all' : 'none';
  return there.kind === 'present' ? 'some' : 'none';
}

function fitOfOperator(operator: string, operand: unknown, there: Known | null): Fit {
  if (operator === 'exists') return (there !== null) === (operand === true) ? 'all' : 'none';
  // No other operator fits a member that is absent ("exists": false is for that).
  if (there === null) return 'none';
  if (there.kind !== 'text') return 'some';
  const { text } = there;
  switch (operator) {
    case 'prefix':
      return typeof operand === 'string' ? sure(text.startsWith(operand)) : 'some';
    case 'suffix':
      return typeof operand === 'string' ? sure(text.endsWith(operand)) : 'some';
    case 'equals-ignore-case':
      return typeof operand === 'string' ? sure(text.toLowerCase() === operand.toLowerCase()) : 'some';
    case 'anything-but':
      return anythingBut(operand, there);
    case 'numeric':
    case 'cidr':
      return 'none';
    default:
      return 'some';
  }
}

function anythingBut(operand: unknown, there: Known): Fit {
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
