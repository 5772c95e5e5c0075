import { defineFact } from '../model/fact.ts';
import { isUnreachableAddress } from '../knowledge/private-addresses.ts';
import { plainIp } from '../parse/dns-list/name.ts';
import { isSesAddress } from '../parse/ses-address.ts';
import { dedicatedIps } from './dedicated-ips.ts';

/**
 * - `dedicated`: leased by this account, or brought by it.
 * - `shared`: Amazon's, and not dedicated to this account.
 * - `amazon`: Amazon's; whether dedicated to this account could not be asked.
 * - `foreign`: not in Amazon's published ranges and not dedicated to this account. SES does not send from there.
 * - `unknown`: not in Amazon's published ranges; whether it is dedicated to this account could not be asked.
 */
export type IpOwner = 'dedicated' | 'shared' | 'amazon' | 'foreign' | 'unknown';

/** An address that mail of this run leaves from. */
export interface SendingIp {
  ip: string;
  /** Given by --ip, or found in a symptom: somebody asked about it. */
  named: boolean;
  owner: IpOwner;
  pool: string | null;
}

/** The addresses that are looked at. */
export interface SendingIps {
  ips: readonly SendingIp[];
  /** Named addresses that no receiver ever sees: private and loopback ones. */
  notPublic: readonly string[];
  /** Dedicated IPs that were left out because there are so many. */
  leftOut: number;
}

/** Dedicated IPs that are looked at; who has more asks for single ones with --ip. */
const mostDedicated = 100;

/** The addresses given or found in a symptom, and the dedicated ones of the account. */
export const sendingIps = defineFact({
  id: 'sending-ips',
  looks: false,
  title: 'the sending IP addresses',
  maybe: { dedicatedIps },
  gather({ target }, { dedicatedIps: dedicated }): SendingIps {
    const own = dedicated.ok ? dedicated.value.items : [];
    const all = [...new Set(target.ips.map(plainIp))];
    const named = all.filter((ip) => !isUnreachableAddress(ip));
    const others = own.filter(({ ip }) => !named.includes(ip));
    const surely = dedicated.ok && dedicated.value.complete;
    return {
      ips: [
        ...named.map((ip) => {
          const match = own.find((one) => one.ip === ip);
          const owner = match === undefined ? ownerOf(ip, surely) : 'dedicated';
          return { ip, named: true, owner, pool: match?.pool ?? null };
        }),
        ...others
          .slice(0, mostDedicated)
          .map(({ ip, pool }) => ({ ip, named: false, owner: 'dedicated' as const, pool })),
      ],
      notPublic: all.filter(isUnreachableAddress),
      leftOut: Math.max(0, others.length - mostDedicated),
    };
  },
});

function ownerOf(ip: string, dedicatedKnown: boolean): IpOwner {
  if (isSesAddress(ip)) return dedicatedKnown ? 'shared' : 'amazon';
  return dedicatedKnown ? 'foreign' : 'unknown';
}
