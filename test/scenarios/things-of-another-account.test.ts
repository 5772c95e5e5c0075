import { describe, expect, it } from 'vitest';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import { play } from '../lab/play.ts';

/**
 * A text that names something of another account and not who sent: whose quota, pause or sandbox it tells of nobody knows, for
 * that account may have let this one send. What is so here clears nothing of it.
 */

const own = '111122223333';
const other = '444455556666';
const quota = '454 Throttling failure: Daily message quota exceeded.';
const identity = (account: string): string => `arn:aws:ses:eu-west-1:${account}:identity/example.com`;

/** The ways in which a text names a thing of an account. */
const ways: Readonly<Record<string, (account: string, error?: string) => string>> = {
  'an identity behind the error': (account, error = quota) => `${error} ${identity(account)}`,
  'an identity in the next line': (account, error = quota) => `${error}\nsource arn ${identity(account)}`,
  'a member of a JSON log': (account, error = quota) =>
    JSON.stringify({ level: 'error', msg: error, sourceArn: identity(account) }),
  'a member of JSON in lines': (account, error = quota) =>
    JSON.stringify({ level: 'error', msg: error, identityArn: identity(account) }, null, 2),
  'a header of SMTP': (account, error = quota) => `X-SES-FROM-ARN: ${identity(account)}\n${error}`,
  'a header of SMTP of the older kind': (account, error = quota) =>
    `X-SES-SOURCE-ARN: ${identity(account)}\n${error}`,
  'a configuration set': (account, error = quota) =>
    `${error} arn:aws:ses:eu-west-1:${account}:configuration-set/transactional`,
  'a topic': (account, error = quota) => `${error} topic arn:aws:sns:eu-west-1:${account}:ses-feedback`,
};

const base: JoinedStory = { text: '', flags: ['--identity', 'example.com'], exitCode: 1 };
const led = `Find out which account sends. If it is ${other}`;

describe.each(Object.entries(ways))('%s', (title, named) => {
  it('of another account keeps the error open', async () => {
    await tellJoined(title, {
      ...base,
      text: named(other),
      first: 'quota/daily-exhausted',
      hasNot: ['quota/was-exhausted'],
      standing: ['quota/daily-exhausted'],
      says: [led, other],
    });
  });

  it('of this account changes nothing', async () => {
    await tellJoined(title, {
      ...base,
      text: named(own),
      exitCode: 0,
      first: 'quota/was-exhausted',
      refuted: ['quota/daily-exhausted'],
    });
  });
});

const errors: Readonly<Record<string, string>> = {
  'sending/paused-by-aws': '554 Sending paused for this account.',
  'quota/rate-exceeded': '454 Throttling failure: Maximum sending rate exceeded.',
  'configuration-set/sending-paused':
    'ConfigurationSetSendingPausedException: Sending paused for configuration set <transactional>',
  'template/not-found': 'TemplateDoesNotExistException: Template welcome does not exist',
  'sandbox/account-in-sandbox': 'Your account is still in the Amazon SES sandbox.',
};

it.each(Object.entries(errors))('%s of another account is not judged by this one', async (code, error) => {
  const named = ways['an identity behind the error'];
  if (named === undefined) throw new Error('no such way');
  await tellJoined(code, { ...base, text: named(other, error), first: code, standing: [code], says: [led] });
});

it('is judged by this account where a flag says that it sends with that identity', async () => {
  await tellJoined('delegated', {
    ...base,
    text: `X-SES-FROM-ARN: ${identity(other)}\n${quota}`,
    flags: ['--identity', 'example.com', '--source-arn', identity(other)],
    exitCode: 0,
    first: 'quota/was-exhausted',
  });
});

it('is judged by this account where it is told that it sent', async () => {
  await tellJoined('caller', {
    ...base,
    text: `arn:aws:sts::${own}:assumed-role/mailer/i-1\n${quota} ${identity(other)}`,
    exitCode: 0,
    first: 'quota/was-exhausted',
  });
});

it('is of no account where only things of other services are named', async () => {
  await tellJoined('queue', {
    ...base,
    text: `${quota}\narn:aws:sqs:eu-west-1:${other}:jobs`,
    exitCode: 0,
    first: 'quota/was-exhausted',
  });
});

it('says so above the findings', async () => {
  const { report } = await play({
    title: 'note',
    command: ['--identity', 'example.com', '--symptom', '-'],
    files: { '-': `${quota} ${identity(other)}` },
    expect: { exitCode: 1 },
  });
  expect(report?.notes.join('\n')).toContain(
    `The text names something of AWS account ${other} and not who sent, and this run's is ${own}`,
  );
});
