import type { Ignore } from '../gate/ignores.ts';
import type { Stage } from '../model/check.ts';
import { nearest } from '../model/edit-distance.ts';
import { areaOfCode, matcher } from '../model/select.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/**
 * Refuses an ignore whose code or check is near to one that exists and fits none: it would accept nothing. What is near
 * to none may be a code of another version: the report names it among the unused ones.
 */
export function refuseMisspelt(ignores: readonly Ignore[], checklist: readonly Stage[], where: string): void {
  const checks = checklist.flatMap((stage) => stage.checks);
  const codes = checks.flatMap(({ problems }) => Object.keys(problems));
  for (const [index, ignore] of ignores.entries()) {
    const [key, pattern, names] =
      'code' in ignore
        ? (['code', ignore.code, codes] as const)
        : (['check', ignore.check, checks.map(({ id }) => id)] as const);
    if (names.some(matcher(pattern))) continue;
    const near = nearestPattern(pattern, names);
    if (near === null) continue;
    throw new UsageError(
      `${where}: ignores[${String(index)}]: no ${key} is called ${show(pattern)}; did you mean ${near}?`,
    );
  }
}

/** The nearest name; of `area/*` the nearest area with its star. Other globs are left to their author. */
function nearestPattern(pattern: string, names: readonly string[]): string | null {
  const lower = pattern.toLowerCase();
  if (!lower.includes('*')) return nearest(lower, names, 3);
  if (!/^[^*]+\/\*$/.test(lower)) return null;
  const near = nearest(areaOfCode(lower), [...new Set(names.map(areaOfCode))], 2);
  return near === null ? null : `${near}/*`;
}
