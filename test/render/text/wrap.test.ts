import { describe, expect, it } from 'vitest';
import { hang, hangBroken } from '../../../src/render/wrap.ts';

describe('lines of a width', () => {
  it('begin the words on the next line where a label leaves no room for the first', () => {
    expect(hang('sandbox/recipient-not-verified (why: -v)', 40, 'Also checked, not so now: ', '  ')).toEqual([
      'Also checked, not so now:',
      '  sandbox/recipient-not-verified (why:',
      '  -v)',
    ]);
  });

  it('keep a word whole that is longer than every line', () => {
    const url = `https://docs.aws.amazon.com/${'x'.repeat(60)}`;
    expect(hang(`see ${url} there`, 40, '→ ')).toEqual(['→ see', `  ${url}`, '  there']);
  });

  it('break a name behind a dot, and leave no dots alone on a line', () => {
    expect(hangBroken('a1examplecomxxxxxxxxxxxxxx._domainkey.example.com', 40, '  ')).toEqual([
      '  a1examplecomxxxxxxxxxxxxxx._domainkey.',
      '  example.com',
    ]);
    const key = `p=${'M'.repeat(36)}...`;
    expect(hangBroken(key, 42, '  ')).toEqual([`  p=${'M'.repeat(26)}`, `  ${'M'.repeat(10)}...`]);
    expect(hangBroken(key, 50, '  ')).toEqual([`  ${key}`]);
  });
});
