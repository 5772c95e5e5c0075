import net from 'node:net';
import tls from 'node:tls';
import { sesRegions, smtpHost } from '../../src/knowledge/regions.ts';
import { type Authority, type Certificate, createAuthority, selfSigned } from './certificates.ts';

/** How the server behaves; plain data, so that a scenario file can say it. What is left out behaves like SES. */
export interface SmtpWorld {
  /** `starttls` (as on 25, 587, 2587) unless given; `implicit` as on 465 and 2465. */
  tls?: 'starttls' | 'implicit';
  /** Milliseconds before each answer: stands for the round-trip time. */
  delayMs?: number;
  /** The greeting, without its line end; null: nothing is ever said. */
  banner?: string | null;
  /** The greeting comes one byte at a time, with so many milliseconds between two. */
  dripMs?: number;
  /** So many bytes of greeting, in one line that does not end. */
  floodBytes?: number;
  /** `stripped`: not in the EHLO reply, and unknown; `refused`: 454; `injected`: more replies in the same packet, before TLS; `plain`: 220, and no TLS. */
  starttls?: 'offered' | 'stripped' | 'refused' | 'injected' | 'plain';
  /** Resets the connection at that moment. */
  reset?: 'connect' | 'handshake';
  /** Closes the connection in an orderly way at that moment. */
  closes?: 'connect' | 'handshake';
  /** Only clients with a certificate of their own get in. */
  wantsCertificate?: true;
  certificate?: CertificateKind;
  /** The newest TLS version the server speaks. */
  maxTls?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** The cipher suites of TLS 1.2 that the server takes, in the names of OpenSSL. */
  ciphers?: string;
  /** User names with their passwords. Others get `535`. */
  users?: Readonly<Record<string, string>>;
  /** The host names (from SNI) at which `users` are known; everywhere unless given. */
  knownAt?: readonly string[];
  /** AUTH mechanisms offered; `PLAIN LOGIN` unless given. */
  mechanisms?: string;
  /** Replies in place of the usual ones, by command: `{"AUTH": "454 Temporary authentication failure"}`. */
  replies?: Readonly<Record<string, string>>;
  /** Answers a message as SES would; without it the server takes none. Null: it closes the connection instead. */
  takes?: (mail: { from: string; recipients: readonly string[]; data: string }) => string | null;
  /** It closes the connection when it gets this command. */
  hangsUpAt?: string;
  /** It does not answer this command. */
  silentAt?: string;
  /** A rejected AUTH repeats, in its reply, what the client sent. */
  echo?: boolean;
}

export type CertificateKind =
  | 'valid'
  | 'ending'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'self-signed'
  | 'unknown-ca'
  | 'intercepted';

/** A running server. */
export interface SmtpServer {
  host: string;
  port: number;
  /** Every line that clients sent, in order, of all connections; `<TLS>` where a handshake was finished. */
  dialogue: readonly string[];
  /** The CA of the certificates of kind `valid`, `expired` and `wrong-name`, as PEM. */
  caPem: string;
  close: () => Promise<void>;
}

const sesBanner = '220 email-smtp.amazonaws.com ESMTP SimpleEmailService-d-LAB0LAB0 labTokenLabTokenLab0';

/** The names in a certificate of kind `valid`: loopback, and the SMTP endpoint of every Region. */
export const labNames: readonly string[] = [
  'localhost',
  '127.0.0.1',
  '::1',
  'email-smtp.test',
  ...sesRegions.map(({ name }) => smtpHost(name)),
];

let shared: Authority | undefined;
/** The lab's certificate authority: one a process. Trust it with `--ca-file` or `caPems`. */
export function labAuthority(): Authority {
  shared ??= createAuthority();
  return shared;
}

/** Makes a certificate of that kind, for `names`. */
export function labCertificate(kind: CertificateKind, names: readonly string[] = labNames): Certificate {
  switch (kind) {
    case 'valid':
      return labAuthority().issue(names);
    case 'ending':
      return labAuthority().issue(names, { fromDays: -80, toDays: 5 });
    case 'expired':
      return labAuthority().issue(names, { fromDays: -100, toDays: -10 });
    case 'not-yet-valid':
      return labAuthority().issue(names, { fromDays: 10, toDays: 100 });
    case 'wrong-name':
      return labAuthority().issue(['mail.elsewhere.example']);
    case 'self-signed':
      return selfSigned(names);
    case 'unknown-ca':
      return createAuthority('Somebody Root CA', 'Somebody').issue(names);
    case 'intercepted':
      return createAuthority('Zscaler Root CA', 'Zscaler Inc.').issue(names);
  }
}

/** Starts an SMTP server on loopback that behaves like SES, except for what `world` says. */
export async function startSmtp(
  world: SmtpWorld = {},
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {},
): Promise<SmtpServer> {
  const dialogue: string[] = [];
  const sockets = new Set<net.Socket>();
  const certificate = labCertificate(world.certificate ?? 'valid');
  const { maxTls, ciphers } = world;
  const context = tls.createSecureContext({
    ...certificate,
    ...(maxTls === undefined ? {} : { maxVersion: maxTls }),
    ...(ciphers === undefined ? {} : { ciphers }),
    // TLS 1.1 and older sign with SHA-1, which OpenSSL 3 allows at level 0 only.
    ...(maxTls === 'TLSv1' || maxTls === 'TLSv1.1'
      ? { minVersion: 'TLSv1' as const, ciphers: 'ALL:@SECLEVEL=0' }
      : {}),
  });
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    serve(socket, world, context, dialogue);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    host,
    port: address.port,
    dialogue,
    caPem: labAuthority().pem,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: net.Socket, world: SmtpWorld, context: tls.SecureContext, dialogue: string[]): void {
  if (world.reset === 'connect') {
    socket.resetAndDestroy();
    return;
  }
  if (world.closes === 'connect') {
    socket.end();
    return;
  }
  if (world.tls === 'implicit') {
    upgrade(socket, world, context, dialogue, (secure) => {
      greet(secure, world);
    });
    return;
  }
  greet(socket, world);
  converse(socket, world, dialogue, false, () => {
    upgrade(socket, world, context, dialogue, () => undefined);
  });
}

function upgrade(
  socket: net.Socket,
  world: SmtpWorld,
  context: tls.SecureContext,
  dialogue: string[],
  ready: (secure: tls.TLSSocket) => void,
): void {
  if (world.reset === 'handshake') {
    socket.once('data', () => socket.resetAndDestroy());
    return;
  }
  if (world.closes === 'handshake') {
    socket.once('data', () => socket.end());
    return;
  }
  const secure = new tls.TLSSocket(socket, {
    isServer: true,
    secureContext: context,
    ...(world.wantsCertificate === true ? { requestCert: true, rejectUnauthorized: true } : {}),
  });
  secure.on('error', () => socket.destroy());
  secure.on('secure', () => {
    dialogue.push('<TLS>');
    converse(secure, world, dialogue, true, () => undefined);
    ready(secure);
  });
}

function greet(socket: net.Socket, world: SmtpWorld): void {
  const { banner = sesBanner, delayMs = 0, dripMs, floodBytes } = world;
  if (banner === null) return;
  setTimeout(() => {
    if (floodBytes !== undefined) {
      flood(socket, floodBytes);
      return;
    }
    if (dripMs === undefined) {
      write(socket, `${banner}\r\n`);
      return;
    }
    const bytes = Array.from(`${banner}\r\n`);
    const timer = setInterval(() => {
      const byte = bytes.shift();
      if (byte === undefined || socket.destroyed) clearInterval(timer);
      else write(socket, byte);
    }, dripMs);
    socket.on('close', () => {
      clearInterval(timer);
    });
  }, delayMs);
}

function flood(socket: net.Socket, bytes: number): void {
  const block = Buffer.alloc(64 * 1024, '2');
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= block.length;
      if (!socket.write(block)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

function write(socket: net.Socket, text: string): void {
  if (!socket.destroyed) socket.write(text);
}

function converse(
  socket: net.Socket,
  world: SmtpWorld,
  dialogue: string[],
  encrypted: boolean,
  startTls: () => void,
): void {
  let text = '';
  let login: { user: string | null } | null = null;
  let signedIn = false;
  let mail: { from: string; recipients: string[]; data: string[] } | null = null;
  let inData = false;
  const onData = (chunk: Buffer): void => {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      dialogue.push(line);
      setTimeout(() => {
        answer(line);
      }, world.delayMs ?? 0);
    }
  };
  socket.on('data', onData);

  const say = (reply: string): void => {
    write(socket, `${reply}\r\n`);
  };

  function answer(line: string): void {
    if (login !== null) {
      loginStep(line, login);
      return;
    }
    if (inData && mail !== null) {
      dataLine(line, mail);
      return;
    }
    const verb = line.split(' ')[0]?.toUpperCase() ?? '';
    if (verb === world.hangsUpAt) {
      socket.end();
      return;
    }
    if (verb === world.silentAt) return;
    const canned = world.replies?.[verb];
    if (canned !== undefined) {
      say(canned);
      if (verb === 'MAIL' && canned.startsWith('2'))
        mail = { from: addressIn(line), recipients: [], data: [] };
      if (verb === 'RCPT' && canned.startsWith('2')) mail?.recipients.push(addressIn(line));
      return;
    }
    switch (verb) {
      case 'EHLO':
        say(['250-email-smtp.amazonaws.com', '250-8BITMIME', ...offers(), '250 Ok'].join('\r\n'));
        return;
      case 'STARTTLS':
        answerStartTls();
        return;
      case 'AUTH':
        answerAuth(line);
        return;
      case 'MAIL':
        mail = { from: addressIn(line), recipients: [], data: [] };
        say(signedIn && world.takes !== undefined ? '250 Ok' : '530 Authentication required');
        return;
      case 'RCPT':
        mail?.recipients.push(addressIn(line));
        say('250 Ok');
        return;
      case 'DATA':
        inData = true;
        say('354 End data with <CR><LF>.<CR><LF>');
        return;
      case 'QUIT':
        say('221 Bye');
        socket.end();
        return;
      default:
        say('502 Unrecognized command');
    }
  }

  function dataLine(line: string, { from, recipients, data }: NonNullable<typeof mail>): void {
    if (line !== '.') {
      data.push(line.replace(/^\./, ''));
      return;
    }
    inData = false;
    mail = null;
    const reply = world.takes?.({ from, recipients, data: data.join('\r\n') });
    if (reply === null) socket.end();
    else say(reply ?? '502 Unrecognized command');
  }

  function offers(): readonly string[] {
    if (encrypted) return [`250-AUTH ${world.mechanisms ?? 'PLAIN LOGIN'}`];
    return world.starttls === 'stripped' ? [] : ['250-STARTTLS'];
  }

  function answerStartTls(): void {
    if (encrypted || world.starttls === 'stripped') {
      say('502 Unrecognized command');
      return;
    }
    if (world.starttls === 'refused') {
      say('454 TLS not available due to temporary reason');
      return;
    }
    if (world.starttls === 'plain') {
      socket.off('data', onData);
      socket.once('data', () => {
        say('500 Unrecognized command');
      });
      say('220 Ready to start TLS');
      return;
    }
    socket.off('data', onData);
    const injected =
      world.starttls === 'injected' ? '250-attacker.example\r\n250 AUTH PLAIN\r\n235 Injected\r\n' : '';
    write(socket, `220 Ready to start TLS\r\n${injected}`);
    startTls();
  }

  function answerAuth(line: string): void {
    if (!encrypted) {
      say('530 Must issue a STARTTLS command first');
      return;
    }
    const [, mechanism, initial = ''] = line.split(' ');
    if (mechanism?.toUpperCase() === 'LOGIN') {
      login = { user: null };
      say('334 VXNlcm5hbWU6');
      return;
    }
    const [, user = '', password = ''] = Buffer.from(initial, 'base64').toString().split('\0');
    verdict(user, password, line);
  }

  function loginStep(line: string, state: { user: string | null }): void {
    const value = Buffer.from(line, 'base64').toString();
    if (state.user === null) {
      state.user = value;
      say('334 UGFzc3dvcmQ6');
      return;
    }
    login = null;
    verdict(state.user, value, line);
  }

  function verdict(user: string, password: string, line: string): void {
    const at = socket instanceof tls.TLSSocket ? String((socket as { servername?: unknown }).servername) : '';
    const known = world.knownAt === undefined || world.knownAt.includes(at);
    if (known && world.users?.[user] === password) {
      signedIn = true;
      say('235 Authentication successful.');
      return;
    }
    say(
      world.echo === true
        ? `535 ${line} ${user} ${password} is wrong`
        : '535 Authentication Credentials Invalid',
    );
  }
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';
