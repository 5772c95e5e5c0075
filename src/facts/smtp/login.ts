import { defineFact } from '../../model/fact.ts';
import type { SmtpFailure, SmtpSession } from '../../model/smtp.ts';
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

/** The session that was to sign in, and got no answer. */
export interface UnheardLogin {
  host: string;
  port: SmtpPort;
  code: null;
  /** Where it ended: at `auth`, or before the login was tried. */
  failure: SmtpFailure;
}

/** AUTH, once, over the best port that lets a session in: five rejected logins at a time would look like an attack. */
export const smtpLogin = defineFact({
  id: 'smtp-login',
  title: 'the reply to AUTH',
  from: { smtpCredentials, smtpEndpoint, smtpSessions },
  async gather(
    { smtp },
    { smtpCredentials: shape, smtpEndpoint: { host }, smtpSessions: sessions },
  ): Promise<SmtpLogin | UnheardLogin> {
    if (shape.username === 'missing' || !shape.password.present) {
      throw new Unavailable('prerequisite', 'SES_SMTP_USERNAME and SES_SMTP_PASSWORD are not both set');
    }
    const open =
      sessions.find((one) => works(one) && mechanismOf(one.extensions) !== null) ?? sessions.find(works);
    if (open === undefined) {
      // Whether they are accepted was asked by giving them: that nobody could be asked is no reason to pass over it.
      throw new Unavailable('unreachable', `AUTH was not tried: ${noneOf(sessions, host)}`, {
        question: `AUTH at ${host}`,
      });
    }
    const { port } = open;
    const session = await smtp(host, port, { authenticate: true });
    if (session.auth !== null) return { host, port, ...session.auth };
    const { failure } = session;
    if (failure !== null && failure.kind !== 'interrupted') return { host, port, code: null, failure };
    throw new Unavailable(
      failure === null ? 'unreachable' : 'interrupted',
      `${host} gave no answer to AUTH: ${failure?.message ?? 'the server offers neither PLAIN nor LOGIN'}`,
      { question: `AUTH at ${host} port ${port.port}` },
    );
  },
});

/** Why there was no session to sign in over; `smtp` tells of each port. */
function noneOf(sessions: readonly SmtpSession[], host: string): string {
  const [first] = sessions;
  const why = first?.failure == null ? '' : ` (port ${first.port.port}: ${first.failure.message})`;
  return `no session with ${host} got that far${why}`;
}
