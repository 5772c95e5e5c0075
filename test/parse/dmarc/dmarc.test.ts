import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDmarcRecord, lookalikeFault, looksLikeDmarc, parseDmarc } from '../../../src/parse/dmarc/dmarc.ts';
import { repairDmarc } from '../../../src/parse/dmarc/repair.ts';
import {
  discover,
  discoverByList,
  type DmarcLevel,
  walkDomains,
} from '../../../src/parse/dmarc/organizational-domain.ts';
import type { Why } from '../../../src/model/unavailable.ts';
import { expectLinear } from '../../support/linear.ts';

describe('a DMARC record', () => {
  it.each([
    ['v=DMARC1; p=none', true],
    ['v=DMARC1;p=none;', true],
    ['V = DMARC1 ; P=none', true],
    ['v=DMARC1', true],
    ['v=dmarc1; p=none', false],
    ['v=DMARC1 p=none', false],
    ['v=DMARC10; p=none', false],
    [' v=DMARC1; p=none', false],
    ['v=spf1 -all', false],
  ])('%j: %s', (text, is) => {
    expect(isDmarcRecord(text)).toBe(is);
  });

  it('holds what RFC 9989 lists', () => {
    const record = parseDmarc(
      'v=DMARC1; P=Reject; sp=quarantine; np=reject; ADKIM=s; aspf=S; psd=n; t=y; rua=mailto:a@example.com!10m, mailto:b@example.net; pct=50; rf=afrf; ri=86400; x-new=1',
    );
    expect(record).toMatchObject({
      p: 'reject',
      sp: 'quarantine',
      np: 'reject',
      adkim: 's',
      aspf: 's',
      psd: 'n',
      testing: true,
      percent: 50,
      faults: [],
    });
    expect(record.reports).toEqual([
      { tag: 'rua', uri: 'mailto:a@example.com', domain: 'example.com' },
      { tag: 'rua', uri: 'mailto:b@example.net', domain: 'example.net' },
    ]);
  });

  it.each([
    ['v=DMARC1; p=reject', null],
    ['v=DMARC1; p=reject; pct=0', 0],
    ['v=DMARC1; p=reject; PCT = 100 ;', 100],
    ['v=DMARC1; p=reject; pct=101', null],
    ['v=DMARC1; p=reject; pct=half', null],
  ])('%j holds for %s percent', (text, percent) => {
    expect(parseDmarc(text).percent).toBe(percent);
  });

  it.each([
    ['v=DMARC1; p=nothing', 12, 'policy', true, null],
    ['v=DMARC1; p=nothing; rua=mailto:a@example.com', 12, 'policy', true, 'none'],
    ['v=DMARC1; p=reject; sp=non', 23, 'policy', true, null],
    ['v=DMARC1; sp=none', 17, 'syntax', true, null],
    ['v=DMARC1; p=reject; adkim=strict', 26, 'syntax', false, 'reject'],
    ['v=DMARC1; p=reject; rua=a@example.com', 24, 'syntax', false, 'reject'],
    ['v=DMARC1; p=reject; nonsense', 20, 'syntax', false, 'reject'],
    ['v=DMARC1; p=reject; p=none', 20, 'syntax', true, 'reject'],
    ['v=DMARC1; p=reject; adkim=', 20, 'syntax', false, 'reject'],
  ])('%j is wrong at %i', (text, at, kind, fatal, p) => {
    const record = parseDmarc(text);
    expect(record.faults).toMatchObject([{ at, kind, fatal }]);
    expect(record.p).toBe(p);
  });

  it('is told apart from what was meant as one', () => {
    expect(looksLikeDmarc('v=spf1 include:dmarc.example -all')).toBe(false);
    expect(looksLikeDmarc('v=DMARC1; p=none')).toBe(false);
    for (const [text, at] of [
      ['v=DMARC1 p=none', 9],
      ['v=dmarc1; p=none', 2],
      ['"v=DMARC1; p=none"', 0],
      ['p=none', 0],
    ] as const) {
      expect(looksLikeDmarc(text), text).toBe(true);
      expect(lookalikeFault(text).at, text).toBe(at);
    }
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const record = `v=DMARC1;${text}`;
        for (const { at } of parseDmarc(record).faults) expect(at).toBeLessThanOrEqual(record.length);
        if (looksLikeDmarc(text)) lookalikeFault(text);
        const repaired = repairDmarc([text, record]);
        if (repaired !== null) expect(repaired).toMatch(/^v=DMARC1; [ -~]+$/);
      }),
    );
  });

  it.each([';', 'a', 'p=', 'rua=mailto:a@b,', ' ', '"', 'a=b ', 'mailto:'])(
    'of 100,000 characters of %j takes linear time',
    async (piece) => {
      await expectLinear(100_000, (size) => {
        const text = piece.repeat(size / piece.length);
        parseDmarc(`v=DMARC1; p=none; rua=${text}`);
        looksLikeDmarc(text);
        repairDmarc([text]);
      });
    },
  );
});

describe('a repaired DMARC record', () => {
  it.each([
    [['v=DMARC1 p=none rua=mailto:a@example.com'], 'v=DMARC1; p=none; rua=mailto:a@example.com'],
    [['v=dmarc1; p=quarentine; rua=a@example.com'], 'v=DMARC1; p=quarantine; rua=mailto:a@example.com'],
    [['"v=DMARC1; p=reject; pct=50"'], 'v=DMARC1; p=reject'],
    [['v=DMARC1; rua=mailto:a@example.com'], 'v=DMARC1; p=none; rua=mailto:a@example.com'],
    [
      ['v=DMARC1; p=reject; rua=mailto:a@x.example', 'v=DMARC1; p=none; rua=mailto:b@x.example'],
      'v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@x.example',
    ],
    [['v=DMARC1; p=none; rua=mailto:$(reboot)@x.example'], 'v=DMARC1; p=none'],
    [['hello'], null],
  ])('%j', (texts, repaired) => {
    const record = repairDmarc(texts);
    expect(record).toBe(repaired);
    if (record !== null) expect(parseDmarc(record).faults).toEqual([]);
  });
});

const why: Why = {
  reason: 'bad-reply',
  message: 'SERVFAIL',
  question: '',
  action: null,
  region: null,
  detail: {},
};
/** Levels of a walk from `domain`; `fails` where a name could not be looked up. */
const levels = (domain: string, records: Record<string, string | readonly string[]>): readonly DmarcLevel[] =>
  walkDomains(domain).map((one) => {
    const texts = records[one] ?? [];
    if (texts === 'fails') return { domain: one, answer: { ok: false, why } };
    return {
      domain: one,
      answer: { ok: true, value: { records: [texts].flat().map(parseDmarc), lookalikes: [], ttl: 300 } },
    };
  });

describe('the tree walk', () => {
  it('asks at most eight names', () => {
    expect(walkDomains('a.b.example.com')).toEqual([
      'a.b.example.com',
      'b.example.com',
      'example.com',
      'com',
    ]);
    expect(walkDomains('1.2.3.4.5.6.7.8.example.com')).toEqual([
      '1.2.3.4.5.6.7.8.example.com',
      '4.5.6.7.8.example.com',
      '5.6.7.8.example.com',
      '6.7.8.example.com',
      '7.8.example.com',
      '8.example.com',
      'example.com',
      'com',
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bb'), { minLength: 1, maxLength: 30 }), (labels) => {
        expect(walkDomains(labels.join('.')).length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it.each<[string, string, Record<string, string | readonly string[]>, string | null, string]>([
    [
      'a record of its own',
      'example.com',
      { 'example.com': 'v=DMARC1; p=none' },
      'example.com',
      'example.com',
    ],
    [
      'a record at the top of the organization',
      'a.b.example.com',
      { 'example.com': 'v=DMARC1; p=none' },
      'example.com',
      'example.com',
    ],
    [
      'records on the way',
      'a.b.example.com',
      { 'b.example.com': 'v=DMARC1; p=none', 'example.com': 'v=DMARC1; p=reject' },
      'example.com',
      'example.com',
    ],
    [
      'its own record goes first',
      'a.example.com',
      { 'a.example.com': 'v=DMARC1; p=none', 'example.com': 'v=DMARC1; p=reject' },
      'a.example.com',
      'example.com',
    ],
    [
      'psd=n on the way',
      'a.b.example.com',
      { 'b.example.com': 'v=DMARC1; p=none; psd=n', 'example.com': 'v=DMARC1; p=reject' },
      'b.example.com',
      'b.example.com',
    ],
    [
      'psd=n of its own',
      'b.example.com',
      { 'b.example.com': 'v=DMARC1; p=none; psd=n', 'example.com': 'v=DMARC1; p=reject' },
      'b.example.com',
      'b.example.com',
    ],
    [
      'a public suffix with a record',
      'mail.shop.example',
      { example: 'v=DMARC1; p=reject; psd=y' },
      'example',
      'shop.example',
    ],
    [
      'a public suffix above a record',
      'mail.shop.example',
      { 'shop.example': 'v=DMARC1; p=none', example: 'v=DMARC1; p=reject; psd=y' },
      'shop.example',
      'shop.example',
    ],
    [
      'two records are none',
      'a.example.com',
      { 'a.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=none'], 'example.com': 'v=DMARC1; p=reject' },
      'example.com',
      'example.com',
    ],
    ['no record', 'a.example.com', {}, null, 'a.example.com'],
    [
      'a top-level domain that does not answer',
      'example.com',
      { 'example.com': 'v=DMARC1; p=none', com: 'fails' },
      'example.com',
      'example.com',
    ],
  ])('%s', (_name, domain, records, at, organizational) => {
    const { policy, organizationalDomain } = discover(levels(domain, records));
    expect(policy.ok ? (policy.value?.domain ?? null) : 'unknown').toBe(at);
    expect(organizationalDomain).toEqual({ ok: true, value: organizational });
  });

  it('does not know a policy when a level did not answer', () => {
    expect(discover(levels('a.example.com', { 'a.example.com': 'fails' })).policy.ok).toBe(false);
    expect(discover(levels('a.example.com', { 'example.com': 'fails' })).policy.ok).toBe(false);
    expect(discover(levels('example.com', { com: 'fails' })).policy.ok).toBe(false);
  });

  it('knows its own policy whatever happens above', () => {
    const { policy, organizationalDomain } = discover(
      levels('a.example.com', { 'a.example.com': 'v=DMARC1; p=none', 'example.com': 'fails' }),
    );
    expect(policy.ok && policy.value?.domain).toBe('a.example.com');
    expect(organizationalDomain.ok).toBe(false);
  });

  it('differs from the public suffix list', () => {
    const answer = discoverByList(levels('mail.shop.co.uk', { 'co.uk': 'v=DMARC1; p=reject; psd=y' }));
    expect(answer).toEqual({ ok: true, value: null });
  });
});
