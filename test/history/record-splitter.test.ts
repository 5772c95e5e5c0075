import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordSplitter } from '../../src/history/record-splitter.ts';

function split(text: string, size = text.length): { values: unknown[]; unreadable: number } {
  const values: unknown[] = [];
  const splitter = new RecordSplitter((value) => values.push(value));
  for (let at = 0; at < text.length; at += Math.max(1, size))
    splitter.push(text.slice(at, at + Math.max(1, size)));
  splitter.end();
  return { values, unreadable: splitter.unreadable };
}

const record = (n: number): { eventType: string; n: number; mail: object } => ({
  eventType: 'Send',
  n,
  mail: { subject: 'a "quoted" {brace}\n\\', tags: { a: ['b'] } },
});
const [a, b, c] = [record(1), record(2), record(3)];
const json = JSON.stringify;

describe('records without anything between them', () => {
  it.each([
    ['lines', `${json(a)}\n${json(b)}\n${json(c)}\n`],
    ['Windows lines', `${json(a)}\r\n${json(b)}\r\n${json(c)}`],
    ['nothing between', `${json(a)}${json(b)}${json(c)}`],
    ['an array', json([a, b, c])],
    ['an array over lines', JSON.stringify([a, b, c], null, 2)],
    ['pretty objects', [a, b, c].map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['commas and blank lines', `${json(a)},\n\n${json(b)} , ${json(c)}`],
    ['a byte order mark', `\uFEFF${json(a)}\n${json(b)}\n${json(c)}`],
    ['the dates of a log', [a, b, c].map((one) => `2026-11-01T10:00:00Z ${json(one)}`).join('\n')],
    [
      'statements of SQL',
      [a, b, c].map((one) => `INSERT INTO events VALUES (7, '${json(one)}');`).join('\n'),
    ],
    ['a call in JavaScript', `callback([${[a, b, c].map((one) => json(one)).join()}]);\n`],
    ['a list in YAML', [a, b, c].map((one) => `- ${json(one)}`).join('\n')],
    ['record separators of RFC 7464', [a, b, c].map((one) => `\u001E${json(one)}\n`).join('')],
  ])('%s', (_, text) => {
    for (const size of [1, 7, 64, text.length])
      expect(split(text, size)).toEqual({ values: [a, b, c], unreadable: 0 });
  });
});

describe('what is no record', () => {
  it.each<[string, string, number]>([
    ['members of an array', `[${json(a)}, 5, "x", null, true, ${json(b)}, -1.5e3, ${json(c)}]`, 5],
    ['members on lines of their own', `[\n${json(a)},\n5,\n"x",\nnull,\n${json(b)},\n${json(c)}\n]`, 3],
    ['several on a line between records', `[${json(a)},\n5, "x",\n${json(b)},${json(c)}]`, 2],
    ['a text with a comma and a quote', `[${json(a)}, "a, \\"b\\"", ${json(b)}, ${json(c)}]`, 1],
    ['arrays in an array', `[[${json(a)}, 1], [2, ${json(b)}], [], [${json(c)}, 3]]`, 3],
    ['behind the last record', `[${json(a)}, ${json(b)}, ${json(c)}, "x", 7]`, 2],
    ['words on a line', `${json(a)}\nsomething happened here\n${json(b)}\n${json(c)}`, 1],
    ['numbers before each record, as of a log', [a, b, c].map((one) => `17${json(one)}`).join('\n'), 0],
  ])('%s: each of them is counted', (_, text, unreadable) => {
    for (const size of [1, 7, 64, text.length])
      expect(split(text, size)).toEqual({ values: [a, b, c], unreadable });
  });
});

describe('records that were cut off', () => {
  const whole = json(b);
  it.each([
    ['inside a string', whole.slice(0, whole.indexOf('quoted') + 2)],
    ['inside a key', whole.slice(0, whole.indexOf('subject') + 3)],
    ['behind a value', whole.slice(0, whole.indexOf(',"mail"'))],
    ['behind a colon', whole.slice(0, whole.indexOf('"mail":') + 7)],
    ['one brace short', whole.slice(0, -1)],
  ])('%s: the one behind is read all the same', (_, cut) => {
    for (const between of ['\n', '']) {
      const text = `${json(a)}${between}${cut}${between}${json(c)}${between}`;
      for (const size of [1, 9, text.length]) {
        const { values, unreadable } = split(text, size);
        expect(values, `${between === '' ? 'glued' : 'lines'} ${size}`).toEqual([a, c]);
        expect(unreadable).toBe(1);
      }
    }
  });

  it('counts the last one of a file', () => {
    expect(split(`${json(a)}\n${whole.slice(0, 20)}`)).toEqual({ values: [a], unreadable: 1 });
  });

  it('counts lines that are no record', () => {
    expect(split(`rubbish\n${json(a)}\nmore rubbish\n\n`)).toEqual({ values: [a], unreadable: 2 });
  });
});

it('never loses a good record among lines of anything', () => {
  const rubbish = fc.string({ maxLength: 30 }).filter((text) => !/[{"\n\r]/.test(text));
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(999), rubbish), { maxLength: 12 }),
      fc.integer({ min: 1, max: 90 }),
      (parts, size) => {
        const text = parts.map((part) => (typeof part === 'number' ? json(record(part)) : part)).join('\n');
        expect(split(`${text}\n`, size).values).toEqual(
          parts.flatMap((part) => (typeof part === 'number' ? [record(part)] : [])),
        );
      },
    ),
    { numRuns: 200 },
  );
});
