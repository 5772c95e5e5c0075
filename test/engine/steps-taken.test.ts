import { describe, expect, it } from 'vitest';
import accessCheck from '../../checks/1-account/access.ts';
import sendCheck from '../../checks/2-client/send.ts';
import { isOfSender, type LookedAt, stepsLeft } from '../../src/engine/steps-taken.ts';
import { readFinding } from '../../src/model/finding.ts';
import type { FixStep, Status } from '../../src/model/report.ts';

const step = (text: string, more: Partial<FixStep> = {}): FixStep => ({
  ...{ text, owner: 'you', command: null, record: null },
  ...more,
});
const look = (identity: string | null, region?: string): FixStep =>
  step('Look', { does: { kind: 'look', identity, ...(region !== undefined && { region }) } });
const dkimOn = step('Have it signed.', { does: { kind: 'sign' } });
const other = step('Do not send From a domain that is not yours.');
const run = (statuses: Readonly<Record<string, Status>>, identity = 'example.com'): LookedAt => ({
  target: { identities: [identity], region: 'eu-west-1' },
  checks: Object.entries(statuses).map(([id, status]) => ({ id, status, subject: identity })),
});
const textsOf = (fix: readonly FixStep[], looked: LookedAt) => stepsLeft(fix, looked).map(({ text }) => text);

describe('a step that asks for what the run was', () => {
  it.each([look('example.com'), look('example.com', 'eu-west-1'), look(null)])(
    'is left out: $does',
    (taken) => {
      expect(textsOf([taken, other], run({ dkim: 'fail' }))).toEqual([other.text]);
    },
  );

  it.each([
    look('example.org'),
    look('example.com', 'us-east-1'),
    step('Look', { command: 'ses-doctor check --identity example.com --try-regions' }),
    step('Look', { command: 'ses-doctor test --identity example.com' }),
  ])('stays where it asks for more: $does $command', (more) => {
    expect(textsOf([more, other], run({ dkim: 'fail' }))).toContain('Look');
  });

  it('stays where the run did not look, and where nothing else is to be done', () => {
    expect(textsOf([look('example.com'), other], run({ dkim: 'skipped' }))).toContain('Look');
    expect(textsOf([look(null), other], run({ dkim: 'skipped' }))).toContain('Look');
    expect(textsOf([look('example.com')], run({ dkim: 'fail' }))).toEqual(['Look']);
  });
});

describe('DKIM that is to be switched on', () => {
  it('is not asked for where it is on and its records are in DNS', () => {
    const [text = ''] = textsOf([dkimOn, other], run({ dkim: 'pass', 'dkim-records': 'pass' }));
    expect(text).toContain('DKIM is on for example.com');
  });

  it.each(['unknown', 'skipped'] as const)(
    'is not asked for where the records are %s: SES has found them',
    (status) => {
      const [text = ''] = textsOf([dkimOn, other], run({ dkim: 'pass', 'dkim-records': status }));
      expect(text).toContain('DKIM is on for example.com, and SES has found its records');
    },
  );

  it.each(['fail', 'unknown', 'skipped'] as const)('stays where DKIM itself is %s', (status) => {
    expect(textsOf([dkimOn, other], run({ dkim: status, 'dkim-records': 'skipped' }))[0]).toBe(dkimOn.text);
  });

  it.each([
    ['pass', 'and the message that was given is signed'],
    ['fail', 'See what this report says of the signature'],
    ['unknown', 'See what this report says of the signature'],
    ['skipped', 'save one that arrived anywhere'],
  ] as const)('asks for no message beside one whose signature is %s', (status, words) => {
    const looked = run({ dkim: 'pass', 'dkim-records': 'pass', 'message-dkim': status });
    expect(textsOf([dkimOn, other], looked)[0]).toContain(words);
  });

  it('is followed by no message to save where one was given', () => {
    const save = step('Save the message', { does: { kind: 'message' } });
    expect(textsOf([save, other], run({ 'message-dkim': 'pass' }))).toEqual([other.text]);
    expect(textsOf([save, other], run({ 'message-dkim': 'skipped' }))).toEqual([save.text, other.text]);
  });

  it.each(['fail', 'warn'] as const)('stays where a record is %s', (status) => {
    expect(textsOf([dkimOn, other], run({ dkim: 'pass', 'dkim-records': status }))[0]).toBe(dkimOn.text);
  });
});

describe('steps for whoever sends', () => {
  const ask = step('Find out as whom the application sends', { does: { kind: 'caller' } });

  it('are those of a finding that asks first who that is, whatever its command', () => {
    expect(isOfSender([ask, other])).toBe(true);
    expect(isOfSender([{ ...ask, command: 'aws sts get-caller-identity --output text' }])).toBe(true);
    expect(isOfSender([{ ...ask, command: null }])).toBe(true);
  });

  it('are no others: not where it is asked later, nor where a command only looks like it', () => {
    expect(isOfSender([other, ask])).toBe(false);
    expect(isOfSender([step('Look', { command: 'aws sts get-caller-identity' })])).toBe(false);
    expect(isOfSender([dkimOn, look(null)])).toBe(false);
    expect(isOfSender([])).toBe(false);
  });

  it.each([
    ['access/credentials-rejected', accessCheck],
    ['send/not-explained-here', sendCheck],
  ] as const)('are asked for by %s that was read', (code, check) => {
    const data = { region: 'eu-west-1' };
    const candidate = { code, subject: null, quote: 'InvalidClientTokenId', rank: 0, item: 0, data };
    expect(isOfSender(readFinding(check, candidate, 'account').fix)).toBe(true);
  });
});
