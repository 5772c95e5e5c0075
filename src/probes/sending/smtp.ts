import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { DnsProbe } from '../../model/dns.ts';
import { type Handing, RefusedSend, type SmtpMail, type SmtpSend } from '../../model/sending-calls.ts';
import type { SmtpPort } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { addressesOf, dial } from '../net/dial.ts';
import { handshake } from '../net/tls-handshake.ts';
import { mechanismOf } from '../../model/smtp-mechanism.ts';
import { authenticate } from '../smtp/login.ts';
import { withoutSecrets } from '../smtp/redaction.ts';
import { ehloKeywords, type SmtpReply } from '../smtp/reply.ts';
import { openWire, SmtpError, type SmtpWire } from '../smtp/wire.ts';
import { onlyToAgreed } from './recipients.ts';

interface SmtpSendingOptions {
  host: string;
  /** Tried in this order: the first that lets a message in takes it. */
  ports: readonly SmtpPort[];
  credentials: { username: string; password: string };
  /** The user's own resolver, or null for the system's. */
  dns: DnsProbe | null;
  timeoutMs: number;
  trust: () => SecureContext;
  /** The address beyond the simulator that the user agreed to, or null. */
  agreed: string | null;
}

/** A message is one conversation of its own, and is not cut off by Ctrl-C: nobody would know whether it went out. */
export const smtpSending =
  (options: SmtpSendingOptions): SmtpSend =>
  async (mail) => {
    onlyToAgreed([mail.recipient], options.agreed);
    let last: SmtpError | null = null;
    for (const port of options.ports) {
      try {
        return await new Conversation(options, port).send(mail);
      } catch (error) {
        if (error instanceof Handed) throw unanswered(error.message, error.handed);
        if (!(error instanceof SmtpError)) throw error;
        last = error;
      }
    }
    throw unanswered(last?.message ?? 'no port is known', 'no');
  };

const unanswered = (message: string, handed: Handing): Unavailable =>
  new Unavailable('bad-reply', message, { question: 'sending by SMTP', detail: { handed } });

/** The server has the message, and its answer was lost or names no id: it is not handed over again. */
class Handed extends Error {
  override readonly name = 'Handed';
  readonly handed: Handing;

  constructor(message: string, handed: Handing) {
    super(message);
    this.handed = handed;
  }
}

class Conversation {
  private readonly options: SmtpSendingOptions;
  private readonly port: SmtpPort;
  private readonly signal = new AbortController().signal;
  private socket: Socket | null = null;

  constructor(options: SmtpSendingOptions, port: SmtpPort) {
    this.options = options;
    this.port = port;
  }

  async send(mail: SmtpMail): Promise<{ messageId: string }> {
    try {
      const wire = await this.open();
      await this.signIn(wire);
      return await this.hand(wire, mail);
    } finally {
      this.socket?.destroy();
    }
  }

  /** Connects, and goes on only in TLS with somebody who is who they say (RFC 3207). */
  private async open(): Promise<SmtpWire> {
    const { host, dns, timeoutMs } = this.options;
    const { signal } = this;
    const addresses = await addressesOf(host, dns, { timeoutMs, signal });
    const { socket } = await dial(addresses, this.port.port, { timeoutMs, signal });
    if (socket === null) throw new SmtpError('timeout', `no connection to ${host}:${String(this.port.port)}`);
    this.socket = socket;
    if (this.port.tls === 'implicit') await this.secure(socket);
    let wire = this.wire();
    expected(await wire.ask(null), 220);
    if (this.port.tls === 'starttls') {
      const offers = await this.hello(wire);
      if (!offers.some((keyword) => /^STARTTLS\b/.test(keyword)))
        throw new SmtpError('starttls-missing', 'the EHLO reply does not offer STARTTLS');
      expected(await wire.ask('STARTTLS'), 220);
      wire.release();
      await this.secure(socket);
      wire = this.wire();
    }
    return wire;
  }

  private async secure(socket: Socket): Promise<void> {
    const { host, trust, timeoutMs } = this.options;
    const result = await handshake(socket, { host, context: trust(), timeoutMs, signal: this.signal });
    if (result.kind === 'failed') throw new SmtpError(result.failure, result.message);
    this.socket = result.socket;
    if (result.distrust !== null) throw new SmtpError(result.distrust.kind, result.distrust.message);
  }

  private wire(): SmtpWire {
    if (this.socket === null) throw new Error('there is no connection yet');
    return openWire(this.socket, { timeoutMs: this.options.timeoutMs, signal: this.signal });
  }

  /** An address literal stands for a host without a name of its own (RFC 5321 4.1.1.1). */
  private async hello(wire: SmtpWire): Promise<readonly string[]> {
    const reply = await wire.ask('EHLO [127.0.0.1]');
    expected(reply, 250);
    return ehloKeywords(reply);
  }

  private async signIn(wire: SmtpWire): Promise<void> {
    const mechanism = mechanismOf(await this.hello(wire));
    if (mechanism === null) throw new SmtpError('reply-unexpected', 'the server offers no AUTH');
    this.taken(await authenticate(wire, mechanism, this.options.credentials), 235);
  }

  /** RFC 5321 3.3 and 4.5.2. */
  private async hand(wire: SmtpWire, { from, recipient, content }: SmtpMail): Promise<{ messageId: string }> {
    for (const address of [from, recipient])
      if (!/^[^\s<>"\p{Cc}]+@[^\s<>"\p{Cc}]+$/u.test(address))
        throw new Error('an address that SMTP cannot carry');
    this.taken(await wire.ask(`MAIL FROM:<${from}>`), 'done');
    this.taken(await wire.ask(`RCPT TO:<${recipient}>`), 'done');
    this.taken(await wire.ask('DATA'), 354);
    const lines = content.split(/\r?\n/).map((line) => (line.startsWith('.') ? `.${line}` : line));
    const reply = await this.afterData(wire, lines.join('\r\n'));
    this.taken(reply, 'done');
    const messageId = messageIdIn(reply.lines.at(-1) ?? '');
    if (messageId === null) throw new Handed('the server took the message and named no message id', 'yes');
    return { messageId };
  }

  private async afterData(wire: SmtpWire, text: string): Promise<SmtpReply> {
    try {
      return await wire.ask(`${text}\r\n.`);
    } catch (error) {
      if (error instanceof SmtpError) throw new Handed(error.message, 'perhaps');
      throw error;
    }
  }

  /**
   * A reply of another kind is a refusal of SES, in the words that an SMTP client would show. `done`: any code from 200 on says
   * so (RFC 5321 4.2.1; 251 of a recipient).
   */
  private taken({ code, lines }: SmtpReply, wanted: number | 'done'): void {
    if (wanted === 'done' ? code >= 200 && code < 300 : code === wanted) return;
    const text = withoutSecrets(lines.join(' '), this.options.credentials);
    throw new RefusedSend(`${String(code)} ${text}`.trim().slice(0, 1000));
  }
}

/** `Ok` and the id, as SES says it, or an id of its form behind the status of a server between (RFC 3463). */
const messageIdIn = (line: string): string | null =>
  /^Ok (\S{10,100})$/i.exec(line)?.[1] ??
  /(?:^|\s)([0-9a-f]{16}(?:-[0-9a-f]{4,12}){5}-\d{6})(?=\s|$)/.exec(line)?.[1] ??
  null;

function expected({ code, lines }: SmtpReply, wanted: number): void {
  if (code !== wanted)
    throw new SmtpError(
      'reply-unexpected',
      `the server answered "${`${String(code)} ${lines.join(' ')}`.slice(0, 200)}"`,
    );
}
