import type { AnyCheck, AnyOccurrence, Occurrence, Problems } from '../model/check.ts';
import type { Answers, QuestionName } from './answers.ts';

/** A check of `history`: it decides on what was counted, and holds every word that is said about it. */
interface HistoryCheck<P extends Problems = Problems> {
  id: string;
  title: string;
  why: string;
  /** The question of --question that it belongs to; null: it is looked at with every question. */
  question: QuestionName | null;
  problems: P;
  evaluate: (answers: Answers) => readonly Occurrence<P>[];
}

/** A check of whatever problems. */
export type AnyHistoryCheck = Omit<AnyCheck, 'evaluate'> & {
  question: QuestionName | null;
  evaluate: (answers: Answers) => readonly AnyOccurrence[];
};

/** Defines a check of `history`. It reads no facts: its answers come from the engine. */
export const defineHistoryCheck = <const P extends Problems>(
  check: HistoryCheck<P>,
): HistoryCheck<P> & { needs: Record<never, never> } => ({ ...check, needs: {} });
