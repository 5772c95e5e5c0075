import type { Cut } from './cut.ts';
import type { Damaged } from './losses.ts';
import type { Question } from './question.ts';

/** A value of a row: counts are numbers, everything else is text. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** What was read, before any range. */
export interface Records {
  /** Event records, duplicates left out. */
  read: number;
  /** Pieces that are no event record, or were cut off. */
  unreadable: number;
  /** Records that came more than once (SNS and Firehose deliver at least once). */
  duplicates: number;
  /** Records whose time is outside --since and --until. */
  outsideRange: number;
}

/** Something that holds events and answers questions about them. */
export interface Engine {
  name: 'duckdb' | 'athena';
  records: Records;
  /** Where the most pieces stand that could not be read. */
  damaged: readonly Damaged[];
  /** The rows of an answer, in its order. Throws `HistoryFault` and `HistoryInterrupted`. */
  ask: (question: Question, within: Cut) => Promise<readonly Row[]>;
  /** Things worth a line: bytes scanned and their price. */
  notes: () => readonly string[];
  close: () => Promise<void>;
}

/** Text of a cell; empty for null. */
export const text = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell);

/** Number of a cell; 0 for null. */
export const number = (cell: Cell | undefined): number => Number(cell ?? 0);

/** `2026-11-01 10:00:00.123` of either engine as `2026-11-01T10:00:00.123Z`; null stays null. */
export function isoTime(cell: Cell | undefined): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?/.exec(text(cell));
  if (match === null) return null;
  return `${match[1] ?? ''}T${match[2] ?? ''}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}
