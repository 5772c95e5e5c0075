import type { Answer } from '../../model/unavailable.ts';
import type { Account } from '../account.ts';
import type { SetDestinations } from '../event-destinations.ts';
import type { SetInForce } from './configuration-set.ts';

/** What SES changes in the mail of configuration sets: links for clicks, a picture for opens. */
export interface Tracked {
  clicks: boolean;
  opens: boolean;
}

/**
 * What is tracked in mail of these sets. SES touches a message only where an enabled destination asks for the event, or
 * the engagement metrics of the Virtual Deliverability Manager do. Null where that could not be read.
 */
export function trackedIn(
  sets: readonly string[],
  known: {
    inForce: readonly SetInForce[];
    destinations: Answer<readonly SetDestinations[]>;
    account: Answer<Account>;
  },
): Tracked | null {
  const each = sets.map((set) => trackedInOne(set, known));
  const tracked = {
    clicks: each.some((one) => one?.clicks === true),
    opens: each.some((one) => one?.opens === true),
  };
  return each.includes(null) && !tracked.clicks ? null : tracked;
}

function trackedInOne(
  set: string,
  { inForce, destinations, account }: Parameters<typeof trackedIn>[1],
): Tracked | null {
  const settings = inForce.find(({ name }) => name === set)?.settings;
  const own = settings?.ok === true ? (settings.value?.vdm.engagementMetrics ?? null) : null;
  if (account.ok && account.value.vdm && (own ?? account.value.engagementMetrics === true))
    return { clicks: true, opens: true };
  const published = destinations.ok
    ? destinations.value.find((one) => one.set === set)?.destinations
    : undefined;
  if (published?.ok !== true) return null;
  const types = published.value.filter(({ enabled }) => enabled).flatMap((one) => one.types);
  const tracked = { clicks: types.includes('CLICK'), opens: types.includes('OPEN') };
  return account.ok || tracked.clicks ? tracked : null;
}
