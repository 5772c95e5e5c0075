import { describe, expect, it } from 'vitest';
import { shorterSpf, withoutTerms } from '../../src/spf/shorter.ts';
import type { SpfNode, SpfTermNode } from '../../src/spf/tree.ts';

/** A record with the terms of it; those named are void, and those with a record of their own hold it. */
function node(
  record: string,
  more: { gone?: readonly string[]; below?: Record<string, string> } = {},
): SpfNode {
  const { gone = [], below = {} } = more;
  const term = (text: string): SpfTermNode => ({
    ...{ text, at: 0, target: null, lookup: null, outcome: 'no-match', culprit: false },
    void: gone.includes(text),
    below: below[text] === undefined ? null : node(below[text]),
  });
  return {
    domain: 'bounce.example.com',
    record,
    result: 'permerror',
    terms: record.split(' ').slice(1).map(term),
  };
}

const ses = 'include:amazonses.com';

describe('a record that costs less', () => {
  it('has SES first and each term once', () => {
    expect(shorterSpf(node(`v=spf1 a:m.example A:m.example ip4:192.0.2.1 ${ses} ~all`))).toEqual({
      record: `v=spf1 ${ses} a:m.example ip4:192.0.2.1 ~all`,
      ...{ twice: ['A:m.example'], gone: [], lookups: 2 },
    });
  });

  it('has no terms whose names have no record', () => {
    const found = shorterSpf(node(`v=spf1 a:old.example mx ${ses} -all`, { gone: ['a:old.example'] }));
    expect(found).toEqual({
      record: `v=spf1 ${ses} mx -all`,
      twice: [],
      gone: ['a:old.example'],
      lookups: 2,
    });
  });

  it('keeps what others send with, and counts what that needs', () => {
    const below = { 'include:crm.example': 'v=spf1 include:a.crm.example mx ~all' };
    expect(shorterSpf(node(`v=spf1 include:crm.example ${ses} ~all`, { below }))?.lookups).toBe(null);
    const plain = { 'include:crm.example': 'v=spf1 a mx ip4:192.0.2.1 ~all' };
    expect(shorterSpf(node(`v=spf1 include:crm.example ${ses} ~all`, { below: plain }))).toEqual({
      record: `v=spf1 ${ses} include:crm.example ~all`,
      ...{ twice: [], gone: [], lookups: 4 },
    });
  });

  it('does not say how much is needed where an include was not reached', () => {
    const many = Array.from({ length: 11 }, (_, index) => `include:s${String(index)}.example`).join(' ');
    const found = shorterSpf(node(`v=spf1 ${many} ${ses} ~all`));
    expect(found?.record).toBe(`v=spf1 ${ses} ${many} ~all`);
    expect(found?.lookups).toBe(null);
  });

  it('is none where nothing would change, or there is nothing sound to publish', () => {
    expect(shorterSpf(node(`v=spf1 ${ses} mx ~all`))).toBe(null);
    expect(shorterSpf({ ...node('v=spf1 ~all'), record: null })).toBe(null);
    expect(shorterSpf(node(`v=spf1 ${ses} ip4:nonsense mx:\u0007 ~all`))).toBe(null);
  });

  it('is the record without the terms that are named', () => {
    expect(withoutTerms(`v=spf1 a:n1.example ${ses} ~all`, ['a:n1.example'])).toBe(`v=spf1 ${ses} ~all`);
    expect(withoutTerms('v=spf1 a:n1.example', ['a:n1.example'])).toBe(null);
  });
});
