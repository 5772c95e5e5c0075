import { eventNames } from '../knowledge/event-types.ts';

/** The types that a way is judged by, whatever was sent: a reader of bounces alone wants no deliveries. */
export const judgedTypes = ['BOUNCE', 'COMPLAINT', 'DELIVERY'] as const;

/** How somebody may write a type who does not know its name. */
const stems: Readonly<Record<string, RegExp>> = { COMPLAINT: /compla/i, DELIVERY: /deliver/i };

const names: ReadonlySet<string> = new Set(
  Object.values(eventNames).flatMap(({ recordType, detailType, member }) => [recordType, detailType, member]),
);

/** Whether a filter or a pattern names the type in a way that SES never writes: it was wanted. */
const misspells = (text: string, type: string): boolean =>
  [...text.matchAll(/"([^"]{1,80})"/g)].some(
    ([, word = '']) =>
      stems[type]?.test(word) === true && !names.has(word) && !/^(?:complaint|delivery)[A-Z]/.test(word),
  );

/**
 * What filters or rules drop because their owner chose so, out of the types that SES publishes there: deliveries, and
 * complaints at a reader of bounces. Who takes nothing chose nothing.
 */
export function notAskedFor(
  dropped: readonly string[],
  published: readonly string[],
  texts: readonly string[],
): readonly string[] {
  const taken = published.filter((type) => !dropped.includes(type));
  if (taken.length === 0) return [];
  return dropped.filter(
    (type) =>
      (type === 'DELIVERY' || (type === 'COMPLAINT' && taken.includes('BOUNCE'))) &&
      !texts.some((text) => misspells(text, type)),
  );
}
