import { clearTimeout, setTimeout } from 'node:timers';
import { patientTimer } from '../net/patient-timer.ts';
import { Ending } from '../ending.ts';
import { askTcp, askUdp, type Outcome } from './transport.ts';
import type { DnsServer } from './udp-port.ts';
import { lower, type Question, rcodeName, rcodes, type Reply } from './wire.ts';

/** How a server failed. */
export interface ServerFailure {
  kind: 'timeout' | 'servfail' | 'refused' | 'malformed' | 'unreachable' | 'interrupted';
  /** Completes “192.0.2.53 …”. */
  because: string;
  server: DnsServer;
}

/** The first usable reply (NOERROR or NXDOMAIN), or why there is none. */
export type Exchange = { ok: true; reply: Reply; server: DnsServer } | { ok: false; failure: ServerFailure };

export interface ExchangeOptions {
  recursion: boolean;
  /** With CD and DO set: what there is, whatever its signatures are worth. */
  unchecked?: boolean;
  /** Milliseconds for all tries together. */
  timeoutMs: number;
  /** Milliseconds until the next try starts; an earlier one may still answer. */
  tryMs: number;
  /** The end of the run. */
  interruption: Ending;
  /** Servers that cannot do EDNS, shared between questions. */
  withoutEdns: Set<string>;
}

/** How often a server may answer like this before it is given up. */
const patience: Readonly<Record<ServerFailure['kind'], number>> = {
  timeout: Infinity,
  servfail: 2,
  malformed: 2,
  refused: 1,
  unreachable: 1,
  interrupted: 1,
};

/**
 * Puts a question to servers in turn until one answers. A try that is silent for `tryMs` is joined by the next one
 * and keeps listening, so that a slow resolver is not taken for a dead one. NXDOMAIN is an answer and is not retried.
 * `onSilence` is called when the first try was silent for `tryMs`.
 */
export function exchange(
  servers: readonly DnsServer[],
  question: Question,
  options: ExchangeOptions,
  onSilence?: () => void,
): Promise<Exchange> {
  const { timeoutMs, tryMs, interruption } = options;
  return new Promise((resolve) => {
    const begun = performance.now();
    const over = new Ending();
    let strikes: Map<DnsServer, number> | null = null;
    let tries = 0;
    let worst: ServerFailure | null = null;
    let strays: DnsServer | null = null;
    let nextTry: NodeJS.Timeout | undefined;
    let stopClock: (() => void) | null = null;

    const end = (result: Exchange): void => {
      clearTimeout(nextTry);
      stopClock?.();
      interruption.delete(onInterruption);
      over.reach();
      resolve(result);
    };
    const onInterruption = (): void => {
      const [server = nowhere] = servers;
      end({ ok: false, failure: { kind: 'interrupted', because: 'was skipped', server } });
    };
    const startClock = (): void => {
      stopClock ??= patientTimer(
        timeoutMs,
        () => {
          // A try tells what strays it saw only when it is over.
          over.reach();
          setImmediate(() => {
            end({ ok: false, failure: worst ?? silence(servers, strays, timeoutMs) });
          });
        },
        begun,
      );
    };

    const tryAgain = (): void => {
      onSilence?.();
      launch();
    };
    const launch = (): void => {
      clearTimeout(nextTry);
      const struck = strikes;
      const left = struck === null ? servers : servers.filter((server) => (struck.get(server) ?? 0) < 1);
      const server = left[tries % left.length];
      if (server === undefined) {
        end({ ok: false, failure: worst ?? silence(servers, strays, timeoutMs) });
        return;
      }
      // Nearly all questions are answered at the first try, and go without a clock of their own.
      if (tries > 0 || timeoutMs <= tryMs) startClock();
      // A middlebox that drops EDNS is met by leaving it out from the third round on.
      const edns = tries < 2 * servers.length && !options.withoutEdns.has(keyOf(server));
      tries++;
      nextTry = setTimeout(tryAgain, tryMs);
      ask(server, question, edns, options, over, (result) => {
        if ('silent' in result) {
          if (result.silent > 0) strays = server;
          return;
        }
        if (result.ok) {
          end(result);
          return;
        }
        worst ??= result.failure;
        if (over.reached) return;
        strikes ??= new Map();
        strikes.set(server, (strikes.get(server) ?? 0) + 1 / patience[result.failure.kind]);
        launch();
      });
    };

    if (interruption.reached) {
      onInterruption();
      return;
    }
    interruption.add(onInterruption);
    launch();
  });
}

const nowhere: DnsServer = { host: 'nowhere', port: 0 };

function silence(servers: readonly DnsServer[], strays: DnsServer | null, timeoutMs: number): ServerFailure {
  if (strays !== null) {
    return {
      kind: 'malformed',
      because: 'sent only messages that do not belong to the question',
      server: strays,
    };
  }
  const [server = nowhere] = servers;
  return { kind: 'timeout', because: `did not answer within ${timeoutMs / 1000} s`, server };
}

/** What one try came to; `silent`: how many strays came in place of an answer. */
type Told = Exchange | { silent: number };

/** One try at one server: UDP, then TCP where the datagram was cut or damaged, without EDNS where it is not understood. */
function ask(
  server: DnsServer,
  question: Question,
  edns: boolean,
  options: ExchangeOptions,
  over: Ending,
  tell: (told: Told) => void,
): void {
  const { recursion, unchecked = false, withoutEdns } = options;
  askUdp(server, question, { recursion, edns, unchecked }, over, (outcome) => {
    if (edns && outcome.kind === 'reply' && noEdns.has(outcome.reply.rcode)) {
      withoutEdns.add(keyOf(server));
      ask(server, question, false, options, over, tell);
      return;
    }
    const cut = outcome.kind === 'reply' && outcome.reply.truncated;
    if (!cut && outcome.kind !== 'damaged') {
      tell(judge(server, question, outcome, recursion));
      return;
    }
    const first = cut ? 'cut its answer short' : 'sent an answer that cannot be read';
    void askTcp(server, question, { recursion, edns, unchecked }, over).then((overTcp) => {
      tell(toldOverTcp(server, question, overTcp, { first, recursion }));
    });
  });
}

/** `first`: what came over UDP. */
function toldOverTcp(
  server: DnsServer,
  question: Question,
  outcome: Outcome,
  { first, recursion }: { first: string; recursion: boolean },
): Told {
  if (outcome.kind === 'unreachable') {
    return failed(
      server,
      'malformed',
      `${first} and does not accept the question over TCP (${outcome.code})`,
    );
  }
  if (outcome.kind === 'silent') return failed(server, 'malformed', `${first} and does not answer over TCP`);
  return judge(server, question, outcome, recursion);
}

const noEdns: ReadonlySet<number> = new Set([rcodes.FORMERR, rcodes.NOTIMP, rcodes.BADVERS]);
const keyOf = ({ host, port }: DnsServer): string => `${host} ${port}`;

function judge(server: DnsServer, question: Question, outcome: Outcome, recursion: boolean): Told {
  switch (outcome.kind) {
    case 'silent':
      return { silent: outcome.strays };
    case 'unreachable':
      return failed(server, 'unreachable', `cannot be reached (${outcome.code})`);
    case 'damaged':
      return failed(server, 'malformed', 'sent an answer that cannot be read');
    case 'reply': {
      const { reply } = outcome;
      if (reply.rcode === rcodes.NOERROR || reply.rcode === rcodes.NXDOMAIN) {
        if (reply.truncated) return failed(server, 'malformed', 'cut its answer short even over TCP');
        const evasion = recursion ? evades(reply, question) : null;
        return evasion === null ? { ok: true, reply, server } : failed(server, 'malformed', evasion);
      }
      const kind =
        reply.rcode === rcodes.REFUSED
          ? 'refused'
          : reply.rcode === rcodes.SERVFAIL
            ? 'servfail'
            : 'malformed';
      return failed(server, kind, `answered ${rcodeName(reply.rcode)}`);
    }
  }
}

/** How the reply of a resolver says nothing of the question, though it can be read: that is no "there is no such record". */
function evades({ answers, authorities, rcode }: Reply, { name, type }: Question): string | null {
  if (rcode === rcodes.NXDOMAIN) return null;
  if (answers.length > 0) {
    const tells = answers.some(
      (one) => lower(one.name) === name && [type, 'CNAME', 'RRSIG'].includes(one.type),
    );
    return tells ? null : 'answered with records that nobody asked for';
  }
  // RFC 2308 2.2: name servers without an SOA are a referral, which is no answer of one who was to ask them himself.
  const refers =
    authorities.some((one) => one.type === 'NS') && authorities.every((one) => one.type !== 'SOA');
  return refers ? 'referred to other servers in place of an answer' : null;
}

const failed = (server: DnsServer, kind: ServerFailure['kind'], because: string): Exchange => ({
  ok: false,
  failure: { kind, because, server },
});
