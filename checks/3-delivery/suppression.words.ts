import { problem, type Step } from '../../src/model/check.ts';
import type { SuppressedReason } from '../../src/facts/account.ts';
import type { ImportJob } from '../../src/facts/import-jobs.ts';
import { type Listing } from '../../src/facts/suppression.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { grouped } from '../../src/model/many.ts';

/** An entry that holds mail back. */
export interface Listed {
  region: string | null;
  recipient: string;
  listing: Listing;
  /** An import that was at work when the entry came, which no message made; absent without one. */
  job?: ImportJob;
  /** The settings that say which reasons stop mail were not read: by default both do. */
  unread?: true;
}

interface OnTenant extends Listed {
  tenant: string;
}

interface NotEnforced extends Listed {
  enforced: readonly SuppressedReason[];
  /** Only the list of a tenant is looked at: the account's is passed over, whatever it holds. */
  passedOver?: true;
}

/** An entry whose reason this version does not know: whether it stops mail is open. */
export const isUnknown = ({ reason }: Listing): boolean => reason !== 'BOUNCE' && reason !== 'COMPLAINT';

interface Clear {
  recipient: string;
  /** How far the search for other spellings went; null when it was not made. */
  search: { seen: number; complete: boolean; interrupted?: true } | null;
}

const listPage = guide('sending-email-suppression-list');

const tenantPage = guide('sending-email-suppression-list-tenant-level');

const globalPage = guide('sending-email-global-suppression-list');

/** Completes "on the list …". */
export function why({ reason }: Listing): string {
  if (reason === 'BOUNCE') return 'after a hard bounce';
  return reason === 'COMPLAINT' ? 'after a complaint' : `for a reason that SES calls ${reason}`;
}

const severityOf = ({ listing, unread }: Listed): 'error' | 'warning' =>
  isUnknown(listing) || unread === true ? 'warning' : 'error';

const reported =
  'SES drops every message to it and reports a bounce; the receiver never sees the mail. It still counts against the daily quota.';

/** What an entry does to mail; where the settings were not read, that it does so unless they were changed. */
const effect =
  (does: string) =>
  ({ unread, listing }: Listed): string =>
    unread === true
      ? `SES drops every message to it, unless the suppression of ${listing.reason} was switched off: the settings could not be read.`
      : does;

const since = (listing: Listing): string =>
  listing.since === null ? '' : ` since ${listing.since.slice(0, 10)}`;

/** Completes "ann@example.com …": that it is on a list, and since when. */
export const isOn = (list: string, listing: Listing, spelling = '', reason = why(listing)): string =>
  `${listing.since === null ? 'is' : 'has been'} on ${list}${spelling}${since(listing)}, ${reason}.`;

/** An entry of an import has the reason that its file gave: nobody need have bounced or complained. */
const whyImported = ({ listing, job }: Listed): string =>
  job === undefined
    ? why(listing)
    : `put there by an import, it seems, whose file gave the reason ${listing.reason}`;

/** What the list says, beside what it should. */
export const evidence = ({ recipient, listing }: Pick<Listed, 'recipient' | 'listing'>) => [
  {
    what: `${recipient} on the suppression list`,
    expected: 'not listed',
    actual: `${listing.address}, ${listing.reason}${since(listing)}`,
    source: 'ses:GetSuppressedDestination',
  },
];

/** Taking somebody off the list is the user's decision: each reason has its own warning. */
export function removal({ region, listing, job }: Listed, tenant: string | null): readonly Step[] {
  const warning =
    job !== undefined
      ? `See first whether the import ${job.id} meant this address: an import with the action DELETE takes a whole file off again. Remove it only when its owner wants the mail.`
      : isUnknown(listing)
        ? 'Find out who put it there and why; remove it only when its owner wants the mail.'
        : listing.reason === 'COMPLAINT'
          ? 'Remove it only when this person has asked for your mail again: another complaint counts against your complaint rate.'
          : 'Remove it only when you know that the mailbox works now: another hard bounce counts against your bounce rate.';
  const removed =
    tenant === null
      ? command`aws sesv2 delete-suppressed-destination --email-address ${listing.address} --region ${region}`
      : command`aws sesv2 delete-suppressed-destination --email-address ${listing.address} --tenant-name ${tenant} --region ${region}`;
  return [{ text: warning, owner: 'you', command: removed }];
}

/** A domain that takes no mail: whoever writes to it gets a hard bounce, and SES puts the address on its list. */
export const takesNoMail = ['recipient/domain-not-found', 'recipient/no-mail-server'];

/** What somebody complained of, or an import brought, no bounce of the domain did. */
export const notByDomain = ({ listing, job }: Pick<Listed, 'listing' | 'job'>): readonly string[] =>
  listing.reason === 'BOUNCE' && job === undefined ? [] : takesNoMail;

const isUnjudged = ({ unread, listing }: Listed): boolean => unread === true && !isUnknown(listing);

/** What a listing explains of what came back. */
export const explained = [
  'bounce/suppressed',
  'bounce/unknown-user',
  'bounce/complaint',
  'bounce/undetermined',
];

function searchWords(search: Clear['search']): string {
  if (search === null) return ' (other spellings were not searched)';
  if (search.complete) return '';
  if (search.interrupted === true)
    return ` (the search for other spellings was interrupted after ${grouped(search.seen)} entries)`;
  return ` (other spellings: the first ${grouped(search.seen)} entries; --search-suppression searches all)`;
}

/** The words of the check `suppression`. */
export const suppressionProblems = {
  'suppression/account-list': problem<Listed>({
    severity: severityOf,
    summary: (data) =>
      `${data.recipient} ${isOn("the account's suppression list", data.listing, '', whyImported(data))}`,
    impact: effect(reported),
    evidence: (data) => [
      ...evidence(data),
      ...(data.job === undefined
        ? []
        : [
            {
              what: `import job ${data.job.id}`,
              expected: null,
              actual: `began ${data.job.createdAt ?? 'at an unknown time'}, before the entry came; SES names no message for the entry`,
              source: 'ses:ListImportJobs',
            },
          ]),
    ],
    fix: (data) => removal(data, null),
    references: ({ region }) => pagesFor(region, '#/suppression-list', listPage),
    explains: explained,
    notOf: notByDomain,
    unjudged: isUnjudged,
    read: {
      summary: ({ subject }) => `${subject ?? 'The recipient'} is on the account's suppression list.`,
      impact: () => reported,
      fix: () => [
        {
          text: 'Remove the address only when you know that the mailbox works and its owner wants the mail.',
          owner: 'you',
        },
      ],
      references: [listPage],
      distinguish:
        'The bounce names OnAccountSuppressionList; query the list with ses-doctor check --recipient.',
    },
  }),

  'suppression/case-variant': problem<Listed>({
    severity: severityOf,
    summary: ({ recipient, listing }) =>
      `${recipient} ${isOn("the account's suppression list", listing, ` as ${listing.address}`)}`,
    impact: effect(
      'Sending ignores case, so SES drops every message to it; asking the list for your spelling finds nothing.',
    ),
    evidence,
    fix: (data) => removal(data, null),
    references: ({ region }) => pagesFor(region, '#/suppression-list', listPage),
    explains: explained,
    notOf: notByDomain,
    unjudged: isUnjudged,
    read: {
      impact: () => 'SES refuses the mail to this address before a receiver sees it.',
      references: [listPage],
      summary: () => 'An address is suppressed in another spelling than the one that was looked up.',
      fix: () => [
        { text: 'Look the address up in every spelling that the list shows, and delete each', owner: 'you' },
      ],
      distinguish:
        'List the suppressed addresses and compare without regard to case: SES stores them as they were sent to.',
    },
  }),

  'suppression/tenant-list': problem<OnTenant>({
    severity: severityOf,
    summary: ({ recipient, listing, tenant }) =>
      `${recipient} ${isOn(`the suppression list of the tenant ${tenant}`, listing)}`,
    impact: 'SES drops every message that this tenant sends to it.',
    evidence,
    fix: (data) => removal(data, data.tenant),
    references: ({ region }) => pagesFor(region, '#/tenants', tenantPage),
    explains: explained,
    notOf: notByDomain,
    unjudged: isUnjudged,
    read: {
      summary: ({ subject }) => `${subject ?? 'The recipient'} is on the tenant's suppression list.`,
      fix: () => [
        {
          text: 'Remove the address from the tenant’s list (delete-suppressed-destination with --tenant-name) only when you know that the mailbox works.',
          owner: 'you',
        },
      ],
      references: [tenantPage],
      distinguish:
        'The bounce names OnTenantSuppressionList; ses-doctor check --recipient with --tenant asks that list.',
    },
  }),

  'suppression/reason-not-enforced': problem<NotEnforced>({
    severity: 'info',
    summary: ({ recipient, listing, enforced, passedOver }) =>
      passedOver === true
        ? `${recipient} is on the account's suppression list, but this mail is held against the list of its tenant only.`
        : `${recipient} is listed ${why(listing)}, but ${enforced.length === 0 ? 'nothing' : `only ${enforced.join(' and ')}`} is enforced: the list does not stop mail to it.`,
    impact: 'The entry stops nothing.',
    evidence,
    fix: () => [],
    references: [listPage],
  }),

  'suppression/global-list': problem<Clear>({
    severity: 'error',
    summary: ({ recipient }) =>
      `${recipient} is on Amazon's global suppression list, according to the bounce.`,
    impact: 'SES does not send to it for up to 14 days, and the bounce counts against your bounce rate.',
    fix: () => [
      {
        text: 'Stop sending to it, unless you know that the mailbox works: then wait until the entry lapses (up to 14 days). The list cannot be queried, and the entry cannot be removed.',
        owner: 'you',
      },
    ],
    references: [globalPage],
    explains: ['bounce/suppressed', 'bounce/unknown-user'],
    read: {
      summary: ({ subject }) => `${subject ?? 'The recipient'} is on Amazon's global suppression list.`,
      fix: () => [
        {
          text: 'Stop sending to it, unless you know that the mailbox works: then wait until the entry lapses (up to 14 days). The list cannot be queried, and the entry cannot be removed.',
          owner: 'you',
        },
      ],
      references: [globalPage],
      distinguish:
        'The bounce subtype is Suppressed: neither the account’s nor a tenant’s list, which have subtypes of their own.',
    },
  }),

  'suppression/not-listed-now': problem<Clear>({
    severity: 'info',
    summary: ({ recipient }) =>
      `${recipient} was on a suppression list of yours when the mail bounced, and is not on one now.`,
    impact: 'SES sends to it again. What bounced then was not delivered.',
    fix: () => [
      {
        text: 'Send again what was held back, if you know that the mailbox works and its owner wants the mail.',
        owner: 'you',
      },
    ],
    references: [listPage],
    explains: [
      ...['suppression/account-list', 'suppression/tenant-list', 'suppression/case-variant'],
      'bounce/suppressed',
    ],
  }),

  'suppression/global-not-queryable': problem<Clear>({
    severity: 'info',
    summary: ({ recipient, search }) =>
      `No API tells whether Amazon's global list holds ${recipient}; it was not found on your lists${searchWords(search)}.`,
    impact: 'A bounce of subtype Suppressed would show that the address is on it.',
    fix: () => [],
    references: [globalPage],
  }),
};
