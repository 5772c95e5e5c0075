import { defineFact } from '../../model/fact.ts';
import { namesNothing } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { isAddress, isSenderName } from '../../parse/identity-name.ts';
import { identitiesToChoose, type ListedIdentity } from './identities.ts';

/** Which identities a run looks at whose command line names nothing. */
export interface Senders {
  /** Domains first, each kind by name; at most ten. */
  lookedAt: readonly string[];
  /** How many those were chosen from, with those whose name no question can hold. */
  of: number;
  /** False when no identity can send: then those that cannot are looked at. */
  canSend: boolean;
  /** Beside those that can send, the ones that cannot; empty when none can. */
  cannotSend: readonly ListedIdentity[];
  /** Names of those that may send and that no question can hold, twenty at most; absent where there is none. */
  unaskable?: readonly string[];
}

/** Each has some ten questions, and SES answers about one a second for each action. */
const most = 10;

/**
 * The choice of senders for a run that names neither a sender nor anything else to look at: those that can send, else
 * all. `not-asked` when something is named.
 */
export const senders = defineFact({
  id: 'senders',
  title: 'the senders to look at',
  from: { identitiesToChoose },
  gather({ target }, { identitiesToChoose: { items } }): Senders {
    if (!namesNothing(target))
      throw new Unavailable('not-asked', 'what to look at is given', { detail: { flag: '--identity' } });
    return chosenFrom(items);
  },
});

/**
 * The choice from a list: domains before addresses, each by name. A name that is none of a sender is never chosen, but counts.
 * Throws where all are such: senders that nobody looked at are no clean ones.
 */
export function chosenFrom(items: readonly ListedIdentity[]): Senders {
  const named = items.filter(({ name }) => isSenderName(name)).toSorted(byName);
  const [odd] = items.filter(({ name }) => !isSenderName(name));
  if (odd !== undefined && named.length === 0)
    throw new Unavailable(
      'bad-reply',
      `SES lists ${JSON.stringify(odd.name.slice(0, 80))}, which is neither a domain as DNS has it nor an address that can be asked about`,
      { question: 'ListEmailIdentities' },
    );
  const sending = named.filter(({ sendingEnabled }) => sendingEnabled);
  const canSend = sending.length > 0;
  const among = canSend ? sending : named;
  const passedOver = items.filter(
    ({ name, sendingEnabled }) => !isSenderName(name) && (sendingEnabled || !canSend),
  );
  const unaskable = passedOver
    .filter(({ sendingEnabled }) => sendingEnabled)
    .map(({ name }) => name.slice(0, 80));
  return {
    lookedAt: among.slice(0, most).map(({ name }) => name),
    of: among.length + passedOver.length,
    canSend,
    cannotSend: canSend ? named.filter(({ sendingEnabled }) => !sendingEnabled) : [],
    ...(unaskable.length > 0 && { unaskable: unaskable.slice(0, 20) }),
  };
}

/** By code points, so that the choice is the same on every computer. */
const byName = (one: ListedIdentity, other: ListedIdentity): number =>
  Number(isAddress(one.name)) - Number(isAddress(other.name)) || (one.name < other.name ? -1 : 1);
