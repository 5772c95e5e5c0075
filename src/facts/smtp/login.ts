import { defineFact } from '../../model/fact.ts';
import type { SmtpPort } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { mechanismOf } from '../../model/smtp-mechanism.ts';
import { smtpCredentials } from './credentials.ts';
import { smtpEndpoint } from './endpoint.ts';
import { smtpSessions, works } from './sessions.ts';

/** What the endpoint replied to AUTH. */
export interface SmtpLogin {
  host: string;
  port: SmtpPort;
  mechanism: string;
  code: number;
  text: string;
}

/** AUTH, once, over the best port that lets a session in: five rejected logins at a time would look like an attack. */
export const smtpLogin = defineFact({
  id: 'smtp-login',
  title: 'the reply to AUTH',
  from: { smtpCredentials, smtpEndpoint, smtpSessions },
  async gather(
    { smtp },
    { smtpCredentials: shape, smtpEndpoint: { host }, smtpSessions: sessions },
  ): Promise<SmtpLogin> {
    if (shape.username === 'missing' || !shape.password.present) {
      throw new Unavailable('prerequisite', 'SES_SMTP_USERNAME and SES_SMTP_PASSWORD are not both set');
    }
    const open =
      sessions.find((one) => works(one) && mechanismOf(one.extensions) !== null) ?? sessions.find(works);
    if (open === undefined) {
      // Whether they are accepted was asked by giving them: that nobody could be asked is no reason to pass over it.
      throw new Unavailable('unreachable', `AUTH was not tried: no session with ${host} got that far`, {
        question: `AUTH at ${host}`,
      });
    }
    const session = await smtp(host, open.port, { authenticate: true });
    const question = `AUTH at ${host} port ${open.port.port}`;
    if (session.auth === null) {
      const because = session.failure?.message ?? 'the server offers neither PLAIN nor LOGIN';
      throw new Unavailable('unreachable', `${host} gave no answer to AUTH: ${because}`, { question });
    }
    return { host, port: open.port, ...session.auth };
  },
});
