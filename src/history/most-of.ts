import type { FailureGroup } from './failures.ts';
import { unnamed } from './unnamed.ts';

/** A value that has so much of some failures, or of a rise, is where they come from; so much of some failures are the same failures. */
export const mostOfIt = 0.7;

/** The value that has most of the recipients of some groups; null where none has, or where it has no name. */
export function mostOf(
  groups: readonly FailureGroup[],
  valueOf: (group: FailureGroup) => string | null,
): string | null {
  const counts = new Map<string | null, number>();
  let all = 0;
  for (const group of groups) {
    const value = valueOf(group);
    counts.set(value, (counts.get(value) ?? 0) + group.recipients);
    all += group.recipients;
  }
  const found = [...counts].find(([, count]) => count >= mostOfIt * all)?.[0] ?? null;
  return found === unnamed ? null : found;
}
