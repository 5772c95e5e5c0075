import { Gunzip, Unzip, UnzipInflate } from 'fflate/browser';

/** What an archive may grow to, in bytes: a bomb is cut there. */
const mostBytes = 16 * 1024 * 1024;
/** Bytes that are handed over at a time, so that growth is seen before it is there. */
const piece = 16 * 1024;

/** A file that was packed, as far as it was read. */
export interface Unpacked {
  readonly way: string;
  readonly bytes: Uint8Array;
  readonly cut: boolean;
}

/**
 * The files in a gzip or zip archive, by its first bytes; null when `bytes` is neither. Files beyond `mostFiles`, and
 * those behind the bound in bytes, are told by a last one that is empty and cut.
 */
export function unpacked(bytes: Uint8Array, mostFiles = 50): readonly Unpacked[] | null {
  // RFC 1952 2.3.1: the method is 8 in all files there are, and three of the flags are zero.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 && ((bytes[3] ?? 0) & 0xe0) === 0)
    return [gunzipped(bytes)];
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return unzipped(bytes, mostFiles);
  return null;
}

class Bucket {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  cut = false;

  get isFull(): boolean {
    return this.#length >= mostBytes;
  }

  add(chunk: Uint8Array): void {
    if (this.isFull) {
      this.cut = true;
      return;
    }
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}

function gunzipped(bytes: Uint8Array): Unpacked {
  const bucket = new Bucket();
  const gunzip = new Gunzip((chunk) => {
    bucket.add(chunk);
  });
  let ended = true;
  try {
    for (let at = 0; at < bytes.length && !bucket.isFull; at += piece)
      gunzip.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
  } catch {
    ended = false;
  }
  return { way: 'gzip', bytes: bucket.bytes, cut: bucket.cut || bucket.isFull || !ended };
}

function unzipped(bytes: Uint8Array, mostFiles: number): readonly Unpacked[] {
  const files: { name: string; bucket: Bucket }[] = [];
  let left = false;
  const total = (): number => files.reduce((sum, { bucket }) => sum + bucket.length, 0);
  const unzip = new Unzip((file) => {
    const bucket = new Bucket();
    if (files.length >= mostFiles) {
      left = true;
      return;
    }
    files.push({ name: file.name, bucket });
    file.ondata = (error, chunk) => {
      if (error !== null) bucket.cut = true;
      else bucket.add(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += piece) {
      unzip.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
      if (total() < mostBytes || at + piece >= bytes.length) continue;
      left = true;
      break;
    }
  } catch {
    for (const { bucket } of files) bucket.cut = true;
  }
  const read = files.map(({ name, bucket }) => ({
    way: `zip ${name.slice(0, 80)}`,
    bytes: bucket.bytes,
    cut: bucket.cut || bucket.isFull,
  }));
  return left ? [...read, { way: 'zip', bytes: new Uint8Array(0), cut: true }] : read;
}
