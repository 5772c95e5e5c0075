import type { Severity } from '../../src/model/check.ts';

/** A fault of records that some senders can do without: how grave it is for this one. */
export interface Graded {
  /** Absent: it is an error, and there is nothing to say beside what it does to everybody. */
  grade?: { severity: Severity; effect: string };
}

/** How grave it is. */
export const gradeOf = ({ grade }: Graded): Severity => grade?.severity ?? 'error';

/** What it does to everybody, with what it does to this one. */
export const graded = (impact: string, { grade }: Graded): string =>
  grade === undefined || grade.effect === '' ? impact : `${impact} ${grade.effect}`;
