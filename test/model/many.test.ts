import { describe, expect, it } from 'vitest';
import { grouped, many } from '../../src/model/many.ts';

describe('a number as people read it', () => {
  it.each([
    0,
    -0,
    1,
    12,
    999,
    1000,
    1234,
    12_345,
    999_999,
    1_000_000,
    1_234_567_890,
    -1,
    -999,
    -1000,
    -12_345,
    0.5,
    0.125,
    12.3456,
    999.9996,
    1234.5,
    -1234.5678,
    2 ** 53,
    1e20,
  ])('%s is what the locale makes of it', (value) => {
    const asked = value === 0 ? 0 : value;
    expect(grouped(value)).toBe(asked.toLocaleString('en-US'));
  });

  it.each([
    [0.511, 2, '0.51'],
    [4.2, 1, '4.2'],
    [4, 1, '4'],
    [49_999.6, 0, '50,000'],
    [0.04, 1, '0'],
    [-0.04, 1, '0'],
  ])('%s with %s decimals', (value, decimals, text) => {
    expect(grouped(value, decimals)).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity, 1e21, 2e300])('%s has no digits to group', (value) => {
    expect(grouped(value)).toBe(String(value));
  });

  it('a count has its noun', () => {
    expect(many(1, 'identity', 'identities')).toBe('1 identity');
    expect(many(1200, 'row')).toBe('1,200 rows');
  });
});
