import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/render/csv.ts';

describe('a cell of CSV', () => {
  it.each([
    ['an escape sequence', 'a\u001b[31mb', 'a\uFFFD[31mb'],
    ['a C1 control', 'a\u009bb', 'a\uFFFDb'],
    ['a bell and a backspace', '\u0007\u0008', '\uFFFD\uFFFD'],
    ['a bidirectional override', 'a\u202eb', 'a\uFFFDb'],
    ['a lone surrogate', 'a\ud800b', 'a\uFFFDb'],
    ['a carriage return that would write over the line', 'a\rb', 'a\uFFFDb'],
  ])('drives no terminal by %s', (_, cell, shown) => {
    expect(csvLine([cell])).toBe(shown);
  });

  it.each([
    ['letters of any script', 'müller@例え.テスト', 'müller@例え.テスト'],
    ['an emoji of a surrogate pair', 'a😀', 'a😀'],
    ['lines of its own', 'a\r\nb\nc', '"a\r\nb\nc"'],
    ['a tab within', 'a\tb', 'a\tb'],
    ['what is quoted', 'a "b", c', '"a ""b"", c"'],
  ])('keeps %s', (_, cell, shown) => {
    expect(csvLine([cell])).toBe(shown);
  });

  it.each(['=1', '+1', '-1', '@a', '\ta', '\ra'])('is no formula: %j', (cell) => {
    expect(csvLine([cell])).toMatch(/^"?'/);
  });
});
