import { defineFact } from '../../model/fact.ts';
import { sesRegion, smtpHost } from '../../knowledge/regions.ts';
import { regionOfSmtpHost, sesSmtpPorts } from '../../knowledge/smtp-ports.ts';
import type { SmtpPort } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';

/** The SMTP endpoint of this run, as the command line has it. */
export interface SmtpEndpoint {
  host: string;
  ports: readonly SmtpPort[];
  /** The Region whose passwords the host takes, or null where its name does not say. */
  region: string | null;
  /** `--smtp-host` named it. */
  chosenHost: boolean;
  /** `--smtp-port` named the ports. */
  chosenPorts: boolean;
  /** Somebody sends by SMTP: credentials, a flag or a symptom says so. */
  evident: boolean;
  /** Whether the Region's row in the General Reference has an SMTP endpoint; null: not in our table. */
  listed: boolean | null;
  /** The proxy that HTTPS to this host would take, or null. SMTP takes none. */
  proxy: string | null;
}

export const smtpEndpoint = defineFact({
  id: 'smtp-endpoint',
  looks: false,
  title: 'the SMTP endpoint',
  gather({ target, environment }): SmtpEndpoint {
    const { smtp } = target;
    const host = smtp.host ?? (target.region === null ? null : smtpHost(target.region));
    if (host === null) {
      throw new Unavailable('prerequisite', 'no Region is known, and --smtp-host was not given');
    }
    const region = smtp.host === null ? target.region : (regionOfSmtpHost(smtp.host) ?? target.region);
    return {
      host,
      ports: smtp.ports ?? sesSmtpPorts,
      region,
      chosenHost: smtp.host !== null,
      chosenPorts: smtp.ports !== null,
      evident: smtp.evident,
      listed: region === null ? null : (sesRegion(region)?.smtp ?? null),
      proxy: environment.proxyFor(host),
    };
  },
});
