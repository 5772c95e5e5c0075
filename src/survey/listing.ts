import { listIdentities, type ListedIdentity } from '../facts/identity/identities.ts';
import type { AwsProbe } from '../model/aws.ts';
import { Unavailable, type UnavailableReason, type Why } from '../model/unavailable.ts';
import type { Pages } from '../facts/pages.ts';

/** The identities of a Region by name. Domains are found whatever their case, addresses are not, as in SES. */
export interface Listing {
  items: readonly ListedIdentity[];
  complete: boolean;
  /** Why the pages after these did not come; null where none is missing, or where the run ended. */
  broken: Why | null;
  find: (name: string) => ListedIdentity | null;
}

/** The list of a Region, for looking names up in. */
export function listingOf(
  { items, complete }: Pick<Pages<ListedIdentity>, 'items' | 'complete'>,
  broken: Why | null = null,
): Listing {
  const byName = new Map(items.map((one) => [one.name, one]));
  return {
    items,
    ...{ complete, broken },
    find: (name) => byName.get(name.includes('@') ? name : name.toLowerCase()) ?? null,
  };
}

/** Those that can send first: a look that is cut short has then seen what matters most. */
export const sendersFirst = <T>(list: readonly T[], canSend: (one: T) => boolean): readonly T[] =>
  list.toSorted((one, other) => Number(canSend(other)) - Number(canSend(one)));

/**
 * Whom a look that is cut short goes to: half of it to those that the list itself says are in trouble, failed ones
 * first, half to those that send; what one half leaves over, the other takes.
 */
export function firstLook<T extends Pick<ListedIdentity, 'verificationStatus' | 'sendingEnabled'>>(
  list: readonly T[],
  limit: number,
): readonly T[] {
  const troubled = list.filter((one) => troubleOf(one) !== null);
  const senders = list.filter((one) => troubleOf(one) === null);
  const share = Math.max(Math.ceil(limit / 2), limit - senders.length);
  const first = troubled
    .toSorted((one, other) => (troubleOf(one) ?? 0) - (troubleOf(other) ?? 0))
    .slice(0, share);
  return [...first, ...senders.slice(0, limit - first.length)];
}

const gravity = ['FAILED', 'TEMPORARY_FAILURE', 'PENDING', 'NOT_STARTED'];

/** How grave it is what a list says of an identity, the gravest 0; null for one that is in order. */
function troubleOf({
  verificationStatus,
  sendingEnabled,
}: Pick<ListedIdentity, 'verificationStatus' | 'sendingEnabled'>): number | null {
  if (verificationStatus === 'SUCCESS') return sendingEnabled ? null : gravity.length;
  return gravity.includes(verificationStatus) ? gravity.indexOf(verificationStatus) : gravity.length;
}

/**
 * Asks for the identities of a Region, a thousand at a time. `onNames` is told of each page as it comes. A list that breaks off
 * is what came of it, and says why. Rejects where nothing came. `forget` lets go of pages of an earlier run, whose token may
 * hold no longer; false where there are none.
 */
export async function askListing(
  aws: AwsProbe<'ses:ListEmailIdentities'>,
  signal: AbortSignal,
  more: {
    region?: string;
    onNames?: (names: readonly string[]) => void;
    forget?: (reason: UnavailableReason) => boolean;
  } = {},
): Promise<Listing> {
  const { region, onNames, forget = () => false } = more;
  const there: AwsProbe<'ses:ListEmailIdentities'> = async (action, input) => {
    const reply = await aws(action, input, region === undefined ? {} : { region });
    onNames?.(
      sendersFirst(reply.EmailIdentities, (one) => one.SendingEnabled === true).map(
        (one) => one.IdentityName,
      ),
    );
    return reply;
  };
  // By name: a service that goes round in circles lists them again.
  const came = new Map<string, ListedIdentity>();
  try {
    return listingOf(
      await listIdentities(there, signal, (items) => {
        for (const one of items) came.set(one.name, one);
      }),
    );
  } catch (error) {
    if (error instanceof Unavailable && forget(error.why.reason)) return await askListing(aws, signal, more);
    if (!(error instanceof Unavailable) || error.why.reason === 'interrupted' || came.size === 0) throw error;
    return listingOf({ items: [...came.values()], complete: false }, error.why);
  }
}
