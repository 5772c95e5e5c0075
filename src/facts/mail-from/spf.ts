import { defineFact } from '../../model/fact.ts';
import { formatIp, probeAddress } from '../../parse/ip-address.ts';
import { isSpfRecord, letsThrough, parseSpf } from '../../spf/record.ts';
import { type Answer, answerOf, skipReasons, Unavailable } from '../../model/unavailable.ts';
import { dedicatedIps } from '../dedicated-ips.ts';
import { notSeen, senderIdentity } from '../identity/sender-identity.ts';
import { asPublished } from '../published-texts.ts';
import { checkHost } from '../../spf/check-host.ts';
import type { SpfResult } from '../../spf/tree.ts';

/** Whether SPF at the MAIL FROM domain lets SES's own addresses through. */
export interface MailFromSpf {
  /** One address of SES's first ranges each, or dedicated IPs that pass, with check_host()'s result. A temperror is an answer that is missing. */
  results: Answer<readonly { ip: string; result: SpfResult }[]>;
  /** SES uses the domain as envelope sender, so that the fact `spf` looks at it too. */
  inForce: boolean;
}

/** All ranges stand in one record; two show whether it is included. */
const enoughRanges = 2;

export const mailFromSpf = defineFact({
  id: 'mail-from-spf',
  per: 'identity',
  title: 'SPF at the MAIL FROM domain',
  from: { senderIdentity },
  maybe: { dedicatedIps },
  async gather(
    { dns, now },
    { senderIdentity: { name, mailFrom, outside }, dedicatedIps },
  ): Promise<MailFromSpf> {
    if (outside?.mailFrom === false) throw notSeen('the envelope sender', '--mail-from');
    if (mailFrom === null) throw new Unavailable('prerequisite', `${name} uses the MAIL FROM domain of SES`);
    const { domain } = mailFrom;
    const published = asPublished(dns, domain);
    const resultFor = async (ip: string): Promise<{ ip: string; result: SpfResult }> => {
      const { result, problem } = await checkHost({
        ip,
        domain,
        sender: `postmaster@${domain}`,
        helo: domain,
        dns: published,
        now: now(),
      });
      if (result === 'temperror' && problem?.kind === 'temperror') {
        throw Unavailable.of(problem.why);
      }
      return { ip, result };
    };
    const own = dedicatedIps.ok ? dedicatedIps.value.items.slice(0, enoughRanges) : [];
    const results = answerOf(
      (async () => {
        const shared = sesAddresses((await dns.resolve('amazonses.com', 'TXT')).records);
        const [ofSes, ofOwn] = await Promise.all([
          Promise.all(shared.map(resultFor)),
          Promise.all(own.map(({ ip }) => resultFor(ip))),
        ]);
        // A record that knows the dedicated IPs alone is for the check `spf` to weigh.
        const passing = ofOwn.filter(({ result }) => result === 'pass');
        if (passing.length > 0) return passing;
        const isRefused = ofSes.some(({ result }) => ['fail', 'softfail', 'neutral'].includes(result));
        if (isRefused && !dedicatedIps.ok && !skipReasons.has(dedicatedIps.why.reason)) {
          const { records } = await published.resolve(domain, 'TXT');
          // What goes out through dedicated IPs may pass all the same.
          if (records.filter(isSpfRecord).some(letsThrough)) throw Unavailable.of(dedicatedIps.why);
        }
        return ofSes;
      })(),
    );
    return { results: await results, inForce: mailFrom.status === 'SUCCESS' };
  },
});

/** An address of each of the first ranges that SES publishes; empty when its record looks otherwise than we know it. */
function sesAddresses(texts: readonly string[]): readonly string[] {
  const record = texts.find(isSpfRecord);
  if (record === undefined) return [];
  return parseSpf(record)
    .terms.flatMap((term) =>
      term.kind === 'directive' && term.mechanism === 'ip4' && term.ip !== null
        ? [formatIp(probeAddress({ address: term.ip, prefix: term.prefix4 }))]
        : [],
    )
    .slice(0, enoughRanges);
}
