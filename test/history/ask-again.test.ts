import { expect, it } from 'vitest';
import { askAgain, askingAgain } from '../../src/history/ask-again.ts';

it.each<[readonly string[], string | null]>([
  [['events/'], 'ses-doctor history events/ --question rise'],
  [['a.gz', 's3://bucket/2026/11/'], 'ses-doctor history a.gz s3://bucket/2026/11/ --question rise'],
  [['logs/**/*.gz'], "ses-doctor history 'logs/**/*.gz' --question rise"],
  [['athena:ses.events'], 'ses-doctor history athena:ses.events --question rise'],
  [['-'], 'ses-doctor history - --question rise'],
  [['-', 'a.gz'], 'ses-doctor history - a.gz --question rise'],
  [['--region'], null],
  [['my events/'], null],
  [['$(reboot)'], null],
  [["a'b"], null],
  [['events/\u202e'], null],
  [[], null],
])('another question to %j', (source, expected) => {
  expect(askAgain(source, '--question rise')).toBe(expected);
});

it('is no command where a word of the question cannot be pasted', () => {
  expect(askAgain(['events/'], null)).toBeNull();
});

it.each<[string, readonly string[], string | null, { text: string; command: string | null }]>([
  ['a folder', ['events/'], '--by day', { text: 'See.', command: 'ses-doctor history events/ --by day' }],
  [
    'standard input',
    ['-'],
    '--by day',
    { text: 'See. Pipe the same records in again:', command: 'ses-doctor history - --by day' },
  ],
  [
    'standard input and a file',
    ['-', 'a.gz'],
    '--by day',
    { text: 'See. Pipe the same records in again:', command: 'ses-doctor history - a.gz --by day' },
  ],
  [
    'files with names that cannot be pasted',
    ['my events/'],
    '--by day',
    { text: 'See. Give ses-doctor history the same files with --by day.', command: null },
  ],
  ['a question that cannot be pasted', ['events/'], null, { text: 'See.', command: null }],
  ['nothing', [], '--by day', { text: 'See.', command: null }],
])('a step that asks again says how: %s', (_name, source, flags, step) => {
  expect(askingAgain('See.', source, flags)).toEqual(step);
});
