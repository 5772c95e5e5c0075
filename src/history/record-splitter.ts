/** Keys that a record of SES, or an envelope around one, begins with; or an object at the start of a line. */
const firstKey =
  /\{\s{0,9}"(?:eventType|notificationType|Type|version|Records|Messages?|MessageId|mail|messageType|logEvents|Body|body)"\s{0,9}:|(?<=\n)\s{0,9}\{/g;
const token = /["{}]|\n\{/g;
const stringEnd = /[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;

/** A longer piece is no record of SES (256 KB at most over SNS). */
const longest = 4 * 1024 * 1024;

/**
 * Cuts a stream of JSON objects into values, whatever stands between them: new lines, commas, the brackets of an array,
 * nothing at all (Firehose), or the date of a log line before each. A record that was cut off or is no JSON is counted,
 * and reading goes on at the first key of the next one.
 */
export class RecordSplitter {
  #buffer = '';
  /** Looking for the place where a record begins again. */
  #lost = false;
  readonly #take: (value: unknown) => void;
  unreadable = 0;

  constructor(take: (value: unknown) => void) {
    this.#take = take;
  }

  push(text: string): void {
    this.#buffer += text;
    this.#read(false);
  }

  end(): void {
    this.#read(true);
    if (!this.#lost) this.#countJunk(`${this.#buffer}\n`);
    this.#buffer = '';
  }

  #read(isLast: boolean): void {
    let start = 0;
    for (;;) {
      const open = this.#lost ? this.#nextFirstKey(start) : this.#buffer.indexOf('{', start);
      if (open < 0) break;
      if (!this.#lost) this.#countJunk(this.#buffer.slice(start, open));
      this.#lost = false;
      const end = this.#endOf(open);
      if (end === 'more' && !isLast && this.#buffer.length - open < longest) {
        this.#buffer = this.#buffer.slice(open);
        return;
      }
      start = typeof end === 'number' && this.#emit(this.#buffer.slice(open, end)) ? end : this.#skip(open);
    }
    const rest = this.#buffer.slice(start);
    // A first key may be cut by the end of the piece.
    this.#buffer = this.#lost ? rest.slice(-64) : rest;
    if (!this.#lost && rest.length > longest) {
      this.#countJunk(`${rest}\n`);
      this.#buffer = '';
    }
  }

  #emit(text: string): boolean {
    try {
      this.#take(JSON.parse(text));
      return true;
    } catch {
      return false;
    }
  }

  #skip(open: number): number {
    this.unreadable += 1;
    this.#lost = true;
    return open + 1;
  }

  #nextFirstKey(from: number): number {
    firstKey.lastIndex = from;
    const match = firstKey.exec(this.#buffer);
    return match === null ? -1 : this.#buffer.indexOf('{', match.index);
  }

  /** The place behind the object that opens here; `more` when it goes on, `broken` when it is none. */
  #endOf(open: number): number | 'more' | 'broken' {
    const head = this.#buffer.slice(open, this.#buffer.indexOf(':', open) + 1);
    let depth = 0;
    token.lastIndex = open;
    for (let match = token.exec(this.#buffer); match !== null; match = token.exec(this.#buffer)) {
      const at = match.index;
      if (match[0] === '"') {
        stringEnd.lastIndex = at + 1;
        if (!stringEnd.test(this.#buffer)) return this.#buffer.includes('\n', at) ? 'broken' : 'more';
        token.lastIndex = stringEnd.lastIndex;
      } else if (match[0] === '}') {
        depth -= 1;
        if (depth === 0) return at + 1;
      } else {
        // An object at the start of a line, or the same first key where no value can begin: the one before was cut off.
        if (depth > 0 && (match[0] !== '{' || this.#beginsAgain(head, at))) return 'broken';
        depth += 1;
      }
    }
    return 'more';
  }

  #beginsAgain(head: string, at: number): boolean {
    return (
      head.length > 4 &&
      this.#buffer.startsWith(head, at) &&
      !/[:,[]\s*$/.test(this.#buffer.slice(at - 9, at))
    );
  }

  /** Whole lines without an object are unreadable; what stands before an object on its line is the date of a log. */
  #countJunk(text: string): void {
    const members = membersIn(text);
    if (members !== null) {
      this.unreadable += members;
      return;
    }
    if (!text.includes('\n')) return;
    for (const line of text.split('\n').slice(0, -1)) {
      if (line.replaceAll('\u001E', '').search(/[^\s,[\]\uFEFF]/) >= 0) this.unreadable += 1;
    }
  }
}

const between = /[\s,[\]\uFEFF]*/y;
const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const memberEnd = /[ \t\r]*[,\]\n]/y;

/** How many values that are no object stand here as members of an array, or a line each; null where there is anything else. */
function membersIn(junk: string): number | null {
  // Record separators of RFC 7464.
  const text = junk.replaceAll('\u001E', '');
  for (let at = 0, count = 0; ; count += 1) {
    between.lastIndex = at;
    between.test(text);
    at = between.lastIndex;
    if (at >= text.length) return count;
    scalar.lastIndex = at;
    if (!scalar.test(text)) return null;
    memberEnd.lastIndex = scalar.lastIndex;
    if (!memberEnd.test(text)) return null;
    at = memberEnd.lastIndex;
  }
}
