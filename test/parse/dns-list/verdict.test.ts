import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DnsList } from '../../../src/knowledge/dns-lists/list.ts';
import { domainLists, ipLists, listOfZone } from '../../../src/knowledge/dns-lists/lists.ts';
import { judgeEntry, judgeList, type ListState } from '../../../src/parse/dns-list/verdict.ts';
import type { Answer } from '../../../src/model/unavailable.ts';

type Addresses = Answer<readonly string[]>;
const answered = (...value: string[]): Addresses => ({ ok: true, value });
const silent: Addresses = {
  ok: false,
  why: { reason: 'timeout', message: 'no answer', question: 'A x', action: null, region: null, detail: {} },
};
const usable: ListState = { kind: 'usable' };
const zen = listOfZone('zen.spamhaus.org');
const uribl = listOfZone('multi.uribl.com');
const surbl = listOfZone('multi.surbl.org');
const own = listOfZone('bl.example.net');

describe('the answer of a list about an entry', () => {
  it.each<[string, DnsList, Addresses, string]>([
    ['nothing', zen, answered(), 'clear'],
    ['a code of the table', zen, answered('127.0.0.2'), 'listed'],
    ['several codes of the table', zen, answered('127.0.0.4', '127.0.0.10'), 'listed'],
    ['a code outside the table', zen, answered('127.0.0.77'), 'unusable'],
    ['a code of the table beside one outside', zen, answered('127.0.0.2', '127.0.0.77'), 'unusable'],
    ['a refusal', zen, answered('127.255.255.254'), 'refused'],
    ['a refusal and a listing at once', zen, answered('127.0.0.2', '127.255.255.255'), 'unusable'],
    ['an address outside 127/8', zen, answered('192.0.2.80'), 'unusable'],
    ['a listing beside an address outside 127/8', zen, answered('127.0.0.2', '192.0.2.80'), 'unusable'],
    ['silence', zen, silent, 'unusable'],
    ['the refusal of URIBL', uribl, answered('127.0.0.1'), 'refused'],
    ['a bit of URIBL', uribl, answered('127.0.0.2'), 'listed'],
    ['the refusal bit beside another', uribl, answered('127.0.0.3'), 'unusable'],
    ['a bit that is not documented', uribl, answered('127.0.0.32'), 'unusable'],
    ['no bit at all', uribl, answered('127.0.0.0'), 'unusable'],
    ['two bits of SURBL', surbl, answered('127.0.0.80'), 'listed'],
    ['bits elsewhere than in the last octet', surbl, answered('127.0.1.64'), 'unusable'],
    ['anything of a zone that the user chose', own, answered('127.9.8.7'), 'listed'],
    ['a refusal of such a zone', own, answered('127.255.255.252'), 'refused'],
    ['something that is not an address', own, answered('nonsense'), 'unusable'],
  ])('%s of %o', (_name, list, answer, kind) => {
    expect(judgeEntry(list, usable, answer).kind).toBe(kind);
  });

  it('names every sub-list that holds the entry', () => {
    expect(judgeEntry(zen, usable, answered('127.0.0.10', '127.0.0.3'))).toMatchObject({
      kind: 'listed',
      meanings: [
        { code: '127.0.0.10', policy: true, weight: 'acted-on' },
        { code: '127.0.0.3', policy: false, weight: 'acted-on' },
      ],
    });
    expect(judgeEntry(uribl, usable, answered('127.0.0.6'))).toMatchObject({
      meanings: [{ weight: 'acted-on' }, { weight: 'low-impact' }],
    });
  });

  it('is no verdict from a list that cannot be believed', () => {
    const state: ListState = { kind: 'unusable', because: 'it lists everything', why: null };
    expect(judgeEntry(zen, state, answered('127.0.0.2'))).toBe(state);
    expect(judgeEntry(zen, state, answered())).toBe(state);
  });
});

describe('the test entries of a list', () => {
  it.each<[string, Addresses, Addresses, string]>([
    ['the one listed, the other not', answered('127.0.0.2'), answered(), 'usable'],
    ['neither listed: switched off, or hidden from this resolver', answered(), answered(), 'unusable'],
    ['both listed: lists the world', answered('127.0.0.2'), answered('127.0.0.2'), 'unusable'],
    ['a wildcard elsewhere', answered('192.0.2.1'), answered('192.0.2.1'), 'unusable'],
    ['refused', answered('127.255.255.254'), answered('127.255.255.254'), 'refused'],
    ['refused for one only', answered('127.0.0.2'), answered('127.255.255.255'), 'refused'],
    ['silent', silent, silent, 'unusable'],
    ['silent about the entry that must not be listed', answered('127.0.0.2'), silent, 'unusable'],
    ['a listing and a refusal at once', answered('127.0.0.2', '127.255.255.254'), answered(), 'unusable'],
    [
      'an undocumented code beside a documented one',
      answered('127.0.0.2', '127.0.0.99'),
      answered(),
      'usable',
    ],
    ['an undocumented code alone', answered('127.0.0.99'), answered(), 'unusable'],
    [
      'an undocumented code for what must not be listed',
      answered('127.0.0.2'),
      answered('127.0.0.99'),
      'unusable',
    ],
  ])('%s', (_name, listed, notListed, kind) => {
    expect(judgeList(zen, listed, notListed).kind).toBe(kind);
  });
});

describe('whatever a list answers', () => {
  const anyAddress = fc.oneof(
    fc.ipV4(),
    fc.constantFrom('127.0.0.2', '127.255.255.254', '127.0.0.1'),
    fc.string(),
  );
  const anyAnswer = fc.oneof(
    fc.constant(silent),
    fc.array(anyAddress, { maxLength: 6 }).map((value): Addresses => ({ ok: true, value })),
  );
  const anyList = fc.constantFrom(...ipLists, ...domainLists, own);

  it('is clear only when it is empty, and listed only when all of it lies in 127/8 without a refusal', () => {
    fc.assert(
      fc.property(anyList, anyAnswer, (list, answer) => {
        const { kind } = judgeEntry(list, usable, answer);
        if (kind === 'clear') expect(answer).toEqual(answered());
        if (kind === 'listed') {
          if (!answer.ok) throw new Error('listed without an answer');
          expect(answer.value.length).toBeGreaterThan(0);
          for (const code of answer.value) {
            expect(code).toMatch(/^127\./);
            expect(code).not.toMatch(/^127\.255\.255\./);
          }
        }
      }),
    );
  });

  it('is believed only where the one test entry is listed and the other is not', () => {
    fc.assert(
      fc.property(anyList, anyAnswer, anyAnswer, (list, listed, notListed) => {
        if (judgeList(list, listed, notListed).kind !== 'usable') return;
        expect(notListed).toEqual(answered());
        expect(listed.ok && listed.value.length > 0).toBe(true);
      }),
    );
  });
});
