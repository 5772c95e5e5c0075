import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/parse/template/json-position.ts';

describe('where JSON breaks', () => {
  it.each([
    ['', 1, 1, 'it is empty'],
    ['{"a": 1,}', 1, 9, 'there is a comma before }'],
    ['[1, 2,]', 1, 7, 'there is a comma before ]'],
    ['{"a": 1 "b": 2}', 1, 9, 'a comma or } is missing'],
    ['{"a" 1}', 1, 6, 'a colon is missing after the name'],
    ['{a: 1}', 1, 2, 'a name in double quotes is missing'],
    ["{'a': 1}", 1, 2, 'a name in double quotes is missing'],
    ['{"a": \'x\'}', 1, 7, 'strings need double quotes ("), not other ones'],
    ['{"a": undefined}', 1, 7, '“undefined” is not a JSON value'],
    ['{"a": }', 1, 7, 'a value is missing here'],
    ['{"a": "x\ny"}', 1, 9, 'a line break inside a string; JSON requires it to be written as \\n'],
    ['{\n  "a": "x\ty"}', 2, 10, 'a control character inside a string'],
    ['{"a": "\\x"}', 1, 8, 'a backslash in a string is followed by a character that it cannot escape'],
    ['{"a": "x', 1, 9, 'a string is not closed'],
    ['{"a": [1, 2', 1, 12, 'it ends while a [ is still open'],
    ['{} {}', 1, 4, 'something follows after the end of the JSON'],
    ['{"a": 01}', 1, 8, 'a comma or } is missing'],
  ])('%j', (text, line, column, problem) => {
    expect(readJson(text)).toEqual({ kind: 'broken', line, column, problem });
  });

  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(readJson(text)).toEqual({ kind: 'json', value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('names a place in the text for every JSON that was damaged', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', ']', ',', '\\', '\n', "'"))
      .map(
        ([text, at, insert]) =>
          text.slice(0, at % (text.length + 1)) + insert + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        const reading = readJson(text);
        if (reading.kind === 'json') return;
        expect(reading.problem).not.toBe('cannot be read');
        const lines = text.split('\n');
        expect(reading.line).toBeLessThanOrEqual(lines.length);
        expect(reading.column).toBeLessThanOrEqual((lines[reading.line - 1]?.length ?? 0) + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a hundred thousand open brackets', () => {
    expect(readJson('['.repeat(100_000))).toMatchObject({ kind: 'broken', line: 1, column: 100_001 });
  });
});
