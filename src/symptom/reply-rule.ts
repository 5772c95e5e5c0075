import { PhraseIndex } from './phrase-index.ts';

/**
 * One sentence that SES, a client library or a receiver is known to say, and what it means. Rules hold no regular
 * expressions: a phrase is found by plain substring search from left to right, so the time to apply a rule is
 * proportional to the length of the text, whatever the text is.
 */
export interface ReplyRule {
  /** A code of the checklist. */
  code: string;
  /**
   * Any of these phrases, in lower case. ` * ` stands for at most 200 characters between two parts; `~` at either end of a
   * phrase or part demands that no letter or digit touches it; of a number this is always so, and before a digit: ids are full of
   * digits (a message id of SES in eu-north-1 begins with 0110018). `?` before a phrase: it is said beside many things, so that any
   * other phrase outweighs it.
   */
  says: readonly string[];
  /** None of these phrases may stand in the text. */
  unless?: readonly string[];
  /** Other explanations of the same words, likeliest first. */
  also?: readonly string[];
  /** For the words of the finding. */
  data?: Readonly<Record<string, string>>;
  /** Who documents the words, or where they were seen. */
  source: string;
}

/** The longest text that rules are applied to, in characters: longer ones are cut into pieces before. */
export const longestText = 4096;

/** What ` * ` may stand for, in characters. */
const widestGap = 200;

interface Part {
  text: string;
  open: boolean;
  close: boolean;
}

/** Where a rule matched. */
export interface RuleMatch {
  rule: ReplyRule;
  /** Position of the words in the text that was searched. */
  start: number;
  end: number;
  /** How many letters of the phrase stand there, without what lies in its gaps. */
  letters: number;
}

/** Rules ready for matching. Their order does not matter. Made ready when the first text is looked up. */
export class RuleBook {
  readonly #rules: readonly ReplyRule[];
  #index: PhraseIndex | null = null;

  constructor(rules: readonly ReplyRule[]) {
    this.#rules = rules;
  }

  /** The rule of which most stands in the text: the longer a sentence, the less it stands there by chance. `text` is in lower case, see `plainText`. */
  match(text: string): RuleMatch | null {
    this.#index ??= new PhraseIndex(
      this.#rules.map(({ says }) => says),
      beginningOf,
    );
    let best: RuleMatch | null = null;
    let most = 0;
    for (const place of this.#index.rulesBeginningIn(text)) {
      const rule = this.#rules[place];
      if (rule === undefined) continue;
      const found = longestIn(text, rule.says, best === null ? 0 : most);
      if (found === null || (found.weight === most && best !== null && nameOf(best.rule) <= nameOf(rule)))
        continue;
      if (saysAny(text, rule.unless ?? [])) continue;
      const { weight, ...match } = found;
      [best, most] = [{ rule, ...match }, weight];
    }
    return best;
  }
}

/** Lower case, one kind of quotes, single spaces: the text in the form that phrases are written in. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019\u00b4`]/gu, "'")
    .replace(/[\u201c\u201d]/gu, '"')
    .replace(/[\s\u00a0]+/gu, ' ');
}

/** True when one of the phrases stands in the text. */
export function saysAny(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => find(text, compile(phrase)) !== null);
}

/** Phrases are written in the source, so there are only so many. */
const compiled = new Map<string, readonly Part[]>();

function compile(phrase: string): readonly Part[] {
  let parts = compiled.get(phrase);
  if (parts === undefined) {
    parts = partsOf(phrase);
    compiled.set(phrase, parts);
  }
  return parts;
}

/** The text of the first part of a phrase; most are one part without a sign, and are given as they are. */
function beginningOf(phrase: string): string {
  const gap = phrase.indexOf(' * ');
  const end = gap === -1 ? phrase.length : gap;
  let start = phrase.startsWith('?') ? 1 : 0;
  if (phrase.startsWith('~', start)) start++;
  return phrase.slice(start, phrase.startsWith('~', end - 1) ? end - 1 : end);
}

function partsOf(phrase: string): readonly Part[] {
  const words = phrase.startsWith('?') ? phrase.slice(1) : phrase;
  return words.includes(' * ') ? words.split(' * ').map(partOf) : [partOf(words)];
}

function partOf(part: string): Part {
  const opened = part.startsWith('~');
  const closed = part.endsWith('~');
  const text = part.slice(opened ? 1 : 0, closed ? -1 : undefined);
  return { text, open: opened || /^\d/u.test(text), close: closed || /^\d+$/u.test(text) };
}

/** Of two that weigh the same the alphabet decides. */
const nameOf = ({ code, says }: ReplyRule): string => `${code} ${says[0] ?? ''}`;

/** The heaviest of the phrases that stand in a text, of those that weigh at least that much. */
function longestIn(
  text: string,
  phrases: readonly string[],
  least: number,
): (Omit<RuleMatch, 'rule'> & { weight: number }) | null {
  let best = null;
  let most = least;
  for (const phrase of phrases) {
    const parts = compile(phrase);
    const letters = parts.reduce((sum, part) => sum + part.text.length, 0);
    const weight = phrase.startsWith('?') ? letters / longestText : letters;
    if (weight < most || (best !== null && weight === most)) continue;
    const found = find(text, parts);
    if (found !== null) [best, most] = [{ ...found, letters, weight }, weight];
  }
  return best;
}

/**
 * Each part after the one before it, at most `widestGap` away. Every place of the first part is tried once, and
 * what is looked at from there is bounded, so the time stays proportional to the text.
 */
function find(text: string, parts: readonly Part[]): { start: number; end: number } | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  for (let start = place(text, first, 0); start !== -1; start = place(text, first, start + 1)) {
    const end = follow(text, others, start + first.text.length);
    if (end !== null) return { start, end };
  }
  return null;
}

function follow(text: string, parts: readonly Part[], from: number): number | null {
  let end = from;
  for (const part of parts) {
    const window = text.slice(end, end + widestGap + part.text.length);
    const at = place(window, part, 0);
    if (at === -1) return null;
    end += at + part.text.length;
  }
  return end;
}

function place(text: string, { text: part, open, close }: Part, from: number): number {
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + 1)) {
    const free =
      (!open || !isWord(text.charCodeAt(at - 1))) && (!close || !isWord(text.charCodeAt(at + part.length)));
    if (free) return at;
  }
  return -1;
}

/** A to z and 0 to 9, in lower-case text; NaN beyond either end is none. */
const isWord = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
