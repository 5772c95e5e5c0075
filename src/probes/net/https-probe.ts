import type { Socket } from 'node:net';
import { patientTimer } from './patient-timer.ts';
import type tls from 'node:tls';
import { addressesOf, dial } from './dial.ts';
import type { DnsProbe } from '../../model/dns.ts';
import type { Dialled, HttpsProbe, HttpsSession } from '../../model/https.ts';
import { askStatus } from './http-status.ts';
import { handshake } from './tls-handshake.ts';

export interface HttpsProbeOptions {
  /** The user's own resolver (`--resolver`); null: names are looked up as the operating system would. */
  dns: DnsProbe | null;
  timeoutMs: number;
  signal: AbortSignal;
  /** Whom to trust; see `trustContext`. */
  trust: () => tls.SecureContext;
  /** The proxy for a host, as a URL with its user and password, or null. These leave this file for the proxy only. */
  proxyFor: (host: string) => string | null;
  /** Milliseconds, rising. */
  clock?: () => number;
}

type Failure = NonNullable<HttpsSession['failure']>;

class HttpsError extends Error {
  override readonly name = 'HttpsError';
  readonly failure: Failure;

  constructor(step: Failure['step'], kind: Failure['kind'], message: string) {
    super(message);
    this.failure = { step, kind, message };
  }
}

/** Reaches HTTPS servers as far as the TLS handshake. Only what is asked for is sent after it, and CONNECT to a proxy. */
export function httpsProbe(options: HttpsProbeOptions): HttpsProbe {
  return async (host, port = 443, request) => {
    const clock = options.clock ?? (() => performance.now());
    const started = clock();
    const plain = request?.plain === true;
    const proxyText = options.proxyFor(host);
    const proxy = proxyText === null ? null : parseProxy(proxyText);
    const seen: { -readonly [K in keyof HttpsSession]: HttpsSession[K] } = {
      host,
      port,
      proxy: proxy === null ? null : `${proxy.protocol}//${proxy.host}`,
      dialled: {
        ipv4: { addresses: [], outcome: 'not-tried' },
        ipv6: { addresses: [], outcome: 'not-tried' },
      },
      tls: null,
      certificates: [],
      reply: null,
      durationMs: 0,
      failure: null,
    };
    const open: Socket[] = [];
    let dialled: Promise<Dialled> | null = null;
    try {
      if (plain && proxyText !== null)
        throw new HttpsError('proxy', 'proxy-refused', 'plain HTTP is not asked through a proxy');
      if (proxyText !== null && proxy === null) {
        throw new HttpsError('proxy', 'proxy-refused', 'the proxy that the environment names is no URL');
      }
      const dialling = await connect(hostAndPort(proxy) ?? { host, port }, options);
      dialled = dialling.outcome;
      open.push(dialling.socket);
      let { socket } = dialling;
      if (proxy !== null) {
        if (proxy.protocol === 'https:') {
          const { socket: secure } = await secured(socket, proxy.hostname, options, 'proxy');
          open.push(secure);
          socket = secure;
        }
        await tunnel(socket, { host, port, proxy }, options);
      }
      if (!plain) {
        const result = await secured(socket, host, options, 'tls', (certificates) => {
          seen.certificates = certificates;
        });
        open.push(result.socket);
        seen.tls = { version: result.version };
        socket = result.socket;
      }
      if (request !== undefined) {
        const { timeoutMs, signal } = options;
        seen.reply = await askStatus(socket, { host, path: request.path, timeoutMs, signal });
      }
    } catch (error) {
      if (!(error instanceof HttpsError)) throw error;
      const { step, kind, message } = error.failure;
      seen.failure = { step, kind: options.signal.aborted ? 'interrupted' : kind, message };
      dialled ??= error instanceof NoConnection ? Promise.resolve(error.dialled) : null;
    } finally {
      for (const socket of open.reverse()) socket.destroy();
    }
    seen.durationMs = Math.round(clock() - started);
    if (dialled !== null) seen.dialled = await dialled;
    return seen;
  };
}

class NoConnection extends HttpsError {
  readonly dialled: Dialled;

  constructor(dialled: Dialled, step: Failure['step'], kind: Failure['kind'], message: string) {
    super(step, kind, message);
    this.dialled = dialled;
  }
}

/** `proxy.example:3128` is understood as curl does; null: no URL. */
function parseProxy(text: string): URL | null {
  const url = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(url) ? new URL(url) : null;
}

function hostAndPort(proxy: URL | null): { host: string; port: number } | null {
  if (proxy === null) return null;
  const usual = proxy.protocol === 'https:' ? 443 : 80;
  return { host: proxy.hostname, port: proxy.port === '' ? usual : Number(proxy.port) };
}

async function connect(
  { host, port }: { host: string; port: number },
  options: HttpsProbeOptions,
): Promise<{ socket: Socket; outcome: Promise<Dialled> }> {
  const addresses = await addressesOf(host, options.dns, options);
  const { socket, outcome } = await dial(addresses, port, options);
  if (socket !== null) return { socket, outcome };
  const dialled = await outcome;
  const { ipv4, ipv6 } = dialled;
  const reached = [ipv4, ipv6].find(({ addresses: found }) => found.length > 0);
  // Where most clients go is not known, so that the other family fails is no verdict on the host.
  if (reached === undefined || ipv4.outcome === 'resolver-failed') {
    const silent = ipv4.outcome === 'resolver-failed' || ipv6.outcome === 'resolver-failed';
    throw silent
      ? new NoConnection(dialled, 'dns', 'resolver-failed', `the name ${host} could not be looked up`)
      : new NoConnection(dialled, 'dns', 'name-not-resolved', `${host} has no address in DNS`);
  }
  const at = `${host} port ${port}`;
  switch (reached.outcome) {
    case 'refused':
      throw new NoConnection(dialled, 'connect', 'refused', `the connection to ${at} was refused`);
    case 'reset':
      throw new NoConnection(dialled, 'connect', 'reset', `the connection to ${at} was reset`);
    case 'no-route':
      throw new NoConnection(dialled, 'connect', 'no-route', `this host has no route to ${at}`);
    case 'timeout':
    case 'connected':
    case 'not-tried':
    case 'not-resolved':
    case 'resolver-failed':
      throw new NoConnection(
        dialled,
        'connect',
        'timeout',
        `no connection to ${at} after ${options.timeoutMs / 1000} s`,
      );
  }
}

async function secured(
  socket: Socket,
  host: string,
  { timeoutMs, signal, trust }: HttpsProbeOptions,
  step: 'proxy' | 'tls',
  onChain: (certificates: HttpsSession['certificates']) => void = () => undefined,
): Promise<{ socket: tls.TLSSocket; version: string }> {
  const result = await handshake(socket, { host, context: trust(), timeoutMs, signal });
  if (result.kind === 'failed') throw new HttpsError(step, result.failure, result.message);
  onChain(result.certificates);
  if (result.distrust !== null) {
    result.socket.destroy();
    throw new HttpsError(step, result.distrust.kind, result.distrust.message);
  }
  return result;
}

/** RFC 9110 9.3.6. */
function tunnel(
  socket: Socket,
  { host, port, proxy }: { host: string; port: number; proxy: URL },
  { timeoutMs, signal }: HttpsProbeOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (failure: HttpsError | null): void => {
      stopClock();
      signal.removeEventListener('abort', onAbort);
      socket.off('data', onData).off('close', onClose);
      if (failure === null) resolve();
      else reject(failure);
    };
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (text.length > 16_384) {
        end(new HttpsError('proxy', 'proxy-refused', 'the proxy sent more than 16 KB of headers'));
        return;
      }
      if (!text.includes('\r\n\r\n')) return;
      const [, status = ''] = /^HTTP\/1\.[01] (\d{3})/.exec(text) ?? [];
      if (status.startsWith('2')) {
        end(null);
        return;
      }
      const said =
        status === '407' ? '407: it wants a user name and password' : status || 'something that is not HTTP';
      end(new HttpsError('proxy', 'proxy-refused', `the proxy answered CONNECT with ${said}`));
    };
    const onClose = (): void => {
      end(new HttpsError('proxy', 'reset', 'the proxy closed the connection'));
    };
    const onAbort = (): void => {
      end(new HttpsError('proxy', 'interrupted', 'interrupted while waiting for the proxy'));
    };
    const stopClock = patientTimer(timeoutMs, () => {
      end(new HttpsError('proxy', 'timeout', `the proxy did not answer CONNECT after ${timeoutMs / 1000} s`));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    socket
      .on('data', onData)
      .on('close', onClose)
      .on('error', () => undefined);
    const target = `${host}:${port}`;
    const login =
      proxy.username === ''
        ? ''
        : `Proxy-Authorization: Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString('base64')}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  });
}
