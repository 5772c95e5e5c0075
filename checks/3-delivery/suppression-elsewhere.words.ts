import { problem } from '../../src/model/check.ts';
import type { Listing } from '../../src/facts/suppression.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { evidence, explained, isOn, notByDomain, removal } from './suppression.words.ts';

/** A recipient that the other Region of a global endpoint holds back. */
export interface HeldElsewhere {
  /** The Region whose list has it. */
  region: string;
  endpoint: string;
  recipient: string;
  listing: Listing;
}

/** What the list of the other Region of a global endpoint does to mail. */
export const elsewhereProblems = {
  'suppression/other-region': problem<HeldElsewhere>({
    severity: 'error',
    summary: ({ recipient, region, endpoint, listing }) =>
      `${recipient} ${isOn(`the suppression list of ${region}, the other Region of the global endpoint ${endpoint}`, listing)}`,
    impact:
      'SES drops about half of what is sent to it through this endpoint: each Region keeps a suppression list of its own.',
    evidence,
    fix: (data) => removal(data, null),
    references: ({ region }) =>
      pagesFor(
        region,
        '#/suppression-list',
        guide('global-endpoints'),
        guide('sending-email-suppression-list'),
      ),
    explains: explained,
    notOf: notByDomain,
  }),
};
