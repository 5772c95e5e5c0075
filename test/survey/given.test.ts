import { describe, expect, it } from 'vitest';
import { address } from '../../src/cli/values.ts';
import { addressesIn } from '../../src/survey/recipients/given.ts';

const given = (text: string): readonly [readonly string[], number, number] => {
  const { wanted, count, unreadable, ofSenders } = addressesIn(text, (cell, line) =>
    address(cell, `line ${String(line)}`),
  );
  // None of them stands there twice.
  expect(count).toBe(wanted.size);
  return [[...wanted.values()], unreadable, ofSenders];
};

describe('the addresses of a file', () => {
  it.each<[string, string, readonly string[], number, number]>([
    ['one a line', 'a@x.example\nb@x.example\n', ['a@x.example', 'b@x.example'], 0, 0],
    [
      'a To field of Outlook',
      'a@x.example; b@y.example; c@z.example',
      ['a@x.example', 'b@y.example', 'c@z.example'],
      0,
      0,
    ],
    ['without blanks', 'a@x.example;b@y.example', ['a@x.example', 'b@y.example'], 0, 0],
    [
      'a To field of Gmail',
      'Ann <a@x.example>, "Doe, Bob" <b@y.example>',
      ['a@x.example', 'b@y.example'],
      0,
      0,
    ],
    ['angle brackets alone', '<a@x.example>', ['a@x.example'], 0, 0],
    ['links', 'mailto:a@x.example', ['a@x.example'], 0, 0],
    ['a table', 'email,name\na@x.example,Ann\n"b@x.example","Bob"', ['a@x.example', 'b@x.example'], 0, 0],
    ['a table whose first column is a name', 'name;email\nAnn;a@x.example', ['a@x.example'], 0, 0],
    [
      'a table with two columns of addresses',
      'email,backup\na@x.example,b@y.example\nc@x.example,',
      ['a@x.example', 'b@y.example', 'c@x.example'],
      0,
      0,
    ],
    [
      'a log with a column for senders',
      'id,from,to,subject\n1,s@own.example,a@x.example,"Hello, you"\n2,s@own.example,b@x.example,Hi',
      ['a@x.example', 'b@x.example'],
      0,
      2,
    ],
    [
      'a log with other names for them',
      'Mail-From;Recipient;Reply To\ns@own.example;a@x.example;r@own.example',
      ['a@x.example'],
      0,
      1,
    ],
    ['a table of senders alone', 'from\na@x.example', ['a@x.example'], 0, 0],
    [
      'a table with a name in quotes before the address',
      'name,source,email\n"Doe, Ann",s@own.example,a@x.example',
      ['a@x.example'],
      0,
      1,
    ],
    [
      'rows of a table without its first line',
      'a@x.example,b@y.example',
      ['a@x.example', 'b@y.example'],
      0,
      0,
    ],
    ['something that is none beside an address', 'a@x.example; b@', ['a@x.example'], 1, 0],
    ['a line without any', 'a@x.example\nnobody', ['a@x.example'], 1, 0],
    ['comments and empty lines', '# people\n\na@x.example\n', ['a@x.example'], 0, 0],
  ])('are all read: %s', (_name, text, addresses, unreadable, ofSenders) => {
    expect(given(text)).toEqual([addresses, unreadable, ofSenders]);
  });

  it('count as often as they stand there', () => {
    const { wanted, count } = addressesIn(
      'a@x.example; A@x.example\nb@x.example, a@x.example',
      (cell) => cell,
    );
    expect([wanted.size, count]).toEqual([2, 4]);
  });
});
