import { readBlock, type EventBlock } from './block.ts';

/** Bytes of a file from `start` to before `end`; fewer at its end. */
export type ReadAt = (start: number, end: number) => Uint8Array;

const newline = 10;
const step = 256 * 1024;
/** A line longer than this is no event. */
const longestLine = 8 * 1024 * 1024;

/** Reads the lines that begin in a range of a file, each to its end, wherever the range ends. */
export function readRange(readAt: ReadAt, start: number, end: number, size: number): EventBlock {
  const before = start === 0 ? 0 : 1;
  const bytes = readAt(start - before, end);
  // A line that began before the range belongs to the range before.
  const first = before === 0 || bytes[0] === newline ? before : bytes.indexOf(newline) + 1;
  if (before === 1 && bytes[0] !== newline && first === 0) return { parts: [], stoppedAt: null };
  if (first >= bytes.length) return { parts: [], stoppedAt: null };
  const from = start - before + first;
  const pieces = [bytes.subarray(first)];
  let at = end;
  while (pieces.at(-1)?.at(-1) !== newline && at < size) {
    const piece = readAt(at, Math.min(size, at + step));
    if (piece.length === 0) break;
    const stop = piece.indexOf(newline);
    pieces.push(stop === -1 ? piece : piece.subarray(0, stop + 1));
    at += piece.length;
    if (at - end > longestLine) return { parts: [], stoppedAt: from };
  }
  return readBlock(pieces.length === 1 ? bytes.subarray(first) : joined(pieces), from);
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
