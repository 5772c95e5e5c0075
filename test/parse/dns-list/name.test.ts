import { describe, expect, it } from 'vitest';
import { listOfZone } from '../../../src/knowledge/dns-lists/lists.ts';
import { domainEntryName, ipEntryName, listedIp, testPoints } from '../../../src/parse/dns-list/name.ts';

const nameOf = (text: string): string | null => {
  const ip = listedIp(text);
  return ip === null ? null : ipEntryName(ip, 'bl.example.net');
};

describe('the name that asks a list', () => {
  it.each([
    // RFC 5782 2.1
    ['192.0.2.99', '99.2.0.192.bl.example.net'],
    // RFC 5782 2.4
    [
      '2001:db8:1:2:3:4:567:89ab',
      'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.example.net',
    ],
    ['::ffff:192.0.2.99', '99.2.0.192.bl.example.net'],
    ['::ffff:c000:263', '99.2.0.192.bl.example.net'],
    ['not an address', null],
  ])('for %s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  it('is the whole domain or the registered one, as the list holds them', () => {
    expect(domainEntryName('a.b.example.co.uk', listOfZone('dbl.spamhaus.org'))).toBe(
      'a.b.example.co.uk.dbl.spamhaus.org',
    );
    expect(domainEntryName('a.b.example.co.uk', listOfZone('multi.surbl.org'))).toBe(
      'example.co.uk.multi.surbl.org',
    );
  });
});

describe('the test entries', () => {
  it('are those of RFC 5782 5', () => {
    const zone = 'zen.spamhaus.org';
    expect(testPoints(listOfZone(zone), 4)).toEqual({
      listed: `2.0.0.127.${zone}`,
      notListed: `1.0.0.127.${zone}`,
    });
    expect(testPoints(listOfZone(zone), 6)).toEqual({
      listed: `2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.${zone}`,
      notListed: `1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.${zone}`,
    });
  });

  it('are those that the operator of a domain list documents', () => {
    expect(testPoints(listOfZone('dbl.spamhaus.org'), 4)).toEqual({
      listed: 'dbltest.com.dbl.spamhaus.org',
      notListed: 'invalid.dbl.spamhaus.org',
    });
  });
});
