import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dottedIp, formatIp, type Ip, parseIp, reverseName } from '../../src/parse/ip-address.ts';
import { formatSpf, isSpfRecord, parseSpf } from '../../src/spf/record.ts';
import { repairSpf, mergeSpf } from '../../src/spf/repair.ts';
import { expandMacros, parseMacroString } from '../../src/spf/macro.ts';
import { expectLinear } from '../support/linear.ts';

describe('an SPF record', () => {
  it('has its terms with their places', () => {
    const { terms, errors } = parseSpf('v=spf1 a:mail.example.com/24//64 ~all');
    expect(errors).toEqual([]);
    expect(terms).toMatchObject([
      {
        mechanism: 'a',
        at: 7,
        qualifier: '+',
        domain: { text: 'mail.example.com' },
        prefix4: 24,
        prefix6: 64,
      },
      { mechanism: 'all', at: 33, qualifier: '~', domain: null },
    ]);
  });

  it.each([
    ['v=spf1 ip4:192.0.2.0/33 -all', 23 - 3, 'ip4:192.0.2.0/33'],
    ['v=spf1 -all include', 19, 'include'],
    ['v=spf1 include:%{x}.example.com', 15, 'include:%{x}.example.com'],
    ['v=spf1 redirect=a.example.com redirect=b.example.com', 30, 'redirect=b.example.com'],
    ['v=spf1 ipv4:192.0.2.1', 7, 'ipv4:192.0.2.1'],
    ['v=spf1 a:exa\u0000mple.com', 12, 'a:exa\u0000mple.com'],
  ])('%j is wrong at character %i', (text, at, term) => {
    expect(parseSpf(text).errors).toMatchObject([{ at, term }]);
  });

  it.each([
    ['v=spf1 a:192.0.2.1 -all', '"192.0.2.1" is an address, which goes with ip4:'],
    ['v=spf1 mx:192.0.2.0/24 -all', '"192.0.2.0" is an address, which goes with ip4:'],
    ['v=spf1 include:2001:db8::1 -all', '"2001:db8::1" is an address, which goes with ip6:'],
  ])('says of %j what the address belongs to', (text, message) => {
    expect(parseSpf(text).errors).toMatchObject([{ message }]);
  });

  it('gives its terms back as they were', () => {
    const term = fc.constantFrom(
      'a',
      'mx/24',
      '-ip4:192.0.2.0/24',
      'include:a.example.com',
      '?ptr',
      'exp=why.example.com',
      '~all',
    );
    fc.assert(
      fc.property(fc.uniqueArray(term), (words) => {
        const record = formatSpf(words.map((text) => ({ text })));
        expect(isSpfRecord(record)).toBe(true);
        expect(formatSpf(parseSpf(record).terms)).toBe(record);
      }),
    );
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const record = `v=spf1 ${text}`;
        for (const { at } of parseSpf(record).errors) expect(at).toBeLessThanOrEqual(record.length);
        expect([null, 'string']).toContain(repairSpf(record) === null ? null : 'string');
      }),
    );
  });

  it.each(['a:', '/1', '//1', '%', '%{d}', 'a.', '1', '-', ' a', '%{d.-+', '\u00e4'])(
    'of 100,000 characters of %j takes linear time',
    async (piece) => {
      await expectLinear(100_000, (size) => parseSpf(`v=spf1 a:${piece.repeat(size / piece.length)}`));
    },
  );
});

describe('a repaired record', () => {
  it.each([
    ['v=spf1 include=amazonses.com ~all', 'v=spf1 include:amazonses.com ~all'],
    ['v=spf1 ipv4:192.0.2.0/24 ip6:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.1 -all'],
    ['v=spf1 a:192.0.2.1 ~all', 'v=spf1 ip4:192.0.2.1 ~all'],
    ['v=spf1 redirect:example.net', 'v=spf1 redirect=example.net'],
    ['v=spf1 include:amazonses.com, ~all', 'v=spf1 include:amazonses.com ~all'],
    ['v=spf1 something ~all', null],
    ['v=spf1 include:"$(reboot)" ~all', null],
  ])('%j', (text, repaired) => {
    expect(repairSpf(text)).toBe(repaired);
  });

  it.each(['v=spf1 "', `v=spf1 ${'"'.repeat(50_000)}`, "v=spf1 ' ;", 'v=spf1 ', 'v=spf1', 'v=spf1 ," ;'])(
    'a record of nothing has no repair: %s',
    (text) => {
      expect(repairSpf(text)).toBeNull();
    },
  );
});

describe('merged records', () => {
  it.each([
    [
      ['v=spf1 include:a.example -all', 'v=spf1 include:amazonses.com ~all'],
      'v=spf1 include:a.example include:amazonses.com ~all',
    ],
    [['v=spf1 a -all', 'v=spf1 A mx -all'], 'v=spf1 A mx -all'],
    [
      ['v=spf1 redirect=b.example', 'v=spf1 ip4:192.0.2.1 -all'],
      'v=spf1 include:b.example ip4:192.0.2.1 -all',
    ],
    [['v=spf1 +all', 'v=spf1 mx -all'], 'v=spf1 mx ~all'],
    [['v=spf1 nonsense', 'v=spf1 -all'], null],
  ])('%j', (texts, merged) => {
    expect(mergeSpf(texts)).toBe(merged);
  });
});

describe('a macro', () => {
  const values = {
    s: 'a.b@c.d',
    l: 'a.b',
    o: 'c.d',
    d: 'e.f.g',
    i: '192.0.2.3',
    p: 'unknown',
    h: 'h',
    v: 'in-addr',
    c: '192.0.2.3',
    r: 'r',
    t: '1',
  };

  it('never throws, and expands to text without macros', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, explanation) => {
        const parsed = parseMacroString(text, explanation);
        if (parsed.ok) expect(typeof expandMacros(parsed.parts, values)).toBe('string');
        else expect(parsed.at).toBeLessThan(text.length);
      }),
    );
  });

  it('leaves a text without percent signs as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-$&-~]*$/), (text) => {
        const parsed = parseMacroString(text);
        expect(parsed.ok && expandMacros(parsed.parts, values)).toBe(text);
      }),
    );
  });
});

describe('an IP address', () => {
  const bytes = (count: number): fc.Arbitrary<number[]> =>
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 })), {
      minLength: count,
      maxLength: count,
    });

  it('is read back as it was written', () => {
    const ip = fc.oneof(
      bytes(4).map((four): Ip => ({ family: 4, bytes: four })),
      bytes(16).map((sixteen): Ip => ({ family: 6, bytes: sixteen })),
    );
    fc.assert(
      fc.property(ip, (one) => {
        expect(parseIp(formatIp(one))).toEqual(one);
      }),
    );
  });

  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ])('%s in the form of RFC 5952', (text, form) => {
    const ip = parseIp(text);
    expect(ip === null ? null : formatIp(ip)).toBe(form);
  });

  it.each([
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1:2',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    'fe80::1%eth0',
    '::1.2.3',
    '1::2:3:4:5:6:7:8',
    '',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeNull();
  });

  it('has a name in the reverse tree', () => {
    const [four, six] = [parseIp('192.0.2.3'), parseIp('2001:db8::cb01')];
    expect(four === null ? null : reverseName(four)).toBe('3.2.0.192.in-addr.arpa');
    expect(six === null ? null : dottedIp(six)).toBe(
      '2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1',
    );
  });
});
