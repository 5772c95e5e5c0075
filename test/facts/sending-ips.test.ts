import { describe, expect, it } from 'vitest';
import { blacklistReports } from '../../src/facts/blacklist-reports.ts';
import { dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import { reverseNames } from '../../src/facts/reverse-names.ts';
import { sendingIpListings } from '../../src/facts/sending-ip-listings.ts';
import { sendingIps } from '../../src/facts/sending-ips.ts';
import { ipLists } from '../../src/knowledge/dns-lists/lists.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws, fakeDns, type Zone } from '../support/probes.ts';

const leased = { Ip: '192.0.2.99', WarmupStatus: 'DONE' as const, WarmupPercentage: 100, PoolName: 'bulk' };
const meta = { $metadata: {} };
const withIps = fakeAws({ 'ses:GetDedicatedIps': { DedicatedIps: [leased], ...meta } });
const without = fakeAws({ 'ses:GetDedicatedIps': { DedicatedIps: [], ...meta } });
const denied = fakeAws({ 'ses:GetDedicatedIps': new Unavailable('access-denied', 'no') });

describe('the dedicated IPs', () => {
  it('are read page by page, of every pool', async () => {
    const aws = fakeAws({
      'ses:GetDedicatedIps': (input) =>
        input.NextToken === undefined
          ? { DedicatedIps: [leased], NextToken: 'more', ...meta }
          : {
              DedicatedIps: [{ Ip: '192.0.2.1', WarmupStatus: 'IN_PROGRESS', WarmupPercentage: 7 }],
              ...meta,
            },
    });
    expect(await gather(dedicatedIps, { probes: { aws } })).toEqual({
      items: [
        { ip: '192.0.2.99', pool: 'bulk', warmup: 'done', warmupPercent: 100 },
        { ip: '192.0.2.1', pool: null, warmup: 'in-progress', warmupPercent: 7 },
      ],
      complete: true,
      because: null,
    });
  });
});

describe('the sending addresses', () => {
  it.each([
    ['the named one is dedicated', withIps, '::ffff:192.0.2.99', 'dedicated'],
    ['it is in Amazon’s ranges', without, '54.240.8.31', 'shared'],
    ['it is in Amazon’s ranges, and dedicated ones could not be asked', denied, '54.240.8.31', 'amazon'],
    ['it is elsewhere', without, '203.0.113.7', 'foreign'],
    ['it is elsewhere, and dedicated ones could not be asked', denied, '203.0.113.7', 'unknown'],
  ])('have an owner: %s', async (_name, aws, ip, owner) => {
    const { ips } = await gather(sendingIps, { probes: { aws }, target: { ips: [ip] } });
    expect(ips).toMatchObject([{ named: true, owner }]);
  });

  it('are the dedicated ones as well, each once', async () => {
    const { ips } = await gather(sendingIps, {
      probes: { aws: withIps },
      target: { ips: ['54.240.8.31', '54.240.8.31'] },
    });
    expect(ips.map(({ ip, named }) => [ip, named])).toEqual([
      ['54.240.8.31', true],
      ['192.0.2.99', false],
    ]);
  });

  it('are not those that no receiver sees', async () => {
    expect(
      await gather(sendingIps, { probes: { aws: without }, target: { ips: ['10.0.0.5', '127.0.0.2'] } }),
    ).toEqual({ ips: [], notPublic: ['10.0.0.5', '127.0.0.2'], leftOut: 0 });
  });

  it('are bounded', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({ ...leased, Ip: `192.0.2.${index}` }));
    const aws = fakeAws({ 'ses:GetDedicatedIps': { DedicatedIps: many, ...meta } });
    const { ips, leftOut } = await gather(sendingIps, { probes: { aws } });
    expect([ips.length, leftOut]).toEqual([100, 30]);
  });
});

describe('the listings of the sending addresses', () => {
  it('are asked of the built-in lists that hold addresses', async () => {
    const found = await gather(sendingIpListings, {
      probes: { aws: without, dns: fakeDns({}) },
      target: { ips: ['54.240.8.31'] },
    });
    expect(found.map(({ zone }) => zone)).toEqual(ipLists.map(({ zone }) => zone));
  });

  it('are asked of the lists of --dnsbl instead, without those of domains', async () => {
    const found = await gather(sendingIpListings, {
      probes: { aws: without, dns: fakeDns({}) },
      target: { ips: ['54.240.8.31'], dnsbls: ['bl.example.net', 'dbl.spamhaus.org'] },
    });
    expect(found.map(({ zone }) => zone)).toEqual(['bl.example.net']);
  });

  it('are asked of nobody without an address', async () => {
    expect(await gather(sendingIpListings, { probes: { aws: without } })).toEqual([]);
  });
});

describe('the name of a sending address', () => {
  const ptr = '31.8.240.54.in-addr.arpa';
  const nameOf = async (zone: Zone, ip = '54.240.8.31') =>
    (await gather(reverseNames, { probes: { aws: without, dns: fakeDns(zone) }, target: { ips: [ip] } }))[0]
      ?.answer;

  it.each<[string, Zone, unknown]>([
    [
      'agrees',
      { [ptr]: { PTR: ['a.test'] }, 'a.test': { A: ['54.240.8.31'] } },
      { kind: 'confirmed', name: 'a.test' },
    ],
    [
      'agrees as the second of two',
      { [ptr]: { PTR: ['a.test', 'b.test'] }, 'b.test': { A: ['54.240.8.31'] } },
      { kind: 'confirmed', name: 'b.test' },
    ],
    [
      'agrees behind a CNAME of the reverse zone (RFC 2317)',
      {
        [ptr]: { CNAME: ['31.net.test'] },
        '31.net.test': { PTR: ['a.test'] },
        'a.test': { A: ['54.240.8.31'] },
      },
      { kind: 'confirmed', name: 'a.test' },
    ],
    ['does not exist', {}, { kind: 'none' }],
    [
      'leads elsewhere',
      { [ptr]: { PTR: ['a.test'] }, 'a.test': { A: ['192.0.2.1'] } },
      { kind: 'unconfirmed', names: [{ name: 'a.test', addresses: ['192.0.2.1'] }] },
    ],
    [
      'leads nowhere',
      { [ptr]: { PTR: ['a.test'] } },
      { kind: 'unconfirmed', names: [{ name: 'a.test', addresses: [] }] },
    ],
  ])('%s', async (_name, zone, value) => {
    expect(await nameOf(zone)).toEqual({ ok: true, value });
  });

  it('is asked for in ip6.arpa, and confirmed by AAAA', async () => {
    const name = '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa';
    expect(
      await nameOf({ [name]: { PTR: ['a.test'] }, 'a.test': { AAAA: ['2001:0db8::1'] } }, '2001:db8::1'),
    ).toEqual({ ok: true, value: { kind: 'confirmed', name: 'a.test' } });
  });

  it.each<[string, Zone]>([
    ['the reverse zone answers SERVFAIL', { [ptr]: 'SERVFAIL' }],
    ['one of the names cannot be looked up', { [ptr]: { PTR: ['a.test', 'b.test'] }, 'a.test': 'TIMEOUT' }],
  ])('is not known where %s', async (_name, zone) => {
    expect(await nameOf(zone)).toMatchObject({ ok: false });
  });
});

describe('what Amazon reports', () => {
  it('is not asked without dedicated IPs', async () => {
    expect(await gather(blacklistReports, { probes: { aws: without } })).toBeNull();
  });

  it('is not asked while the dashboard is off', async () => {
    const aws = fakeAws({
      'ses:GetDedicatedIps': { DedicatedIps: [leased], ...meta },
      'ses:GetDeliverabilityDashboardOptions': { DashboardEnabled: false, ...meta },
    });
    expect(await gather(blacklistReports, { probes: { aws } })).toBeNull();
  });

  it('is a listing for each list', async () => {
    const aws = fakeAws({
      'ses:GetDedicatedIps': { DedicatedIps: [leased], ...meta },
      'ses:GetDeliverabilityDashboardOptions': { DashboardEnabled: true, ...meta },
      'ses:GetBlacklistReports': {
        BlacklistReport: {
          '192.0.2.99': [{ RblName: 'SpamCop', ListingTime: new Date('2026-11-20T08:00:00Z') }, {}],
        },
        ...meta,
      },
    });
    expect(await gather(blacklistReports, { probes: { aws } })).toEqual([
      { ip: '192.0.2.99', list: 'SpamCop', description: null, since: '2026-11-20T08:00:00.000Z' },
      { ip: '192.0.2.99', list: 'a list it does not name', description: null, since: null },
    ]);
  });
});
