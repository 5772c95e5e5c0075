/**
 * One <feedback> of a text, taken apart before it is parsed: a tree of all records takes many times the memory of the
 * text, and one broken record would take the others with it.
 */
export interface ReportDocument {
  /** Everything but the records, as XML. */
  head: string;
  /** Each record as XML; empty where it has no end of its own. */
  records: readonly string[];
  /** Records beyond the most that are taken. */
  left: number;
  /** It has no end. */
  cut: boolean;
}

/** Reports one behind the other in one text. */
const mostDocuments = 2000;
/** Characters of a record; honest ones have some hundreds. */
const longestRecord = 256 * 1024;

const marks = /<(\/?)(?:[a-z0-9_]{1,20}:)?(feedback|record)(?=[\s>/])[^<>]{0,2000}>/gi;

/** The <feedback> elements of a text, in one pass. */
export function documentsIn(text: string, mostRecords: number): readonly ReportDocument[] {
  const plain = withoutComments(text);
  const documents: ReportDocument[] = [];
  let open: Opened | null = null;
  for (const mark of plain.matchAll(marks)) {
    const closing = mark[1] === '/';
    const end = mark.index + mark[0].length;
    if (mark[2]?.toLowerCase() === 'record') {
      if (closing) open?.recordEnds(end);
      else open?.recordBegins(mark.index);
      continue;
    }
    // A report that begins within another: the first has lost its end.
    if (open !== null) documents.push(open.ended(closing ? end : mark.index, !closing));
    if (documents.length >= mostDocuments) return documents;
    open = closing ? null : new Opened(plain, mark.index, mostRecords);
  }
  if (open !== null) documents.push(open.ended(plain.length, true));
  return documents;
}

/** A <feedback> whose end is still to come. */
class Opened {
  readonly #text: string;
  readonly #most: number;
  readonly #pieces: string[] = [];
  readonly #records: string[] = [];
  #left = 0;
  /** Where what is not in a record goes on. */
  #from: number;
  #record: number | null = null;

  constructor(text: string, start: number, most: number) {
    this.#text = text;
    this.#from = start;
    this.#most = most;
  }

  recordBegins(at: number): void {
    if (this.#record === null) this.#pieces.push(this.#text.slice(this.#from, at));
    // The one before has no end.
    else this.#take('');
    this.#record = at;
  }

  recordEnds(end: number): void {
    if (this.#record === null) return;
    this.#take(end - this.#record > longestRecord ? '' : this.#text.slice(this.#record, end));
    this.#record = null;
    this.#from = end;
  }

  ended(end: number, cut: boolean): ReportDocument {
    // Within a record that was cut off nothing is of the head; the last one of a whole report is lost.
    if (this.#record === null) this.#pieces.push(this.#text.slice(this.#from, end));
    else if (!cut) this.#take('');
    return { head: this.#pieces.join(''), records: this.#records, left: this.#left, cut };
  }

  #take(record: string): void {
    if (this.#records.length < this.#most) this.#records.push(record);
    else this.#left += 1;
  }
}

/** A comment may hold anything, records too. One without an end takes the rest along. */
function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<!--'); at !== -1; at = text.indexOf('<!--', from)) {
    pieces.push(text.slice(from, at));
    const end = text.indexOf('-->', at + 4);
    if (end === -1) return pieces.join('');
    from = end + 3;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}
