import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAwsQuestion, meaningOf, readDenial } from '../../src/knowledge/aws-errors.ts';

const user =
  'User: arn:aws:iam::123456789012:user/me is not authorized to perform: ses:GetAccount on resource: *';

describe('an AccessDenied text', () => {
  it.each([
    [`${user} because no identity-based policy allows the ses:GetAccount action`, 'not-allowed', false],
    [`${user} with an explicit deny in an identity-based policy`, 'explicit-deny', true],
    [
      `${user} with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p`,
      'service-control-policy',
      true,
    ],
    [
      `${user} because no permissions boundary allows the ses:GetAccount action`,
      'permissions-boundary',
      false,
    ],
    [`${user} because no session policy allows the ses:GetAccount action`, 'session-policy', false],
    [`${user} with an explicit deny in a VPC endpoint policy`, 'vpc-endpoint-policy', true],
  ])('%s', (text, kind, explicit) => {
    expect(readDenial(text)).toEqual({
      action: 'ses:GetAccount',
      principal: 'arn:aws:iam::123456789012:user/me',
      resource: '*',
      kind,
      explicit,
    });
  });

  it('in the older form, with quotes', () => {
    const text =
      "User `arn:aws:iam::123456789012:user/me' is not authorized to perform `ses:ListIdentities' on resource `arn:aws:ses:eu-west-1:123456789012:identity/example.com'";
    expect(readDenial(text)).toMatchObject({
      action: 'ses:ListIdentities',
      principal: 'arn:aws:iam::123456789012:user/me',
      resource: 'arn:aws:ses:eu-west-1:123456789012:identity/example.com',
    });
  });

  it.each([
    ['a command behind the user', 'User: arn:aws:iam::123456789012:user/me;rm is not authorized'],
    ['a command in place of the session', 'User: arn:aws:sts::123456789012:assumed-role/r/`id` is not'],
    ['a variable in the user', 'User: arn:aws:iam::123456789012:user/$USER is not authorized'],
    ['no name behind the slash', 'User: arn:aws:sts::123456789012:assumed-role/r/ is not authorized'],
    ['a group, which cannot call', 'User: arn:aws:iam::123456789012:group/g is not authorized'],
    ['an account of eleven digits', 'User: arn:aws:iam::12345678901:user/me is not authorized'],
  ])('names nobody with %s', (_kind, text) => {
    expect(readDenial(text).principal).toBeNull();
  });

  it('names no resource that goes on as a command', () => {
    const text = `${user.replace(/\*$/, '')}arn:aws:ses:eu-west-1:123456789012:identity/$(id)`;
    expect(readDenial(text).resource).toBeNull();
  });

  it('may hold anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readDenial(`${user}${text}`);
      }),
    );
  });
});

describe('an error name', () => {
  it.each([
    ['TooManyRequestsException', '', 429, 'throttled'],
    ['UnknownError', '', 429, 'throttled'],
    ['LimitExceededException', '', 400, 'throttled'],
    ['InvalidSignatureException', 'Signature not yet current: …', 403, 'clock-skew'],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match', 403, 'wrong-signature'],
    ['NotFoundException', '', 404, 'not-found'],
    ['UnknownError', '', 404, null],
    ['UnknownError', '', 502, 'server-fault'],
    ['BadRequestException', 'Signature expired', 400, null],
  ] as const)('%s “%s” with %s means %s', (name, message, status, meaning) => {
    expect(meaningOf(name, message, status)).toBe(meaning);
  });
});

it('questions to AWS differ from those to DNS and SMTP', () => {
  expect(isAwsQuestion('ses:GetAccount')).toBe(true);
  for (const other of ['TXT example.com', 'HTTPS email.eu-west-1.amazonaws.com:443', 'host:587', '']) {
    expect(isAwsQuestion(other)).toBe(false);
  }
});
