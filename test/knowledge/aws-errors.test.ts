import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAwsQuestion, meaningOf, readDenial, tellsOfClock } from '../../src/knowledge/aws-errors.ts';

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

describe('a refusal that tells of a wrong clock', () => {
  it.each([
    'InvalidSignatureException: Signature expired: 20261130T100000Z is now earlier than 20261130T105500Z (20261130T110000Z - 5 min.)',
    'An error occurred (SignatureDoesNotMatch): Signature not yet current: 20261130T120000Z is still later than 20261130T110500Z',
    'An error occurred (RequestExpired) when calling the SendEmail operation: Request has expired.',
    'RequestTimeTooSkewed: The difference between the request time and the current time is too large.',
    'RequestExpired: Request timestamp: Mon, 30 Nov 2026 10:00:00 GMT expired. It must be within 300 secs of server time.',
    'RequestInTheFuture: the request is dated too far ahead',
  ])('%s', (text) => {
    expect(tellsOfClock(text)).toBe(true);
  });

  it.each([
    'SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.',
    'ExpiredToken: The security token included in the request is expired',
    'UnrecognizedClientException: The security token included in the request is invalid.',
    'The SSO session associated with this profile has expired or is otherwise invalid.',
    'the certificate has expired',
    'RequestTimeout: the request was not answered in time',
  ])('is not %s', (text) => {
    expect(tellsOfClock(text)).toBe(false);
  });
});
