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
   * phrase or part demands that no letter or digit touches it.
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

/** Rules ready for matching, in order of precedence. Made ready when the first text is looked up. */
export class RuleBook {
  readonly #rules: readonly ReplyRule[];
  #index: PhraseIndex | null = null;

  constructor(rules: readonly ReplyRule[]) {
    this.#rules = rules;
  }

  /** The first rule that the text satisfies. `text` is in lower case, see `plainText`. */
  match(text: string): RuleMatch | null {
    this.#index ??= new PhraseIndex(
      this.#rules.flatMap(({ says }, rule) => says.map((phrase) => ({ rule, text: beginningOf(phrase) }))),
    );
    for (const place of this.#index.rulesBeginningIn(text)) {
      const rule = this.#rules[place];
      if (rule === undefined) continue;
      const found = firstOf(text, rule.says);
      if (found !== null && firstOf(text, rule.unless ?? []) === null) return { rule, ...found };
    }
    return null;
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

/** The text of the first part of a phrase. */
function beginningOf(phrase: string): string {
  const gap = phrase.indexOf(' * ');
  const end = gap === -1 ? phrase.length : gap;
  return phrase.slice(phrase.startsWith('~') ? 1 : 0, phrase[end - 1] === '~' ? end - 1 : end);
}

function partsOf(phrase: string): readonly Part[] {
  return phrase.split(' * ').map((part) => {
    const open = part.startsWith('~');
    const close = part.endsWith('~');
    return { text: part.slice(open ? 1 : 0, close ? -1 : undefined), open, close };
  });
}

function firstOf(text: string, phrases: readonly string[]): Omit<RuleMatch, 'rule'> | null {
  for (const phrase of phrases) {
    const parts = compile(phrase);
    const found = find(text, parts);
    if (found !== null) return { ...found, letters: parts.reduce((sum, part) => sum + part.text.length, 0) };
  }
  return null;
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
