import type { SmtpReply } from './reply.ts';
import type { SmtpWire } from './wire.ts';

/** Signs in: RFC 4954, RFC 4616; LOGIN is described nowhere but in draft-murchison-sasl-login. */
export async function authenticate(
  wire: SmtpWire,
  mechanism: 'PLAIN' | 'LOGIN',
  { username, password }: { username: string; password: string },
): Promise<SmtpReply> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  if (mechanism === 'PLAIN') return await wire.ask(`AUTH PLAIN ${base64(`\0${username}\0${password}`)}`);
  let reply = await wire.ask('AUTH LOGIN');
  for (const answer of [username, password]) {
    if (reply.code !== 334) return reply;
    reply = await wire.ask(base64(answer));
  }
  return reply;
}
