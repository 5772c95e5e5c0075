import { grouped } from '../../src/model/many.ts';
import type { Step } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';

/** `cachedSeconds`: how long the resolver still has the record; null when it does not have it. */
export interface Gone {
  cachedSeconds: number | null;
}

export const page = guide('mail-from');
export const explains = [
  'mail-from/failed',
  'mail-from/pending',
  'mail-from/temporary-failure',
  'mail-from/rejects-on-failure',
  'alignment/dkim-only',
  'message/via-amazonses',
];

export const stillCached = ({ cachedSeconds }: Gone): readonly Step[] =>
  cachedSeconds === null
    ? []
    : [
        {
          text: `The resolver still has the old record for ${grouped(cachedSeconds)} seconds; after that SES and receivers miss it too`,
          owner: 'dns',
        },
      ];
