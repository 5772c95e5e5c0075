import { describe, expect, it } from 'vitest';
import { nearbyNames, misspeltKeyNames, panelNameOf } from '../../src/model/dns-name.ts';

describe('names', () => {
  const near = (prefix: string, domain: string, zones: string[], siblings: string[] = []) =>
    Object.fromEntries(
      nearbyNames({ prefix, domain, zones, siblings }).map(({ kind, name }) => [name, kind]),
    );

  it('that a panel makes by appending its zone to too much or too little of the name', () => {
    expect(near('a._domainkey', 'mail.example.com', ['mail.example.com', 'example.com'])).toEqual({
      'a._domainkey.mail.example.com.mail.example.com': 'doubled',
      'a._domainkey.mail.example.com.example.com': 'doubled',
      'a._domainkey.mail.mail.example.com': 'zone-repeated',
      'a._domainkey.mail.example.mail.example.com': 'zone-repeated',
      'a._domainkey.mail.example.example.com': 'zone-repeated',
      'a._domainkey.example.com': 'label-dropped',
    });
  });

  it('that have one label dropped, or only the first label of the zone twice', () => {
    expect(
      near('token._domainkey', 'staging.notify.example', ['staging.notify.example', 'notify.example']),
    ).toMatchObject({
      'token._domainkey.notify.example': 'label-dropped',
    });
    expect(near('send', '1234567.cc.example', ['1234567.cc.example', 'cc.example'])).toMatchObject({
      'send.1234567.1234567.cc.example': 'zone-repeated',
    });
  });

  it('beside the right one; never the right one itself, nor one that cannot exist', () => {
    const beside = near('_dmarc', 'example.com', ['example.com'], ['www.example.com', 'example.com']);
    expect(beside).toMatchObject({ '_dmarc.www.example.com': 'sibling' });
    expect(Object.keys(beside)).not.toContain('_dmarc.example.com');
    const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.example`;
    expect(Object.keys(near('_dmarc', long, [long])).every((name) => name.length <= 253)).toBe(true);
  });

  it('that people misspell; a short selector is not cut', () => {
    expect(misspeltKeyNames('abc', 'example.com')).toEqual([
      { kind: 'extra-underscore', name: '_abc._domainkey.example.com' },
      { kind: 'missing-underscore', name: 'abc.domainkey.example.com' },
      { kind: 'without-prefix', name: 'abc.example.com' },
      { kind: 'prefix-repeated', name: 'abc._domainkey._domainkey.example.com' },
    ]);
    expect(
      misspeltKeyNames('abcdefghijklmnopqrstuvwx', 'example.com')
        .slice(4)
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
