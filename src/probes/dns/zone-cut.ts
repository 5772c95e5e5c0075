import type { Why } from '../../model/unavailable.ts';
import type { ServerView } from '../../model/dns.ts';
import { delegationOf, type DelegationOptions } from './delegation.ts';
import type { Question } from './wire.ts';
import type { NameServer, ZoneFinder, ZoneServers } from './zones.ts';

export interface ZoneCutOptions extends DelegationOptions {
  serversOf: ZoneFinder['serversOf'];
  /** What one server says. */
  viewOf: (
    zone: string,
    server: NameServer,
    question: Question & { type: 'NS' },
  ) => Promise<ServerView<'NS'>>;
}

/** A zone, as far as it was found without the resolver. */
export interface Cut {
  found: ZoneServers;
  /** Nobody told whether a zone begins below the one found. */
  missed?: Why;
  /** Of a name on the way the resolver did not tell, and the servers of the zones did. */
  hidden?: Why;
}

/**
 * Where the resolver does not answer whether a zone begins at a name, the servers of the zone above it tell: they have the NS
 * records, or none, or refer to others.
 */
export function zoneCutFinder(options: ZoneCutOptions): (found: ZoneServers) => Promise<Cut> {
  return async (found) => {
    let at: Cut = { found };
    for (const { name, why } of found.failed ?? []) {
      const below = await zoneAt(name, at.found, options);
      if (below === 'unheard') return { ...at, missed: why };
      at = { found: below ?? at.found, hidden: why };
    }
    return at;
  };
}

/** The zone that begins at a name below `above`; null where none does. */
async function zoneAt(
  name: string,
  above: ZoneServers,
  options: ZoneCutOptions,
): Promise<ZoneServers | null | 'unheard'> {
  for (const server of above.servers) {
    const { answer } = await options.viewOf(above.zone, server, { name, type: 'NS' });
    if (answer.kind === 'answer') {
      const { records, chain } = answer.answer;
      return records.length > 0 && chain.length === 0 ? await options.serversOf(name, records) : null;
    }
    if (answer.kind !== 'lame' || answer.refersTo === undefined) continue;
    const servers = await delegationOf(answer.refersTo, options);
    return servers === null ? 'unheard' : { zone: answer.refersTo, servers };
  }
  return 'unheard';
}
