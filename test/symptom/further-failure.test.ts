import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';
import { tellJoined } from '../lab/joined-story.ts';

/** What somebody says beside an error of another failure: that error may be over, and the other need not be. */

const quota = '454 Throttling failure: Daily message quota exceeded.';

const others = [
  'Please help, nothing goes out since Monday, and the customer also gets "error 77" from the shop.',
  'And another customer says that his mail bounced.',
  'Besides, the newsletter job crashes with exit code 12.',
  'Some other messages fail as well.',
  'In addition we see that some mail was lost.',
  'A second error came up: mail to gmail was rejected.',
  'Our invoices are lost, too.',
];

const same = [
  'Please help, we get this error since Monday.',
  'It worked on Friday.',
  'Thanks!',
  'We also get this error:',
  'Since Monday our mails fail with this:',
  'The application retries, too.',
  'My colleague also sees the same error.',
  'We also run a shop.',
];

describe('beside an error that was read', () => {
  it.each(others)('is another failure: %s', (text) => {
    for (const all of [`${quota}\n${text}`, `${text}\n${quota}`]) {
      const { unexplained, candidates } = readSymptom(all);
      expect(unexplained).toBe(text);
      expect(candidates.map(({ code }) => code)).toEqual(['quota/daily-exhausted']);
    }
  });

  it.each(same)('is none: %s', (text) => {
    for (const all of [`${quota}\n${text}`, `${text}\n${quota}`])
      expect(readSymptom(all).unexplained).toBeUndefined();
  });

  it('is no failure of a receiver that says more in further lines', () => {
    const reply =
      '550-5.7.1 This message was rejected since it looks like another one\n550 5.7.1 that was also rejected as well.';
    expect(readSymptom(reply).unexplained).toBeUndefined();
  });
});

describe('where the error is over', () => {
  it.each(others.slice(0, 3))('keeps the rest open: %s', async (text) => {
    await tellJoined(text, {
      text: `${quota}\n${text}`,
      flags: ['--identity', 'example.com'],
      exitCode: 3,
      has: ['quota/was-exhausted', 'send/unrecognised'],
    });
  });

  it.each(same.slice(0, 3))('says so: %s', async (text) => {
    await tellJoined(text, {
      text: `${quota}\n${text}`,
      flags: ['--identity', 'example.com'],
      exitCode: 0,
      first: 'quota/was-exhausted',
    });
  });
});
