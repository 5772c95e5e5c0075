import { knownSesRanges } from '../knowledge/ses-ranges.ts';
import { defineFact, each } from '../model/fact.ts';
import type { DmarcReports } from '../model/dmarc-reports.ts';
import { Unavailable } from '../model/unavailable.ts';
import { type DomainTraffic, trafficOf } from '../parse/dmarc-report/traffic.ts';
import { parseIp, sharesPrefix } from '../parse/ip-address.ts';
import { domainOf } from '../parse/identity-name.ts';
import { dedicatedIps } from './dedicated-ips.ts';
import { signingIdentity } from './identity/identity.ts';
import { sesAddresses } from './spf-ses.ts';

/** The DMARC aggregate reports that were given. */
export const dmarcReports = defineFact({
  id: 'dmarc-reports',
  title: 'the DMARC reports',
  gather({ target }): DmarcReports {
    if (target.dmarcReports === undefined)
      throw new Unavailable('not-asked', '--dmarc-report was not given', {
        detail: { flag: '--dmarc-report' },
      });
    return target.dmarcReports;
  },
});

/** What the reports say about the mail of each From domain: that of SES, and that of others. */
export const dmarcTraffic = defineFact({
  id: 'dmarc-traffic',
  title: 'the mail in the DMARC reports',
  from: { dmarcReports },
  maybe: { sesAddresses, dedicatedIps, signing: each(signingIdentity) },
  gather(_io, { dmarcReports, sesAddresses, dedicatedIps, signing }): readonly DomainTraffic[] {
    const live = sesAddresses.ok ? sesAddresses.value.addresses.flatMap(({ range }) => range ?? []) : [];
    // A report may be older than the record of SES: what once was a range of SES stays one.
    const ranges = [...new Set([...live, ...knownSesRanges])].flatMap(rangeOf);
    const own = new Set(dedicatedIps.ok ? dedicatedIps.value.items.map(({ ip }) => ip) : []);
    const known = new Map<string, boolean>();
    const selectors = new Set(
      (signing.ok ? signing.value : []).flatMap(({ answer }) =>
        answer.ok
          ? answer.value.dkim.tokens.map((token) => `${token.toLowerCase()} ${domainOf(answer.value.name)}`)
          : [],
      ),
    );
    const isSes = (ip: string): boolean => {
      const before = known.get(ip);
      if (before !== undefined) return before;
      const address = parseIp(ip);
      const isOurs =
        own.has(ip) ||
        (address !== null &&
          ranges.some(
            ({ network, prefix }) =>
              network.family === address.family && sharesPrefix(network, address, prefix),
          ));
      known.set(ip, isOurs);
      return isOurs;
    };
    return trafficOf(dmarcReports, isSes, selectors);
  },
});

function rangeOf(range: string) {
  const [network = '', prefix] = range.split('/');
  const address = parseIp(network);
  return address === null ? [] : [{ network: address, prefix: Number(prefix) }];
}
