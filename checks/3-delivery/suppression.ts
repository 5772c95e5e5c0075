import {
  cutOff,
  defineCheck,
  notApplicable,
  notKnown,
  type OccurrenceOf,
  type Refutation,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import type { SuppressedReason } from '../../src/facts/account.ts';
import {
  directListing,
  type Listing,
  type SpellingSearch,
  type SuppressionLayer,
  suppressionLayers,
  suppressionSearch,
} from '../../src/facts/suppression.ts';
import { type ImportJob, importJobs } from '../../src/facts/import-jobs.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { isSimulator } from '../../src/parse/identity-name.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, skipReasons, valueOr } from '../../src/model/unavailable.ts';
import { listedElsewhere, type ListedElsewhere } from '../../src/facts/suppression-elsewhere.ts';
import { elsewhereProblems, type HeldElsewhere } from './suppression-elsewhere.words.ts';
import { suppressionProblems, isUnknown, type Listed } from './suppression.words.ts';
import { grouped } from '../../src/model/many.ts';

export default defineCheck({
  id: 'suppression',
  title: 'Suppression lists',
  why: `SES does not send to an address on a suppression list: it answers with a bounce of its own, and the
    receiver never sees the message.`,
  per: 'recipient',
  needs: { target, direct: directListing, symptom },
  questions: { layers: suppressionLayers },
  enrichment: { search: suppressionSearch, importJobs, elsewhere: listedElsewhere },
  restsOn: { 'suppression/case-variant': 'search' },

  problems: { ...suppressionProblems, ...elsewhereProblems },

  evaluate(
    { target: { region, tenant, searchSuppression, endpointId }, layers, direct, search, symptom, ...more },
    recipient,
  ) {
    if (isSimulator(recipient)) return notApplicable('the mailbox simulator is on no suppression list');
    const { importJobs: jobs, elsewhere } = more;
    // Half of the mail of an endpoint that is named goes through its other Region: what is open there counts.
    const there = endpointId === null || tenant !== null ? [] : heldElsewhere(elsewhere, recipient);
    const settings = layers.ok ? layers.value.layers : [];
    const known = settings.flatMap((layer) => (layer.ok ? [layer.value] : []));
    const onAccount = known.filter(({ scope }) => scope === 'ACCOUNT');
    const ofTenant = known.filter(({ scope }) => scope === 'TENANT');
    const open = [
      ...settings.flatMap((layer) => unanswered(layer)),
      ...(ofTenant.length === known.length && known.length > 0 ? [] : unanswered(direct.account)),
      ...(ofTenant.length === 0
        ? []
        : direct.tenant === null
          ? [tenantNotNamed(ofTenant)]
          : unanswered(direct.tenant)),
      ...(searchSuppression ? unsearched(search) : []),
      ...there,
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
      const job = asked === null ? undefined : importOf(asked, valueOr(jobs, { items: [] }).items);
      return [...onAccountList({ ...data, ...(job !== undefined && { job }) }, symptom), ...open];
    }
    // What is on the list is known, whoever may read the settings that say what it does.
    if (found !== null && known.length === 0)
      return [...onAccountList({ region, recipient, listing: found, unread: true }, symptom), ...open];
    if (!layers.ok) return skipReasons.has(layers.why.reason) ? notApplicable(layers.why.message) : open;
    const bounce = symptom?.candidates.find(
      ({ code, subject, data }) =>
        (code === 'suppression/global-list' ||
          (code === 'bounce/suppressed' && data['layer'] === 'global')) &&
        (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
    );
    const reach = search.ok ? reachOf(search.value) : null;
    if (bounce !== undefined)
      return [{ problem: 'suppression/global-list', data: { recipient, search: reach } }, ...open];
    const passedOver =
      found !== null && ofTenant.length > 0
        ? [ofOtherList({ region, recipient, listing: found, enforced: reasonsOf(ofTenant) })]
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
              'suppression/case-variant',
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
      ? `searched ${grouped(search.value.seen)} entries for other spellings, not all`
      : null;
  },
});

/** The account's list has the recipient, in this spelling or another; `unread`: nobody could read what the list does. */
function onAccountList({ unread, ...data }: Listed, symptom: Symptom | null) {
  const { recipient, listing } = data;
  const code = listing.address === recipient ? 'suppression/account-list' : 'suppression/case-variant';
  // A bounce that tells of it says what the list does.
  const told = settled(symptom, recipient, code);
  const found: OccurrenceOf<typeof code, Listed> = {
    problem: code,
    data: { ...data, ...(unread && told.length === 0 && { unread }) },
  };
  return [found, ...told, ...unknownReason(listing)];
}

/** What the other Region of the global endpoint that is sent through holds back, and what it did not say. */
function heldElsewhere(
  elsewhere: Answer<readonly ListedElsewhere[]>,
  recipient: string,
): readonly (Unanswered | { problem: 'suppression/other-region'; data: HeldElsewhere })[] {
  if (!elsewhere.ok) return unanswered(elsewhere);
  return elsewhere.value.flatMap(
    ({ endpoint, region, listing, reasons }): ReturnType<typeof heldElsewhere> => {
      if (!listing.ok) return unanswered(listing);
      if (listing.value === null) return [];
      if (reasons?.ok === false) return unanswered(reasons);
      if (stopsNothing(listing.value, reasons?.value ?? [])) return [];
      const data = { region, endpoint, recipient, listing: listing.value };
      return [{ problem: 'suppression/other-region' as const, data }, ...unknownReason(listing.value)];
    },
  );
}

/** How far the search for other spellings went. */
const reachOf = ({ seen, complete, because }: SpellingSearch) => ({
  ...{ seen, complete },
  ...(because?.startsWith('interrupted') === true ? { interrupted: true as const } : {}),
});

/** The account's list has it, and only that of a tenant is looked at. */
const ofOtherList = (data: {
  region: string | null;
  recipient: string;
  listing: Listing;
  enforced: readonly SuppressedReason[];
}) => ({
  problem: 'suppression/reason-not-enforced' as const,
  data: { ...data, passedOver: true as const },
});

/** An import works through its file within a day, mostly within minutes. */
const importMs = 86_400_000;

/** The import that put the entry there, as far as its time tells: no message did, and the import was at work then. */
function importOf({ since, byMessage }: Listing, jobs: readonly ImportJob[]): ImportJob | undefined {
  const at = Date.parse(since ?? '');
  if (byMessage === true || Number.isNaN(at)) return undefined;
  return jobs.find(({ list, action, createdAt, processed }) => {
    const after = at - Date.parse(createdAt ?? '');
    return list === 'suppression' && action === 'PUT' && processed !== 0 && after >= 0 && after <= importMs;
  });
}

/** Who asks for the search of the whole list has no answer before its end. */
const unsearched = (search: Answer<SpellingSearch>): readonly Unanswered[] =>
  !search.ok
    ? unanswered(search)
    : search.value.complete
      ? []
      : [
          cutOff(
            'ses:ListSuppressedDestinations',
            `${grouped(search.value.seen)} entries of the suppression list were searched for other spellings, not all${search.value.because === null ? '' : ` (${search.value.because})`}`,
          ),
        ];

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
      reason: 'not-named',
      message: `mail through the configuration set ${sets} is held against the list of a tenant, and no --tenant says which`,
      question: 'the tenant that sends',
      action: null,
      region: null,
      detail: { flag: '--tenant' },
    },
    counts: true,
  };
};

/** A bounce says that some list holds the address; the look-up says which, and is the better finding. */
const settled = (symptom: Symptom | null, recipient: string, code: string): readonly Refutation[] =>
  refute(symptom, ['bounce/suppressed'], recipient, `the live state shows ${code}`).map((one) => ({
    ...one,
    shows: code,
  }));

/** Every bounce of the recipient that tells of a list names the account's, which was asked. */
function saysAccountList(symptom: Symptom | null, recipient: string): boolean {
  const told = (symptom?.candidates ?? []).filter(
    ({ code, subject }) =>
      code === 'bounce/suppressed' && (subject === null || subject.toLowerCase() === recipient.toLowerCase()),
  );
  return told.length > 0 && told.every(({ data }) => data['layer'] === 'account');
}
