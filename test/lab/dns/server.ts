import { setTimeout as sleep } from 'node:timers/promises';
import packet, { type DecodedPacket } from 'dns-packet';
import { type Dnssec, dnssecOf } from './dnssec.ts';
import { type DnsFault, dnsFaultPicker } from './faults.ts';
import { oddAnswer } from './odd-answers.ts';
import { type Listener, type Respond, listen } from './listener.ts';
import { type Finding, dnsData } from './lookup.ts';
import type { DnsWorld } from './world.ts';

/** A question that the lab saw. */
export interface DnsQuestion {
  name: string;
  type: string;
  /** `resolver`, or the host name of a zone server. */
  at: string;
  transport: 'udp' | 'tcp';
  /** Which bits were set beside it: with CD or DO it is another question. */
  flags: string;
  /** Whether it was answered in full: not cut, and no failure that is a reason to ask again. */
  answered: boolean;
}

/** A resolver on loopback, and the zone servers that it knows of. */
export interface DnsServers {
  /** `127.0.0.1:port`, for --resolver. */
  resolver: string;
  /** The port of every zone server. */
  authoritativePort: number;
  questions: readonly DnsQuestion[];
  close: () => Promise<void>;
}

/** RFC 1035 4.2.1: what fits into a datagram without EDNS. */
const plainDatagram = 512;

/**
 * Starts the resolver and the zone servers, each on a loopback address of its own. `authoritativePort` 0 takes a free
 * one; the product itself asks on 53, which takes the right to bind it.
 */
export async function startDns(world: DnsWorld, { authoritativePort = 0 } = {}): Promise<DnsServers> {
  const network = ownNetwork();
  const addresses = new Map<string, string>();
  const addressOf = (server: string): string => {
    // Those of a zone that only the resolver sees stand where the lab has its private network.
    const first = isInside(world, server) ? 200 : 1;
    const address = addresses.get(server) ?? `${network}.${addresses.size + first}`;
    addresses.set(server, address);
    return address;
  };
  const data = dnsData(world, addressOf);
  const questions: DnsQuestion[] = [];
  const faultOf = dnsFaultPicker(world.faults);

  const dnssec = dnssecOf(world);

  const respondAt = (at: string, ask: (name: string, type: string) => Finding): Respond => {
    return async (bytes, transport) => {
      const query = decodeQuery(bytes);
      const question = query?.questions?.[0];
      if (query === null || question === undefined) return null;
      const name = question.name.toLowerCase();
      const seen: DnsQuestion = {
        ...{ name, type: question.type, at, transport },
        ...{ flags: flagsOf(query), answered: false },
      };
      questions.push(seen);
      const fault = faultOf({ name, type: question.type, at });
      const delayMs = world.delayMs + (fault?.kind === 'late' ? fault.delayMs : 0);
      if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
      const finding = withDnssec(ask(name, question.type), dnssec, { name, type: question.type }, query);
      const bogus =
        at === 'resolver' &&
        fault === null &&
        isRefused(finding, dnssec, { name, type: question.type }, query);
      const message = bogus
        ? reply(query, finding, transport, { kind: 'servfail', name }, true)
        : reply(query, finding, transport, fault, at === 'resolver');
      seen.answered = fault === null && isWhole(message);
      return message;
    };
  };

  const listeners: Listener[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(listeners.map((listener) => listener.close()));
  };
  try {
    const resolver = await listen('127.0.0.1', 0, world.tcp, respondAt('resolver', data.asResolver));
    listeners.push(resolver);
    let port = authoritativePort;
    for (const server of data.servers.filter((one) => !isSilent(world, one))) {
      const ask = (name: string, type: string): Finding => data.asServer(server, name, type);
      const listener = await listen(addressOf(server), port, world.tcp, respondAt(server, ask));
      listeners.push(listener);
      port = listener.port;
    }
    return { resolver: `127.0.0.1:${resolver.port}`, authoritativePort: port, questions, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Asked {
  name: string;
  type: string;
}

const namesIn = ({ answers }: Finding, { name }: Asked): readonly string[] => [
  ...new Set([name, ...answers.map((record) => record.name)]),
];

/** RFC 4035 3.2.2: with CD set, the resolver gives what it would refuse. */
const isRefused = (finding: Finding, dnssec: Dnssec, asked: Asked, { flag_cd: cd }: DecodedPacket): boolean =>
  !cd && dnssec.refuses(namesIn(finding, asked), asked.type);

/** Keys and signatures of a signed zone beside what it holds. */
function withDnssec(finding: Finding, dnssec: Dnssec, asked: Asked, query: DecodedPacket): Finding {
  const own = dnssec.records(asked.name, asked.type);
  const answers = [...finding.answers, ...own];
  const options = query.additionals?.find((record) => record.type === 'OPT');
  if (options?.type !== 'OPT' || !options.flag_do) return { ...finding, answers };
  const signatures = dnssec.signatures(namesIn({ ...finding, answers }, asked), asked.type);
  return answers.length > 0
    ? { ...finding, answers: [...answers, ...signatures] }
    : { ...finding, authorities: [...finding.authorities, ...signatures] };
}

const isInside = ({ zones }: DnsWorld, server: string): boolean =>
  Object.values(zones).some(({ inside }) => inside !== undefined && server in inside);

/** Whether an address is of the private network of a lab: the servers of zones that only the resolver sees stand there. */
export const isPrivateInLab = (address: string): boolean => /\.2\d\d$/.test(address);

/** Three numbers of a loopback network that no other lab on this machine is likely to use. */
const ownNetwork = (): string => `127.${number(1, 254)}.${number(0, 255)}`;
const number = (least: number, most: number): number =>
  least + Math.floor(Math.random() * (most - least + 1));

const isSilent = ({ zones }: DnsWorld, server: string): boolean =>
  Object.values(zones).some((zone) => silentKinds.includes(zone.servers[server]?.broken ?? ''));
const silentKinds: readonly string[] = ['silent', 'dead', 'no-address'];

function decodeQuery(bytes: Buffer): DecodedPacket | null {
  try {
    return packet.decode(bytes);
  } catch {
    return null;
  }
}

/** CD and DO, where they are set. */
function flagsOf(query: DecodedPacket): string {
  const options = query.additionals?.find((record) => record.type === 'OPT');
  return [query.flag_cd ? 'CD' : '', options?.type === 'OPT' && options.flag_do ? 'DO' : ''].join('');
}

/** Whether nobody has a reason to ask again: NOERROR or NXDOMAIN, and not cut. */
const isWhole = (message: Buffer | 'hang-up' | null): boolean =>
  Buffer.isBuffer(message) &&
  [rcodes.NOERROR, rcodes.NXDOMAIN].includes(message.readUInt8(3) & 0x0f) &&
  (message.readUInt8(2) & 0x02) === 0;

const policySoa: Finding['authorities'][number] = {
  ...{ name: 'rpz.corp.example', type: 'SOA', ttl: 60 },
  data: {
    ...{ mname: 'ns.corp.example', rname: 'dns.corp.example', serial: 1 },
    ...{ refresh: 3600, retry: 600, expire: 86_400, minimum: 60 },
  },
};

function reply(
  query: DecodedPacket,
  finding: Finding,
  transport: 'udp' | 'tcp',
  fault: DnsFault | null,
  recursion: boolean,
): Buffer | 'hang-up' | null {
  const right = (more: MessageOptions = {}): Buffer => encode(query, finding, { recursion, ...more });
  const empty = { ...finding, answers: [], authorities: [] };
  switch (fault?.kind) {
    case 'timeout':
      return null;
    case 'servfail':
      return encode(query, empty, { recursion, rcode: rcodes.SERVFAIL });
    case 'refused':
      return encode(query, empty, { recursion, rcode: rcodes.REFUSED });
    case 'formerr':
      return encode(query, empty, { recursion, rcode: rcodes.FORMERR });
    case 'denied':
      return encode(query, empty, { recursion, rcode: rcodes.NXDOMAIN });
    case 'policy':
      return encode(query, { ...empty, authorities: [policySoa] }, { recursion, rcode: rcodes.NXDOMAIN });
    case 'rewrite': {
      const name = query.questions?.[0]?.name ?? '.';
      const answers = [{ name, ttl: 60, ...fault.record }] as Finding['answers'];
      return encode(query, { ...empty, answers, authoritative: true, rcode: 'NOERROR' }, { recursion });
    }
    case 'empty':
      return encode(query, empty, { recursion, rcode: rcodes.NOERROR });
    case 'portal': {
      const [question] = query.questions ?? [];
      const answers: Finding['answers'] =
        question?.type === 'A' ? [{ name: question.name, type: 'A', ttl: 60, data: '203.0.113.1' }] : [];
      return encode(query, { ...empty, answers }, { recursion, rcode: rcodes.NOERROR });
    }
    case 'no-edns':
      return payloadSize(query) === null
        ? right()
        : encode(query, empty, { recursion, rcode: rcodes.FORMERR });
    case 'wrong-id': {
      const message = right();
      message.writeUInt16BE(((query.id ?? 0) + 1) % 65_536, 0);
      return message;
    }
    case 'garbage':
      return Buffer.from('this is no DNS message');
    case 'cut':
      return right().subarray(0, -3);
    case 'truncated':
    case 'truncated-without-tcp':
    case 'truncated-tcp-silent':
      if (transport === 'udp') return encode(query, empty, { recursion, truncated: true });
      return fault.kind === 'truncated' ? right() : fault.kind === 'truncated-without-tcp' ? 'hang-up' : null;
    case 'late':
    case undefined:
      break;
    case 'odd': {
      const odd = oddAnswer(fault.answer, query, finding);
      const message = encode({ ...query, questions: odd.questions }, odd.finding, { recursion });
      return transport === 'tcp' || message.length <= (payloadSize(query) ?? plainDatagram)
        ? message
        : encode(query, empty, { recursion, truncated: true });
    }
  }
  const message = right();
  const fits = transport === 'tcp' || message.length <= (payloadSize(query) ?? plainDatagram);
  return fits ? message : encode(query, empty, { recursion, truncated: true });
}

interface MessageOptions {
  recursion?: boolean;
  truncated?: boolean;
  rcode?: number;
}

const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

/** The size the client can take over UDP (RFC 6891 6.2.3), or null without EDNS. */
function payloadSize(query: DecodedPacket): number | null {
  const options = query.additionals?.find((record) => record.type === 'OPT');
  return options?.type === 'OPT' ? options.udpPayloadSize : null;
}

function encode(query: DecodedPacket, finding: Finding, options: MessageOptions): Buffer {
  const rcode = options.rcode ?? rcodes[finding.rcode];
  const flags =
    rcode |
    (finding.authoritative && rcode !== rcodes.SERVFAIL ? packet.AUTHORITATIVE_ANSWER : 0) |
    (options.truncated === true ? packet.TRUNCATED_RESPONSE : 0) |
    (options.recursion === true ? packet.RECURSION_AVAILABLE : 0) |
    (query.flag_rd ? packet.RECURSION_DESIRED : 0);
  return packet.encode({
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    flags,
    ...(query.questions === undefined ? {} : { questions: query.questions }),
    answers: finding.answers,
    authorities: finding.authorities,
    additionals:
      payloadSize(query) === null
        ? []
        : [
            {
              type: 'OPT',
              name: '.',
              udpPayloadSize: 1232,
              extendedRcode: 0,
              ednsVersion: 0,
              flags: 0,
              flag_do: false,
              options: [],
            },
          ],
  });
}
