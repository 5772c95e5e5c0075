import { defineFact } from '../../model/fact.ts';
import type { SmtpSession } from '../../model/smtp.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { greetsAsOther } from '../../parse/smtp-outcome.ts';
import { smtpEndpoint } from './endpoint.ts';

/** One session for each port of the endpoint, all opened at once; none authenticates. In the order of the ports. */
export const smtpSessions = defineFact({
  id: 'smtp-sessions',
  title: 'what answers at the SMTP endpoint',
  from: { smtpEndpoint },
  async gather({ smtp, target }, { smtpEndpoint: { host, ports } }): Promise<readonly SmtpSession[]> {
    if (!target.worlds.smtp)
      throw new Unavailable('switched-off', '--no-smtp leaves the SMTP endpoint alone');
    return await Promise.all(ports.map((port) => smtp(host, port)));
  },
});

/** A session that came through TLS to the end, with SES where the host is one of SES: mail can be sent over this port from here. */
export const works = ({ failure, host, banner }: SmtpSession): boolean =>
  failure === null && !greetsAsOther(host, banner);
