import { describe, expect, it } from 'vitest';
import { deadListOf, domainLists, ipLists, listOfZone } from '../../src/knowledge/dns-lists.ts';
import { listReplies } from '../../src/knowledge/replies-lists.ts';

const all = [...ipLists, ...domainLists];

describe('the table of DNS lists', () => {
  it.each(all.map((list) => [list.zone, list] as const))('%s is complete', (zone, list) => {
    expect(zone).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    expect(list.page).toMatch(/^https:\/\//);
    expect(list.source).toMatch(/^https:\/\//);
    expect(deadListOf(zone)).toBeNull();
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
    expect(deadListOf('dnsbl.sorbs.net')?.name).toBe('SORBS');
    expect(deadListOf('sorbs.net.example')).toBeNull();
  });
});
