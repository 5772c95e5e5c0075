import type { Symptom } from '../model/symptom.ts';
import { Content } from './content.ts';
import type { BlockPart, KnownSoFar } from './events/block.ts';
import { DocumentScanner, parsed } from './json.ts';

/** JSON starts with a member, an element or its end. Log lines start `[2026-…` or `[error]`, Node prints `{ Error`. */
const looksLikeJson = (text: string): boolean =>
  /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|$))/u.test(text.slice(0, 200));

/** Tells JSON documents from lines of a large text, and hands both on. A text below `wholeLength` is read as one. */
export class Splitter {
  readonly #content: Content;
  #carry = '';
  #scanner: DocumentScanner | null = null;
  #lineGoesOn = false;
  /** Broken documents are scanned again line by line, as often as this much text allows. */
  #rescans = 4 * 1024 * 1024;

  constructor(region: string | null) {
    this.#content = new Content(region);
  }

  /** The answer to a text that is in memory as a whole. */
  whole(input: Uint8Array | string): Symptom {
    this.#content.whole(input);
    return this.#content.end(null);
  }

  push(text: string): void {
    if (text === '') return;
    this.#read(this.#carry + text);
  }

  /** Whether so many events came that only their counts grow. */
  hasManyEvents(): boolean {
    return this.#content.hasManyEvents();
  }

  /** What is known of the events so far. */
  known(): KnownSoFar {
    return this.#content.known();
  }

  /** Events that were read elsewhere. */
  takeEvents(part: BlockPart): void {
    this.#content.takeEvents(part);
  }

  end(complaint: string | null): Symptom {
    const rest = this.#carry;
    this.#carry = '';
    if (rest !== '') this.#line(rest);
    this.#giveUpDocument();
    return this.#content.end(complaint);
  }

  #read(text: string): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#line(text.slice(start, end + 1));
      start = end + 1;
    }
    this.#carry = '';
    let rest = text.slice(start);
    // A line without an end is read in parts, so that the same text is not looked at for its end again and again.
    if (rest.length > 256 * 1024) {
      this.#line(rest);
      rest = '';
    }
    this.#carry = rest;
  }

  /** A line with its end, or a part of a very long one. */
  #line(line: string): void {
    if (this.#scanner !== null) {
      this.#scan(line);
      return;
    }
    if (!this.#lineGoesOn) {
      const trimmed = line.trim();
      const first = trimmed[0];
      if (first === '{' || first === '[') {
        if (first === '{' && trimmed.endsWith('}') && trimmed.length <= 1024 * 1024) {
          const value = parsed(trimmed);
          if (value !== undefined) {
            this.#content.document(value);
            return;
          }
        }
        if (looksLikeJson(trimmed)) {
          this.#scanner = new DocumentScanner();
          this.#scan(line.trimStart());
          return;
        }
      }
    }
    this.#content.text(line);
    this.#lineGoesOn = !line.endsWith('\n');
  }

  #scan(piece: string): void {
    let rest = piece;
    while (rest !== '') {
      const scanner = (this.#scanner ??= new DocumentScanner());
      const { end, broken } = scanner.push(rest);
      if (broken) {
        this.#giveUpDocument();
        return;
      }
      if (end === -1) return;
      this.#scanner = null;
      const value = parsed(scanner.text);
      rest = rest.slice(end);
      if (value === undefined) {
        this.#content.text(scanner.text + rest);
        return;
      }
      this.#content.document(value);
      const following = rest.replace(/^[\s,]+/u, '');
      if (following === '' || following.startsWith(']')) return;
      if (!following.startsWith('{')) {
        this.#content.text(following);
        return;
      }
      rest = following;
    }
  }

  /** What was taken for JSON is none, or was cut: it is read as text, and JSON inside it line by line. */
  #giveUpDocument(): void {
    const text = this.#scanner?.text ?? '';
    this.#scanner = null;
    if (text === '') return;
    const [first = '', ...others] = text.split('\n');
    this.#content.text(first);
    for (const line of others) {
      this.#rescans -= line.length;
      const trimmed = line.trim();
      const value =
        this.#rescans > 0 && trimmed.startsWith('{') && trimmed.endsWith('}') ? parsed(trimmed) : undefined;
      if (value === undefined) this.#content.text(`${line}\n`);
      else this.#content.document(value);
    }
  }
}
