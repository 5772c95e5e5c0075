import { describe, expect, it } from 'vitest';
import { delegationTo } from '../../src/parse/delegation.ts';

const arn = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
const mailer = 'arn:aws:iam::444455556666:role/mailer';
const policyWith = (more: object): string =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'ses:Send*', Resource: arn, ...more },
    ],
  });
const from = (operator: string, wanted: string | readonly string[]): object => ({
  Condition: { [operator]: { 'ses:FromAddress': wanted } },
});

describe('a policy with a condition on the From address', () => {
  it.each([
    ['the address itself', from('StringEquals', 'news@example.com'), 'allowed'],
    ['a pattern that fits', from('StringLike', 'n*@example.com'), 'allowed'],
    ['one of several', from('StringLike', ['a@example.com', 'news@example.com']), 'allowed'],
    ['another address', from('StringEquals', 'orders@example.com'), 'not-allowed'],
    ['another domain', from('StringLike', '*@shop.example'), 'not-allowed'],
    ['all but this one', from('StringNotLike', 'news@*'), 'not-allowed'],
    ['all but others', from('StringNotEquals', 'orders@example.com'), 'allowed'],
    [
      'a key that only a send has',
      { Condition: { StringLike: { 'ses:Recipients': '*@example.com' } } },
      'unclear',
    ],
    [
      'this address, and a key that only a send has',
      { Condition: { StringLike: { 'ses:FromAddress': 'news@*', 'ses:Recipients': '*' } } },
      'unclear',
    ],
    [
      'another address, and a key that only a send has',
      { Condition: { StringLike: { 'ses:FromAddress': 'orders@*', 'ses:Recipients': '*' } } },
      'not-allowed',
    ],
    ['no condition', {}, 'allowed'],
  ])('%s', (_name, more, expected) => {
    expect(delegationTo(mailer, arn, [policyWith(more)], 'news@example.com')).toBe(expected);
  });

  it('cannot be judged for a domain, of which many send', () => {
    const policy = policyWith(from('StringEquals', 'news@example.com'));
    expect(delegationTo(mailer, arn, [policy], 'example.com')).toBe('unclear');
  });

  it('holds nobody back where another policy allows all of them', () => {
    const policies = [policyWith(from('StringEquals', 'orders@example.com')), policyWith({})];
    expect(delegationTo(mailer, arn, policies, 'news@example.com')).toBe('allowed');
  });
});
