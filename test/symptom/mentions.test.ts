import { describe, expect, it } from 'vitest';
import { beginsAsField, mentions } from '../../src/symptom/mentions.ts';

describe('mentions', () => {
  it('finds a word whatever its case', () => {
    expect(mentions('SMTP Password rejected', 'passphrase', 'password')).toBe(true);
    expect(mentions('SMTP Password rejected', 'token')).toBe(false);
    expect(mentions('', 'token')).toBe(false);
  });

  it('takes for the same letter what a pattern without case takes for it', () => {
    for (const text of ['pa\u017f\u017fword', '\u212aey']) {
      expect(/password|key/iu.test(text)).toBe(true);
      expect(mentions(text, 'password', 'key')).toBe(true);
    }
  });

  it('looks at each text anew', () => {
    expect(mentions('one', 'one')).toBe(true);
    expect(mentions('two', 'one')).toBe(false);
    expect(mentions('one', 'one')).toBe(true);
  });
});

it.each([
  ['Received: from example.com', true],
  ['Authentication-Results : mx.example', true],
  ['X-Spam-Flag;', true],
  ['554 5.7.1 Message rejected: no', false],
  [' folded: line', false],
])('%s begins as a field: %s', (line, is) => {
  expect(beginsAsField(line)).toBe(is);
});
