import { createReadStream } from 'node:fs';
import { crc32, createInflateRaw } from 'node:zlib';

/** Bytes in whatever pieces. */
type Bytes = AsyncIterable<Uint8Array>;

/**
 * What is packed in a gzip file, member by member (RFC 1952 2.2). Of a file that was cut off, that is damaged, or that has
 * something else between or behind its members, all that can be unpacked comes; `lost` is called for each such place.
 * Node's own unpacker keeps back what it had unpacked of the same piece when it meets such a place.
 */
export async function* gunzipped(bytes: Bytes, lost: () => void): AsyncGenerator<Uint8Array> {
  const input = new Input(bytes);
  try {
    while (await input.skipPadding()) {
      const end: MemberEnd = { sum: 0, isWhole: false };
      const hasHeader = await skipHeader(input);
      if (hasHeader) yield* member(input, end);
      const trailer = end.isWhole ? await input.take(8) : null;
      if (trailer?.readUInt32LE(0) === end.sum) continue;
      lost();
      // A record that is cut off must not take the next one with it.
      yield lineBreak;
      if (!(await input.skipToHeader(hasHeader ? 0 : 1))) return;
    }
  } finally {
    await input.close();
  }
}

/** Whether all of a gzip file can be unpacked, and its sums hold. False also for one that cannot be read. */
export async function isWholeGzip(path: string): Promise<boolean> {
  const seen = { isWhole: true };
  try {
    const bytes = createReadStream(path, { highWaterMark: 512 * 1024 });
    for await (const _ of gunzipped(bytes, () => (seen.isWhole = false))) if (!seen.isWhole) return false;
  } catch {
    return false;
  }
  return seen.isWhole;
}

interface MemberEnd {
  sum: number;
  isWhole: boolean;
}

/** The text of a member whose header was read. */
async function* member(input: Input, end: MemberEnd): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  let unpacked: Buffer[] = [];
  const broken: { error: Error | null } = { error: null };
  let settle = (): void => undefined;
  inflate.on('data', (piece: Buffer) => unpacked.push(piece));
  // It ends by itself when something stands behind the packed data, as the trailer does.
  inflate.on('end', () => {
    end.isWhole = true;
    settle();
  });
  inflate.on('error', (error) => {
    broken.error = error;
    settle();
  });
  try {
    for (;;) {
      const piece = await input.piece();
      if (piece === null) return;
      const before = inflate.bytesWritten;
      await new Promise<void>((resolve) => {
        settle = resolve;
        inflate.write(piece, () => {
          resolve();
        });
      });
      for (const one of unpacked) end.sum = crc32(one, end.sum);
      yield* unpacked;
      unpacked = [];
      if (broken.error !== null) {
        // The next member may begin in it.
        input.putBack(piece);
        return;
      }
      if (end.isWhole) {
        input.putBack(piece.subarray(inflate.bytesWritten - before));
        return;
      }
    }
  } finally {
    inflate.destroy();
  }
}

const lineBreak = Buffer.from('\n');
/** What a member begins with (RFC 1952 2.3.1); the method is always 8. */
const header = Buffer.from([0x1f, 0x8b, 8]);

const hasExtra = 4;
const hasName = 8;
const hasComment = 16;
const hasHeaderSum = 2;

/** Reads over the header of a member (RFC 1952 2.3); false when it is none. */
async function skipHeader(input: Input): Promise<boolean> {
  const fixed = await input.take(10);
  if (fixed?.[0] !== 0x1f || fixed[1] !== 0x8b || fixed[2] !== 8) return false;
  const flags = fixed[3] ?? 0;
  if ((flags & hasExtra) !== 0) {
    const length = await input.take(2);
    if (length === null || (await input.take(length.readUInt16LE(0))) === null) return false;
  }
  for (const text of [hasName, hasComment])
    if ((flags & text) !== 0 && !(await input.skipText())) return false;
  return (flags & hasHeaderSum) === 0 || (await input.take(2)) !== null;
}

/** Bytes that are taken in the lengths that are needed. */
class Input {
  readonly #bytes: AsyncIterator<Uint8Array>;
  #rest = Buffer.alloc(0);

  constructor(bytes: Bytes) {
    this.#bytes = bytes[Symbol.asyncIterator]();
  }

  async close(): Promise<void> {
    await this.#bytes.return?.();
  }

  /** The next bytes, however many; null at the end. */
  async piece(): Promise<Buffer | null> {
    if (this.#rest.length === 0 && !(await this.#more())) return null;
    const piece = this.#rest;
    this.#rest = Buffer.alloc(0);
    return piece;
  }

  putBack(piece: Buffer): void {
    this.#rest = Buffer.concat([piece, this.#rest]);
  }

  /** So many bytes; null when there are fewer. */
  async take(length: number): Promise<Buffer | null> {
    while (this.#rest.length < length) if (!(await this.#more())) return null;
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  /** Reads over a text that ends with a zero; false when none comes. */
  async skipText(): Promise<boolean> {
    for (;;) {
      const byte = await this.take(1);
      if (byte === null) return false;
      if (byte[0] === 0) return true;
    }
  }

  /** Reads up to what may be the beginning of a member, behind so many bytes at least; false when none comes. */
  async skipToHeader(atLeast: number): Promise<boolean> {
    this.#rest = this.#rest.subarray(atLeast);
    for (;;) {
      const at = this.#rest.indexOf(header);
      if (at >= 0) {
        this.#rest = this.#rest.subarray(at);
        return true;
      }
      this.#rest = this.#rest.subarray(Math.max(0, this.#rest.length - header.length + 1));
      if (!(await this.#more())) return false;
    }
  }

  /** Reads over zeros (of tapes) and white space (of `echo`); false at the end. */
  async skipPadding(): Promise<boolean> {
    for (;;) {
      const at = this.#rest.findIndex((byte) => !padding.has(byte));
      if (at >= 0) {
        this.#rest = this.#rest.subarray(at);
        return true;
      }
      this.#rest = Buffer.alloc(0);
      if (!(await this.#more())) return false;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#bytes.next();
    if (next.done === true) return false;
    this.#rest = Buffer.concat([this.#rest, next.value]);
    return true;
  }
}

const padding: ReadonlySet<number> = new Set([0, 9, 10, 13, 32]);
