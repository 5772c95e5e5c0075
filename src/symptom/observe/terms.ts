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
  let pattern: RegExp | null = null;
  return { test: (text) => (pattern ??= patternOfAll(terms)).test(text) };
}

function patternOfAll(terms: readonly string[]): RegExp {
  const folded = terms.map(foldedText);
  const words = folded.filter((term) => !isUnspaced(term)).map(patternOf);
  const others = folded.filter(isUnspaced);
  const parts = [
    ...(words.length === 0 ? [] : [`(?<![\\p{L}\\d])(?:${words.join('|')})(?![\\p{L}\\d])`]),
    ...others,
  ];
  return new RegExp(parts.join('|'), 'u');
}

const isUnspaced = (term: string): boolean => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(term);

const patternOf = (term: string): string =>
  term
    .split(/[{}]/u)
    .map((part, at) =>
      at % 2 === 0 ? plainPattern(part) : `(?:${part.split('|').map(plainPattern).join('|')})`,
    )
    .join('');

const plainPattern = (term: string): string =>
  term
    .replace(/[.+?()[\]{}|^$\\]/gu, (sign) => `\\${sign}`)
    .replaceAll(' \\.\\. ', "(?:[^\\p{L}\\d]{1,6}[\\p{L}\\d']{1,30}){0,4}[^\\p{L}\\d]{1,6}")
    .replaceAll('*', "[\\p{L}\\d']{0,24}")
    .replaceAll(' ', '[^\\p{L}\\d]{1,4}');

/** Lower case, without accents, one kind of apostrophe and of blank: the form that terms are written in. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u00b4`]/gu, "'")
    .replace(/\s+/gu, ' ');
