import { grouped } from '../model/many.ts';
import type { FixStep } from '../model/report.ts';
import type { SurveyCause } from './document.ts';

/**
 * Of how many the first step is to be done, where it stands for one of several; empty where it is done once for all: one
 * setting of an account, or one thing that all of them use.
 */
function forEach({
  count,
  places,
  tenants,
  groups,
  examples: [first],
}: Pick<SurveyCause, 'count' | 'places' | 'tenants' | 'groups' | 'examples'>): string {
  const all = tenants > 0 ? tenants : places === 0 ? count : 1;
  // What a tenant lacks is given to each.
  const isOneThing = tenants === 0 && groups.some((one) => one.by === 'thing' && one.count === all);
  return isOneThing ? '' : eachOf(all, first?.identity ?? first?.tenant);
}

/** That a step is to be done for each of so many, and that it names one of them; empty for one alone. */
export const eachOf = (all: number, name: string | undefined): string =>
  all < 2 || name === undefined ? '' : `For each of the ${grouped(all)}, here ${name}: `;

/** The steps of a cause: they name one of those it touches, and the first says so in every format. */
export const stepsForEach = (
  cause: Parameters<typeof forEach>[0],
  fix: readonly FixStep[],
): readonly FixStep[] => saidFirst(forEach(cause), fix);

/** The steps with words before the first of them. */
export const saidFirst = (words: string, [first, ...rest]: readonly FixStep[]): readonly FixStep[] =>
  first === undefined ? [] : [{ ...first, text: words + first.text }, ...rest];
