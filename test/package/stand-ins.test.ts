import { createRequire } from 'node:module';
import fc from 'fast-check';
import { getDomain } from 'tldts';
import { describe, expect, it } from 'vitest';
import { string } from '../../build/joi-base64.ts';
import { decode } from '../../build/libmime-charset.ts';

describe('what takes the place of a bundled package does the same', () => {
  it('joi: whether a text is base64', () => {
    // The copy that mailauth brings along.
    const joi = createRequire(import.meta.resolve('mailauth/package.json'))('joi') as {
      string: () => { base64: (options: object) => { validate: (text: unknown) => { error?: Error } } };
    };
    const theirs = joi.string().base64({ paddingRequired: false });
    const ours = string().base64();
    const texts = fc.oneof(
      fc.base64String(),
      fc.base64String().map((text) => text.replace(/=+$/, '')),
      fc.string({ unit: fc.constantFrom('A', '/', '=', '+', '-', ' ', '\n') }),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(ours.validate(text).error === undefined).toBe(theirs.validate(text).error === undefined);
      }),
    );
  });

  it.each([
    ['UTF-8', 'c3a9', 'é'],
    ['ISO-8859-1', 'e9', 'é'],
    ['windows-1251', 'cf', 'П'],
    ['ISO-2022-JP', '1b2442467c1b2842', '日'],
    ['GB18030', 'c8d5', '日'],
    ['no-such-charset', 'c3a9', 'é'],
  ])('libmime: %s', (charset, hex, text) => {
    expect(decode(Buffer.from(hex, 'hex'), charset)).toBe(text);
  });

  it('tldts: the registered domain, from the list as it is shipped', async () => {
    const path = '../../dist/chunks/public-suffixes.cjs';
    const shipped = (await import(path)) as { getDomain: typeof getDomain };
    for (const name of ['mail.example.co.uk', 'example.com', 'a.b.github.io', 'localhost', '192.0.2.1'])
      expect(shipped.getDomain(name)).toBe(getDomain(name));
  });
});
