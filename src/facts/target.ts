import { defineFact } from '../model/fact.ts';
import type { Target } from '../model/target.ts';
import type { Symptom } from '../model/symptom.ts';

/** What the user asked about, for checks that judge by a flag. */
export const target = defineFact({
  id: 'target',
  looks: false,
  title: 'the command line',
  gather: ({ target }): Target => target,
});

/** What was read from the symptom, or null when none was given. */
export const symptom = defineFact({
  id: 'symptom',
  // Whether one was given is no answer from outside; what stands in it counts in src/engine/looked-at.ts.
  looks: false,
  title: 'the symptom',
  gather: ({ target }): Symptom | null => target.symptom,
});
