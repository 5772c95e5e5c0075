import { defineFact, each } from '../model/fact.ts';
import type { AwsProbe } from '../model/aws.ts';
import { notKnown } from '../model/check.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { account, type SuppressedReason } from './account.ts';
import { configurationSetsInForce } from './configuration-set/configuration-set.ts';
import { collectPages, type Pages } from './pages.ts';
import { grouped } from '../model/many.ts';

/** An address on a suppression list, as it is spelt there. */
export interface Listing {
  address: string;
  /** `BOUNCE` or `COMPLAINT`; others may come. */
  reason: string;
  /** ISO time of the last update, or null. */
  since: string | null;
  /** SES names the message that put it there; absent where it names none, as for an import, or was not asked. */
  byMessage?: true;
}

/** What mail of this run meets: which list is looked at, and which reasons on it stop a message. */
export interface SuppressionLayer {
  /** The configuration set that decides, or null: the account's own settings. */
  set: string | null;
  /** `TENANT`: only the tenant's list is looked at. */
  scope: 'ACCOUNT' | 'TENANT';
  /** Empty: nothing is suppressed. */
  reasons: readonly SuppressedReason[];
  /** The set has reasons of its own in place of the account's. */
  overrides: boolean;
}

/** The layers of this run, each once; a set that could not be read is an unanswered one. */
export interface SuppressionLayers {
  accountReasons: readonly SuppressedReason[];
  layers: readonly Answer<SuppressionLayer>[];
}

/** What a tenant settles itself; null leaves it to the account. */
export interface TenantSuppression {
  scope: 'ACCOUNT' | 'TENANT' | null;
  reasons: readonly SuppressedReason[] | null;
}

const nothingSettled: TenantSuppression = { scope: null, reasons: null };

/** The suppression settings of the tenant that sends; nothing settled where none is named, or there is none. */
export const tenantSuppression = defineFact({
  id: 'suppression-tenant',
  title: 'the suppression settings of the tenant',
  actions: ['ses:GetTenant'],
  async gather({ aws, target: { tenant } }): Promise<TenantSuppression> {
    if (tenant === null) return nothingSettled;
    try {
      const { Tenant: reply } = await aws('ses:GetTenant', { TenantName: tenant });
      const { SuppressionScope: scope, SuppressedReasons: reasons } = reply.SuppressionAttributes ?? {};
      return { scope: scope ?? null, reasons: reasons ?? null };
    } catch (error) {
      if (error instanceof Unavailable && error.reason === 'not-found') return nothingSettled;
      throw error;
    }
  },
});

/** Which suppression settings are in force, in the order SES resolves them: configuration set, tenant, account. */
export const suppressionLayers = defineFact({
  id: 'suppression-layers',
  looks: false,
  title: 'the suppression settings',
  from: { account, sets: configurationSetsInForce },
  maybe: { tenant: tenantSuppression },
  gather({ target }, { account, sets, tenant }): SuppressionLayers {
    const named = sets.filter(({ why }) => why === 'named');
    // A set that the application names takes the place of any default.
    const used = named.length > 0 ? named : sets;
    const covered = new Set(used.flatMap(({ why }) => (why === 'named' ? [] : [why.defaultOf])));
    const plain =
      named.length === 0 &&
      (target.identities.length === 0 || target.identities.some((one) => !covered.has(one)));
    const accountReasons = account.suppressedReasons;
    const own = layerOf(null, nothingSettled, tenant, accountReasons);
    const layers = used.flatMap(({ name, settings }): readonly Answer<SuppressionLayer>[] => {
      if (!settings.ok) return [settings];
      // It does not exist: the check configuration-set says so.
      return settings.value === null
        ? []
        : [layerOf(name, settings.value.suppression, tenant, accountReasons)];
    });
    return { accountReasons, layers: plain || layers.length === 0 ? [own, ...layers] : layers };
  },
});

/** What a set leaves open is the tenant's, and what that leaves open the account's. */
function layerOf(
  set: string | null,
  { scope, reasons }: TenantSuppression,
  tenant: Answer<TenantSuppression>,
  accountReasons: readonly SuppressedReason[],
): Answer<SuppressionLayer> {
  if (!tenant.ok && (scope === null || reasons === null)) return tenant;
  const next = tenant.ok ? tenant.value : nothingSettled;
  const inForce: string = scope ?? next.scope ?? 'ACCOUNT';
  if (inForce !== 'ACCOUNT' && inForce !== 'TENANT') {
    const of = set === null ? 'the tenant' : `the configuration set ${set}`;
    const { unanswered: why } = notKnown(
      `the suppression scope of ${of}`,
      inForce,
      'ses:GetConfigurationSet',
    );
    return { ok: false, why };
  }
  return {
    ok: true,
    value: {
      set,
      scope: inForce,
      reasons: reasons ?? next.reasons ?? accountReasons,
      overrides: set !== null && reasons !== null,
    },
  };
}

/** What a direct question for a recipient found. */
export interface DirectListing {
  /** On the account's list; null: under none of the spellings asked for. */
  account: Answer<Listing | null>;
  /** On the tenant's list; null when no tenant is named. */
  tenant: Answer<Listing | null> | null;
}

/**
 * Asks for the recipient as given and in lower case: the list is kept by exact spelling, while sending ignores case
 * ("Using the Amazon SES account-level suppression list").
 */
export const directListing = defineFact({
  id: 'suppression-direct',
  per: 'recipient',
  title: 'the suppression list',
  actions: ['ses:GetSuppressedDestination'],
  async gather({ aws, target, subject }): Promise<DirectListing> {
    const { tenant } = target;
    const [onAccount, onTenant] = await Promise.all([
      answerOf(firstListing(aws, subject, {})),
      tenant === null ? null : answerOf(firstListing(aws, subject, { TenantName: tenant })),
    ]);
    return { account: onAccount, tenant: onTenant };
  },
});

/** The entry of a recipient on the list of the account, or of a tenant: as given, and in lower case. */
export async function firstListing(
  aws: AwsProbe<'ses:GetSuppressedDestination'>,
  recipient: string,
  of: { TenantName?: string },
  region?: string,
): Promise<Listing | null> {
  const spellings = [...new Set([recipient, recipient.toLowerCase()])];
  const found = await Promise.all(spellings.map((address) => ask(aws, address, of, region)));
  return found.find((listing) => listing !== null) ?? null;
}

async function ask(
  aws: AwsProbe<'ses:GetSuppressedDestination'>,
  address: string,
  of: { TenantName?: string },
  region: string | undefined,
): Promise<Listing | null> {
  try {
    const { SuppressedDestination: found } = await aws(
      'ses:GetSuppressedDestination',
      { EmailAddress: address, ...of },
      region === undefined ? {} : { region },
    );
    // SES finds an address by its exact spelling: whoever answers about another one was not asked.
    if (found.EmailAddress.toLowerCase() !== address.toLowerCase()) {
      throw new Unavailable('bad-reply', `asked about ${address}, SES answered about ${found.EmailAddress}`, {
        question: 'ses:GetSuppressedDestination',
      });
    }
    return {
      ...listing(found.EmailAddress, found.Reason, found.LastUpdateTime),
      ...(found.Attributes?.MessageId !== undefined && { byMessage: true as const }),
    };
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

const listing = (address: string, reason: string, since: Date): Listing => ({
  address,
  reason,
  since: since.toISOString(),
});

/** How many entries are searched for other spellings unless somebody asks for all of them. */
export const usualEntries = 10_000;

/** The entries that are a recipient of this run under another case, and how far the search went. */
export interface SpellingSearch extends Pages<Listing> {
  /** Entries looked at. */
  seen: number;
}

/**
 * Searches the account's list for other spellings of the recipients that no direct question found. Keeps the hits
 * only, so that a list of any length costs no memory.
 */
export const suppressionSearch = defineFact({
  id: 'suppression-search',
  title: 'other spellings on the suppression list',
  actions: ['ses:ListSuppressedDestinations'],
  from: { direct: each(directListing) },
  async gather({ aws, target, signal, progress }, { direct }): Promise<SpellingSearch> {
    const wanted = new Set(
      direct
        // The whole list may be open to who may not ask for one address.
        .filter(
          ({ answer }) => answer.ok && !(answer.value.account.ok && answer.value.account.value !== null),
        )
        .map(({ subject }) => subject.toLowerCase()),
    );
    if (wanted.size === 0) return { items: [], complete: true, because: null, seen: 0 };
    const everything = target.searchSuppression || saysSuppressed(target.symptom?.candidates ?? []);
    let seen = 0;
    const pages = await collectPages<Listing>({
      signal,
      ...(everything ? {} : { limit: usualEntries }),
      keep: ({ address }) => wanted.has(address.toLowerCase()),
      onPage: (count) => {
        seen = count;
        progress(`other spellings on the suppression list (${grouped(count)} entries searched)`);
      },
      ask: async (token) => {
        const reply = await aws('ses:ListSuppressedDestinations', {
          PageSize: 1000,
          ...(token !== undefined && { NextToken: token }),
        });
        const items = reply.SuppressedDestinationSummaries.map((one) =>
          listing(one.EmailAddress, one.Reason, one.LastUpdateTime),
        );
        return { items, next: reply.NextToken };
      },
    });
    return { ...pages, seen };
  },
});

const saysSuppressed = (candidates: readonly { code: string }[]): boolean =>
  candidates.some(({ code }) => code === 'bounce/suppressed' || code.startsWith('suppression/'));
