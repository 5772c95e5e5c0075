import type { AwsAction, AwsInput, AwsOutput } from '../../src/model/aws-calls.ts';
import { awsReplies, type AwsReply } from '../../src/model/aws-replies.ts';
import type { AwsProbe } from '../../src/model/aws.ts';
import type { DnsAnswer, DnsProbe, DnsRecords, DnsType } from '../../src/model/dns.ts';
import type { Probes } from '../../src/model/probes.ts';
import { Unavailable } from '../../src/model/unavailable.ts';

type Reply<A extends AwsAction> =
  AwsOutput<A> | ((input: AwsInput<A>, region: string | null) => AwsOutput<A>) | Unavailable;
type Replies = { [A in AwsAction]?: Reply<A> };
type Failure = 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
type Node = { [T in DnsType]?: DnsRecords[T][] | Failure } | Failure;
export type Zone = Record<string, Node>;

/** AWS with canned replies. A call without one is a mistake in the test, not an AWS error. */
export function fakeAws(replies: Replies): AwsProbe {
  return async <A extends AwsAction>(
    action: A,
    input: AwsInput<A>,
    options?: { region?: string },
  ): Promise<AwsReply<A>> => {
    // Which reply belongs to which action is what `Replies` says; TypeScript cannot follow it through the union.
    const reply = replies[action] as unknown;
    if (reply === undefined) throw new Error(`The test has no reply for ${action}`);
    if (reply instanceof Unavailable) throw reply;
    const canned = reply as AwsOutput<A> | ((input: AwsInput<A>, region: string | null) => AwsOutput<A>);
    const output = typeof canned === 'function' ? canned(input, options?.region ?? null) : canned;
    // What the door lets in is tested there; a fact's test gives what that fact needs.
    return { ...emptyLists(action), ...output };
  };
}

/** AWS sends the lists that a reply is about also when they are empty. */
function emptyLists(action: AwsAction): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(awsReplies[action].entries).flatMap(([name, { type }]: [string, { type: string }]) => {
      if (type === 'array') return [[name, []]];
      return type === 'record' ? [[name, {}]] : [];
    }),
  );
}

/** DNS that knows these names only: an absent name is NXDOMAIN, an absent type NODATA, a CNAME is followed. */
export function fakeDns(zone: Zone): DnsProbe {
  const ask = <T extends DnsType>(name: string, type: T, depth = 0): DnsAnswer<T> => {
    const node = zone[name.toLowerCase()];
    if (node === undefined) return { exists: false, records: [], ttl: 300, chain: [] };
    if (typeof node === 'string') throw failure(node, name, type);
    const records = node[type];
    if (typeof records === 'string') throw failure(records, name, type);
    const alias = node.CNAME;
    if (type === 'CNAME' || !Array.isArray(alias) || alias[0] === undefined || depth > 8) {
      return { exists: true, records: records ?? [], ttl: 300, chain: [] };
    }
    const rest = ask(alias[0], type, depth + 1);
    return { ...rest, chain: [{ name, target: alias[0], ttl: 300 }, ...rest.chain] };
  };
  return {
    resolverName: '192.0.2.53',
    resolve: async (name, type) => ask(name, type),
    authoritative: async (name, type) => ({
      zone: name.split('.').slice(-2).join('.'),
      servers: [
        {
          server: 'ns1.test',
          address: '192.0.2.1',
          answer: { kind: 'answer', answer: atZone(ask(name, type)) },
        },
      ],
      inside: null,
    }),
  };
}

/** Where a CNAME leads is not for the zone's server to say. */
const atZone = <T extends DnsType>(answer: DnsAnswer<T>): DnsAnswer<T> =>
  answer.chain.length === 0 ? answer : { ...answer, records: [], chain: answer.chain.slice(0, 1) };

function failure(kind: Failure, name: string, type: string): Unavailable {
  const reason = kind === 'TIMEOUT' ? 'timeout' : kind === 'REFUSED' ? 'refused' : 'bad-reply';
  return new Unavailable(reason, `192.0.2.53 answered ${kind} for ${name}`, { question: `${type} ${name}` });
}

/** Probes of which a test names those it uses; the others throw when they are asked. */
export function fakeProbes(overrides: Partial<Probes> = {}): Probes {
  const unexpected = (name: string) => (): never => {
    throw new Error(`The test has no ${name} probe`);
  };
  return {
    aws: fakeAws({}),
    dns: fakeDns({}),
    smtp: unexpected('smtp'),
    https: unexpected('https'),
    environment: {
      profile: async () => null,
      endpointOverride: async () => null,
      proxyFor: () => null,
      smtpCredentials: async () => null,
    },
    now: () => new Date('2026-11-21T20:00:00Z'),
    ...overrides,
  };
}
