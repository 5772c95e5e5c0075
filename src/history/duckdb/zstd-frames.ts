import { open, type FileHandle } from 'node:fs/promises';

/** What a zstd file is made of. */
export interface ZstdParts {
  /** Frames that were cut off or are no frames. */
  broken: number;
  /** Ranges of bytes that an unpacker can begin with; a broken frame is the last of its range. The end is not part of it. */
  ranges: readonly { start: number; end: number }[];
}

const magic = 0xfd2fb528;
const magicBytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** Frames for the data of users (RFC 8878 3.1.2): sixteen numbers, of which the last four bits differ. */
const skippable = 0x184d2a50;
/** RFC 8878 3.1.1.2.4. */
const largestBlock = 128 * 1024;
const searched = 1024 * 1024;

/**
 * Walks over the frames and blocks of a zstd file (RFC 8878 3.1.1) without unpacking them: unpackers are silent about a
 * file whose last frame has no end, and stop for good at a frame in the middle that was cut off.
 */
export async function zstdParts(path: string): Promise<ZstdParts> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const ranges: { start: number; end: number }[] = [];
    let broken = 0;
    let start = 0;
    let at = 0;
    while (at < size) {
      const end = await frameEnd(file, at, size);
      // The lengths of a frame that was cut off reach into the next one, and may seem to end there.
      if (end !== null && (end === size || (await beginsFrame(file, end)))) at = end;
      else {
        broken += 1;
        const next = await nextFrame(file, at + 1, size);
        if (next === null) break;
        ranges.push({ start, end: next });
        start = next;
        at = next;
      }
    }
    return { broken, ranges: [...ranges, { start, end: size }] };
  } finally {
    await file.close();
  }
}

const isSkippable = (head: Buffer): boolean => (head.readUInt32LE(0) & 0xfffffff0) >>> 0 === skippable;

async function beginsFrame(file: FileHandle, at: number): Promise<boolean> {
  const head = await bytesAt(file, at, 4);
  return head.length === 4 && (head.readUInt32LE(0) === magic || isSkippable(head));
}

/** Where a frame ends; null when it is none, or does not end within the file. */
async function frameEnd(file: FileHandle, start: number, size: number): Promise<number | null> {
  const head = await bytesAt(file, start, 8);
  if (head.length < 5) return null;
  if (isSkippable(head)) {
    const end = head.length < 8 ? size + 1 : start + 8 + head.readUInt32LE(4);
    return end <= size ? end : null;
  }
  if (head.readUInt32LE(0) !== magic) return null;
  const flags = head[4] ?? 0;
  const isSingle = (flags & 32) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  let at = start + 5 + (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes;
  for (;;) {
    const block = await bytesAt(file, at, 3);
    if (block.length < 3) return null;
    const word = block.readUIntLE(0, 3);
    const [isLast, kind, length] = [(word & 1) === 1, (word >> 1) & 3, word >> 3];
    if (kind === 3 || length > largestBlock) return null;
    // A block of one byte that is repeated holds that byte.
    at += 3 + (kind === 1 ? 1 : length);
    if (at > size) return null;
    if (isLast) break;
  }
  const end = at + ((flags & 4) === 0 ? 0 : 4);
  return end <= size ? end : null;
}

/** The beginning of the next frame that has an end, or null. */
async function nextFrame(file: FileHandle, from: number, size: number): Promise<number | null> {
  for (let at = from; at < size; at += searched) {
    // A little more, so that none is missed between two pieces.
    const piece = await bytesAt(file, at, searched + magicBytes.length - 1);
    for (let found = piece.indexOf(magicBytes); found >= 0; found = piece.indexOf(magicBytes, found + 1))
      if ((await frameEnd(file, at + found, size)) !== null) return at + found;
  }
  return null;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
