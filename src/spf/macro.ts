/** One piece of a macro-string (RFC 7208 7.1). */
export type MacroPart =
  | { kind: 'text'; text: string }
  /** `%%`, `%_` and `%-`, with what they stand for. */
  | { kind: 'escape'; text: string }
  | {
      kind: 'macro';
      letter: MacroLetter;
      /** An upper-case letter: the value is URL-escaped. */
      escaped: boolean;
      /** How many parts are kept, from the right; null: all. */
      keep: number | null;
      reverse: boolean;
      /** Empty: the dot alone. */
      delimiters: string;
    };

export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'h' | 'v' | 'c' | 'r' | 't';
export type MacroValues = Readonly<Record<MacroLetter, string>>;

/** What is wrong, and the offset in the text (from 0). */
export interface MacroError {
  at: number;
  message: string;
}

export type ParsedMacros = { ok: true; parts: readonly MacroPart[] } | ({ ok: false } & MacroError);

const escapes: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' };
const everywhere = 'slodiphv';
const explanationOnly = 'crt';
/** Digits are bounded so that a long run of them stays a number. */
const macro = /%\{([A-Za-z])([0-9]*)([rR]?)([.\-+,/_=]*)\}/y;

/** Reads a domain-spec or modifier value, or with `explanation` an explain-string: that may hold spaces and c, r, t. */
export function parseMacroString(text: string, explanation = false): ParsedMacros {
  const parts: MacroPart[] = [];
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('%', at);
    const end = next === -1 ? text.length : next;
    for (let index = at; index < end; index++) {
      if (!isLiteral(text.charCodeAt(index), explanation)) return badCharacter(index);
    }
    if (end > at) parts.push({ kind: 'text', text: text.slice(at, end) });
    at = end;
    if (at === text.length) break;

    const escape = escapes[text[at + 1] ?? ''];
    if (escape !== undefined) {
      parts.push({ kind: 'escape', text: escape });
      at += 2;
      continue;
    }
    const part = readMacro(text, at, explanation);
    if ('message' in part) return { ok: false, ...part };
    parts.push(part.part);
    at = part.end;
  }
  return { ok: true, parts };
}

function readMacro(
  text: string,
  at: number,
  explanation: boolean,
): { part: MacroPart; end: number } | MacroError {
  macro.lastIndex = at;
  const found = macro.exec(text);
  if (found === null)
    return { at, message: 'a "%" that is not the start of a macro such as %{d}, and no %%, %_ or %-' };
  const [whole, letter = '', digits = '', reverse = '', delimiters = ''] = found;
  const name = letter.toLowerCase();
  if (!isLetter(name)) return { at, message: `"%{${letter}" is not a macro` };
  if (!explanation && explanationOnly.includes(name)) {
    return { at, message: `the macro "%{${letter}}" is allowed only in an explanation` };
  }
  const keep = digits === '' ? null : Math.min(Number(digits), 1000);
  if (keep === 0) return { at, message: 'a macro that keeps 0 parts' }; // RFC 7208 7.3: must be nonzero
  const part: MacroPart = {
    kind: 'macro',
    letter: name,
    escaped: letter !== name,
    keep,
    reverse: reverse !== '',
    delimiters,
  };
  return { part, end: at + whole.length };
}

const isLetter = (letter: string): letter is MacroLetter => (everywhere + explanationOnly).includes(letter);

/** RFC 7208 7.1, macro-literal: visible ASCII; explanations may hold spaces too. */
const isLiteral = (code: number, space: boolean): boolean =>
  (code > 0x20 && code < 0x7f) || (space && code === 0x20);

const badCharacter = (at: number): ParsedMacros => ({
  ok: false,
  at,
  message: 'a character that is not visible ASCII',
});

/** True when the text depends on who sends or connects. */
export const hasMacro = (parts: readonly MacroPart[]): boolean => parts.some(({ kind }) => kind === 'macro');

/** True when a value has to be looked up for the `p` macro. */
export const usesValidatedName = (parts: readonly MacroPart[]): boolean =>
  parts.some((part) => part.kind === 'macro' && part.letter === 'p');

/** Puts the values in (RFC 7208 7.3). */
export const expandMacros = (parts: readonly MacroPart[], values: MacroValues): string =>
  parts.map((part) => (part.kind === 'macro' ? expandOne(part, values[part.letter]) : part.text)).join('');

function expandOne(part: MacroPart & { kind: 'macro' }, value: string): string {
  const { keep, reverse, delimiters, escaped } = part;
  let text = value;
  if (keep !== null || reverse || delimiters !== '') {
    const pieces = splitAt(value, delimiters === '' ? '.' : delimiters);
    if (reverse) pieces.reverse();
    text = (keep === null ? pieces : pieces.slice(-keep)).join('.');
  }
  return escaped ? urlEscape(text) : text;
}

function splitAt(value: string, delimiters: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let index = 0; index < value.length; index++) {
    if (!delimiters.includes(value.charAt(index))) continue;
    pieces.push(value.slice(start, index));
    start = index + 1;
  }
  pieces.push(value.slice(start));
  return pieces;
}

/** Everything but the unreserved characters of RFC 3986 2.3, octet by octet. A lone surrogate becomes U+FFFD. */
function urlEscape(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
