import type { Evidence, Problem, Step, SymptomProblem } from '../model/check.ts';

/** The words of a code without a finding: where data would stand, its name does, as `<region>`. */
export interface SampleWords {
  /** Null where the words cannot be said without data; so for the others. */
  summary: string | null;
  impact: string | null;
  evidence: readonly Evidence[];
  fix: readonly Step[];
  references: readonly string[];
}

/** Says what a code says, with names in the place of data. Where data decide between words, this is one instance. */
export function sampleWords(problem: Problem<never> | SymptomProblem): SampleWords {
  const live = 'summary' in problem;
  const { read } = problem;
  return {
    summary: said(live ? problem.summary : read?.summary),
    impact: said(problem.impact),
    evidence: live
      ? saidAll<Evidence>(problem.evidence, ({ what, expected, actual }) => [what, expected, actual])
      : [],
    fix: saidAll<Step>(live ? problem.fix : read?.fix, ({ text }) => [text]),
    references: saidAll<string>(problem.references, (url) => [url]).filter((url) => !/<|%3C/.test(url)),
  };
}

function said(words: unknown): string | null {
  const text = valueOf(words);
  return typeof text === 'string' && isSaid(text) ? text : null;
}

/** The items whose texts can be said without data. */
function saidAll<T>(words: unknown, textsOf: (item: T) => readonly unknown[]): readonly T[] {
  const items = valueOf(words);
  if (!Array.isArray(items)) return [];
  // The problem's own definition gave them; only their texts may hold stand-ins, and those are looked at here.
  return (items as readonly T[]).filter((item) => {
    const [first, ...others] = Object(item) === item || typeof item === 'string' ? textsOf(item) : [];
    const isFine = (text: unknown): boolean => typeof text === 'string' && isSaid(text);
    return isFine(first) && others.every((text) => text === null || isFine(text));
  });
}

function valueOf(words: unknown): unknown {
  if (typeof words !== 'function') return words;
  try {
    return (words as (data: unknown) => unknown)(standIn('data'));
  } catch {
    return null; // These words need real data.
  }
}

/** Nothing in it was calculated from a stand-in. */
const isSaid = (text: string): boolean =>
  text !== '' && !/NaN|undefined|\[object|Invalid Date|<(?:data|length)>/.test(text);

/** Answers to every property with another stand-in, and is `<name>` as text. As a list it holds one item. */
function standIn(name: string, owner: string = name): unknown {
  return new Proxy(() => undefined, {
    get: (_target, property) => {
      if (property === Symbol.toPrimitive || property === 'toString') return () => `<${name}>`;
      if (property === Symbol.iterator) return () => [standIn(name)][Symbol.iterator]();
      // A message that was given up is the graver case: a page tells the one that still waits (src/symptom/finality.ts).
      if (property === 'ended') return undefined;
      return typeof property === 'symbol' ? undefined : standIn(property, name);
    },
    apply: (_target, _this, [visit]: unknown[]) => {
      if ((name === 'map' || name === 'flatMap') && typeof visit === 'function')
        return [(visit as (item: unknown, index: number) => unknown)(standIn(owner), 0)].flat();
      // What another method of a value gives (toLowerCase, filter) is still about that value.
      return standIn(owner);
    },
  });
}
