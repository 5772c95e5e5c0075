import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUp } from '../../src/facts/dns-list-lookup.ts';
import type { DnsList } from '../../src/knowledge/dns-lists/list.ts';
import { listOfZone } from '../../src/knowledge/dns-lists/lists.ts';
import type { ListVerdict } from '../../src/parse/dns-list/verdict.ts';
import { dnsProbe } from '../../src/probes/dns/probe.ts';
import type { DnsProbe } from '../../src/model/dns.ts';
import { hasRbldnsd, type Rbldnsd, startRbldnsd } from '../support/rbldnsd.ts';

/** Zones as rbldnsd serves them; `$SOA` and `$NS` give negative answers what they need. */
const head = '$SOA 300 ns.lists.test hostmaster.lists.test 0 600 300 86400 300\n$NS 300 ns.lists.test\n';

const zones = [
  {
    zone: 'zen.spamhaus.org',
    sets: [
      {
        type: 'ip4set',
        text: `${head}:127.0.0.2:Listed, see https://check.spamhaus.org/query/ip/$\n127.0.0.2\n192.0.2.99\n192.0.2.77 :127.0.0.77:undocumented\n192.0.2.55 :127.255.255.254:open resolver\n`,
      },
      // A second data set of the zone, as composite lists are run: one address may be in both.
      {
        type: 'ip4set',
        text: ':127.0.0.4:XBL $\n127.0.0.2\n192.0.2.98\n192.0.2.99\n192.0.2.54 :127.0.0.4:infected\n',
      },
      { type: 'ip4set', text: ':127.255.255.255:too many queries\n192.0.2.54\n' },
      {
        type: 'ip6trie',
        text: ':127.0.0.3:CSS $\n::ffff:7f00:2\n2001:db8:bad::/48\n',
      },
    ],
  },
  {
    zone: 'dbl.spamhaus.org',
    sets: [{ type: 'dnset', text: `${head}:127.0.1.2:spam domain $\ndbltest.com\n.listed.example\n` }],
  },
  {
    zone: 'world.test',
    sets: [{ type: 'ip4set', text: `${head}:127.0.0.2:gone\n0.0.0.0/1\n128.0.0.0/1\n` }],
  },
  {
    zone: 'refusing.test',
    sets: [{ type: 'ip4set', text: `${head}:127.255.255.254:open resolver\n0.0.0.0/1\n128.0.0.0/1\n` }],
  },
  {
    zone: 'parked.test',
    sets: [{ type: 'ip4set', text: `${head}:192.0.2.80:buy this domain\n0.0.0.0/1\n128.0.0.0/1\n` }],
  },
  { zone: 'empty.test', sets: [{ type: 'ip4set', text: `${head}192.0.2.99 :127.0.0.2:left over\n` }] },
  {
    zone: 'both.test',
    sets: [
      { type: 'ip4set', text: `${head}:127.0.0.2:spam\n127.0.0.2\n192.0.2.99\n` },
      { type: 'ip4set', text: ':127.255.255.255:too many queries\n192.0.2.99\n' },
    ],
  },
] as const;

const title = 'the verdicts about a real rbldnsd';
if (!hasRbldnsd) {
  process.stderr.write(
    'SKIPPED: the DNS-list verdicts were not tried against rbldnsd (apt-get install rbldnsd)\n',
  );
}

describe.skipIf(!hasRbldnsd)(title, () => {
  let server: Rbldnsd;
  let dns: DnsProbe;
  beforeAll(async () => {
    server = await startRbldnsd(zones);
    dns = probe(server.port);
  });
  afterAll(() => server.close());

  const verdict = async (list: DnsList, entry: string): Promise<ListVerdict | undefined> =>
    (await lookUp(dns, [list], [entry]))[0]?.verdict;

  it.each([
    ['192.0.2.99', ['127.0.0.2', '127.0.0.4']],
    ['192.0.2.98', ['127.0.0.4']],
    ['::ffff:192.0.2.98', ['127.0.0.4']],
    ['2001:db8:bad::25', ['127.0.0.3']],
  ])('%s is listed, with every code', async (ip, codes) => {
    const found = await verdict(listOfZone('zen.spamhaus.org'), ip);
    if (found?.kind !== 'listed') throw new Error(JSON.stringify(found));
    expect(found.meanings.map(({ code }) => code)).toEqual(codes);
  });

  it('quotes the words of the list', async () => {
    expect(await verdict(listOfZone('zen.spamhaus.org'), '192.0.2.98')).toMatchObject({
      reason: 'XBL 192.0.2.98',
    });
  });

  it.each(['192.0.2.1', '2001:db8::25'])('%s is clean', async (ip) => {
    expect(await verdict(listOfZone('zen.spamhaus.org'), ip)).toEqual({ kind: 'clear' });
  });

  it.each([
    ['192.0.2.77', 'unusable', '127.0.0.77'],
    ['192.0.2.55', 'refused', '127.255.255.254'],
    ['192.0.2.54', 'unusable', '127.0.0.4, 127.255.255.255'],
  ])('a strange answer about %s is quoted, and no verdict', async (ip, kind, raw) => {
    const found = await verdict(listOfZone('zen.spamhaus.org'), ip);
    expect(found).toMatchObject({ kind });
    expect(JSON.stringify(found)).toContain(raw);
  });

  it.each([
    ['listed.example', 'listed'],
    ['mail.listed.example', 'listed'],
    ['example.com', 'clear'],
  ])('the domain %s is %s', async (domain, kind) => {
    expect(await verdict(listOfZone('dbl.spamhaus.org'), domain)).toMatchObject({ kind });
  });

  it.each([
    ['world.test', 'unusable', 'lists everything'],
    ['refusing.test', 'refused', '127.255.255.254'],
    ['parked.test', 'unusable', '192.0.2.80'],
    ['empty.test', 'unusable', 'test entry is not listed'],
    ['both.test', 'unusable', 'a listing and a refusal at once'],
  ])('%s says nothing that is believed', async (zone, kind, because) => {
    for (const ip of ['192.0.2.99', '192.0.2.1']) {
      const found = await verdict(listOfZone(zone), ip);
      expect(found?.kind).not.toBe('listed');
      if (zone !== 'both.test') expect(found?.kind).not.toBe('clear');
    }
    const found = await verdict(listOfZone(zone), '192.0.2.99');
    expect(found).toMatchObject({ kind, because: expect.stringContaining(because) as string });
  });

  it('a list without the IPv6 test entry is not believed about an IPv6 address', async () => {
    expect(await verdict(listOfZone('empty.test'), '2001:db8::25')).toMatchObject({ kind: 'unusable' });
  });

  it('a zone that the server does not serve is no clean record', async () => {
    expect(await verdict(listOfZone('not-served.test'), '192.0.2.1')).toMatchObject({
      kind: 'unusable',
      why: { reason: 'refused' },
    });
  });

  it('a server that is gone is no clean record', async () => {
    const gone = await startRbldnsd([zones[0]]);
    await gone.close();
    const [found] = await lookUp(probe(gone.port), [listOfZone('zen.spamhaus.org')], ['192.0.2.1']);
    expect(found?.verdict).toMatchObject({ kind: 'unusable' });
  });
});

const probe = (port: number): DnsProbe =>
  dnsProbe({
    servers: [{ host: '127.0.0.1', port }],
    timeoutMs: 1500,
    tryMs: 500,
    signal: new AbortController().signal,
  });
