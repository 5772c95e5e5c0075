import type { Symptom } from '../model/symptom.ts';
import { Collector } from './collector.ts';
import { withoutControls, withoutHtml } from './decode.ts';
import { readDocument } from './documents.ts';
import { isEmail, readEmail } from './email.ts';
import { embeddedDocument } from './embedded-document.ts';
import { manyEvents } from './event.ts';
import { EventCounter } from './event-counter.ts';
import { valuesOfEvent, type BlockPart } from './events/block.ts';
import { objectOf } from './json.ts';
import { isBinary, withoutNoise } from './noise.ts';
import { salvagedEvent } from './salvage.ts';
import { symptomOf } from './symptom-of.ts';
import { readText } from './text.ts';

/** Text lines that are read as one block, so that one line may explain another. */
const blockLines = 2000;
const blockLength = 512 * 1024;
/** A line is cut into pieces of this length. */
const pieceLength = 4000;
/** Text beyond this is not examined: a log that says nothing in so much text will not say it later. */
const mostText = 24 * 1024 * 1024;
/** What a line costs beside its length, in characters. */
const costOfLine = 512;

/** Documents and lines of a symptom, each handed to the reader of its kind; lines in blocks. */
export class Content {
  readonly #collector = new Collector();
  readonly #counter = new EventCounter();
  readonly #region: string | null;
  #block: string[] = [];
  #blockLength = 0;
  #textRead = 0;
  #sawText = false;

  constructor(region: string | null) {
    this.#region = region;
  }

  /** Says of a part of the text, in plain words, that it could not be read. */
  unread(what: string): void {
    this.#collector.unread(what);
  }

  /** A JSON document. */
  document(value: unknown): void {
    const texts = readDocument(value, this.#collector, this.#counter);
    for (const text of texts) for (const line of text.split('\n')) this.text(`${line}\n`);
    if (objectOf(value) !== null) this.#sawText = true;
  }

  /** Whether so many events came that only their counts grow. */
  hasManyEvents(): boolean {
    return this.#counter.events > manyEvents;
  }

  /** Events that were read elsewhere. */
  takeEvents({ names, events, successes }: BlockPart): void {
    this.#collector.names.addAll(names);
    this.#counter.countSuccesses(successes);
    for (let at = 0; at < events.length; at += valuesOfEvent) {
      const [code, time, receiver, list, ip, address] = events.slice(at, at + valuesOfEvent);
      this.#counter.count({
        code: code ?? '',
        time: time ?? null,
        receiver: receiver ?? null,
        list: list ?? null,
        ip: ip ?? null,
        address: address ?? null,
      });
    }
  }

  /** What is left of an event in a broken document. */
  salvage(text: string): void {
    const event = salvagedEvent(text);
    if (event !== null) this.document(event);
  }

  /** A line with its end, or a piece of one. */
  text(line: string): void {
    if (line.trim() !== '') this.#sawText = true;
    this.#textRead += line.length * 4 + costOfLine;
    if (this.#textRead > mostText || isBinary(line)) return;
    const clean = withoutHtml(withoutControls(line)).replace(/[\r\n]+$/u, '');
    const embedded = clean.length < 512 * 1024 ? embeddedDocument(clean) : undefined;
    if (embedded !== undefined) {
      const before = this.#counter.events;
      for (const text of readDocument(embedded, this.#collector, this.#counter)) this.#keep(text);
      if (this.#counter.events > before) return;
    } else if (/bounceType|diagnosticCode|complaintFeedbackType/u.test(clean.slice(0, 65_536))) {
      const before = this.#counter.events;
      this.salvage(clean.slice(0, 65_536));
      if (this.#counter.events > before) return;
    }
    for (let start = 0; start === 0 || start < clean.length; start += pieceLength)
      this.#keep(clean.slice(start, start + pieceLength + 96));
  }

  #keep(line: string): void {
    this.#block.push(line);
    this.#blockLength += line.length;
    if (this.#block.length >= blockLines || this.#blockLength >= blockLength) this.#flush();
  }

  #flush(): void {
    const block = this.#block;
    this.#block = [];
    this.#blockLength = 0;
    if (block.every((line) => line.trim() === '')) return;
    if (isEmail(block) && readEmail(block, this.#collector, this.#counter)) return;
    readText(withoutNoise(block), this.#collector, this.#region);
  }

  end(complaint: string | null): Symptom {
    this.#flush();
    if (complaint !== null) this.#collector.unread(complaint);
    if (this.#textRead > mostText)
      this.#collector.unread(
        'Not all of the text was examined: only its beginning, and every event record in it.',
      );
    return symptomOf(this.#collector, this.#counter, !this.#sawText);
  }
}
