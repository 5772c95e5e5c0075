import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canBeAsked } from '../../../src/probes/dns/name.ts';

it('takes the root, labels of up to 63 bytes, and names of up to 253', () => {
  for (const name of [
    '',
    'com',
    'a.b',
    '_dmarc.example.com',
    'x'.repeat(63),
    `${'x'.repeat(49)}.`.repeat(5).slice(0, -1),
  ])
    expect(canBeAsked(name), name).toBe(true);
});

it('refuses what does not fit', () => {
  for (const name of [
    '.',
    'com.',
    '.com',
    'a..b',
    'x'.repeat(64),
    `a.${'x'.repeat(64)}.b`,
    // 22 units of UTF-16 that take 66 bytes.
    '\u20ac'.repeat(22),
    'x.'.repeat(130).slice(0, -1),
  ])
    expect(canBeAsked(name), name).toBe(false);
});

it('goes by the bytes of each label', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120, unit: 'binary' }), fc.string({ maxLength: 80 }), (one, other) => {
      const name = `${one}.${other}`;
      const isShort = (label: string): boolean => label !== '' && Buffer.byteLength(label) <= 63;
      expect(canBeAsked(name)).toBe(Buffer.byteLength(name) <= 253 && name.split('.').every(isShort));
    }),
  );
});
