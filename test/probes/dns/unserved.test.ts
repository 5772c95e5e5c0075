import { expect, it } from 'vitest';
import { delegationBreak } from '../../../src/model/delegation.ts';
import type { DnsAnswer, DnsType } from '../../../src/model/dns.ts';
import { answerOf, Unavailable } from '../../../src/model/unavailable.ts';
import type { Exchange } from '../../../src/probes/dns/exchange.ts';
import { followingDelegations } from '../../../src/probes/dns/unserved.ts';
import type { Question, Reply } from '../../../src/probes/dns/wire.ts';

const reply = (more: Partial<Reply>): Exchange => ({
  ok: true,
  server: { host: 'server', port: 53 },
  reply: {
    ...{ rcode: 0, authoritative: false, truncated: false, answers: [], authorities: [], additionals: [] },
    ...more,
  },
});
const failure = (kind: Extract<Exchange, { ok: false }>['failure']['kind']): Exchange => ({
  ok: false,
  failure: { kind, because: 'failed', server: { host: 'server', port: 53 } },
});
const own = reply({ authoritative: true });
const refers = (zone: string, ...names: string[]): Exchange =>
  reply({ authorities: names.map((data) => ({ name: zone, type: 'NS', ttl: 60, data })) });

type At = (question: Question) => Exchange;
const always =
  (exchange: Exchange): At =>
  () =>
    exchange;
/** The top-level domain delegates example.com to two servers, and answers for itself. */
const top: At = ({ name }) =>
  name.endsWith('example.com') ? refers('example.com', 'a.ns', 'b.ns') : reply({ authoritative: true });

/** What `TXT name` fails with, where the resolver fails so and the servers say that. */
async function told(
  servers: Record<string, At>,
  { name = 'x.example.com', failed = 'servfail' }: { name?: string; failed?: string } = {},
) {
  const { telling, asked } = following(servers, failed);
  const answer = await answerOf(telling.resolve(name, 'TXT'));
  // A second name of the zone costs nothing more.
  const before = asked.length;
  await answerOf(telling.resolve(name, 'MX'));
  expect(asked.length).toBe(before);
  return answer.ok ? null : delegationBreak(answer.why);
}

function following(servers: Record<string, At>, failed: string) {
  const asked: string[] = [];
  const resolve = async <T extends DnsType>(one: string, type: T): Promise<DnsAnswer<T>> => {
    await Promise.resolve();
    const found = (records: readonly unknown[]): DnsAnswer<T> =>
      ({ exists: records.length > 0, records, ttl: 60, chain: [] }) as unknown as DnsAnswer<T>;
    if (one === 'com' && type === 'NS') return found(['top']);
    if (type === 'A' && servers[one] !== undefined) return found([one]);
    if (type === 'A' || type === 'AAAA') return found([]);
    const detail = { failure: failed, host: 'resolver' };
    throw new Unavailable('bad-reply', 'the resolver failed', { question: `${type} ${one}`, detail });
  };
  const ask = (address: string, question: Question): Promise<Exchange> => {
    asked.push(`${address} ${question.type} ${question.name}`);
    return Promise.resolve(servers[address]?.(question) ?? failure('timeout'));
  };
  return { telling: followingDelegations(resolve, { ask, remember: Infinity }), asked };
}

const states = (one: string, other: string) => ({
  zone: 'example.com',
  above: 'com',
  servers: [
    { name: 'a.ns', state: one },
    { name: 'b.ns', state: other },
  ],
});

it.each([
  ['refuse', always(failure('refused')), 'refused'],
  ['fail', always(failure('servfail')), 'servfail'],
  ['send garbage', always(failure('malformed')), 'unreadable'],
  ['answer for others', always(reply({})), 'not-its-zone'],
  ['refer back to the top', always(refers('com', 'top')), 'not-its-zone'],
])('servers that all %s serve nobody', async (_what, at, state) => {
  expect(await told({ top, 'a.ns': at, 'b.ns': at })).toEqual(states(state, state));
  expect(await told({ top, 'a.ns': at, 'b.ns': at }, { failed: 'timeout' })).toEqual(states(state, state));
});

it('servers that do not exist serve nobody, and one that is silent is not known', async () => {
  expect(await told({ top })).toEqual(states('no-address', 'no-address'));
  expect(await told({ top, 'a.ns': always(failure('refused')), 'b.ns': always(failure('timeout')) })).toEqual(
    states('refused', 'unheard'),
  );
});

it('a zone below is told with the zone that delegates it', async () => {
  const parent: At = ({ name }) => (name.includes('mail.') ? refers('mail.example.com', 'c.ns') : own);
  const servers = { top, 'a.ns': parent, 'b.ns': parent, 'c.ns': always(failure('refused')) };
  expect(await told(servers, { name: 'k._domainkey.mail.example.com' })).toEqual({
    zone: 'mail.example.com',
    above: 'example.com',
    servers: [{ name: 'c.ns', state: 'refused' }],
  });
});

it('a CNAME is followed into a zone that nobody serves', async () => {
  const both: At = ({ name }) =>
    name.endsWith('gone.com') ? refers('gone.com', 'd.ns') : top({ name, type: 'NS' });
  const alias: At = ({ name }) =>
    name === '_dmarc.example.com'
      ? reply({
          authoritative: true,
          answers: [{ type: 'CNAME', name, ttl: 60, data: 'x.gone.com' }],
        })
      : own;
  const servers = { top: both, 'a.ns': alias, 'b.ns': alias, 'd.ns': always(failure('refused')) };
  expect(await told(servers, { name: '_dmarc.example.com' })).toMatchObject({
    zone: 'gone.com',
    above: 'com',
  });
});

it.each<[string, Record<string, At>, { failed?: string }?]>([
  ['one server has the zone', { top, 'a.ns': always(failure('refused')), 'b.ns': always(own) }],
  [
    'nothing is heard of any server',
    { top, 'a.ns': always(failure('timeout')), 'b.ns': always(failure('unreachable')) },
  ],
  ['the way out is closed', { top: always(failure('timeout')) }],
  ['something answers in place of the top-level domain', { top: always(failure('servfail')) }],
  ['something answers everything', { top: always(reply({ answers: [] })) }],
  ['there is no such domain', { top: always(own) }],
  ['the run ends', { top, 'a.ns': always(failure('interrupted')), 'b.ns': always(failure('interrupted')) }],
  ['the resolver refuses', { top }, { failed: 'refused' }],
  ['the chain of trust is broken', { top }, { failed: 'dnssec' }],
])('nothing is said where %s', async (_what, servers, more = {}) => {
  expect(await told(servers, more)).toBeNull();
});

/** Who fails to serve a name of which the resolver has an answer. */
const unserved = (servers: Record<string, At>) =>
  following(servers, 'servfail').telling.unserved('X.example.com');
const refused = always(failure('refused'));
const silent = always(failure('timeout'));

it.each<[string, At, At, string, string]>([
  ['refuse', refused, refused, 'refused', 'refused'],
  ['fail', always(failure('servfail')), refused, 'servfail', 'refused'],
  ['refuse or are silent', refused, silent, 'refused', 'unheard'],
  ['are silent', silent, silent, 'unheard', 'unheard'],
])('servers that %s leave the resolver alone with its answers', async (_what, one, other, a, b) => {
  expect(await unserved({ top, 'a.ns': one, 'b.ns': other })).toEqual(states(a, b));
});

/** As `top`, by something that does not speak for the top-level domain: it knows the delegation from elsewhere. */
const memory: At = (question) => (question.name === 'com' ? reply({}) : top(question));

it.each<[string, Record<string, At>]>([
  ['one server has the zone', { top, 'a.ns': refused, 'b.ns': always(own) }],
  ['no way leads to the servers', { top, 'a.ns': always(failure('unreachable')), 'b.ns': silent }],
  ['the run ends', { top, 'a.ns': always(failure('interrupted')), 'b.ns': always(failure('interrupted')) }],
  ['something answers in place of all servers', { top: memory, 'a.ns': memory, 'b.ns': memory }],
  ['something refuses in place of all servers', { top: refused, 'a.ns': refused, 'b.ns': refused }],
  ['the way out is closed', { top: silent, 'a.ns': silent, 'b.ns': silent }],
])('nothing is said of answers that the resolver has where %s', async (_what, servers) => {
  expect(await unserved(servers)).toBeNull();
});
