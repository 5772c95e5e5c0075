import type { SymptomNames } from '../../model/symptom.ts';
import { Collector } from '../collector.ts';
import { readDocument } from '../documents.ts';
import type { CountedEvent, CountedSuccesses, EventSink } from './counter.ts';
import { isWait } from '../finality.ts';
import { parsed } from '../json.ts';
import { withoutMail } from './failure-line.ts';
import { NameCollector } from '../names.ts';
import { SuccessLine } from './success-line.ts';

/** What a range of lines of a file of events says, in the order of the file. Plain values: it crosses threads. */
export interface EventBlock {
  parts: readonly BlockPart[];
  /**
   * Where in the file the line begins that is no whole document: from there on only one reader can tell what belongs
   * together. Null when there is none.
   */
  stoppedAt: number | null;
}

/** Lines that were counted, and the line after them that was not. */
export interface BlockPart {
  /** Those of the block up to here. */
  names: SymptomNames;
  events: PackedEvents;
  successes: CountedSuccesses;
  /** A line, with its end, for the reader of everything: it is no event, or the first of its code. Null: there is none. */
  line: Uint8Array | null;
}

/** Events on their way between threads: a number is handed over in a tenth of the time that a text takes, and most texts come again. */
export interface PackedEvents {
  /** The first is null: there is no such value. */
  texts: readonly (string | null)[];
  /** Six places in `texts` an event: code, time, receiver, list, IP, address. */
  places: Uint32Array;
}

/** What the reader of everything has learnt from the lines before: a block need not tell it again. */
export interface KnownSoFar {
  names: SymptomNames;
  /** Codes that it has words of; those of a wait that is over apart, with ` over` behind. */
  codes: readonly string[];
}

const valuesOfEvent = 6;

/** The events of a part, in order. */
export function* eventsOf({ texts, places }: PackedEvents): Generator<CountedEvent> {
  const textAt = (place: number): string | null => texts[places[place] ?? 0] ?? null;
  for (let at = 0; at < places.length; at += valuesOfEvent)
    yield {
      code: textAt(at) ?? '',
      time: textAt(at + 1),
      receiver: textAt(at + 2),
      list: textAt(at + 3),
      ip: textAt(at + 4),
      address: textAt(at + 5),
    };
}

/** Packs events. */
class Packer {
  readonly #texts: (string | null)[] = [null];
  readonly #places: number[] = [];
  /** Where the texts stand that are likely to come again. */
  readonly #known = new Map<string, number>();

  add({ code, time, receiver, list, ip, address }: CountedEvent): void {
    this.#places.push(
      this.#place(code),
      this.#new(time),
      this.#place(receiver),
      this.#place(list),
      this.#place(ip),
      this.#new(address),
    );
  }

  #place(text: string | null): number {
    if (text === null) return 0;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const place = this.#new(text);
    this.#known.set(text, place);
    return place;
  }

  #new(text: string | null): number {
    return text === null ? 0 : this.#texts.push(text) - 1;
  }

  events(): PackedEvents {
    return { texts: this.#texts, places: Uint32Array.from(this.#places) };
  }
}

/** As in the splitter: longer lines are read in pieces. */
const longestLine = 1024 * 1024;

/** Reads whole lines. `at`: where the first byte stands in the file. */
export function readBlock(bytes: Uint8Array, at: number, known: KnownSoFar | null = null): EventBlock {
  const reader = new BlockReader(bytes, known);
  let start = 0;
  while (start < bytes.length) {
    const end = reader.endOf(start);
    if (!reader.line(start, end)) return { parts: reader.end(), stoppedAt: at + start };
    start = end;
  }
  return { parts: reader.end(), stoppedAt: null };
}

class BlockReader {
  readonly #bytes: Uint8Array;
  /** A character for each byte: what is looked for in it is ASCII. */
  readonly #text: string;
  /** The characters of `#text` are then those that the bytes stand for. */
  readonly #isAscii: boolean;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** Codes, those of a wait that is over apart, of which the reader of everything gets a line of this block. */
  readonly #codes: Set<string>;
  readonly #parts: BlockPart[] = [];
  /** Of all parts: names that one of them told fill the lists, and lines of the next need not be parsed for more. */
  readonly #known: Known = { names: new NameCollector(), success: new SuccessLine() };
  #part = new Part(this.#known);

  constructor(bytes: Uint8Array, known: KnownSoFar | null) {
    this.#bytes = bytes;
    this.#codes = new Set(known?.codes);
    if (known !== null) this.#known.names.addAll(known.names);
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    // In UTF-8 each character beyond ASCII takes two bytes or more.
    this.#isAscii = Buffer.byteLength(this.#text) === this.#text.length;
  }

  /** Behind the line that begins there. Looked for among the characters, which is quicker than among the bytes. */
  endOf(start: number): number {
    const found = this.#text.indexOf('\n', start);
    return found === -1 ? this.#bytes.length : found + 1;
  }

  /** False when the line, with all that follows, is not for this reader. */
  line(start: number, end: number): boolean {
    const text = this.#text.slice(start, end).trim();
    if (text === '') return true;
    if (this.#codes.has('send/no-failure')) {
      const time = this.#part.success.timeOf(text, this.#part.collector.names);
      if (time !== null) {
        this.#part.countSuccess(time);
        return true;
      }
    }
    const isDocument = text.startsWith('{') && text.endsWith('}') && text.length <= longestLine;
    const value = isDocument
      ? this.#isAscii
        ? parsed(this.#part.withoutMail(text) ?? text)
        : this.#valueOf(start, end)
      : undefined;
    if (value === undefined) {
      if (text.startsWith('{') || text.startsWith('[')) return false;
      this.#hand(start, end);
      return true;
    }
    const { isCounted, codes } = this.#part.read(value);
    const isNew = codes.some((code) => !this.#codes.has(code));
    for (const code of codes) this.#codes.add(code);
    if (!isCounted || isNew) this.#hand(start, end);
    else {
      this.#part.keep();
      this.#part.success.read(text);
    }
    return true;
  }

  /** Gives a line to the reader of everything. */
  #hand(start: number, end: number): void {
    this.#parts.push(this.#part.end(this.#bytes.slice(start, end)));
    this.#part = new Part(this.#known);
  }

  #valueOf(start: number, end: number): unknown {
    try {
      return parsed(this.#decoder.decode(this.#bytes.subarray(start, end)));
    } catch {
      // Another charset: the reader of everything repairs it.
      return undefined;
    }
  }

  end(): readonly BlockPart[] {
    return [...this.#parts, this.#part.end(null)];
  }
}

/** What the lines of a block have told so far, for those that come after. */
interface Known {
  names: NameCollector;
  success: SuccessLine;
}

/** What was counted since the last line that was handed on. */
class Part implements EventSink {
  readonly collector: Collector;
  readonly success: SuccessLine;
  /** Many: the reader of everything has seen more than enough of them. */
  readonly events = Number.MAX_SAFE_INTEGER;
  /** The first event of a code is read once more, by the reader of everything. */
  readonly isWordless = true;
  readonly #events = new Packer();
  readonly #successes: CountedSuccesses = { count: 0, first: null, last: null };
  #line: CountedEvent[] = [];

  constructor({ names, success }: Known) {
    this.collector = new Collector(names);
    this.success = success;
  }

  count(event: CountedEvent): void {
    this.#line.push(event);
  }

  /** `isCounted`: the document holds events and nothing else. */
  read(value: unknown): { isCounted: boolean; codes: readonly string[] } {
    this.#line = [];
    const texts = readDocument(value, this.collector, this);
    const isCounted = texts.length === 0 && this.#line.length > 0 && this.collector.failure === null;
    const codes = this.#line.map(({ code, isOver }) =>
      isOver === true && isWait(code) ? `${code} over` : code,
    );
    return { isCounted, codes };
  }

  /** Counts the events of the document read last. */
  keep(): void {
    for (const event of this.#line) {
      if (event.code === 'send/no-failure' && event.address === null) this.countSuccess(event.time);
      else this.#events.add(event);
    }
  }

  /** A line without what is known of its message; null when all of it is to be read. */
  withoutMail(text: string): string | null {
    return this.success.knowsNames(text, this.collector.names) ? withoutMail(text) : null;
  }

  countSuccess(time: string | null): void {
    const successes = this.#successes;
    successes.count += 1;
    if (time === null) return;
    if (successes.first === null || time < successes.first) successes.first = time;
    if (successes.last === null || time > successes.last) successes.last = time;
  }

  end(line: Uint8Array | null): BlockPart {
    return {
      names: this.collector.names.names(),
      events: this.#events.events(),
      successes: this.#successes,
      line,
    };
  }
}
