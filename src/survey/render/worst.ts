import type { SurveyPlace } from '../document.ts';

/** The worst of a place in a word. */
export const worstWords: Readonly<Record<SurveyPlace['worst'], string>> = {
  ...{
    crash: 'a fault of ses-doctor',
    fail: 'failing',
    unknown: 'not answered',
    warn: 'warnings',
    pass: 'sound',
  },
};

/** The order in which places are told. */
export const worstFirst = ['crash', 'fail', 'unknown', 'warn', 'pass'] as const;
