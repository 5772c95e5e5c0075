import { identitiesOf, many, placesOf } from '../../model/many.ts';
import type { SurveyPlace, SurveyUnknown } from '../document.ts';

/** So many of what could not be looked at. */
export const unitsOf = (of: SurveyUnknown['of'], count: number): string =>
  of === 'identities' ? identitiesOf(count) : of === 'places' ? placesOf(count) : many(count, 'tenant');

/** What is said of a place from which nothing is sent; null for any other. */
export const closedWord = (state: SurveyPlace['state']): 'not enabled' | 'not active' | null =>
  state === 'closed' ? 'not enabled' : state === 'inactive' ? 'not active' : null;

/** How many identities there are where the list had no answer, nobody knows: that is not none. */
export const isListKnown = ({ state, identities }: SurveyPlace): boolean =>
  state !== 'failed' || identities > 0;
