import { defineFact } from '../model/fact.ts';

/** The time of the run, ISO 8601, so that a replay decides as the run did. */
export const takenAt = defineFact({
  id: 'taken-at',
  looks: false,
  title: 'the time',
  gather: ({ now }): string => now().toISOString(),
});
