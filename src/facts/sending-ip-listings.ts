import { defineFact } from '../model/fact.ts';
import { ipLists, listOfZone } from '../knowledge/dns-lists/lists.ts';
import { type ListLookup, lookUp } from './dns-list-lookup.ts';
import { sendingIps } from './sending-ips.ts';

/** What the lists of addresses say about the sending addresses: those of `--dnsbl`, else the built-in ones. */
export const sendingIpListings = defineFact({
  id: 'sending-ip-listings',
  title: 'the DNS lists of IP addresses',
  from: { sendingIps },
  async gather({ dns, target }, { sendingIps: { ips } }): Promise<readonly ListLookup[]> {
    const lists = target.dnsbls === null ? ipLists : target.dnsbls.map(listOfZone);
    return await lookUp(
      dns,
      lists.filter(({ kind }) => kind === 'ip'),
      ips.map(({ ip }) => ip),
    );
  },
});
