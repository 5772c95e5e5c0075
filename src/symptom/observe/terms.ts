import { once } from '../../model/once.ts';

/** Words to look for in a text in the form of `foldedText`. */
export interface Terms {
  test: (text: string) => boolean;
}

/**
 * Many words as one, made ready when the first text is looked at: most texts ask for few of the tables of words. `*` at
 * the end of a term stands for the rest of a word, `..` for up to four words in between, `{a|b}` for one of several. Words
 * of scripts without blanks are found anywhere. Repeats are bounded, so that the time stays proportional to the text.
 */
export function anyOf(terms: readonly string[]): Terms {
  const ready = once(() =>
    foldedText(terms.join(between))
      .split(between)
      .map((term) => new Term(term)),
  );
  return { test: (text) => ready().some((term) => term.standsIn(text)) };
}

/** `anyOf` terms that stand in one text, with a comma and a blank between them. */
export const termsOf = (list: string): Terms => anyOf(list.split(/,\s+/u));

/** The words of a list as the alternatives of a pattern over `foldedText`, for who looks at what stands right beside them. */
export const alternativesOf = (list: string): string =>
  list
    .split(/,\s+/u)
    .map((term) => foldedText(term.trim()))
    .map((term) => term.replace(/[.+()[\]|^$\\]/gu, (sign) => `\\${sign}`))
    .map((term) => term.replaceAll('?', '.').replaceAll('*', `[\\p{L}\\d]{0,${longestRest}}`))
    .join('|');

/** What stands in no term. */
const between = '\u0001';

/**
 * One of them. One pattern of all would be shorter, and take V8 many times as long to make as there is to read: so the
 * letters that have to be there are looked for first, and a pattern is made of the few terms of several words that are.
 */
class Term {
  readonly #term: string;
  /** What it begins with, up to the first sign that stands for something else. */
  readonly #head: string;
  #parts: Parts | null = null;
  readonly #patterns: { ascii?: RegExp; any?: RegExp } = {};

  constructor(term: string) {
    this.#term = term;
    let end = 0;
    while (end < term.length && !isSign(term.charCodeAt(end))) end += 1;
    this.#head = term.slice(0, end);
  }

  standsIn(text: string): boolean {
    if (!text.includes(this.#head)) return false;
    const { literals, choices, kind } = (this.#parts ??= partsOf(this.#term));
    if (!literals.every((literal) => text.includes(literal))) return false;
    if (!choices.every((words) => words.some((word) => text.includes(word)))) return false;
    if (kind === 'anywhere') return true;
    return (kind === 'word' ? this.#isWordOf(text) : null) ?? this.#matches(text);
  }

  #matches(text: string): boolean {
    if (isAscii(text)) return (this.#patterns.ascii ??= patternWith(this.#term, 'a-zA-Z', '')).test(text);
    return (this.#patterns.any ??= patternWith(this.#term, '\\p{L}', 'u')).test(text);
  }

  /** What the pattern would say; null where another letter than those of ASCII stands beside, which it has to say. */
  #isWordOf(text: string): boolean | null {
    const word = this.#head;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (at > 0 && text.charCodeAt(at - 1) > 0x7f) return null;
      if (at > 0 && isLetterOrDigit(text.charCodeAt(at - 1))) continue;
      let end = at + word.length;
      if (this.#term.endsWith('*'))
        while (end - at - word.length < longestRest && isLetterOrDigit(text.charCodeAt(end))) end += 1;
      if (text.charCodeAt(end) > 0x7f) return null;
      if (!isLetterOrDigit(text.charCodeAt(end))) return true;
    }
    return false;
  }
}

/** ` `, `*`, `{`. */
const isSign = (unit: number): boolean => unit === 32 || unit === 42 || unit === 123;

/** What a text has to hold before a pattern is worth making, and how the term is looked for. */
interface Parts {
  literals: readonly string[];
  /** One of each has to be there. */
  choices: readonly (readonly string[])[];
  kind: 'anywhere' | 'word' | 'pattern';
}

function partsOf(term: string): Parts {
  // A word has no end there that could have a rest.
  const unspaced = isUnspaced(term);
  const literals = term
    .replace(/\{[^}]*\}/gu, unspaced ? '*' : ' ')
    .split(unspaced ? '*' : / \.\. |[ *]/u)
    .filter((literal) => literal !== '');
  const choices = [...term.matchAll(/\{([^}]*)\}/gu)].map(([, words = '']) =>
    words.split('|').map((word) => (unspaced ? word : (/^[^ *]*/u.exec(word)?.[0] ?? ''))),
  );
  if (unspaced) return { literals, choices, kind: 'anywhere' };
  return { literals, choices, kind: /^[^ *{}|]+\*?$/u.test(term) ? 'word' : 'pattern' };
}

/** Letters and digits that `*` may stand for. */
const longestRest = 24;

/** Of ASCII; NaN, beyond either end, is none. */
const isLetterOrDigit = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);

const isUnspaced = (term: string): boolean =>
  /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(term);

let last = '';
let lastIsAscii = true;

function isAscii(text: string): boolean {
  if (text !== last) {
    last = text;
    // eslint-disable-next-line no-control-regex -- all that ASCII has
    lastIsAscii = !/[^\x00-\x7f]/.test(text);
  }
  return lastIsAscii;
}

/**
 * A term as a pattern. V8 takes many times as long to make one that knows the letters of all scripts: a text without any of
 * them is looked at with one that does not.
 */
const patternWith = (term: string, letters: string, flags: string): RegExp =>
  new RegExp(`(?<![${letters}\\d])(?:${patternOf(term, letters)})(?![${letters}\\d])`, flags);

const patternOf = (term: string, letters: string): string =>
  term
    .split(/[{}]/u)
    .map((part, at) =>
      at % 2 === 0
        ? plainPattern(part, letters)
        : `(?:${part
            .split('|')
            .map((one) => plainPattern(one, letters))
            .join('|')})`,
    )
    .join('');

const plainPattern = (term: string, letters: string): string =>
  term
    .replace(/[.+?()[\]{}|^$\\]/gu, (sign) => `\\${sign}`)
    .replaceAll(' \\.\\. ', `(?:[^${letters}\\d]{1,6}[${letters}\\d']{1,30}){0,4}[^${letters}\\d]{1,6}`)
    .replaceAll('*', `[${letters}\\d']{0,${longestRest}}`)
    .replaceAll(' ', `[^${letters}\\d]{1,4}`);

/** Letters of scripts that set no blanks between words. */
const unspaced = '\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af';
/** Where such a script and a word of another meet: `DMARC\u30dd\u30ea\u30b7\u30fc` are two words. */
const seam = once(() => new RegExp(`(?<=[a-z\\d])(?=[${unspaced}])|(?<=[${unspaced}])(?=[a-z\\d])`, 'gu'));

/** Lower case, without accents, one kind of apostrophe and of blank: the form that terms are written in. */
export function foldedText(text: string): string {
  const folded = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u0142', 'l')
    .replaceAll('\u0131', 'i')
    .replaceAll('\u00f8', 'o')
    .replaceAll('\u00e6', 'ae')
    .replace(/[\u2018\u2019\u00b4`]/gu, "'")
    .replace(/\s+/gu, ' ');
  return isAscii(folded) ? folded : folded.replace(seam(), ' ');
}
