import { lookup } from 'node:dns/promises';
import net from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';
import { patientTimer } from './patient-timer.ts';
import { ipFamily } from './ip-family.ts';
import { answerOf, type Why } from '../../model/unavailable.ts';
import type { DnsProbe } from '../../model/dns.ts';
import type { Dialled, FamilyOutcome } from '../../model/https.ts';

/** The addresses of a host, families apart. */
export interface HostAddresses {
  ipv4: FamilyAddresses;
  ipv6: FamilyAddresses;
}

export type FamilyAddresses =
  | { kind: 'found'; addresses: readonly string[] }
  /** The name does not exist, or has no address of this family. */
  | { kind: 'none' }
  | { kind: 'failed'; because: string; switchedOff: boolean };

export interface DialOptions {
  timeoutMs: number;
  signal: AbortSignal;
}

/** RFC 8305 5: the delay before the next address of a host is tried as well. */
const attemptDelayMs = 250;
const mostAddresses = 4;

/** Looks a host up as the operating system would; with `dns`, at the user's own resolver instead. */
export async function addressesOf(
  host: string,
  dns: DnsProbe | null,
  options: DialOptions,
): Promise<HostAddresses> {
  const literal = host.replace(/^\[(.*)\]$/, '$1');
  const family = ipFamily(literal);
  if (family !== 0) {
    const found: FamilyAddresses = { kind: 'found', addresses: [literal] };
    return { ipv4: family === 4 ? found : { kind: 'none' }, ipv6: family === 6 ? found : { kind: 'none' } };
  }
  const find = dns === null ? systemLookup : resolverLookup(dns);
  const [ipv4, ipv6] = await Promise.all([find(host, 4, options), find(host, 6, options)]);
  return { ipv4, ipv6 };
}

type Lookup = (host: string, family: 4 | 6, options: DialOptions) => Promise<FamilyAddresses>;

const resolverLookup =
  (dns: DnsProbe): Lookup =>
  async (host, family) => {
    const answer = await answerOf<{ records: readonly string[] }>(
      dns.resolve(host, family === 4 ? 'A' : 'AAAA'),
    );
    if (!answer.ok) return failed(answer.why);
    const { records } = answer.value;
    return records.length === 0 ? { kind: 'none' } : { kind: 'found', addresses: records };
  };

const failed = ({ reason, message }: Why): FamilyAddresses => ({
  kind: 'failed',
  because: message,
  switchedOff: reason === 'switched-off',
});

/** getaddrinfo, which also knows /etc/hosts and whatever else the system uses. */
const systemLookup: Lookup = async (host, family, { timeoutMs, signal }) => {
  const answer = await Promise.race([
    lookup(host, { family, all: true }).then(
      (found): FamilyAddresses => ({ kind: 'found', addresses: found.map(({ address }) => address) }),
      (error: unknown): FamilyAddresses =>
        // EAI_NONAME and EAI_NODATA: the resolver did answer. EAI_AGAIN and EAI_FAIL: it did not.
        codeOf(error) === 'ENOTFOUND'
          ? { kind: 'none' }
          : { kind: 'failed', because: `the system resolver answered ${codeOf(error)}`, switchedOff: false },
    ),
    pause(timeoutMs, signal).then((): FamilyAddresses => ({
      kind: 'failed',
      because: 'the system resolver did not answer in time',
      switchedOff: false,
    })),
  ]);
  return answer;
};

/** The connection that was made first, and how each family fared; the latter is known once both have ended. */
export interface Dialling {
  /** Null when no family connected: `outcome` is known by then. */
  socket: net.Socket | null;
  outcome: Promise<Dialled>;
}

/** Connects by both families at once. The first connection is handed over, the other closed. */
export async function dial(addresses: HostAddresses, port: number, options: DialOptions): Promise<Dialling> {
  const families = [addresses.ipv4, addresses.ipv6].map((one) => dialFamily(one, port, options));
  const outcome = Promise.all(families).then(([ipv4 = notTried, ipv6 = notTried]): Dialled => ({
    ipv4: ipv4.outcome,
    ipv6: ipv6.outcome,
  }));
  return await new Promise((resolve) => {
    let taken = false;
    for (const family of families) {
      void family.then(({ socket }) => {
        if (socket === null) return;
        if (taken) {
          socket.destroy();
          return;
        }
        taken = true;
        resolve({ socket, outcome });
      });
    }
    void outcome.then(() => {
      if (!taken) resolve({ socket: null, outcome });
    });
  });
}

interface FamilyDialled {
  socket: net.Socket | null;
  outcome: FamilyOutcome;
}

const notTried: FamilyDialled = { socket: null, outcome: { addresses: [], outcome: 'not-tried' } };

async function dialFamily(
  family: FamilyAddresses,
  port: number,
  options: DialOptions,
): Promise<FamilyDialled> {
  if (family.kind === 'none') return { socket: null, outcome: { addresses: [], outcome: 'not-resolved' } };
  if (family.kind === 'failed')
    return { socket: null, outcome: { addresses: [], outcome: 'resolver-failed' } };
  const { addresses } = family;
  if (addresses.length === 0) return { socket: null, outcome: { addresses, outcome: 'not-resolved' } };
  const { socket, failure } = await race(addresses.slice(0, mostAddresses), port, options);
  return { socket, outcome: { addresses, outcome: socket === null ? failure : 'connected' } };
}

type Failure = 'timeout' | 'refused' | 'reset' | 'no-route';

/** Happy Eyeballs within a family (RFC 8305): the next address after a failure or a short delay, all in one timeout. */
function race(
  addresses: readonly string[],
  port: number,
  { timeoutMs, signal }: DialOptions,
): Promise<{ socket: net.Socket | null; failure: Failure }> {
  return new Promise((resolve) => {
    const sockets = new Set<net.Socket>();
    let next = 0;
    let failure: Failure | null = null;
    let delay: NodeJS.Timeout | undefined;
    let ended = false;

    const end = (socket: net.Socket | null): void => {
      if (ended) return;
      ended = true;
      clearTimeout(delay);
      stopClock();
      signal.removeEventListener('abort', giveUp);
      for (const other of sockets) if (other !== socket) other.destroy();
      resolve({ socket, failure: failure ?? 'timeout' });
    };
    const giveUp = (): void => {
      end(null);
    };
    const stopClock = patientTimer(timeoutMs, giveUp);
    signal.addEventListener('abort', giveUp, { once: true });

    const tryNext = (): void => {
      clearTimeout(delay);
      const address = addresses[next];
      if (ended || address === undefined) return;
      next += 1;
      const socket = net.connect({ host: address, port });
      sockets.add(socket);
      socket.once('connect', () => {
        socket.removeAllListeners('error');
        // Until somebody else listens: an error without a listener would end the process.
        socket.on('error', () => undefined);
        end(socket);
      });
      socket.once('error', (error) => {
        socket.on('error', () => undefined);
        sockets.delete(socket);
        failure ??= failureOf(codeOf(error));
        if (next >= addresses.length && sockets.size === 0) end(null);
        else tryNext();
      });
      delay = setTimeout(tryNext, attemptDelayMs);
    };
    if (signal.aborted) giveUp();
    else tryNext();
  });
}

function failureOf(code: string): Failure {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  // EADDRNOTAVAIL: no address of this family to connect from. EACCES, EPERM: a local firewall says no at once.
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL') return 'no-route';
  return code === 'EACCES' || code === 'EPERM' ? 'refused' : 'timeout';
}

/** The system's code of an error (`ECONNRESET`), or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Resolves after `ms` milliseconds, or at once when the signal fires. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
