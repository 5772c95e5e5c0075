import { grouped } from '../../model/many.ts';

/** How much is examined at most. There is no bound on depth: what lies deep costs what it is long. */
export interface UnwrapLimits {
  /** Characters read by all decoders together. */
  readonly characters: number;
  readonly segments: number;
}

export const usualLimits: UnwrapLimits = { characters: 64 * 1024 * 1024, segments: 20_000 };

/** Counts what was examined, and what was left. */
export class Work {
  readonly #limits: UnwrapLimits;
  #characters = 0;
  #segments = 0;
  #leftParts = 0;
  #leftCharacters = 0;

  constructor(limits: UnwrapLimits) {
    this.#limits = limits;
  }

  /** Characters read so far: what the time is proportional to. */
  get characters(): number {
    return this.#characters;
  }

  /** True when a piece of that length may still be read; else it is counted as left. */
  takes(length: number): boolean {
    if (this.#characters + length > this.#limits.characters || this.#segments >= this.#limits.segments) {
      this.#leftParts += 1;
      this.#leftCharacters += length;
      return false;
    }
    this.#characters += length;
    return true;
  }

  addSegment(): void {
    this.#segments += 1;
  }

  /** What was left, in words, with how much. */
  get unread(): readonly string[] {
    if (this.#leftParts === 0) return [];
    const parts = this.#leftParts === 1 ? 'One part' : `${grouped(this.#leftParts)} parts`;
    return [
      `${parts} of the text, ${inSize(this.#leftCharacters)}, ${this.#leftParts === 1 ? 'was' : 'were'} not examined.`,
    ];
  }
}

/** `812 bytes`, `14 KB`, `3 MB`: characters of a text as a size. */
export function inSize(length: number): string {
  if (length < 1024) return `${grouped(length)} bytes`;
  if (length < 1024 * 1024) return `${Math.round(length / 1024)} KB`;
  return `${Math.round(length / 1024 / 1024)} MB`;
}
