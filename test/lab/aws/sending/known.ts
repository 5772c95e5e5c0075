import type { Known } from '../../../../src/parse/event-pattern.ts';

/**
 * An event that is there, as the reader of patterns takes it: nothing of it is unknown. A list fits where one of its values
 * does, and the lists of the lab hold one.
 */
export function knownOf(value: unknown): Known {
  if (Array.isArray(value)) return value.length === 1 ? knownOf(value[0]) : { kind: 'present' };
  if (typeof value === 'object' && value !== null)
    return {
      kind: 'object',
      closed: true,
      members: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, knownOf(member)])),
    };
  return { kind: 'text', text: String(value) };
}
