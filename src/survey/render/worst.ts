import type { SurveyPlace } from '../document.ts';

/** The order in which places are told. */
export const worstFirst = ['crash', 'fail', 'unknown', 'warn', 'pass'] as const;

/** The worst of a place in a word. */
export const worstWords: Readonly<Record<(typeof worstFirst)[number], string>> = {
  ...{
    crash: 'a fault of ses-doctor',
    fail: 'failing',
    unknown: 'not answered',
    warn: 'warnings',
    pass: 'sound',
  },
};

/** The worst of a place in a word; a dash where there was nothing to look at. */
export const worstWord = (worst: SurveyPlace['worst']): string => (worst === null ? '–' : worstWords[worst]);

/** Where a place stands among others: those in which nothing was looked at last. */
export const rankOf = (worst: SurveyPlace['worst']): number =>
  worst === null ? worstFirst.length : worstFirst.indexOf(worst);
