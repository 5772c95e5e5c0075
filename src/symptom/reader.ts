import type { Symptom } from '../model/symptom.ts';
import type { BlockPart, KnownSoFar } from './events/block.ts';
import { CharsetReader } from './unwrap/charset.ts';
import { Splitter } from './splitter.ts';

/** A push parser for whatever somebody pasted. Memory is bounded, whatever comes in. */
export interface SymptomReader {
  push: (chunk: Uint8Array) => void;
  /** Whether so many events came that only their counts grow. */
  hasManyEvents: () => boolean;
  /** What is known of the events so far. */
  known: () => KnownSoFar;
  /** Events that were read elsewhere, in their place among what is pushed. */
  takeEvents: (part: BlockPart) => void;
  end: () => Symptom;
}

/** What the command line knows beside the text. */
export interface SymptomOptions {
  /** `--region`: a reply that names another Region is then about the wrong one. */
  region?: string | null;
}

/** Texts up to this length are taken apart as a whole, in bytes; what is longer is read as it comes. */
const wholeLength = 4 * 1024 * 1024;

/** Records in lines of their own, more than this in bytes, are read one by one. */
const manyRecords = 256 * 1024;

const openBrace = 123;
const closeBrace = 125;
const lineFeed = 10;

/** Whether a text begins with a line that is an object of JSON, by its first and its last character. */
function beginsWithRecord(start: Uint8Array | undefined): boolean {
  if (start?.[0] !== openBrace) return false;
  const end = start.subarray(0, 256 * 1024).indexOf(lineFeed);
  return start[end - 1] === closeBrace || start[end - 2] === closeBrace;
}

/** Reads a symptom piece by piece. */
export function createSymptomReader(options: SymptomOptions = {}): SymptomReader {
  const splitter = new Splitter(options.region ?? null);
  const charset = new CharsetReader();
  const held: Uint8Array[] = [];
  let length = 0;
  const stream = (chunk: Uint8Array): void => {
    splitter.push(charset.push(chunk));
  };
  const streamHeld = (): void => {
    for (const piece of held.splice(0)) stream(piece);
    length = Infinity;
  };
  return {
    push: (chunk) => {
      if (length > wholeLength) {
        stream(chunk);
        return;
      }
      // A copy: the caller may use its buffer again.
      held.push(chunk.slice());
      length += chunk.length;
      if (length > wholeLength) for (const piece of held.splice(0)) stream(piece);
    },
    hasManyEvents: () => {
      // Only a text that begins with a record can be a file of them; any other is still taken apart as a whole.
      if (beginsWithRecord(held[0])) streamHeld();
      return splitter.hasManyEvents();
    },
    known: () => splitter.known(),
    takeEvents: (part) => {
      streamHeld();
      splitter.takeEvents(part);
    },
    end: () => {
      if (length > manyRecords && beginsWithRecord(held[0])) streamHeld();
      if (length <= wholeLength) return splitter.whole(joined(held, length));
      splitter.push(charset.push(new Uint8Array(0), true));
      return splitter.end(charset.complaint);
    },
  };
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Reads a symptom that is in memory as a whole. */
export function readSymptom(input: string | Uint8Array, options: SymptomOptions = {}): Symptom {
  const reader = createSymptomReader(options);
  reader.push(typeof input === 'string' ? new TextEncoder().encode(input) : input);
  return reader.end();
}
