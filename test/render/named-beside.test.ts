import { describe, expect, it } from 'vitest';
import { namedBeside } from '../../src/render/named-beside.ts';

const said = (summary: string, subject: string) => ({ summary, subject });

describe('what the same is true of, behind a sentence about another', () => {
  it.each([
    ['a.example has no record.', 'a.example', 'b.example has no record.', 'b.example', 'b.example'],
    [
      'The identity a.example is not associated with the tenant acme.',
      'a.example',
      'The configuration set news, the default of a.example, is not associated with the tenant acme.',
      'news',
      'the configuration set news, the default of a.example',
    ],
    [
      'role/mailer is not allowed to call ses:SendEmail on the identity a.example.',
      'a.example',
      'role/mailer is not allowed to call ses:SendEmail on the configuration set news.',
      'news',
      'the configuration set news',
    ],
    [
      'All 3 DKIM records of a.example are not in DNS.',
      'a.example',
      '2 of 3 DKIM records of b.example are not in DNS.',
      'b.example',
      '2 of 3 DKIM records of b.example',
    ],
    [
      'The template a is not stored in eu-west-1.',
      'a',
      'The configuration set b is not stored in eu-west-1.',
      'b',
      'the configuration set b',
    ],
    ['The list was cut off.', 'a.example', 'The list was cut off.', 'b.example', 'b.example'],
  ])('%s', (first, its, other, subject, words) => {
    expect(namedBeside(said(first, its), said(other, subject))).toBe(words);
  });

  it('is the subject where the sentences have little in common, or do not name it', () => {
    const long = `b.example ${'was looked at and nothing was found there '.repeat(3)}`;
    expect(namedBeside(said('a.example is gone.', 'a.example'), said(long, 'b.example'))).toBe('b.example');
    expect(namedBeside(said('Nothing is there.', 'a.example'), said('It is gone.', 'b.example'))).toBe(
      'b.example',
    );
  });
});
