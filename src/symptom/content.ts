import type { Symptom } from '../model/symptom.ts';
import { Collector } from './collector.ts';
import { readDocument } from './documents.ts';
import { manyEvents } from './events/event.ts';
import { EventCounter } from './events/counter.ts';
import { eventsOf, type BlockPart, type KnownSoFar } from './events/block.ts';
import { objectOf } from './json.ts';
import { isBinary } from './noise.ts';
import { apartFromBystanders } from './observe/bystanders.ts';
import { tellsOfFailure } from './observe/failure-words.ts';
import { withoutOvercome } from './observe/overcome.ts';
import { isStamped } from './observe/stamped-line.ts';
import { SegmentReader } from './segment-reader.ts';
import { listedIdentities, unknownAddresses, withCaseMismatch } from './listed-identities.ts';
import { symptomOf } from './symptom-of.ts';
import { unwrap } from './unwrap/unwrap.ts';
import { inSize } from './unwrap/work.ts';
import { isWorthReading } from './unwrap/worth-reading.ts';

/** Lines above and below one that is worth reading. */
const context = 3;
/** What is kept of the lines of a large text, in characters. */
const mostKept = 4 * 1024 * 1024;

/** A log longer than this is read as it stands. */
const mostOvercome = 128 * 1024;

/** A text as it is read. */
interface InTheEnd {
  input: Uint8Array | string;
  isLog: boolean;
  /** Lines of programs that have nothing to do with mail. */
  bystanders: readonly string[];
}

/**
 * A text without the attempts of which a later one went through and without the lines of bystanders, and whether its lines bear the
 * time: what does so has happened.
 */
function inTheEnd(input: Uint8Array | string): InTheEnd {
  if (input.length > mostOvercome) return { input, isLog: false, bystanders: [] };
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input);
  const all = text.split('\n');
  if (all.length < 2) return { input, isLog: false, bystanders: [] };
  const { lines, bystanders } = apartFromBystanders(all);
  const kept = withoutOvercome(lines);
  const stamped = lines.filter(isStamped).length;
  const isLog = stamped > 1 && stamped * 2 > lines.filter((line) => line.trim() !== '').length;
  return { input: kept === all ? input : kept.join('\n'), isLog, bystanders };
}

/** Documents and lines of a symptom, each handed to the reader of its kind. */
export class Content {
  readonly #collector = new Collector();
  readonly #counter = new EventCounter();
  readonly #segments: SegmentReader;
  readonly #kept: string[] = [];
  readonly #above: string[] = [];
  #keptLength = 0;
  #skippedLength = 0;
  #linesToCome = 0;
  #sawText = false;
  /** Addresses that the text shows as identities. */
  #listed: readonly string[] = [];

  constructor(region: string | null) {
    this.#segments = new SegmentReader(this.#collector, this.#counter, region);
  }

  /** Says of a part of the text, in plain words, that it could not be read. */
  unread(what: string): void {
    this.#collector.unread(what);
  }

  /** A text that is in memory as a whole. */
  whole(input: Uint8Array | string): void {
    const { input: happened, isLog, bystanders } = inTheEnd(input);
    // Whatever fails there takes the all-clear away.
    for (const line of bystanders) if (tellsOfFailure(line)) this.#collector.noteFailure(line);
    const unwrapped = unwrap(happened);
    if (unwrapped.segments.some(({ text, document }) => text.trim() !== '' || document !== null))
      this.#sawText = true;
    this.#segments.read(unwrapped, isLog);
    if (
      this.#collector.knows('identity/not-verified') ||
      this.#collector.knows('sandbox/recipient-not-verified')
    )
      this.#listed = listedIdentities(
        typeof input === 'string' ? input : new TextDecoder().decode(input),
        unknownAddresses(this.#collector.candidates()),
      );
  }

  /** A JSON document of a large text. */
  document(value: unknown): void {
    if (objectOf(value) !== null) this.#sawText = true;
    const texts = readDocument(value, this.#collector, this.#counter);
    for (const text of texts) for (const line of text.split('\n')) this.text(`${line}\n`);
  }

  /** Whether so many events came that only their counts grow. */
  hasManyEvents(): boolean {
    return this.#counter.events > manyEvents;
  }

  /** What is known of the events so far. */
  known(): KnownSoFar {
    return { names: this.#collector.names.names(), codes: this.#collector.codes() };
  }

  /** Events that were read elsewhere. */
  takeEvents({ names, events, successes }: BlockPart): void {
    this.#collector.names.addAll(names);
    this.#counter.countSuccesses(successes);
    for (const event of eventsOf(events)) this.#counter.count(event);
  }

  /** A line of a large text with its end, or a piece of one: kept when it, or one near it, may tell something. */
  text(line: string): void {
    if (line.trim() !== '') this.#sawText = true;
    if (this.#keptLength > mostKept || isBinary(line)) {
      this.#skippedLength += line.length;
      return;
    }
    if (isWorthReading(line)) {
      for (const above of this.#above.splice(0)) this.#keep(above);
      this.#keep(line);
      this.#linesToCome = context;
    } else if (this.#linesToCome > 0) {
      this.#linesToCome -= 1;
      this.#keep(line);
    } else {
      this.#above.push(line);
      if (this.#above.length > context) this.#skippedLength += this.#above.shift()?.length ?? 0;
    }
  }

  #keep(line: string): void {
    this.#kept.push(line);
    this.#keptLength += line.length;
  }

  end(complaint: string | null): Symptom {
    if (this.#kept.length > 0) this.whole(this.#kept.join(''));
    if (complaint !== null) this.#collector.unread(complaint);
    if (this.#keptLength > mostKept)
      this.#collector.unread(
        `${inSize(this.#skippedLength)} of the text were not examined: only its beginning, and every event record in it.`,
      );
    const symptom = symptomOf(this.#collector, this.#counter, !this.#sawText);
    return { ...symptom, candidates: withCaseMismatch(symptom.candidates, this.#listed) };
  }
}
