import type { Step } from '../../src/model/check.ts';
import { beforeWildcard } from '../dns/wildcard.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';

/** The CNAME at a MAIL FROM domain. */
export interface Alias {
  /** Where it leads; absent without one. */
  alias?: string;
  /** It is a wildcard's; absent else. */
  wildcard?: true;
}

/** RFC 1034 3.6.2: beside a CNAME stands no other record, and panels refuse one. */
export const withoutAlias = ({ domain, alias, wildcard }: Alias & { domain: string }): string =>
  alias === undefined
    ? ''
    : wildcard === true
      ? beforeWildcard
      : `Delete the CNAME at ${domain} first, unless something else needs it (then choose another sub-domain as MAIL FROM domain): no record may stand beside a CNAME. Then: `;

/** Words behind the name of a domain that is a CNAME. */
export const ofAlias = ({ alias, wildcard }: Alias): string =>
  alias === undefined ? '' : `: it is a CNAME to ${alias}${wildcard === true ? ', by a wildcard' : ''}`;

/** What comes in the place of the CNAME, beside the MX. */
export const spfRecord = ({ domain, zone }: { domain: string; zone: string | null }): Step => ({
  text: 'With it comes the SPF record',
  owner: 'dns',
  ...recordToPublish(domain, 'TXT', 'v=spf1 include:amazonses.com ~all', zone),
});

/** What is done where neither record is there: both are published in one go. */
export const recordsAct = ({ domain }: { domain: string }): string => `MX and SPF record of ${domain}`;
