import { readBlock, type EventBlock, type KnownSoFar } from './block.ts';

/** Bytes of a file from `start` to before `end`; fewer at its end. They may be overwritten by the next call. */
export type ReadAt = (start: number, end: number) => Uint8Array;

const newline = 10;
const step = 256 * 1024;
const usualLine = 8 * 1024;
/** A line longer than this is no event. */
const longestLine = 8 * 1024 * 1024;

/** Reads the lines that begin in a range of a file, each to its end, wherever the range ends. */
export function readRange(
  readAt: ReadAt,
  start: number,
  end: number,
  { size, known = null }: { size: number; known?: KnownSoFar | null },
): EventBlock {
  const before = start === 0 ? 0 : 1;
  // Most lines end soon behind the range: what is read with it need not be put together with it.
  const bytes = readAt(start - before, Math.min(size, end + usualLine));
  const length = end - start + before;
  // A line that began before the range belongs to the range before.
  const first = before === 0 || bytes[0] === newline ? before : bytes.indexOf(newline) + 1;
  if (before === 1 && bytes[0] !== newline && (first === 0 || first > length))
    return { parts: [], stoppedAt: null };
  if (first >= Math.min(length, bytes.length)) return { parts: [], stoppedAt: null };
  const from = start - before + first;
  const stop = bytes.indexOf(newline, length - 1);
  if (stop !== -1 || start - before + bytes.length >= size)
    return readBlock(bytes.subarray(first, stop === -1 ? bytes.length : stop + 1), from, known);
  const pieces = [bytes.slice(first)];
  let at = start - before + bytes.length;
  while (pieces.at(-1)?.at(-1) !== newline && at < size) {
    const piece = readAt(at, Math.min(size, at + step));
    if (piece.length === 0) break;
    const last = piece.indexOf(newline);
    pieces.push(last === -1 ? piece.slice() : piece.slice(0, last + 1));
    at += piece.length;
    if (at - end > longestLine) return { parts: [], stoppedAt: from };
  }
  return readBlock(joined(pieces), from, known);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
