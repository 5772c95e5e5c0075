import { isReply, wholeReply } from './whole-reply.ts';

/** A document read from a text, up to where it goes. */
export interface Literal {
  readonly value: unknown;
  /** The place behind it. */
  readonly end: number;
  /** True when the text ended, or went wrong, before the document did. */
  readonly cut: boolean;
  /** Members and elements that were read: 0 when it holds nothing. */
  readonly size: number;
}

type Members = Record<string, unknown>;

/** An object or a list that is not closed yet, and the key that waits for its value. */
interface Open {
  readonly into: Members | unknown[];
  readonly close: string;
  key: string | null;
  /** Values that have a place and no key. */
  places: number;
  /** Brackets of `Some(…)` that are open: what they hold is the value. */
  wraps: number;
  /** A struct as Go prints it with `%+v`: a blank is all that separates its members, and strings have no quotes. */
  isOfGo: boolean;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const words: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nil: null,
  undefined: null,
};

const word = /[^\s,:={}[\]()"'<>]{1,200}/uy;
const bareValue = /[^,{}[\]()\n]{1,4000}/uy;
const space = /\s{1,4000}/uy;

/**
 * Reads a document as programs print it: JSON, and the reprs of Python, Ruby, Node.js, PHP, Java and Go. Quotes of either
 * kind, keys with or without them, `:` `=>` `=` between key and value, line ends inside strings. One pass, no recursion.
 * Null when none begins at `start`.
 */
export function readLiteral(text: string, start: number): Literal | null {
  const first = text[start] ?? '';
  if (first !== '{' && first !== '[') return null;
  const reader = new LiteralReader(text, start);
  return reader.read();
}

/** What follows the name of a type: its members, or what it wraps, and not a length as in `string(15)`. */
const typeNamed = /^(?:\{|\(\s{0,9}(?:[bur]{0,2}["'`{[(]|[A-Z]))/u;

const slice = /\[\]\*?[\w.]{1,80}\{/uy;

/** What a list begins with in the syntax of Go: `[]main.Recipient{`; null for any other list. */
function sliceAt(text: string, at: number): string | null {
  slice.lastIndex = at;
  return slice.exec(text)?.[0] ?? null;
}

/** The first member of a struct of Go, `{EventType:Bounce Mail:{…`: its name is exported, and nothing stands around the colon. */
const beginsGo = /^[A-Z]\w{0,60}:(?:[^\s"'`,/]|\s[A-Z]\w{0,60}:)/u;
/** A member without a value, and the name of the next. */
const emptyInGo = /^ [A-Z]\w{0,60}:/u;
const nextInGo = /\s(?=[A-Z]\w{0,60}:(?:\S|\s[A-Z]\w{0,60}:|$))/u;

const goValue = /[^,{}[\]()\n]{1,4000}?(?=\s[A-Z]\w{0,60}:(?:\S|\s[A-Z]\w{0,60}:|$)|[,{}[\]()\n]|$)/uy;

/** The value of a member of a struct of Go, up to the next member; null where none ends near. */
function valueInGo(text: string, at: number): string | null {
  goValue.lastIndex = at;
  return goValue.exec(text)?.[0] ?? null;
}

/** A reply in a struct of Go, without the members behind it. */
function upToNextOfGo(value: string): string {
  const end = value.search(nextInGo);
  return end === -1 ? value : value.slice(0, end);
}

/** Whether a value has a place in what is open: a list, or a key that waits for it. */
const holds = (top: Open): boolean => Array.isArray(top.into) || top.key !== null;

class LiteralReader {
  readonly #text: string;
  #at: number;
  readonly #open: Open[] = [];
  #size = 0;
  /** The value before was the name of a type whose members come next. */
  #namesType = false;
  #root: unknown = null;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  read(): Literal {
    do {
      if (!this.#step()) return { value: this.#root, end: this.#at, cut: true, size: this.#size };
    } while (this.#open.length > 0);
    return { value: this.#root, end: this.#at, cut: false, size: this.#size };
  }

  /** One token. False where the text ends or is no document. */
  #step(): boolean {
    this.#skip();
    const sign = this.#text[this.#at];
    if (sign === undefined) return false;
    const top = this.#open.at(-1);
    if (sign === '{' || sign === '[' || (sign === '(' && top !== undefined)) {
      const isPlace = this.#namesType || this.#isPlaceOfTuple();
      this.#namesType = false;
      const slice = sign === '[' ? sliceAt(this.#text, this.#at) : null;
      this.#at += slice?.length ?? 1;
      const into: Members | unknown[] = sign === '{' ? {} : [];
      if (top === undefined) this.#root = into;
      else if (holds(top) || isPlace) this.#put(top, into);
      else this.#size += 1;
      this.#open.push({
        into,
        close: slice === null ? (closing[sign] ?? '') : '}',
        key: null,
        places: 0,
        wraps: 0,
        isOfGo: top?.isOfGo === true && sign === '{',
      });
      return true;
    }
    if (top === undefined) return false;
    if (sign === top.close) {
      this.#at += 1;
      this.#open.pop();
      return true;
    }
    if (sign === ')' && top.wraps > 0) {
      this.#at += 1;
      top.wraps -= 1;
      return true;
    }
    if (sign === ',' || sign === ';') {
      this.#at += 1;
      top.key = null;
      return true;
    }
    if (sign === '}' || sign === ']' || sign === ')') return false;
    return this.#item(top);
  }

  /** A key with its sign, or a value. */
  #item(top: Open): boolean {
    const started = this.#at;
    const isPlace = /["'`]/u.test(this.#text[started] ?? '') && this.#isPlaceOfTuple();
    const value = this.#scalar(top);
    if (value === undefined) return false;
    this.#skip();
    const sign = this.#text[this.#at];
    if (
      top.key === null &&
      (sign === ':' || sign === '=') &&
      (typeof value === 'string' || typeof value === 'number')
    ) {
      this.#at += this.#text[this.#at + 1] === '>' ? 2 : 1;
      top.key = String(value).trim().replace(/^:/u, '');
      top.isOfGo ||=
        this.#text[started - 1] === '{' && beginsGo.test(this.#text.slice(started, started + 80));
      if (top.isOfGo && emptyInGo.test(this.#text.slice(this.#at, this.#at + 64))) this.#put(top, '');
      return true;
    }
    // The name of a type is a value, and what it holds follows: `body: SdkBody { … }`.
    this.#namesType =
      top.key !== null &&
      /^&?[\w.:]{1,80}$/u.test(typeof value === 'string' ? value : ' ') &&
      typeNamed.test(this.#text.slice(this.#at, this.#at + 12));
    if (this.#namesType && value === 'Some' && sign === '(') {
      this.#at += 1;
      top.wraps += 1;
      this.#namesType = false;
      return true;
    }
    // The members are the value, and the name of their type stands beside it.
    const { key } = top;
    const isOfMembers = this.#namesType && key !== null && sign === '{' && !Array.isArray(top.into);
    if (isOfMembers) top.key = Object.hasOwn(top.into, 'class') ? `${key}.class` : 'class';
    // `array`, `map`: what any program has, and no name.
    const isPlain = isOfMembers && typeof value === 'string' && /^[a-z]{1,10}$/u.test(value);
    if (!isPlain && (holds(top) || isPlace)) this.#put(top, value);
    if (isOfMembers) top.key = key;
    return this.#at > started;
  }

  #put(top: Open, value: unknown): void {
    this.#size += 1;
    if (Array.isArray(top.into)) {
      // PHP writes `[a => b]`: a list with keys is a list of objects with one member.
      top.into.push(top.key === null ? value : { [top.key]: value });
    } else {
      // A tuple of Erlang and Elixir, `{:error, {…}}`, and what Rust wraps, `body: Some("…")`, have no key: the place is one.
      Object.defineProperty(top.into, top.key ?? String(top.places++), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    top.key = null;
  }

  /** Whether what stands here has no name before it, as in `{:error, {…}}`; a block of Terraform, `options {`, has one. */
  #isPlaceOfTuple(): boolean {
    let before = this.#at - 1;
    while (before >= 0 && /\s/u.test(this.#text[before] ?? '')) before -= 1;
    // PHP writes the first key right behind the bracket: `{ ["code"]=> …`.
    const signs = this.#text[this.#at] === '[' ? ',(<' : ',({[%#<';
    return signs.includes(this.#text[before] ?? ' ');
  }

  #skip(): void {
    space.lastIndex = this.#at;
    while (space.test(this.#text)) this.#at = space.lastIndex;
  }

  #scalar(top: Open): unknown {
    const quoted = /[bur]{0,2}["'`]/uy;
    quoted.lastIndex = this.#at;
    const opening = quoted.exec(this.#text)?.[0];
    if (opening !== undefined) {
      this.#at += opening.length;
      return this.#string(opening.slice(-1));
    }
    const isValue = top.key !== null || Array.isArray(top.into);
    const pattern = isValue && top.key !== null ? bareValue : word;
    pattern.lastIndex = this.#at;
    const found =
      (pattern === bareValue && top.isOfGo ? valueInGo(this.#text, this.#at) : null) ??
      pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      // A sign that begins nothing, `<` or `=`: one step on.
      this.#at += 1;
      return '';
    }
    const started = this.#at;
    this.#at = started + found.length;
    if (pattern === bareValue && isReply(found)) {
      const line = this.#text.slice(started, started + 2000).split('\n', 1)[0] ?? '';
      const reply = top.isOfGo ? upToNextOfGo(wholeReply(line)) : wholeReply(line);
      if (reply.length > found.length) {
        this.#at = started + reply.length;
        return reply.trim();
      }
    }
    const bare = found.trim();
    if (Object.hasOwn(words, bare)) return words[bare];
    return /^-?\d{1,15}(?:\.\d{1,15})?$/u.test(bare) ? Number(bare) : bare;
  }

  /** A string up to its quote; the rest of the text when that does not come. */
  #string(quote: string): string {
    const parts: string[] = [];
    let from = this.#at;
    for (let at = from; at < this.#text.length; at += 1) {
      const sign = this.#text[at];
      if (sign === '\\') {
        const { character, length } = escapeAt(this.#text, at);
        parts.push(this.#text.slice(from, at), character);
        at += length - 1;
        from = at + 1;
      } else if (sign === quote) {
        parts.push(this.#text.slice(from, at));
        this.#at = at + 1;
        return parts.join('');
      }
    }
    parts.push(this.#text.slice(from));
    this.#at = this.#text.length;
    return parts.join('');
  }
}

const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What an escape stands for, and its length in characters. */
function escapeAt(text: string, at: number): { character: string; length: number } {
  const letter = text[at + 1] ?? '';
  const digits = letter === 'u' ? 4 : letter === 'x' ? 2 : 0;
  const hex = text.slice(at + 2, at + 2 + digits);
  if (digits > 0 && hex.length === digits && /^[0-9a-f]{2,4}$/iu.test(hex))
    return { character: String.fromCharCode(Number.parseInt(hex, 16)), length: 2 + digits };
  return { character: simple[letter] ?? letter, length: 2 };
}
