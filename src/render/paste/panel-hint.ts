import { panelHint } from '../../knowledge/dns-panels.ts';
import { registeredDomain } from '../../parse/dmarc/organizational-domain.ts';

/** Whether a part of the registered domain was given to servers of its own. */
export const isOwnZone = (zone: string | null): zone is string =>
  zone !== null && zone !== registeredDomain(zone);

/**
 * What to mind when a record is typed in. The panel of the registered domain would put the short name of a record into
 * another zone than the one that answers for it.
 */
export const panelHintIn = (zone: string | null, servers: readonly string[] = []): string =>
  isOwnZone(zone)
    ? `${panelHint} The zone is ${zone}, which has name servers of its own${servers.length === 0 ? '' : ` (${servers.slice(0, 3).join(', ')})`}: what stands in the zone above it is not asked for`
    : panelHint;
