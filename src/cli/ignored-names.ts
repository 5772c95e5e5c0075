import { grouped } from '../model/many.ts';
import type { Ignore } from '../gate/ignores.ts';
import type { AnyCheck, Stage } from '../model/check.ts';
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
    const at = `${where}: ignores[${String(index)}]: `;
    if (key === 'check') refuseCutName(pattern, checks, at);
    if (names.some(matcher(pattern))) continue;
    const near = nearestPattern(pattern, names);
    if (near === null) continue;
    throw new UsageError(`${at}no ${key} is called ${show(pattern)}; did you mean ${near}?`);
  }
}

/**
 * Refuses `r*` and `send*` for checks: what stands before the wildcard is the name of an area or a check, and what fits is
 * that and its kin (`send`, `send-tenant`), not another that begins alike (`sending`).
 */
function refuseCutName(pattern: string, checks: readonly AnyCheck[], at: string): void {
  if (!pattern.endsWith('*')) return;
  const name = pattern.slice(0, -1).replace(/-$/, '').toLowerCase();
  const matching = checks.map(({ id }) => id).filter(matcher(pattern));
  const foreign = matching.filter((id) => id !== name && !id.startsWith(`${name}-`));
  const isName = matching.some((id) => id === name) || checks.some(({ problems }) => hasArea(problems, name));
  if (matching.length === 0 || (isName && foreign.length === 0)) return;
  throw new UsageError(
    isName
      ? `${at}${show(pattern)} fits ${foreign.join(', ')} as well; write ${name}-*, or an entry for each check`
      : `${at}${show(pattern)} names no area and no check; it would accept ${grouped(matching.length)} of them: ${list(matching)}`,
  );
}

const hasArea = (problems: AnyCheck['problems'], area: string): boolean =>
  Object.keys(problems).some((code) => areaOfCode(code) === area);

const list = (ids: readonly string[]): string =>
  ids.length > 4 ? `${ids.slice(0, 3).join(', ')} and ${grouped(ids.length - 3)} more` : ids.join(', ');

/** The nearest name; of `area/*` the nearest area with its star. Other globs are left to their author. */
function nearestPattern(pattern: string, names: readonly string[]): string | null {
  const lower = pattern.toLowerCase();
  if (!lower.includes('*')) return nearest(lower, names, 3);
  if (!/^[^*]+\/\*$/.test(lower)) return null;
  const near = nearest(areaOfCode(lower), [...new Set(names.map(areaOfCode))], 2);
  return near === null ? null : `${near}/*`;
}
