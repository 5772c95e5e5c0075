import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, isNearMiss } from '../../src/model/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['example.com', 'example.com', 0],
    ['exmaple.com', 'example.com', 1],
    ['exampel.con', 'example.com', 2],
    ['example.co', 'example.com', 1],
    ['', 'ab', 2],
    ['ab', '', 2],
    ['abc', 'xyz', null],
    ['example.com', 'example.community', null],
  ])('%s and %s are %s apart', (one, other, distance) => {
    expect(editDistance(one, other, 2)).toBe(distance);
  });

  it('is the same both ways, and zero for equal names only', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        const distance = editDistance(one, other, 3);
        expect(editDistance(other, one, 3)).toBe(distance);
        expect(distance === 0).toBe(one === other);
      }),
    );
  });

  it('agrees with the whole table where names are that close', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        const whole = editDistance(one, other, 20) ?? Infinity;
        expect(editDistance(one, other, 2)).toBe(whole <= 2 ? whole : null);
      }),
    );
  });

  it('compares no name that is longer than an address can be', () => {
    const long = 'a'.repeat(200_000);
    expect(editDistance(long, `${long}b`, 2)).toBeNull();
    expect(editDistance('a'.repeat(500), `${'a'.repeat(500)}b`, 2)).toBe(1);
  });
});

describe('isNearMiss', () => {
  it.each([
    ['exmaple.com', 'example.com', true],
    ['EXMAPLE.com', 'example.com', true],
    ['example.com', 'EXAMPLE.com', false],
    ['ab.io', 'xy.io', false],
    ['ab.io', 'abc.io', true],
    ['example.com', 'shop.test', false],
  ])('%s and %s: %s', (one, other, near) => {
    expect(isNearMiss(one, other)).toBe(near);
  });
});
