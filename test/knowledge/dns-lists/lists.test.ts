import { describe, expect, it } from 'vitest';
import { publicZoneOf, withoutKey } from '../../../src/knowledge/dns-lists/keyed.ts';
import { domainLists, ipLists, listOfZone, noListBecause } from '../../../src/knowledge/dns-lists/lists.ts';
import { listReplies } from '../../../src/symptom/replies/lists.ts';

const all = [...ipLists, ...domainLists];

describe('the table of DNS lists', () => {
  it.each(all.map((list) => [list.zone, list] as const))('%s is complete', (zone, list) => {
    expect(zone).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    expect(list.page).toMatch(/^https:\/\//);
    expect(list.source).toMatch(/^https:\/\//);
    expect(noListBecause(zone)).toBeNull();
    expect(listOfZone(zone)).toBe(list);
    if (list.codes.kind === 'values') {
      for (const code of Object.keys(list.codes.values)) {
        expect(code).toMatch(/^127\.0\.\d{1,3}\.\d{1,3}$/);
        expect(list.refusals).not.toContain(code);
      }
    }
  });

  it('has each zone once', () => {
    expect(new Set(all.map(({ zone }) => zone)).size).toBe(all.length);
  });

  it.each(['Spamhaus', 'SpamCop', 'Barracuda', 'PSBL', 'Mailspike', 'UCEPROTECT', 'SURBL', 'URIBL'])(
    'calls %s as bounce texts do',
    (operator) => {
      const bounces = listReplies.map(({ data }) => data?.['list'] ?? '');
      expect(bounces.some((name) => name.startsWith(operator))).toBe(true);
      expect(all.some((list) => list.operator.startsWith(operator))).toBe(true);
    },
  );

  it('knows lists that were switched off, and everything below them', () => {
    expect(noListBecause('dnsbl.sorbs.net')).toBe('SORBS was switched off (June 2024)');
    expect(noListBecause('sorbs.net.example')).toBeNull();
  });
});

describe('a zone with the key of a subscriber', () => {
  it.each([
    ['k3y.zen.dq.spamhaus.net', 'key-hidden.zen.dq.spamhaus.net'],
    ['k3y.dbl.dq.spamhaus.net', 'key-hidden.dbl.dq.spamhaus.net'],
    ['k3y.dq.spamhaus.net', 'key-hidden.dq.spamhaus.net'],
    ['zen.k3y.dq.spamhaus.net', 'key-hidden.dq.spamhaus.net'],
    ['one.two.zen.dq.spamhaus.net', 'key-hidden.zen.dq.spamhaus.net'],
    ['k3y.combined.mail.abusix.zone', 'key-hidden.combined.mail.abusix.zone'],
    ['zen.spamhaus.org', 'zen.spamhaus.org'],
    ['bl.receiver.example', 'bl.receiver.example'],
  ])('%s is shown as %s', (zone, shown) => {
    expect(withoutKey(zone)).toBe(shown);
    expect(withoutKey(shown)).toBe(shown);
    expect(publicZoneOf(shown)).toBe(publicZoneOf(zone));
  });

  it('is read like the public list, and so are the parts of it', () => {
    const [zen, dbl] = [listOfZone('zen.spamhaus.org'), listOfZone('dbl.spamhaus.org')];
    for (const zone of ['k3y.zen.dq.spamhaus.net', 'pbl.spamhaus.org', 'k3y.sbl.dq.spamhaus.net'])
      expect(listOfZone(zone)).toEqual({ ...zen, zone });
    expect(listOfZone('k3y.dbl.dq.spamhaus.net')).toEqual({ ...dbl, zone: 'k3y.dbl.dq.spamhaus.net' });
  });
});

it('a list of good senders is held against nobody', () => {
  expect(noListBecause('list.dnswl.org')).toContain('good senders');
  expect(noListBecause('key-hidden.white.mail.abusix.zone')).toContain('good senders');
});
