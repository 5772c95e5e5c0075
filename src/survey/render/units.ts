import { notActive } from '../place-lines.ts';
import { identitiesOf, many, placesOf } from '../../model/many.ts';
import type { SurveyUnknown } from '../document.ts';

/** So many of what could not be looked at. */
export const unitsOf = (of: SurveyUnknown['of'], count: number): string =>
  of === 'identities' ? identitiesOf(count) : of === 'places' ? placesOf(count) : many(count, 'tenant');

/** What is said of a place from which nothing is sent. */
export const closedWord = (because: string | null): 'not enabled' | 'not active' =>
  because?.startsWith(notActive) === true ? 'not active' : 'not enabled';
