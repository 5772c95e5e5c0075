import { describe, expect, it } from 'vitest';
import { domainListVerdicts, mostDomains } from '../../src/facts/dns-list-domains.ts';
import { lookUp } from '../../src/facts/dns-list-lookup.ts';
import { listOfZone } from '../../src/knowledge/dns-lists/lists.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import type { DnsProbe } from '../../src/model/dns.ts';
import { fakeDns, type Zone } from '../support/probes.ts';

const zen = listOfZone('zen.spamhaus.org');
const sound: Zone = { '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2', '127.0.0.4'] } };

const verdictOf = async (zone: Zone, ip = '192.0.2.99', list = zen) =>
  (await lookUp(fakeDns(zone), [list], [ip]))[0]?.verdict;

describe('what a list says about an address', () => {
  it('is clear when the name does not exist', async () => {
    expect(await verdictOf(sound)).toEqual({ kind: 'clear' });
  });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('is not known after %s', async (failure) => {
    expect(await verdictOf({ ...sound, '99.2.0.192.zen.spamhaus.org': failure })).toMatchObject({
      kind: 'unusable',
    });
    expect(await verdictOf({ '2.0.0.127.zen.spamhaus.org': failure })).toMatchObject({ kind: 'unusable' });
    expect(await verdictOf({ ...sound, '1.0.0.127.zen.spamhaus.org': failure })).toMatchObject({
      kind: 'unusable',
    });
  });

  it.each(['SERVFAIL', 'TIMEOUT'] as const)('stays listed when its words end in %s', async (failure) => {
    const listed = { ...sound, '99.2.0.192.zen.spamhaus.org': { A: ['127.0.0.3'], TXT: failure } };
    expect(await verdictOf(listed)).toMatchObject({ kind: 'listed', reason: null });
  });

  it('carries the words of the list, cut to a length', async () => {
    const listed = { ...sound, '99.2.0.192.zen.spamhaus.org': { A: ['127.0.0.3'], TXT: ['x'.repeat(5000)] } };
    expect(await verdictOf(listed)).toMatchObject({ kind: 'listed', reason: 'x'.repeat(300) });
  });

  it('is no listing where a wildcard lists addresses that nobody uses as well', async () => {
    const wild = { A: ['127.0.0.2'] };
    const world: Zone = {
      ...sound,
      '99.2.0.192.zen.spamhaus.org': wild,
      '1.2.0.192.zen.spamhaus.org': wild,
      '1.100.51.198.zen.spamhaus.org': wild,
      '1.113.0.203.zen.spamhaus.org': wild,
    };
    expect(await verdictOf(world)).toMatchObject({ kind: 'unusable' });
    // One of them may be on a list of ranges that are not routed.
    delete world['1.113.0.203.zen.spamhaus.org'];
    expect(await verdictOf(world)).toMatchObject({ kind: 'listed' });
    expect(await verdictOf({ ...world, '1.113.0.203.zen.spamhaus.org': 'SERVFAIL' })).toMatchObject({
      kind: 'unusable',
    });
  });

  it('is not asked of a list that has been switched off', async () => {
    expect(await verdictOf({}, '192.0.2.99', listOfZone('dnsbl.sorbs.net'))).toMatchObject({
      kind: 'unusable',
      because: 'SORBS was switched off (June 2024)',
    });
  });

  it('is not asked about IPv6 where the list holds none', async () => {
    expect(await lookUp(fakeDns({}), [listOfZone('bl.spamcop.net')], ['2001:db8::1'])).toEqual([]);
  });

  it('is not asked about a domain where the list holds addresses, nor the other way round', async () => {
    expect(await lookUp(fakeDns({}), [zen], ['example.com'])).toEqual([]);
    expect(await lookUp(fakeDns({}), [listOfZone('dbl.spamhaus.org')], ['192.0.2.1'])).toEqual([]);
  });

  it('asks for each test entry once, however many addresses there are', async () => {
    const asked: string[] = [];
    const inner = fakeDns(sound);
    const dns: DnsProbe = {
      ...inner,
      resolve: async (name, type) => {
        asked.push(`${type} ${name}`);
        return await inner.resolve(name, type);
      },
    };
    await lookUp(dns, [zen], ['192.0.2.1', '192.0.2.2', '192.0.2.3']);
    expect(asked.toSorted()).toEqual([
      'A 1.0.0.127.zen.spamhaus.org',
      'A 1.2.0.192.zen.spamhaus.org',
      'A 2.0.0.127.zen.spamhaus.org',
      'A 2.2.0.192.zen.spamhaus.org',
      'A 3.2.0.192.zen.spamhaus.org',
    ]);
  });

  it('is no fault of the list where DNS is switched off', async () => {
    const off: DnsProbe = {
      ...fakeDns({}),
      resolve: async () => {
        throw new Unavailable('switched-off', '--no-dns was given');
      },
    };
    await expect(lookUp(off, [zen], ['192.0.2.1'])).rejects.toThrow('--no-dns was given');
  });
});

describe('the key of a subscriber', () => {
  const key = '0123456789abcdefghij';
  const zone = `${key}.zen.dq.spamhaus.net`;
  const shown = 'key-hidden.zen.dq.spamhaus.net';

  it('goes into questions, and nowhere else', async () => {
    const listed = { A: ['127.0.0.10'], TXT: [`look at ${zone}`] };
    const world: Zone = { [`2.0.0.127.${zone}`]: { A: ['127.0.0.2'] }, [`99.2.0.192.${zone}`]: listed };
    const found = await lookUp(fakeDns(world), [listOfZone(zone)], ['192.0.2.99']);
    expect(found).toEqual([
      {
        zone: shown,
        entry: '192.0.2.99',
        verdict: {
          kind: 'listed',
          meanings: [
            {
              code: '127.0.0.10',
              means: 'PBL: a range that is not meant to send mail directly to receivers',
              weight: 'acted-on',
              policy: true,
            },
          ],
          reason: `look at ${shown}`,
        },
      },
    ]);
  });

  it.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('is not told by %s', async (failure) => {
    const found = await lookUp(
      fakeDns({ [`2.0.0.127.${zone}`]: failure, [`99.2.0.192.${zone}`]: failure }),
      [listOfZone(zone)],
      ['192.0.2.99'],
    );
    expect(found).toMatchObject([{ zone: shown, verdict: { kind: 'unusable' } }]);
    expect(JSON.stringify(found)).not.toContain(key);
  });
});

describe('the lists of domains', () => {
  const dns = fakeDns({
    'dbltest.com.dbl.spamhaus.org': { A: ['127.0.1.2'] },
    'example.com.dbl.spamhaus.org': { A: ['127.0.1.102'] },
  });

  it('are those of --dnsbl that hold domains', async () => {
    const found = await domainListVerdicts(dns, { dnsbls: ['dbl.spamhaus.org', 'zen.spamhaus.org'] }, [
      'Example.com',
      'example.net',
    ]);
    expect(found.map(({ zone, entry, verdict }) => [zone, entry, verdict.kind])).toEqual([
      ['dbl.spamhaus.org', 'example.com', 'listed'],
      ['dbl.spamhaus.org', 'example.net', 'clear'],
    ]);
  });

  it('are asked about a bounded number of domains', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `d${index}.example`);
    expect(await domainListVerdicts(dns, { dnsbls: ['dbl.spamhaus.org'] }, many)).toHaveLength(mostDomains);
  });
});
