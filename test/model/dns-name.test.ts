import { describe, expect, it } from 'vitest';
import { doubledNames, misspeltKeyNames, panelNameOf } from '../../src/model/dns-name.ts';

describe('names', () => {
  it('that a panel made by appending the zone', () => {
    expect(
      doubledNames('a._domainkey.mail.example.com', ['mail.example.com', 'example.com']).map(
        ({ name }) => name,
      ),
    ).toEqual([
      'a._domainkey.mail.example.com.mail.example.com',
      'a._domainkey.mail.example.com.example.com',
    ]);
  });

  it('that people misspell; a short selector is not cut', () => {
    expect(misspeltKeyNames('abc', 'example.com')).toEqual([
      { kind: 'extra-underscore', name: '_abc._domainkey.example.com' },
      { kind: 'missing-underscore', name: 'abc.domainkey.example.com' },
      { kind: 'without-domainkey', name: 'abc.example.com' },
    ]);
    expect(
      misspeltKeyNames('abcdefghijklmnopqrstuvwx', 'example.com')
        .slice(3)
        .map(({ name }) => name),
    ).toEqual([
      'bcdefghijklmnopqrstuvwx._domainkey.example.com',
      'abcdefghijklmnopqrstuvw._domainkey.example.com',
    ]);
  });

  it('as a panel wants them', () => {
    expect(panelNameOf('a.mail.example.com', 'example.com')).toBe('a.mail');
    expect(panelNameOf('example.com', 'example.com')).toBe('@');
    expect(panelNameOf('a.example.com', null)).toBe(null);
    expect(panelNameOf('a.notexample.com', 'example.com')).toBe(null);
  });
});
