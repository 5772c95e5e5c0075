import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishRight } from '../../src/facts/topics-policy.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const publisher = {
  ...{ account: null, owner: '111122223333', region: 'eu-west-1', sources: ['configuration-set/news'] },
};
const allow = {
  Effect: 'Allow',
  Principal: { Service: 'ses.amazonaws.com' },
  Action: 'sns:Publish',
  Resource: arn,
};
const right = (...statements: object[]): string =>
  publishRight(JSON.stringify({ Statement: statements }), arn, publisher);
const when = (Condition: object): object => ({ ...allow, Condition });
const equals = (values: object): object => ({ StringEquals: values });

describe('whether SES may publish to a topic', () => {
  it.each([
    ['the statement of the guide', [allow], 'allowed'],
    ['every SNS action', [{ ...allow, Action: ['SNS:*'] }], 'allowed'],
    ['everybody', [{ ...allow, Principal: '*' }], 'allowed'],
    ['a wildcard in the resource', [{ ...allow, Resource: 'arn:aws:sns:*:*:feed????' }], 'allowed'],
    ['the account of the topic', [when(equals({ 'AWS:SourceAccount': '111122223333' }))], 'allowed'],
    [
      'the set that publishes',
      [when(equals({ 'aws:SourceArn': 'arn:aws:ses:eu-west-1:111122223333:configuration-set/news' }))],
      'allowed',
    ],
    [
      'all sets of an account that is not the topic’s',
      [when({ ArnLike: { 'AWS:SourceArn': 'arn:aws:ses:eu-west-1:444455556666:configuration-set/*' } })],
      'allowed',
    ],
    [
      'another set',
      [when(equals({ 'AWS:SourceArn': 'arn:aws:ses:eu-west-1:111122223333:configuration-set/old' }))],
      'blocked',
    ],
    [
      'another Region',
      [when(equals({ 'AWS:SourceArn': 'arn:aws:ses:us-east-1:111122223333:configuration-set/news' }))],
      'blocked',
    ],
    [
      'another account: perhaps the sender’s',
      [when(equals({ 'AWS:SourceAccount': '444455556666' }))],
      'unclear',
    ],
    [
      'the default policy',
      [{ ...allow, Principal: { AWS: '*' }, Condition: equals({ 'AWS:SourceOwner': '111122223333' }) }],
      'unclear',
    ],
    ['a condition we do not know', [when({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })], 'unclear'],
    ['TLS, which SES speaks', [when({ Bool: { 'aws:SecureTransport': 'true' } })], 'allowed'],
    [
      'a Deny for all that does not speak TLS',
      [allow, { ...allow, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      'allowed',
    ],
    ['another service', [{ ...allow, Principal: { Service: 'events.amazonaws.com' } }], 'blocked'],
    ['another action', [{ ...allow, Action: 'sns:Subscribe' }], 'blocked'],
    ['another topic', [{ ...allow, Resource: 'arn:aws:sns:eu-west-1:111122223333:other' }], 'blocked'],
    ['a denial beside the right', [allow, { ...allow, Effect: 'Deny' }], 'blocked'],
    [
      'a denial under a condition',
      [allow, { ...allow, Effect: 'Deny', Condition: { Bool: { a: 'b' } } }],
      'unclear',
    ],
    ['every action but another', [{ ...allow, NotAction: 'sns:Subscribe' }], 'allowed'],
    ['every action but this', [{ ...allow, NotAction: 'SNS:Pub*' }], 'blocked'],
    ['no statement', [], 'blocked'],
  ])('%s', (_title, statements, expected) => {
    expect(right(...statements)).toBe(expected);
  });

  it.each([
    ['another account by number', equals({ 'AWS:SourceAccount': '444455556666' }), 'blocked'],
    ['a list with ours', equals({ 'aws:SourceAccount': ['444455556666', '111122223333'] }), 'allowed'],
    ['a pattern of others', { StringLike: { 'aws:sourceaccount': '4444*' } }, 'blocked'],
    [
      'a set of the same name in another account',
      { ArnLike: { 'AWS:SourceArn': 'arn:aws:ses:*:444455556666:configuration-set/*' } },
      'blocked',
    ],
    [
      'our set in any account',
      { ArnLike: { 'AWS:SourceArn': 'arn:aws:ses:*:*:configuration-set/news' } },
      'allowed',
    ],
    ['any account but ours', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, 'blocked'],
    ['any account but another', { StringNotEquals: { 'aws:SourceAccount': '444455556666' } }, 'allowed'],
    ['an organization', equals({ 'aws:SourceOrgID': 'o-a1b2c3d4e5' }), 'unclear'],
  ])('who knows the account that sends can judge %s', (_title, condition, expected) => {
    const policy = JSON.stringify({ Statement: [when(condition)] });
    expect(publishRight(policy, arn, { ...publisher, account: '111122223333' })).toBe(expected);
  });

  it('a central topic lets in the account that its policy names, and no other', () => {
    const central = { ...publisher, owner: '999999999999', account: '111122223333' };
    const naming = (account: string): string =>
      JSON.stringify({ Statement: [when(equals({ 'AWS:SourceAccount': account }))] });
    expect(publishRight(naming('111122223333'), arn, central)).toBe('allowed');
    expect(publishRight(naming('999999999999'), arn, central)).toBe('blocked');
  });

  it('accuses nobody over a policy that it cannot read', () => {
    expect(publishRight('not JSON', arn, publisher)).toBe('unclear');
    expect(publishRight(' '.repeat(70_000), arn, publisher)).toBe('unclear');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void publishRight(text, arn, publisher)));
  });
});
