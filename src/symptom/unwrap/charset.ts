import { repaired, unfinished } from './utf8.ts';

/**
 * Turns bytes of whatever charset into text, piece by piece. A byte order mark decides; without one, NUL in every second
 * byte shows UTF-16. What is no UTF-8 is read as Windows-1252, byte by byte, so that the answer is the same in whatever
 * pieces the bytes come.
 */
export class CharsetReader {
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #isUtf8 = false;
  #held: Uint8Array = new Uint8Array(0);
  /** In plain words, or null while the text is what it should be. */
  complaint: string | null = null;

  push(bytes: Uint8Array, last = false): string {
    const all = concatenate(this.#held, bytes);
    this.#held = new Uint8Array(0);
    if (this.#decoder === null) {
      if (all.length < 4 && !last) {
        this.#held = all;
        return '';
      }
      this.#choose(all);
    }
    const decoder = this.#decoder;
    if (decoder === null) return '';
    if (!this.#isUtf8) return decoder.decode(all, { stream: !last });
    const end = last ? all.length : all.length - unfinished(all);
    // A copy: the caller may use its buffer again.
    this.#held = all.slice(end);
    const whole = all.subarray(0, end);
    try {
      return decoder.decode(whole);
    } catch {
      this.complaint = 'Part of the text is not valid UTF-8; it was read as Windows-1252.';
      return decoder.decode(repaired(whole));
    }
  }

  #choose(start: Uint8Array): void {
    const [a, b, c, d] = start;
    const zeros = (a === 0 ? 1 : 0) + (c === 0 ? 1 : 0);
    const oddZeros = (b === 0 ? 1 : 0) + (d === 0 ? 1 : 0);
    if ((a === 0xff && b === 0xfe) || (oddZeros === 2 && zeros === 0))
      this.#decoder = new TextDecoder('utf-16le');
    else if ((a === 0xfe && b === 0xff) || (zeros === 2 && oddZeros === 0))
      this.#decoder = new TextDecoder('utf-16be');
    else {
      // A byte order mark stays in the text, where it is taken out with the control characters.
      this.#decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      this.#isUtf8 = true;
    }
  }
}

function concatenate(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
