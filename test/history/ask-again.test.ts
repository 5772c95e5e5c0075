import { expect, it } from 'vitest';
import { askAgain } from '../../src/history/ask-again.ts';

it.each<[readonly string[], string | null]>([
  [['events/'], 'ses-doctor history events/ --question rise'],
  [['a.gz', 's3://bucket/2026/11/'], 'ses-doctor history a.gz s3://bucket/2026/11/ --question rise'],
  [['logs/**/*.gz'], "ses-doctor history 'logs/**/*.gz' --question rise"],
  [['athena:ses.events'], 'ses-doctor history athena:ses.events --question rise'],
  [['-'], null],
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
