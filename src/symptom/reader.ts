import type { Symptom } from '../model/symptom.ts';
import { CharsetReader } from './decode.ts';
import type { BlockPart } from './events/block.ts';
import { Splitter } from './splitter.ts';

/** A push parser for whatever somebody pasted. Memory is bounded, whatever comes in. */
export interface SymptomReader {
  push: (chunk: Uint8Array) => void;
  /** Whether so many events came that only their counts grow. */
  hasManyEvents: () => boolean;
  /** Events that were read elsewhere, in their place among what is pushed. */
  takeEvents: (part: BlockPart) => void;
  end: () => Symptom;
}

/** What the command line knows beside the text. */
export interface SymptomOptions {
  /** `--region`: a reply that names another Region is then about the wrong one. */
  region?: string | null;
}

/** Reads a symptom piece by piece. */
export function createSymptomReader(options: SymptomOptions = {}): SymptomReader {
  const splitter = new Splitter(options.region ?? null);
  const charset = new CharsetReader();
  return {
    push: (chunk) => {
      splitter.push(charset.push(chunk));
    },
    hasManyEvents: () => splitter.hasManyEvents(),
    takeEvents: (part) => {
      splitter.takeEvents(part);
    },
    end: () => {
      splitter.push(charset.push(new Uint8Array(0), true));
      return splitter.end(charset.complaint);
    },
  };
}

/** Reads a symptom that is at hand as a whole. */
export function readSymptom(input: string | Uint8Array, options: SymptomOptions = {}): Symptom {
  const reader = createSymptomReader(options);
  reader.push(typeof input === 'string' ? new TextEncoder().encode(input) : input);
  return reader.end();
}
