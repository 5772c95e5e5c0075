import { speaksOf, type Concept } from '../lexicon/lexicon.ts';

/** What may be the matter, and what a text that tells of it speaks of: concepts of the lexicon, or of a judge's own table. */
export interface Explanation<C extends string = Concept> {
  /** The causes, likeliest first. */
  codes: readonly string[];
  /** All of these stand together. */
  all: readonly C[];
  /** One of these stands with them. */
  some?: readonly C[];
  /** Each of these speaks against it. */
  not?: readonly C[];
}

/** A part of a text: what stands together in a small one belongs together more surely. */
export interface Scope {
  text: string;
  /** What evidence found in it counts, 0 to 1. */
  share: number;
}

/** An explanation, with the weight of the evidence for it, and where most of it stands. */
export interface Weighed<E extends Explanation<string>> {
  explanation: E;
  weight: number;
  scope: string;
}

/** How a judge looks at a scope, and what it makes of an explanation that holds there. */
export interface Weighing<C extends string, E extends Explanation<C>> {
  /** Prepared for one scope: whether it speaks of a concept. */
  reads: (scope: string) => (concept: C) => boolean;
  weightOf: (explanation: E) => number;
  /** Explanations with the same key are one, and the heaviest counts: their first code where nothing else is said. */
  keyOf?: (explanation: E) => string;
}

/** `weighBy` with the concepts of the lexicon, which `speaksOf` finds where nothing else is said. */
export function weigh<E extends Explanation>(
  scopes: readonly Scope[],
  explanations: readonly E[],
  {
    reads = (scope) => (concept) => speaksOf(scope, concept),
    ...weighing
  }: Omit<Weighing<Concept, E>, 'reads'> & Partial<Pick<Weighing<Concept, E>, 'reads'>>,
): readonly Weighed<E>[] {
  return weighBy<Concept, E>(scopes, explanations, { reads, ...weighing });
}

/**
 * Every explanation that the evidence in one of the scopes bears out, the best explained first. Each is weighed by itself: the order of the
 * list does not matter, and two that weigh the same follow the alphabet.
 */
export function weighBy<C extends string, E extends Explanation<C>>(
  scopes: readonly Scope[],
  explanations: readonly E[],
  { reads, weightOf, keyOf = ({ codes }) => codes[0] ?? '' }: Weighing<C, E>,
): readonly Weighed<E>[] {
  const best = new Map<string, Weighed<E>>();
  const inWhole = remembered(reads(scopes.map(({ text }) => text).join('. ')));
  for (const { text, share } of scopes) {
    const has = remembered(reads(text));
    for (const explanation of explanations) {
      const key = keyOf(explanation);
      const weight = weightOf(explanation) * share;
      const known = best.get(key);
      if (known !== undefined && !isHeavier(weight, explanation, known)) continue;
      if (!holds(explanation, has)) continue;
      const counted = explanation.not?.some(inWhole) === true ? weight * elsewhere : weight;
      if (known !== undefined && !isHeavier(counted, explanation, known)) continue;
      best.set(key, { explanation, weight: counted, scope: text });
    }
  }
  return [...best]
    .sort(
      ([one, { weight }], [other, { weight: otherWeight }]) => otherWeight - weight || (one < other ? -1 : 1),
    )
    .map(([, weighed]) => weighed);
}

/** What speaks against an explanation in another part of the text takes that much of it. */
const elsewhere = 0.6;

/** Of two that weigh the same the alphabet decides, so that the order of a list does not. */
const isHeavier = (
  weight: number,
  { codes }: Explanation<string>,
  known: Weighed<Explanation<string>>,
): boolean =>
  weight > known.weight || (weight === known.weight && codes.join(' ') < known.explanation.codes.join(' '));

const holds = <C extends string>({ all, some, not }: Explanation<C>, has: (concept: C) => boolean): boolean =>
  all.every(has) && (some === undefined || some.some(has)) && not?.some(has) !== true;

/** A concept is looked for once a scope. */
function remembered<C extends string>(has: (concept: C) => boolean): (concept: C) => boolean {
  const seen = new Map<C, boolean>();
  return (concept) => {
    let known = seen.get(concept);
    if (known === undefined) {
      known = has(concept);
      seen.set(concept, known);
    }
    return known;
  };
}

/** Sentences, those side by side, and all of them: each counts less than the one before. `alone`: those that count by themselves. */
export function scopesOf(sentences: readonly string[], alone = sentences): readonly Scope[] {
  const pairs = sentences.slice(1).map((sentence, at) => `${sentences[at] ?? ''}. ${sentence}`);
  return [
    ...alone.map((text) => ({ text, share: 1 })),
    ...pairs.map((text) => ({ text, share: 0.85 })),
    ...(sentences.length > 2 ? [{ text: sentences.join('. '), share: 0.75 }] : []),
  ];
}
