import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { ehloKeywords, type SmtpReply } from './reply.ts';
import { addressesOf, dial, type HostAddresses } from '../net/dial.ts';
import type { DnsProbe } from '../../model/dns.ts';
import type { Dialled } from '../../model/https.ts';
import type { SmtpFailure, SmtpProbe, SmtpSession, SmtpStepName } from '../../model/smtp.ts';
import { mechanismOf } from '../../model/smtp-mechanism.ts';
import { authenticate } from './login.ts';
import { withoutSecrets } from './redaction.ts';
import { openWire, SmtpError, type SmtpWire } from './wire.ts';
import { handshake } from '../net/tls-handshake.ts';

export interface SmtpProbeOptions {
  /** The user's own resolver (`--resolver`); null: names are looked up as the operating system would. */
  dns: DnsProbe | null;
  /** How long to wait for any one answer of a server. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Whom to trust; see `trustContext`. */
  trust: () => SecureContext;
  /** From SES_SMTP_USERNAME and SES_SMTP_PASSWORD; null when one of them is missing. */
  credentials: { username: string; password: string } | null;
  /** What EHLO says; an address literal where a host has no name of its own (RFC 5321 4.1.1.1). */
  clientName?: string;
  /** Milliseconds, rising. */
  clock?: () => number;
}

const nobody: Dialled = {
  ipv4: { addresses: [], outcome: 'not-tried' },
  ipv6: { addresses: [], outcome: 'not-tried' },
};

/** Speaks SMTP up to AUTH and QUIT. There is no code here that could send MAIL, RCPT or DATA. */
export function smtpProbe(options: SmtpProbeOptions): SmtpProbe {
  const found = new Map<string, Promise<HostAddresses>>();
  const addresses = (host: string): Promise<HostAddresses> => {
    const known = found.get(host) ?? addressesOf(host, options.dns, options);
    found.set(host, known);
    return known;
  };
  return async (host, port, { authenticate = false } = {}) => {
    const session = new Session(host, port, options, () => addresses(host), authenticate);
    return await session.run();
  };
}

class Session {
  private readonly clock: () => number;
  private readonly seen: Mutable<SmtpSession>;
  private readonly options: SmtpProbeOptions;
  private readonly addresses: () => Promise<HostAddresses>;
  private readonly authenticate: boolean;
  private dialled: Promise<Dialled> | null = null;
  private socket: Socket | null = null;
  private step: SmtpStepName = 'dns';

  constructor(
    host: string,
    port: SmtpSession['port'],
    options: SmtpProbeOptions,
    addresses: () => Promise<HostAddresses>,
    authenticate: boolean,
  ) {
    this.options = options;
    this.addresses = addresses;
    this.authenticate = authenticate;
    this.clock = options.clock ?? (() => performance.now());
    this.seen = {
      host,
      port,
      steps: [],
      banner: null,
      extensions: [],
      tls: null,
      certificates: [],
      dialled: nobody,
      failure: null,
      auth: null,
    };
  }

  async run(): Promise<SmtpSession> {
    try {
      await this.converse();
    } catch (error) {
      if (!(error instanceof SmtpError)) throw error;
      const isTransient = error.code !== null && error.code >= 400 && error.code < 500;
      this.seen.failure = {
        ...{ step: this.step, kind: this.kindOf(error.kind), message: error.message },
        ...(isTransient && { transient: true }),
      };
    } finally {
      this.socket?.destroy();
    }
    if (this.dialled !== null) this.seen.dialled = await this.dialled;
    return this.seen;
  }

  private kindOf(kind: SmtpFailure['kind']): SmtpFailure['kind'] {
    if (this.options.signal.aborted) return 'interrupted';
    if (this.step !== 'banner') return kind;
    if (kind === 'timeout') return 'silent';
    return kind === 'reply-unexpected' && !/^[45]\d\d/.test(this.seen.banner ?? '')
      ? 'banner-unexpected'
      : kind;
  }

  private async converse(): Promise<void> {
    const { port } = this.seen;
    await this.connect();
    if (port.tls === 'implicit') await this.secure();
    let wire = await this.greet();
    if (port.tls === 'starttls') {
      await this.hello(wire, 'ehlo');
      await this.startTls(wire);
      wire = this.wire();
    }
    await this.hello(wire, 'ehlo-tls');
    if (this.authenticate && this.options.credentials !== null)
      await this.login(wire, this.options.credentials);
    await this.quit(wire);
  }

  private async connect(): Promise<void> {
    const addresses = await this.timed('dns', () => this.addresses());
    const families = [addresses.ipv4, addresses.ipv6];
    if (!families.some(({ kind }) => kind === 'found')) {
      this.seen.dialled = await (await dial(addresses, this.seen.port.port, this.options)).outcome;
      const failed = families.find((family) => family.kind === 'failed');
      if (failed === undefined) {
        throw new SmtpError('name-not-resolved', `${this.seen.host} has no address in DNS`);
      }
      throw new SmtpError(failed.switchedOff ? 'switched-off' : 'resolver-failed', failed.because);
    }
    this.socket = await this.timed('connect', async () => {
      const { socket, outcome } = await dial(addresses, this.seen.port.port, this.options);
      this.dialled = outcome;
      // Where most clients go is not known, so that the other family fails is no verdict on the port.
      if (socket === null && addresses.ipv4.kind === 'failed')
        throw new SmtpError('resolver-failed', addresses.ipv4.because);
      if (socket === null) throw notConnected(await outcome, this.options.timeoutMs);
      return socket;
    });
  }

  private wire(): SmtpWire {
    if (this.socket === null) throw new Error('there is no connection yet');
    return openWire(this.socket, this.options);
  }

  private async greet(): Promise<SmtpWire> {
    const wire = this.wire();
    await this.timed('banner', async () => {
      try {
        const reply = await wire.ask(null);
        this.seen.banner = textOf(reply);
        if (reply.code !== 220) throw unexpected('the connection', reply);
      } catch (error) {
        this.seen.banner ??= wire.unread().slice(0, 512).trim() || null;
        throw error;
      }
    });
    return wire;
  }

  private async hello(wire: SmtpWire, step: 'ehlo' | 'ehlo-tls'): Promise<void> {
    this.step = step;
    expectSilence(wire);
    const reply = await this.timed(step, () => wire.ask(`EHLO ${this.options.clientName ?? '[127.0.0.1]'}`));
    if (reply.code !== 250) throw unexpected('EHLO', reply);
    this.seen.extensions = ehloKeywords(reply);
  }

  private async startTls(wire: SmtpWire): Promise<void> {
    await this.timed('starttls', async () => {
      if (!this.seen.extensions.some((keyword) => /^STARTTLS\b/.test(keyword))) {
        throw new SmtpError('starttls-missing', 'the EHLO reply does not offer STARTTLS');
      }
      expectSilence(wire);
      const reply = await wire.ask('STARTTLS');
      if (reply.code !== 220) throw unexpected('STARTTLS', reply);
    });
    // Whatever came behind the reply came in plain text, and somebody on the way may have written it (RFC 3207 6).
    const injected = wire.unread().slice(0, 512).trim();
    if (injected !== '') this.seen.injected = injected;
    wire.release();
    await this.secure();
  }

  private async secure(): Promise<void> {
    const { socket } = this;
    if (socket === null) throw new Error('there is no connection yet');
    await this.timed('tls', async () => {
      const { timeoutMs, signal, trust } = this.options;
      const result = await handshake(socket, { host: this.seen.host, context: trust(), timeoutMs, signal });
      if (result.kind === 'failed')
        throw new SmtpError(
          result.failure,
          result.failure === 'tls-plain-text' && this.seen.port.tls === 'starttls'
            ? 'the server takes STARTTLS and goes on in plain text'
            : result.message,
        );
      this.socket = result.socket;
      this.seen.tls = { version: result.version, cipher: result.cipher };
      this.seen.certificates = result.certificates;
      // Nothing follows, AUTH least of all: it is not known who is at the other end.
      if (result.distrust !== null) throw new SmtpError(result.distrust.kind, result.distrust.message);
    });
  }

  private async login(wire: SmtpWire, credentials: { username: string; password: string }): Promise<void> {
    const mechanism = mechanismOf(this.seen.extensions);
    if (mechanism === null) return;
    const reply = await this.timed('auth', () => authenticate(wire, mechanism, credentials));
    this.seen.auth = {
      mechanism,
      code: reply.code,
      text: withoutSecrets(textOf(reply), credentials).slice(0, 512),
    };
  }

  /** The server has told all we want to know: a QUIT that fails is no failure. */
  private async quit(wire: SmtpWire): Promise<void> {
    try {
      await this.timed('quit', () => wire.ask('QUIT'));
    } catch (error) {
      if (!(error instanceof SmtpError) || this.options.signal.aborted) throw error;
    }
  }

  private async timed<T>(step: SmtpStepName, work: () => Promise<T>): Promise<T> {
    this.step = step;
    const started = this.clock();
    try {
      return await work();
    } finally {
      this.seen.steps = [...this.seen.steps, { step, durationMs: Math.round(this.clock() - started) }];
    }
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const textOf = ({ code, lines }: SmtpReply): string => `${code} ${lines.join(' ')}`.trim().slice(0, 4096);

/** Who answers a command that was not sent yet plays a part that was written down before (RFC 5321 3.1). */
function expectSilence(wire: SmtpWire): void {
  if (wire.unread().trim() !== '')
    throw new SmtpError('banner-unexpected', 'the server answers before it is asked');
}

function unexpected(to: string, reply: SmtpReply): SmtpError {
  const message = `the server answered ${to} with "${textOf(reply).slice(0, 200)}"`;
  return new SmtpError('reply-unexpected', message, reply.code);
}

function notConnected({ ipv4, ipv6 }: Dialled, timeoutMs: number): SmtpError {
  const { outcome } = ipv4.addresses.length > 0 ? ipv4 : ipv6;
  if (outcome === 'refused') return new SmtpError('refused', 'the connection was refused');
  if (outcome === 'reset') return new SmtpError('reset', 'the connection was reset as soon as it was made');
  if (outcome === 'no-route') return new SmtpError('no-route', 'this host has no route to the server');
  return new SmtpError('timeout', `no connection after ${timeoutMs / 1000} s`);
}
