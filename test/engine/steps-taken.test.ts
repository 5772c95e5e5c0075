import { describe, expect, it } from 'vitest';
import { type LookedAt, stepsLeft } from '../../src/engine/steps-taken.ts';
import type { FixStep, Status } from '../../src/model/report.ts';

const step = (text: string, command: string | null = null): FixStep => ({
  ...{ text, owner: 'you', command, record: null },
});
const dkimOn = step('Switch on Easy DKIM for the From domain itself and publish its three CNAMEs.');
const other = step('Do not send From a domain that is not yours.');
const run = (statuses: Readonly<Record<string, Status>>, identity = 'example.com'): LookedAt => ({
  target: { identities: [identity], region: 'eu-west-1' },
  checks: Object.entries(statuses).map(([id, status]) => ({ id, status, subject: identity })),
});
const textsOf = (fix: readonly FixStep[], looked: LookedAt) => stepsLeft(fix, looked).map(({ text }) => text);

describe('a step that asks for what the run was', () => {
  for (const command of [
    'ses-doctor check --identity example.com --only inbox',
    'ses-doctor check --identity example.com --region eu-west-1',
    "ses-doctor check --identity example.com --only 'mail-from*' --only 'spf*'",
    'ses-doctor check --identity example.com',
  ])
    it(`is left out: ${command}`, () => {
      expect(textsOf([step('Look', command), other], run({ dkim: 'fail' }))).toEqual([other.text]);
    });

  for (const command of [
    'ses-doctor check --identity example.org --only inbox',
    'ses-doctor check --identity example.com --region us-east-1',
    'ses-doctor check --identity example.com --try-regions',
    'ses-doctor test --identity example.com',
    'aws sesv2 get-email-identity --email-identity example.com',
  ])
    it(`stays where it asks for more: ${command}`, () => {
      expect(textsOf([step('Look', command), other], run({ dkim: 'fail' }))).toContain('Look');
    });

  it('stays where the run did not look, and where nothing else is to be done', () => {
    const look = step('Look', 'ses-doctor check --identity example.com');
    expect(textsOf([look, other], run({ dkim: 'skipped' }))).toContain('Look');
    expect(textsOf([look], run({ dkim: 'fail' }))).toEqual(['Look']);
  });
});

describe('DKIM that is to be switched on', () => {
  it('is not asked for where it is on and its records are in DNS', () => {
    const [text = ''] = textsOf([dkimOn, other], run({ dkim: 'pass', 'dkim-records': 'pass' }));
    expect(text).toContain('DKIM is on for example.com');
  });

  it.each(['fail', 'unknown', 'warn', 'skipped'] as const)('stays where a record is %s', (status) => {
    expect(textsOf([dkimOn, other], run({ dkim: 'pass', 'dkim-records': status }))[0]).toBe(dkimOn.text);
  });
});
