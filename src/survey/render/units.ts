import { identitiesOf, many, placesOf } from '../../model/many.ts';
import type { SurveyUnknown } from '../document.ts';

/** So many of what could not be looked at. */
export const unitsOf = (of: SurveyUnknown['of'], count: number): string =>
  of === 'identities' ? identitiesOf(count) : of === 'places' ? placesOf(count) : many(count, 'tenant');
