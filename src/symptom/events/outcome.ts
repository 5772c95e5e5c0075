import type { Reading } from '../collector.ts';
import type { Verdict } from '../reply-verdict.ts';

/** What came of one delivery: what is counted of it, and its words, which are put together only where they are shown. */
export interface Outcome {
  code: string;
  list: string | null;
  receiver: string | null;
  /** The text that an IP may stand in. */
  diagnostic: string;
  /** Nobody tries again. */
  isOver?: boolean;
  readings: () => readonly Reading[];
}

/** Receives the outcome for each recipient of a record. */
export type TakeOutcome = (recipient: string | null, outcome: Outcome) => void;

/** An outcome whose words are there already. */
export const outcomeOf = (readings: readonly Reading[]): Outcome => ({
  code: readings[0]?.code ?? 'send/no-failure',
  list: readings[0]?.data?.['list'] ?? null,
  receiver: readings[0]?.data?.['receiver'] ?? null,
  diagnostic: '',
  readings: () => readings,
});

/** An outcome that a reply decides. */
export const outcomeOfReply = (
  { code, data }: Verdict,
  diagnostic: string,
  readings: () => readonly Reading[],
): Outcome => ({
  code,
  list: data['list'] ?? null,
  receiver: data['receiver'] ?? null,
  diagnostic,
  readings,
});
