import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { troubles, type Trouble } from '../../src/symptom/judge/troubles.ts';
import { weighTold } from '../../src/symptom/judge/told.ts';
import { worthOf } from '../../src/symptom/lexicon/worth.ts';
import { speaksOf, type Concept } from '../../src/symptom/lexicon/lexicon.ts';
import { foldedText } from '../../src/symptom/observe/terms.ts';
import { shuffled } from '../support/shuffled.ts';

const texts = ['fresh-questions', 'fresh-11', 'fresh-12', 'fresh-18', 'fresh-19', 'fresh-20']
  .flatMap(
    (name) =>
      JSON.parse(readFileSync(`test/symptom/texts/${name}.json`, 'utf8')) as readonly { text: string }[],
  )
  .map(({ text }) => text)
  .filter((text) => text.length < 700 && /\b(?:we|our|my|i|us)\b/iu.test(text));

const sentencesOf = (text: string): readonly string[] =>
  foldedText(text)
    .split(/[.!?](?=\s|$)/u)
    .filter((sentence) => sentence.length > 5)
    .slice(0, 20);

const verdicts = (text: string, list: readonly Trouble[]): readonly string[] => {
  const sentences = sentencesOf(text);
  return weighTold(sentences, sentences, true, list).map(
    ({ explanation: { codes }, weight }) => `${codes.join(' ')} ${weight.toFixed(3)}`,
  );
};

describe('what people tell', () => {
  it('is judged by its evidence, in whatever order the explanations stand', () => {
    expect(texts.length).toBeGreaterThan(150);
    for (const seed of [1, 7, 42]) {
      const list = shuffled(troubles, seed);
      expect(list).not.toEqual(troubles);
      for (const text of texts) expect(verdicts(text, list)).toEqual(verdicts(text, troubles));
    }
  });

  it('counts by how rarely people speak of it, as it was measured', () => {
    const concepts = new Set<Concept>(troubles.flatMap(({ all }) => all));
    const drifted = [...concepts].flatMap((concept) => {
      const count = texts.filter((text) => sentencesOf(text).some((one) => speaksOf(one, concept))).length;
      // Of few texts nothing is measured.
      const bits = Math.log2(texts.length / (count + 3));
      return count < 10 || Math.abs(worthOf(concept) - bits) < 1.6
        ? []
        : [`${concept}: ${bits.toFixed(1)}, the table says ${String(worthOf(concept))}`];
    });
    expect(drifted).toEqual([]);
  });
});
