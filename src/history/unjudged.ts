import { fewestBaselineDays } from './jumps.ts';

/** A day with so much more or less mail than the days it could be held against that they say nothing about it. */
export interface UnlikeDay {
  day: string;
  cause: string;
  hits: number;
  /** Null where no record tells of the mail. */
  all: number | null;
  /** Share of the days before it, or recipients a day. */
  before: number;
}

/** Days of the range of which nobody can say whether failures rose. */
export interface Unjudged {
  /** Too few days with mail before them. */
  tooEarly: readonly string[];
  unlike: readonly UnlikeDay[];
}

/** Of the days with mail, those of the range with too few before them. */
export const tooEarly = (
  days: readonly { day: string }[],
  isAsked: (day: string) => boolean,
): readonly string[] =>
  days
    .map(({ day }) => day)
    .toSorted()
    .slice(0, fewestBaselineDays)
    .filter(isAsked);
