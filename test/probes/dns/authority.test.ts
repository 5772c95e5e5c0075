import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from 'dns-packet';
import { dnsProbe, type DnsProbeOptions } from '../../../src/probes/dns/probe.ts';
import type { DnsProbe } from '../../../src/model/dns.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { type Asked, dnsServer, type Reply, soa, type TestServer } from './server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()));
});

/** A resolver that knows where the zone's servers are: 127.0.0.2, .3 … all listen on one port. */
async function world(
  authorities: Record<string, (asked: Asked) => Reply>,
  resolver: Partial<Record<string, Reply>> = {},
  /** A zone's server has twice this time. */
  tryMs = 30_000,
  options: Partial<DnsProbeOptions> = {},
): Promise<{ dns: DnsProbe; asked: Record<string, Asked[]> }> {
  const hosts = Object.keys(authorities);
  const asked: Record<string, Asked[]> = {};
  let port = 0;
  for (const [host, answer] of Object.entries(authorities)) {
    const server = await dnsServer(answer, { host, port });
    port = server.port;
    asked[host] = server.asked;
    servers.push(server);
  }
  const recursive = await dnsServer(({ name, type }) => {
    const known = resolver[`${type} ${name}`];
    if (known !== undefined) return known;
    if (type === 'NS' && name === 'example.com') {
      return {
        answers: hosts.map((_host, index) => ({ type: 'NS', name, ttl: 60, data: `ns${index}.example.net` })),
      };
    }
    const host = hosts[Number(/^ns(\d)\.example\.net$/.exec(name)?.[1])];
    if (host !== undefined && type === 'A') return { answers: [{ type: 'A', name, ttl: 60, data: host }] };
    return { rcode: 3, authorities: [soa('example.com')] };
  });
  servers.push(recursive);
  asked['resolver'] = recursive.asked;
  const dns = dnsProbe({
    servers: [{ host: '127.0.0.1', port: recursive.port }],
    timeoutMs: 30_000,
    tryMs,
    signal: new AbortController().signal,
    authoritativePort: port,
    ...options,
  });
  return { dns, asked };
}

const name = 'abc._domainkey.example.com';
const cname: Answer = { type: 'CNAME', name, ttl: 1800, data: 'abc.dkim.amazonses.com' };
const has = (): Reply => ({ authoritative: true, answers: [cname] });
const lacks = (): Reply => ({ authoritative: true, rcode: 3, authorities: [soa('example.com')] });
const kinds = async (dns: DnsProbe, asked = name): Promise<unknown> =>
  (await dns.authoritative(asked, 'CNAME')).servers.map(({ server, address, answer }) => [
    server,
    address,
    answer.kind === 'answer'
      ? answer.answer.records
      : `${answer.kind}: ${answer.kind === 'unasked' ? answer.why.message : answer.because}`,
  ]);

describe("the zone's own servers", () => {
  it('are all asked, without recursion, and heard apart', async () => {
    const { dns, asked } = await world({ '127.0.0.2': has, '127.0.0.3': lacks });
    expect(await dns.authoritative(name, 'CNAME')).toEqual({
      zone: 'example.com',
      inside: null,
      servers: [
        {
          server: 'ns0.example.net',
          address: '127.0.0.2',
          answer: {
            kind: 'answer',
            answer: { exists: true, records: ['abc.dkim.amazonses.com'], ttl: 1800, chain: [] },
          },
        },
        {
          server: 'ns1.example.net',
          address: '127.0.0.3',
          answer: { kind: 'answer', answer: { exists: false, records: [], ttl: 60, chain: [] } },
        },
      ],
    });
    expect(asked['127.0.0.2']).toMatchObject([{ name, recursion: false }]);
  });

  it('give the CNAME and do not say where it leads', async () => {
    const { dns } = await world({ '127.0.0.2': has });
    const view = await dns.authoritative(name, 'TXT');
    expect(view.servers[0]?.answer).toEqual({
      kind: 'answer',
      answer: {
        exists: true,
        records: [],
        ttl: 1800,
        chain: [{ name, target: 'abc.dkim.amazonses.com', ttl: 1800 }],
      },
    });
  });

  it('are not said to be silent where the resolver gives no address of them', async () => {
    const { dns } = await world(
      { '127.0.0.2': has, '127.0.0.3': has },
      { 'A ns1.example.net': { rcode: 2 } },
    );
    const { servers: views, zone, missed } = await dns.authoritative(name, 'CNAME');
    expect(views.map(({ answer }) => answer.kind)).toEqual(['answer', 'unasked']);
    expect({ zone, missed }).toEqual({ zone: 'example.com', missed: undefined });
  });

  it('tell where a zone begins that the resolver does not answer for', async () => {
    const ns = { type: 'NS' as const, ttl: 60, data: 'ns0.example.net' };
    const above: Reply = { answers: [{ ...ns, name: 'com' }] };
    const own = ({ type, name: asked }: Asked): Reply =>
      type === 'NS' && asked === 'example.com'
        ? { authoritative: true, answers: [{ ...ns, name: asked }] }
        : { authoritative: true, answers: type === 'CNAME' ? [cname] : [] };
    const { dns } = await world(
      { '127.0.0.2': own },
      { 'NS com': above, 'NS example.com': { rcode: 2 }, 'NS _domainkey.example.com': { rcode: 2 } },
    );
    const view = await dns.authoritative(name, 'CNAME');
    expect(view.zone).toBe('example.com');
    expect(view.missed).toBeUndefined();
    // Whether the resolver has a zone of its own there it did not say.
    expect(view.hidden?.question).toContain('example.com');
  });

  it('leave the zone open where nobody tells where it begins', async () => {
    const { dns } = await world(
      { '127.0.0.2': () => ({ rcode: 5 }) },
      {
        'NS com': { answers: [{ type: 'NS', name: 'com', ttl: 60, data: 'ns0.example.net' }] },
        'NS example.com': { rcode: 2 },
      },
    );
    const view = await dns.authoritative('example.com', 'TXT');
    expect(view.zone).toBeNull();
    expect(view.missed?.map(({ question }) => question)).toEqual(['NS example.com']);
  });

  it('that do not serve the zone are lame', async () => {
    const { dns } = await world({
      '127.0.0.2': () => ({ rcode: 5 }),
      '127.0.0.3': () => ({ rcode: 2 }),
      '127.0.0.4': () => ({ answers: [cname] }),
      '127.0.0.5': () => ({
        authorities: [{ type: 'NS', name: '_domainkey.example.com', ttl: 1, data: 'ns.other.test' }],
      }),
    });
    expect(await kinds(dns)).toEqual([
      ['ns0.example.net', '127.0.0.2', 'lame: answered REFUSED'],
      ['ns1.example.net', '127.0.0.3', 'lame: answered SERVFAIL'],
      ['ns2.example.net', '127.0.0.4', 'lame: does not serve example.com'],
      ['ns3.example.net', '127.0.0.5', 'lame: refers to other servers for _domainkey.example.com'],
    ]);
  });

  it('that are silent are told apart from the others, and not asked again', async () => {
    const { dns, asked } = await world({ '127.0.0.2': has, '127.0.0.3': () => 'silence' }, {}, 1000);
    const expected = [
      ['ns0.example.net', '127.0.0.2', ['abc.dkim.amazonses.com']],
      ['ns1.example.net', '127.0.0.3', 'silent: did not answer within 2 s'],
    ];
    expect(await kinds(dns)).toEqual(expected);
    const before = asked['127.0.0.3']?.length;
    expect(await kinds(dns, `x${name}`)).toEqual([
      ['ns0.example.net', '127.0.0.2', []],
      ['ns1.example.net', '127.0.0.3', 'silent: did not answer an earlier question'],
    ]);
    expect(asked['127.0.0.3']?.length).toBe(before);
  });

  it('without an address', async () => {
    const { dns } = await world({ '127.0.0.2': has }, { 'A ns0.example.net': { rcode: 3 } });
    expect(await kinds(dns)).toEqual([['ns0.example.net', '', 'silent: ns0.example.net has no address']]);
  });

  it('of a sub-domain with a zone of its own', async () => {
    const { dns } = await world(
      { '127.0.0.2': has },
      {
        'NS _domainkey.example.com': {
          answers: [{ type: 'NS', name: '_domainkey.example.com', ttl: 1, data: 'ns0.example.net' }],
        },
      },
    );
    expect((await dns.authoritative(name, 'CNAME')).zone).toBe('_domainkey.example.com');
  });

  it('are found although the resolver fails below the zone', async () => {
    const { dns } = await world({ '127.0.0.2': has }, { 'NS mail.example.com': { rcode: 2 } });
    expect((await dns.authoritative('mail.example.com', 'MX')).zone).toBe('example.com');
  });

  it('cannot be found when the resolver does not say', async () => {
    const { dns } = await world({ '127.0.0.2': has }, { 'NS example.com': { rcode: 2 } });
    const error: unknown = await dns.authoritative(name, 'CNAME').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error instanceof Unavailable ? error.message : '').toContain(
      `the zone of ${name} cannot be found`,
    );
  });

  it('are looked up once for many names', async () => {
    const { dns, asked } = await world({ '127.0.0.2': has });
    await Promise.all(
      [1, 2, 3].map((index) => dns.authoritative(`n${index}._domainkey.example.com`, 'CNAME')),
    );
    const questions = (asked['resolver'] ?? []).map(({ name: one, type }) => `${type} ${one}`);
    expect(new Set(questions).size).toBe(questions.length);
    expect(asked['127.0.0.2']).toHaveLength(3);
  });
});

describe('what need not be compared', () => {
  const twoServers = { '127.0.0.2': has, '127.0.0.3': lacks };
  const seen = async (dns: DnsProbe): Promise<readonly string[]> =>
    (await dns.authoritative(name, 'CNAME', 'one')).servers.map(({ server }) => server);

  it('is asked of every server of a zone', async () => {
    const { dns } = await world(twoServers);
    expect(await seen(dns)).toEqual(['ns0.example.net', 'ns1.example.net']);
  });

  it('is asked of one, where many domains are looked at', async () => {
    const { dns } = await world(twoServers, {}, 30_000, { sparing: true });
    expect(await seen(dns)).toEqual(['ns0.example.net']);
  });

  it.each<[string, string, number]>([
    ['another operator', 'ns1.elsewhere.test', 2],
    ['the same operator under another top-level domain', 'ns7.example-03.org', 1],
    ['a server that tells nothing of its operator', 'ns.abc.test', 2],
  ])('is then asked of both where the second is of %s', async (_kind, second, asked) => {
    const { dns } = await world(
      twoServers,
      {
        'NS example.com': {
          answers: ['ns0.example.net', second].map((one) => ({
            type: 'NS',
            name: 'example.com',
            ttl: 60,
            data: one,
          })),
        },
        [`A ${second}`]: { answers: [{ type: 'A', name: second, ttl: 60, data: '127.0.0.3' }] },
      },
      30_000,
      { sparing: true },
    );
    expect(await seen(dns)).toHaveLength(asked);
  });
});

describe('a server that is asked for the text and the CNAME of a name', () => {
  const text: Answer = { type: 'TXT', name, ttl: 60, data: 'p=x' };
  const byType =
    (texts: Reply, aliases: Reply) =>
    ({ type }: Asked): Reply =>
      type === 'TXT' ? texts : aliases;

  it.each<[string, (asked: Asked) => Reply, boolean, string[], string[]]>([
    ['has told the CNAME with the text', has, true, ['TXT'], ['abc.dkim.amazonses.com']],
    [
      'may have both by mistake',
      byType({ authoritative: true, answers: [text] }, has()),
      true,
      ['TXT', 'CNAME'],
      ['abc.dkim.amazonses.com'],
    ],
    ['may have neither', lacks, true, ['TXT', 'CNAME'], []],
    [
      'may refuse the text alone',
      byType({ rcode: 5 }, has()),
      true,
      ['TXT', 'CNAME'],
      ['abc.dkim.amazonses.com'],
    ],
    [
      'may be none of the zone: what it knows of the CNAME proves nothing',
      byType({ answers: [cname] }, has()),
      true,
      ['TXT', 'CNAME'],
      ['abc.dkim.amazonses.com'],
    ],
    [
      'is asked for each, where few domains are looked at',
      has,
      false,
      ['TXT', 'CNAME'],
      ['abc.dkim.amazonses.com'],
    ],
  ])('%s', async (_what, answer, sparing, types, records) => {
    const { dns, asked } = await world({ '127.0.0.2': answer }, {}, 30_000, { sparing });
    const [, alias] = await Promise.all([
      dns.authoritative(name, 'TXT', 'one'),
      dns.authoritative(name, 'CNAME'),
    ]);
    const [server] = alias.servers;
    expect(server?.answer.kind === 'answer' ? server.answer.answer.records : null).toEqual(records);
    expect(asked['127.0.0.2']?.map(({ type }) => type).sort()).toEqual([...types].sort());
  });
});

describe('where port 53 is closed to us', () => {
  it('only the first zones cost a wait', async () => {
    const zones = ['a.test', 'b.test', 'c.test', 'd.test', 'e.test', 'f.test'];
    const { dns } = await world(
      { '127.0.0.2': () => 'silence' },
      Object.fromEntries(
        zones.map((zone): [string, Reply] => [
          `NS ${zone}`,
          { answers: [{ type: 'NS', name: zone, ttl: 1, data: 'ns0.example.net' }] },
        ]),
      ),
      500,
    );
    const views = await Promise.all(zones.map((zone) => dns.authoritative(`x.${zone}`, 'CNAME')));
    expect(views.flatMap((view) => view.servers.map(({ answer }) => answer.kind))).toEqual(
      zones.map(() => 'silent'),
    );
  });
});
