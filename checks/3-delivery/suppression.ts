import {
  defineCheck,
  notApplicable,
  notKnown,
  problem,
  type Refutation,
  type Step,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import type { SuppressedReason } from '../../src/facts/account.ts';
import {
  directListing,
  type Listing,
  type SuppressionLayer,
  suppressionLayers,
  suppressionSearch,
} from '../../src/facts/suppression.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { isSimulator } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';

interface Listed {
  region: string | null;
  recipient: string;
  listing: Listing;
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
const isUnknown = ({ reason }: Listing): boolean => reason !== 'BOUNCE' && reason !== 'COMPLAINT';

interface Clear {
  recipient: string;
  /** How far the search for other spellings went; null when it was not made. */
  search: { seen: number; complete: boolean; interrupted?: true } | null;
}

const listPage = guide('sending-email-suppression-list');
const tenantPage = guide('sending-email-suppression-list-tenant-level');
const globalPage = guide('sending-email-global-suppression-list');

/** Completes "on the list …". */
function why({ reason }: Listing): string {
  if (reason === 'BOUNCE') return 'after a hard bounce';
  return reason === 'COMPLAINT' ? 'after a complaint' : `for a reason that SES calls ${reason}`;
}

const severityOf = ({ listing }: Listed): 'error' | 'warning' => (isUnknown(listing) ? 'warning' : 'error');

const since = (listing: Listing): string =>
  listing.since === null ? '' : ` since ${listing.since.slice(0, 10)}`;

const evidence = ({ recipient, listing }: Listed) => [
  {
    what: `${recipient} on the suppression list`,
    expected: 'not listed',
    actual: `${listing.address}, ${listing.reason}${since(listing)}`,
    source: 'ses:GetSuppressedDestination',
  },
];

/** Taking somebody off the list is the user's decision: each reason has its own warning. */
function removal({ region, listing }: Listed, tenant: string | null): readonly Step[] {
  const warning = isUnknown(listing)
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

const explained = ['bounce/suppressed', 'bounce/unknown-user', 'bounce/complaint', 'bounce/undetermined'];

export default defineCheck({
  id: 'suppression',
  title: 'Suppression lists',
  why: `SES does not send to an address on a suppression list: it answers with a bounce of its own, and the
    receiver never sees the message.`,
  per: 'recipient',
  needs: { target, layers: suppressionLayers, direct: directListing, symptom },
  enrichment: { search: suppressionSearch },

  problems: {
    'suppression/account-list': problem<Listed>({
      severity: severityOf,
      summary: ({ recipient, listing }) =>
        `${recipient} is on the account's suppression list${since(listing)}, ${why(listing)}.`,
      impact:
        'SES drops every message to it and reports a bounce; the receiver never sees the mail. It still counts against the daily quota.',
      evidence,
      fix: (data) => removal(data, null),
      references: ({ region }) => pagesFor(region, '#/suppression-list', listPage),
      explains: explained,
      read: {
        summary: ({ subject }) => `${subject ?? 'The recipient'} is on the account's suppression list.`,
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
        `${recipient} is on the account's suppression list as ${listing.address}${since(listing)}, ${why(listing)}.`,
      impact:
        'Sending ignores case, so SES drops every message to it; asking the list for your spelling finds nothing.',
      evidence,
      fix: (data) => removal(data, null),
      references: ({ region }) => pagesFor(region, '#/suppression-list', listPage),
      explains: explained,
    }),

    'suppression/tenant-list': problem<OnTenant>({
      severity: severityOf,
      summary: ({ recipient, listing, tenant }) =>
        `${recipient} is on the suppression list of the tenant ${tenant}${since(listing)}, ${why(listing)}.`,
      impact: 'SES drops every message that this tenant sends to it.',
      evidence,
      fix: (data) => removal(data, data.tenant),
      references: ({ region }) => pagesFor(region, '#/tenants', tenantPage),
      explains: explained,
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
      summary: ({ recipient }) => `${recipient} is on Amazon's global suppression list, as the bounce says.`,
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
        `${recipient} was on a suppression list of yours when the mail bounced, and is on none now.`,
      impact: 'SES sends to it again. What bounced then was not delivered.',
      fix: () => [
        {
          text: 'Send again what was held back, if you know that the mailbox works and its owner wants the mail.',
          owner: 'you',
        },
      ],
      references: [listPage],
      explains: ['suppression/account-list', 'suppression/tenant-list', 'bounce/suppressed'],
    }),

    'suppression/global-not-queryable': problem<Clear>({
      severity: 'info',
      summary: ({ recipient, search }) =>
        `${recipient} was not found on your lists${searchWords(search)}; Amazon's global list cannot be queried.`,
      impact: 'A bounce of subtype Suppressed would show that the address is on it.',
      fix: () => [],
      references: [globalPage],
    }),
  },

  evaluate({ target: { region, tenant }, layers, direct, search, symptom }, recipient) {
    if (isSimulator(recipient)) return notApplicable('the mailbox simulator is on no suppression list');
    const known = layers.layers.flatMap((layer) => (layer.ok ? [layer.value] : []));
    const onAccount = known.filter(({ scope }) => scope === 'ACCOUNT');
    const ofTenant = known.filter(({ scope }) => scope === 'TENANT');
    const open = [
      ...layers.layers.flatMap((layer) => unanswered(layer)),
      ...(ofTenant.length === known.length && known.length > 0 ? [] : unanswered(direct.account)),
      ...(ofTenant.length === 0
        ? []
        : direct.tenant === null
          ? [tenantNotNamed(ofTenant)]
          : unanswered(direct.tenant)),
    ];
    const reasonsOf = (used: readonly SuppressionLayer[]): readonly SuppressedReason[] => [
      ...new Set(used.flatMap(({ reasons }) => reasons)),
    ];
    const asked = direct.account.ok ? direct.account.value : null;
    const other = search.ok
      ? (search.value.items.find(({ address }) => address.toLowerCase() === recipient.toLowerCase()) ?? null)
      : null;
    const found = asked ?? other;
    const onTenant = direct.tenant?.ok === true ? direct.tenant.value : null;

    if (onTenant !== null && tenant !== null && ofTenant.length > 0) {
      const data = { region, recipient, listing: onTenant };
      const enforced = reasonsOf(ofTenant);
      if (stopsNothing(onTenant, enforced))
        return [{ problem: 'suppression/reason-not-enforced', data: { ...data, enforced } }, ...open];
      return [
        { problem: 'suppression/tenant-list', data: { ...data, tenant } },
        ...settled(symptom, recipient, 'suppression/tenant-list'),
        ...unknownReason(onTenant),
        ...open,
      ];
    }
    if (found !== null && onAccount.length > 0) {
      const data = { region, recipient, listing: found };
      const enforced = reasonsOf(onAccount);
      if (stopsNothing(found, enforced))
        return [{ problem: 'suppression/reason-not-enforced', data: { ...data, enforced } }, ...open];
      const problem = found.address === recipient ? 'suppression/account-list' : 'suppression/case-variant';
      return [{ problem, data }, ...settled(symptom, recipient, problem), ...unknownReason(found), ...open];
    }
    const bounce = symptom?.candidates.find(
      ({ code, subject, data }) =>
        (code === 'suppression/global-list' ||
          (code === 'bounce/suppressed' && data['layer'] === 'global')) &&
        (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
    );
    const reach = search.ok
      ? {
          seen: search.value.seen,
          complete: search.value.complete,
          ...(search.value.because?.startsWith('interrupted') === true ? { interrupted: true as const } : {}),
        }
      : null;
    if (bounce !== undefined)
      return [{ problem: 'suppression/global-list', data: { recipient, search: reach } }, ...open];
    const passedOver =
      found !== null && ofTenant.length > 0
        ? [
            {
              problem: 'suppression/reason-not-enforced' as const,
              data: {
                region,
                recipient,
                listing: found,
                enforced: reasonsOf(ofTenant),
                passedOver: true as const,
              },
            },
          ]
        : [];
    if (open.length > 0) return [...passedOver, ...open];
    if (passedOver.length > 0) return passedOver;
    const wasListed =
      reach?.complete === true
        ? refute(
            symptom,
            // Without --tenant nobody asked the list of a tenant.
            [
              'suppression/account-list',
              ...(direct.tenant !== null && onTenant === null ? ['suppression/tenant-list'] : []),
              ...(saysAccountList(symptom, recipient) ? ['bounce/suppressed'] : []),
            ],
            recipient,
            `${recipient} is on none of your suppression lists now`,
          )
        : [];
    const data = { recipient, search: reach };
    return [
      { problem: 'suppression/global-not-queryable', data },
      ...(wasListed.length === 0 ? [] : [{ problem: 'suppression/not-listed-now', data } as const]),
      // A bounce is proof that the list held the address then.
      ...wasListed.map((one) => ({ ...one, past: true as const })),
    ];
  },

  observed({ direct, search }, recipient) {
    if (isSimulator(recipient) || !direct.account.ok || direct.account.value !== null) return null;
    if (!search.ok) return 'not listed in this spelling; others were not searched';
    return !search.value.complete
      ? `searched ${search.value.seen.toLocaleString('en-US')} entries for other spellings, not all`
      : null;
  },
});

/** Only a reason that is known can be known not to be enforced. */
const stopsNothing = (listing: Listing, enforced: readonly string[]): boolean =>
  enforced.length === 0 || (!isUnknown(listing) && !enforced.includes(listing.reason));

const unknownReason = (listing: Listing): readonly Unanswered[] =>
  isUnknown(listing)
    ? [
        notKnown(
          `the reason why ${listing.address} is on the suppression list`,
          listing.reason,
          'ses:GetSuppressedDestination',
        ),
      ]
    : [];

const tenantNotNamed = (layers: readonly SuppressionLayer[]): Unanswered => {
  const sets = layers.map(({ set }) => set ?? '').join(', ');
  return {
    unanswered: {
      reason: 'unreachable',
      message: `mail through the configuration set ${sets} is held against the list of a tenant, and no --tenant says which`,
      question: '',
      action: null,
      region: null,
      detail: { flag: '--tenant' },
    },
    counts: true,
  };
};

/** A bounce says that some list holds the address; the look-up says which, and is the better finding. */
const settled = (symptom: Symptom | null, recipient: string, code: string): readonly Refutation[] =>
  refute(symptom, ['bounce/suppressed'], recipient, `the live state shows ${code} instead`);

/** Every bounce of the recipient that tells of a list names the account's, which was asked. */
function saysAccountList(symptom: Symptom | null, recipient: string): boolean {
  const told = (symptom?.candidates ?? []).filter(
    ({ code, subject }) =>
      code === 'bounce/suppressed' && (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
  );
  return told.length > 0 && told.every(({ data }) => data['layer'] === 'account');
}

function searchWords(search: Clear['search']): string {
  if (search === null) return ' (other spellings were not searched)';
  if (search.complete) return '';
  if (search.interrupted === true)
    return ` (the search for other spellings was interrupted after ${search.seen.toLocaleString('en-US')} entries)`;
  return ` (other spellings: the first ${search.seen.toLocaleString('en-US')} entries; --search-suppression searches all)`;
}
