/** Keeps what is read as long as it may be a message: it starts like header fields, and is not too long. */
export class KeptBytes {
  readonly #most: number;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #given = false;

  constructor(most: number) {
    this.#most = most;
  }

  push(chunk: Uint8Array): void {
    if (this.#given) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const start = this.#chunks[0] ?? chunk;
    if (this.#length <= this.#most && (start.length < 20 || startsLikeMessage(start))) return;
    this.#given = true;
    this.#chunks = [];
  }

  /** The bytes in latin1; null when they are no message, or too many. */
  text(): string | null {
    return this.#given ? null : Buffer.concat(this.#chunks).toString('latin1');
  }
}

/** A field name with its colon, or the first line of an mbox file or of Apple Mail's (.emlx). */
const startsLikeMessage = (chunk: Uint8Array): boolean =>
  /^(?:From \S|\d{1,9}\s{0,10}\n|[A-Za-z][A-Za-z0-9-]{1,60}:)/.test(
    Buffer.from(chunk.subarray(0, 80)).toString('latin1'),
  );
