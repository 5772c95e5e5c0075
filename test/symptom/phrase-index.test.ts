import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PhraseIndex } from '../../src/symptom/phrase-index.ts';

const phrase = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', ' ', '5') });
const text = fc.string({ maxLength: 60, unit: fc.constantFrom('a', 'b', 'c', ' ', '5', 'x') });

it('finds the same rules in the first lines, where it looks for each phrase, and later through its index', () => {
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 12 }), text, (phrases, searched) => {
      const index = new PhraseIndex(
        phrases.map((one) => [one]),
        (phrase) => phrase,
      );
      const plain = index.rulesBeginningIn(searched);
      index.rulesBeginningIn('y'.repeat(20_000));
      const filed = index.rulesBeginningIn(searched);
      const holding = phrases.flatMap((one, rule) => (searched.includes(one) ? [rule] : []));
      expect(plain).toEqual(holding);
      // A phrase of one or two characters is never ruled out by the index: the rule itself looks for it.
      expect(filed.filter((rule) => (phrases[rule] ?? '').length > 2)).toEqual(
        holding.filter((rule) => (phrases[rule] ?? '').length > 2),
      );
      expect(holding.every((rule) => filed.includes(rule))).toBe(true);
    }),
  );
});
