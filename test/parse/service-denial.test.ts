import { describe, expect, it } from 'vitest';
import { denialIn, grantIn } from '../../src/parse/resource-policy.ts';
import { matches } from '../../src/parse/policy-pattern.ts';
import type { Request } from '../../src/parse/policy-request.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:feedback';
const topic = 'arn:aws:sns:eu-west-1:111122223333:feedback';
const request: Request = {
  ...{ action: 'sqs:sendmessage', resource: queue, service: 'sns.amazonaws.com' },
  ...{ owner: '111122223333', actsFor: '111122223333', ownAccount: 'does-not' },
  source: (patterns) => (patterns.some((pattern) => matches(pattern, topic)) ? 'applies' : 'does-not'),
};
const allow = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' };
const deny = { Sid: 'Ours', Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue };
const policyOf = (...statements: object[]): string => JSON.stringify({ Statement: statements });

describe('a Deny beside the Allow for SNS', () => {
  it.each<[string, object, 'allowed' | 'blocked' | 'unclear']>([
    ['another endpoint of a VPC', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }, 'blocked'],
    ['another VPC', { StringNotEqualsIfExists: { 'aws:SourceVpc': ['vpc-1'] } }, 'blocked'],
    ['no endpoint of a VPC', { Null: { 'aws:SourceVpce': 'true' } }, 'blocked'],
    ['an endpoint of a VPC', { Null: { 'aws:SourceVpce': 'false' } }, 'allowed'],
    ['this endpoint of a VPC', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, 'allowed'],
    ['another organization', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } }, 'blocked'],
    ['paths of others', { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-abc/*' } }, 'allowed'],
    [
      'all paths of others',
      { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a/*' } },
      'blocked',
    ],
    ['a tag that is another', { StringNotEquals: { 'aws:PrincipalTag/team': 'mail' } }, 'blocked'],
    ['no second factor', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, 'blocked'],
    ['a second factor that is told', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, 'allowed'],
    ['addresses outside the office', { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } }, 'blocked'],
    ['addresses outside the network', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'blocked'],
    ['addresses outside half the world', { NotIpAddress: { 'aws:SourceIp': '52.0.0.0/8' } }, 'unclear'],
    ['no TLS', { Bool: { 'aws:SecureTransport': 'false' } }, 'allowed'],
    ['another topic', { ArnNotLike: { 'aws:SourceArn': topic } }, 'allowed'],
    ['all but another topic', { ArnNotLike: { 'aws:SourceArn': `${topic}-2` } }, 'blocked'],
    ['another account', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }, 'allowed'],
    ['another service', { StringNotEquals: { 'aws:PrincipalServiceName': 'sns.amazonaws.com' } }, 'allowed'],
    [
      'all but another service',
      { StringNotEquals: { 'aws:PrincipalServiceName': 's3.amazonaws.com' } },
      'blocked',
    ],
    [
      'another organization, services of AWS left out',
      {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abc' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
      'allowed',
    ],
    [
      'another endpoint, and an organization that is not known',
      {
        StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
        StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-abc' },
      },
      'unclear',
    ],
    [
      'a list of services',
      { 'ForAllValues:StringNotEquals': { 'aws:PrincipalServiceNamesList': ['sns.amazonaws.com'] } },
      'allowed',
    ],
    ['what this reader does not know', { StringNotEquals: { 'aws:UserAgent': 'x' } }, 'unclear'],
  ])('for %s', (_, condition, grant) => {
    const policy = policyOf(allow, { ...deny, Condition: condition });
    expect(grantIn(policy, request)).toBe(grant);
    expect(denialIn(policy, request) !== null).toBe(grant === 'blocked');
  });

  it.each<[string, object, 'allowed' | 'blocked' | 'unclear']>([
    ['everybody but a role', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/app' } }, 'blocked'],
    ['everybody but SNS', { NotPrincipal: { Service: 'sns.amazonaws.com' } }, 'allowed'],
    ['every action but sending', { NotAction: 'sqs:SendMessage' }, 'allowed'],
    ['every action but reading', { NotAction: ['sqs:ReceiveMessage', 'sqs:Get*'] }, 'blocked'],
    ['every queue but this', { NotResource: queue }, 'allowed'],
    ['every queue but another', { NotResource: `${queue}-2` }, 'blocked'],
    ['another service', { Principal: { Service: 's3.amazonaws.com' } }, 'allowed'],
  ])('for %s', (_, { ...part }, grant) => {
    const without = Object.fromEntries(Object.entries(deny).filter(([name]) => !(`Not${name}` in part)));
    expect(grantIn(policyOf(allow, { ...without, ...part }), request)).toBe(grant);
  });
});

it('names the statement and what it asks for', () => {
  const asks = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:PrincipalOrgID': 'true' } };
  expect(denialIn(policyOf(allow, { ...deny, Condition: asks }), request)).toEqual({
    name: 'Ours',
    keys: ['aws:SourceVpce', 'aws:PrincipalOrgID'],
  });
  expect(denialIn(policyOf(allow, { ...deny, Sid: undefined }), request)).toEqual({ name: null, keys: [] });
  expect(denialIn(policyOf(allow), request)).toBeNull();
  expect(denialIn('not JSON', request)).toBeNull();
});

it('an Allow for an organization, or for a VPC, lets no service in', () => {
  const when = (Condition: object): string => policyOf({ ...allow, Principal: '*', Condition });
  expect(grantIn(when({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } }), request)).toBe('blocked');
  expect(grantIn(when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), request)).toBe('blocked');
  expect(grantIn(when({ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } }), request)).toBe('allowed');
});
