import { describe, expect, it } from 'vitest';
import { anyOf, foldedText } from '../../src/symptom/observe/terms.ts';
import { account } from '../../src/symptom/lexicon/account.ts';
import { people } from '../../src/symptom/lexicon/people.ts';
import { receivers } from '../../src/symptom/lexicon/receivers.ts';
import { subjects, troubles } from '../../src/symptom/lexicon/sending.ts';
import { things } from '../../src/symptom/lexicon/things.ts';
import { told } from '../../src/symptom/lexicon/told.ts';

/** What each term stands for, as a pattern. */
const meanings: readonly (readonly [term: string, pattern: RegExp])[] = [
  ['full', /(?<![\p{L}\d])full(?![\p{L}\d])/u],
  ['mailbox*', /(?<![\p{L}\d])mailbox[\p{L}\d']{0,24}(?![\p{L}\d])/u],
  ["can't", /(?<![\p{L}\d])can't(?![\p{L}\d])/u],
  ['over-quota', /(?<![\p{L}\d])over-quota(?![\p{L}\d])/u],
  ['no such', /(?<![\p{L}\d])no[^\p{L}\d]{1,4}such(?![\p{L}\d])/u],
  [
    'not .. found',
    /(?<![\p{L}\d])not(?:[^\p{L}\d]{1,6}[\p{L}\d']{1,30}){0,4}[^\p{L}\d]{1,6}found(?![\p{L}\d])/u,
  ],
  ['{no|not} here', /(?<![\p{L}\d])(?:no|not)[^\p{L}\d]{1,4}here(?![\p{L}\d])/u],
  ['ящик*', /(?<![\p{L}\d])ящик[\p{L}\d']{0,24}(?![\p{L}\d])/u],
  ['存在しない', /存在しない/u],
  ['存在*', /存在/u],
];

const words = [
  'full',
  'mailbox',
  "can't",
  'over-quota',
  'no such',
  'no, such',
  'no - - such',
  'not be found',
];
const more = [
  'not a b c d found',
  'not a b c d e found',
  'no here',
  'not here',
  'nothere',
  'ящик',
  '存在しない',
];
const around = ['', 'x', 'é', '1', '-', "'", ' ', '_', 'ящ', "'s", 'a'.repeat(24), 'a'.repeat(25), '存'];

describe('terms are found where their pattern would find them', () => {
  it.each(meanings)('%s', (term, pattern) => {
    const terms = anyOf([term]);
    const texts = [...words, ...more].flatMap((word) =>
      around.flatMap((before) =>
        around.flatMap((after) => [`${before}${word}${after}`, `${word}x ${before}${word}${after} more`]),
      ),
    );
    const differing = texts
      .map((text) => foldedText(text))
      .filter((text) => terms.test(text) !== pattern.test(text));
    expect(differing).toEqual([]);
    expect(texts.some((text) => terms.test(foldedText(text)))).toBe(true);
  });
});

it('has one place for each concept', () => {
  const names = [receivers, account, people, subjects, troubles, things, told].flatMap((table) =>
    Object.keys(table),
  );
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});
