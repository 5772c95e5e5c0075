import { membersFrom, valueEnd } from './frame.ts';
import { leftOutOf } from './insights.ts';
import { piecesIn } from './junk.ts';
import { parsed } from '../symptom/json.ts';

/** Keys that a record of SES, or an envelope around one, begins with; or an object at the start of a line. */
const firstKey =
  /\{\s{0,9}"(?:eventType|notificationType|Type|version|Records|records|Messages?|MessageId|events|mail|messageType|logEvents|Body|body)"\s{0,9}:|(?<=\n)\s{0,9}\{/g;
const token = /["{}]|\n\{/g;
const stringEnd = /[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
/** What stands between two members of a list. */
const separator = /[\s,]*/y;

/** A longer piece is no record of SES (256 KB at most over SNS). */
export const longestPiece = 4 * 1024 * 1024;
/** An object that is longer may be an envelope of many records. */
const longObject = 512 * 1024;

/** An envelope whose list of records is read one by one. */
interface Frame {
  place: 'list' | 'members';
  /** Something of it could not be read, and is counted. */
  isBroken: boolean;
  /** What the members of its list begin with; null before the first of them. */
  head: string | null;
  /** Rows of a query of CloudWatch Logs, and what is said of them beside. */
  rows: number;
  members: Record<string, unknown>;
}

/**
 * Cuts a stream of JSON objects into values, whatever stands between them: new lines, commas, the brackets of an array,
 * nothing at all (Firehose), or the date of a log line before each. An envelope too long to be read at once, or one that was cut off,
 * gives the members of its list. A record that was cut off or is no
 * JSON is counted, and reading goes on at the first key of the next one.
 */
export class RecordSplitter {
  #buffer = '';
  /** Looking for the place where a record begins again. */
  #lost = false;
  /** Envelopes that are open, the innermost last. */
  readonly #frames: Frame[] = [];
  /** Signs of an object from which on it is looked at as an envelope: at first, and with each doubling. */
  #nextTry = longObject;
  /** Of a piece that is too long, what was passed over so far. */
  #passed: number | null = null;
  readonly #take: (value: unknown) => void;
  unreadable = 0;
  /** Signs of the longest piece that was too long to be read; 0 without one. */
  longest = 0;
  /** Records that a query found, and that are not in its result. */
  leftOut = 0;

  constructor(take: (value: unknown) => void) {
    this.#take = take;
  }

  push(text: string): void {
    this.#buffer += text;
    this.#read(false);
  }

  end(): void {
    this.#read(true);
    if (this.#lost) this.#pass(this.#buffer.length, true);
    else if (this.#frames.length === 0) this.#countJunk(`${this.#buffer}\n`);
    this.#leaveFrames();
    this.#buffer = '';
  }

  #read(isLast: boolean): void {
    let start = 0;
    for (;;) {
      if (!this.#lost && this.#frames.length > 0) {
        const next = this.#inFrame(start);
        if (next === 'more' && this.#buffer.length - start < longestPiece) {
          this.#buffer = this.#buffer.slice(start);
          return;
        }
        if (next === 'more') start = this.#skip(start, true);
        else if (typeof next === 'number') {
          start = next;
          continue;
        }
      }
      const open = this.#lost ? this.#nextFirstKey(start) : this.#buffer.indexOf('{', start);
      if (open < 0) break;
      if (this.#lost) {
        this.#found(start, open);
        start = open;
      } else if (this.#frames.length === 0) this.#countJunk(this.#buffer.slice(start, open));
      const end = this.#endOf(open);
      const length = this.#buffer.length - open;
      const isLong = end === 'more' && length >= this.#nextTry;
      if (end === 'broken' || isLong || (end === 'more' && isLast)) {
        const entered = this.#enter(open);
        if (entered !== null) {
          start = entered;
          continue;
        }
        this.#nextTry = 2 * length;
      }
      if (end === 'more' && !isLast && length < longestPiece) {
        // In a list, what stands before it says that the list goes on.
        this.#buffer = this.#buffer.slice(this.#frames.length > 0 ? start : open);
        return;
      }
      this.#nextTry = longObject;
      start =
        typeof end === 'number' && this.#emit(this.#buffer.slice(open, end))
          ? end
          : this.#skip(open, end === 'more' && length >= longestPiece);
    }
    const rest = this.#buffer.slice(start);
    // A first key may be cut by the end of the piece.
    this.#buffer = this.#lost ? rest.slice(-64) : rest;
    if (this.#lost) this.#pass(rest.length - this.#buffer.length, false);
    else if (rest.length > longestPiece) {
      this.#countJunk(`${rest}\n`);
      this.#buffer = '';
    }
  }

  /** Goes into an envelope that opens here, as far as its list begins in what was read. Null where it is none. */
  #enter(open: number): number | null {
    const place = membersFrom(this.#buffer, open + 1);
    if (place.is !== 'list') return null;
    this.#frames.push({ place: 'list', isBroken: false, head: null, rows: 0, members: {} });
    this.#nextTry = longObject;
    return place.at;
  }

  /**
   * Reads on in the innermost frame. A number: reading goes on there. `object`: its list has one more. `more`: nothing
   * can be said without more text.
   */
  #inFrame(start: number): number | 'object' | 'more' {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return start;
    if (frame.place === 'members') {
      const place = membersFrom(this.#buffer, start, (name, value) => {
        if (name === 'statistics' || name === 'status') frame.members[name] = parsed(value);
      });
      if (place.is === 'more') return place.at > start ? place.at : 'more';
      if (place.is === 'list') [frame.place, frame.head] = ['list', null];
      else if (place.is === 'end') {
        this.leftOut += leftOutOf(frame.members, frame.rows);
        this.#frames.pop();
      } else this.#leaveFrames();
      return place.at;
    }
    separator.lastIndex = start;
    separator.test(this.#buffer);
    const at = separator.lastIndex;
    if (at >= this.#buffer.length) return 'more';
    const isNext = frame.head === null || this.#buffer.slice(start, at).includes(',');
    if (this.#buffer[at] === ']') {
      frame.place = 'members';
      return at + 1;
    }
    if (this.#buffer[at] === '{' && isNext) {
      frame.head ??= this.#headOf(at);
      return 'object';
    }
    if (this.#buffer[at] === '[' && isNext) {
      const end = valueEnd(this.#buffer, at);
      if (end === 'more') return 'more';
      if (typeof end === 'number' && this.#emit(this.#buffer.slice(at, end))) {
        frame.head ??= '[';
        frame.rows += 1;
        return end;
      }
    }
    // The envelope was cut off here.
    this.#leaveFrames();
    return start;
  }

  /** No open envelope goes on: each that has no end was cut off. */
  #leaveFrames(): void {
    if (this.#frames.length > 0 && !this.#frames.some(({ isBroken }) => isBroken)) this.unreadable += 1;
    this.#frames.length = 0;
  }

  #emit(text: string): boolean {
    try {
      this.#take(JSON.parse(text));
      return true;
    } catch {
      return false;
    }
  }

  #skip(open: number, isLong: boolean): number {
    this.unreadable += 1;
    this.#lost = true;
    if (isLong) this.#passed = 1;
    for (const frame of this.#frames) frame.isBroken = true;
    return open + 1;
  }

  /** A record begins again at `open`: of the list that is open, or of something else. */
  #found(start: number, open: number): void {
    this.#pass(open - start, true);
    this.#lost = false;
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    const isNext = frame.head !== null && this.#buffer.startsWith(frame.head, open);
    if (isNext || /\}\s*,\s*$/.test(this.#buffer.slice(Math.max(0, open - 99), open))) frame.head = null;
    else this.#leaveFrames();
  }

  /** Signs of a piece that was too long; `isAll`: it ends here. */
  #pass(signs: number, isAll: boolean): void {
    if (this.#passed === null) return;
    this.#passed += signs;
    if (!isAll) return;
    if (this.#passed > longestPiece) this.longest = Math.max(this.longest, this.#passed);
    this.#passed = null;
  }

  #nextFirstKey(from: number): number {
    firstKey.lastIndex = from;
    const match = firstKey.exec(this.#buffer);
    const first = match === null ? -1 : this.#buffer.indexOf('{', match.index);
    const head = this.#frames.at(-1)?.head ?? '';
    // In a text, the quotes of JSON are escaped.
    const next = head.length > 4 ? this.#buffer.indexOf(head, from) : -1;
    return next >= 0 && (first < 0 || next < first) ? next : first;
  }

  /** An object as far as its first key. */
  #headOf(open: number): string {
    return this.#buffer.slice(open, this.#buffer.indexOf(':', open) + 1).slice(0, 60);
  }

  /** The place behind the object that opens here; `more` when it goes on, `broken` when it is none. */
  #endOf(open: number): number | 'more' | 'broken' {
    const head = this.#headOf(open);
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

  #countJunk(text: string): void {
    this.unreadable += piecesIn(text);
  }
}
