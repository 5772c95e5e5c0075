import { anyOf, type Terms } from '../observe/terms.ts';
import { account } from './account.ts';
import { endings } from './endings.ts';
import { people } from './people.ts';
import { east } from './receivers-east.ts';
import { more } from './receivers-more.ts';
import { world } from './receivers-world.ts';
import { receivers } from './receivers.ts';
import { subjects, troubles } from './sending.ts';
import { states } from './states.ts';
import { things } from './things.ts';
import { told } from './told.ts';

/**
 * Every concept that a judge looks for, with the many ways in which people, programs and servers say it. Terms stand between
 * commas, each with a blank behind it, in the form of `anyOf`.
 */
const lexicon = {
  ...states,
  ...world,
  ...east,
  ...more,
  ...receivers,
  ...account,
  ...people,
  ...subjects,
  ...troubles,
  ...told,
  ...things,
  ...endings,
};
/** More words for the same concepts, in files of their own. */
const added: readonly Partial<Record<Concept, string>>[] = [more, east, world, states];

/** The name of a concept. */
export type Concept = keyof typeof lexicon;

/** What `n't` stands for where it is one of several. */
const contracted = 'is are was were has have had does do did ca could wo would should'
  .split(' ')
  .map((verb) => `|${verb}n't`)
  .join('');

const ready = new Map<Concept, Terms>();

/** Whether a clause, in the form of `foldedText`, speaks of a concept. */
export function speaksOf(clause: string, concept: Concept): boolean {
  let terms = ready.get(concept);
  if (terms === undefined) {
    const lists = new Set([lexicon[concept], ...added.flatMap((more) => more[concept] ?? [])]);
    terms = anyOf(
      [...lists].flatMap((list) =>
        list.split(/,\s+/u).map((term) => term.trim().replaceAll("|n't", contracted)),
      ),
    );
    ready.set(concept, terms);
  }
  return terms.test(clause);
}
