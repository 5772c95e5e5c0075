import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicy, type Sends } from '../../../src/parse/dmarc/policy.ts';

const role = 'arn:aws:iam::111122223333:role/service/mailer';
const session = 'arn:aws:sts::111122223333:assumed-role/mailer/i-0abc';
const deny = { Effect: 'Deny', Principal: '*', Action: 'ses:SendEmail', Resource: '*' };
const read = (statement: unknown, principal: string | null = null, sends?: Sends) =>
  readPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), principal, sends);
const known: Sends = {
  identity: 'example.com',
  contexts: [
    {
      'ses:fromaddress': ['info@example.com'],
      'ses:recipients': ['ann@receiver.example'],
      'aws:securetransport': ['true'],
      'aws:requestedregion': ['eu-west-1'],
    },
  ],
};

describe('readPolicy', () => {
  it.each([
    ['one statement instead of a list', deny, null],
    ['a list', [{ ...deny, Effect: 'Allow' }, deny], null],
    ['a star in the principal', [{ ...deny, Principal: { AWS: '*' } }], null],
    ['an action of many', [{ ...deny, Action: ['ses:GetEmailIdentity', 'SES:Send*'] }], null],
    ['every action', [{ ...deny, Action: '*' }], null],
    ['a star inside', [{ ...deny, Action: 'ses:*Raw*' }], null],
    [
      'NotAction that spares something else',
      { Effect: 'Deny', Principal: '*', NotAction: 'ses:SendBounce', Resource: '*' },
      null,
    ],
    ['an empty condition', [{ ...deny, Condition: {} }], null],
    ['the principal by name', [{ ...deny, Principal: { AWS: [role] } }], role],
    ['the session of a role with a path', [{ ...deny, Principal: { AWS: role } }], session],
    ['the account of the principal', [{ ...deny, Principal: { AWS: '111122223333' } }], session],
    ['the root of the account', [{ ...deny, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }], role],
  ])('finds a Deny: %s', (_name, statement, principal) => {
    expect(read(statement, principal)).toMatchObject({ kind: 'denies' });
  });

  it.each([
    ['an Allow', { ...deny, Effect: 'Allow' }, null],
    ['another action', { ...deny, Action: 'ses:GetEmailIdentity' }, null],
    ['a name that only begins alike', { ...deny, Action: 'ses:SendEmailX' }, null],
    [
      'NotPrincipal that leaves the caller out',
      { Effect: 'Deny', NotPrincipal: { AWS: role }, Action: 'ses:*', Resource: '*' },
      role,
    ],
    ['NotAction', { Effect: 'Deny', Principal: '*', NotAction: 'ses:SendEmail', Resource: '*' }, null],
    ['somebody, while nobody said who sends', { ...deny, Principal: { AWS: role } }, null],
    [
      'another role',
      { ...deny, Principal: { AWS: role } },
      'arn:aws:sts::111122223333:assumed-role/reports/x',
    ],
    [
      'the same role of another account',
      { ...deny, Principal: { AWS: role } },
      'arn:aws:sts::444455556666:assumed-role/mailer/x',
    ],
    ['a service', { ...deny, Principal: { Service: 'ses.amazonaws.com' } }, null],
  ])('is silent: %s', (_name, statement, principal) => {
    expect(read(statement, principal)).toEqual({ kind: 'silent' });
  });

  it.each([
    ['NotPrincipal', { ...deny, Principal: undefined, NotPrincipal: { AWS: role } }, [], true],
    [
      'a key nobody knows',
      { ...deny, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } },
      ['aws:SourceIp'],
      false,
    ],
    [
      'one of two keys',
      {
        ...deny,
        Condition: { StringLike: { 'ses:FromAddress': '*@example.com', 'aws:PrincipalOrgID': 'o-1' } },
      },
      ['aws:PrincipalOrgID'],
      false,
    ],
    [
      'an operator of others',
      { ...deny, Condition: { Null: { 'ses:FromAddress': 'true' } } },
      ['ses:FromAddress'],
      false,
    ],
    [
      'a variable',
      { ...deny, Condition: { StringLike: { 'ses:FromAddress': '${aws:username}@*' } } },
      ['ses:FromAddress'],
      false,
    ],
  ])('does not judge what it does not know: %s', (_name, statement, keys, caller) => {
    expect(read(statement, null, known)).toEqual({ kind: 'unclear', keys, caller });
  });

  it.each([
    [
      'a sender that is not the one allowed',
      { StringNotLike: { 'ses:FromAddress': 'news@example.com' } },
      true,
    ],
    [
      'a sender that is allowed',
      { StringNotLike: { 'ses:FromAddress': ['a?c@example.com', 'info@*'] } },
      false,
    ],
    ['another sender', { StringEquals: { 'ses:FromAddress': 'news@example.com' } }, false],
    ['the sender in other letters', { StringEquals: { 'SES:FromAddress': 'Info@Example.com' } }, true],
    ['any of the recipients', { 'ForAnyValue:StringLike': { 'ses:Recipients': '*@receiver.example' } }, true],
    [
      'recipients elsewhere',
      { 'ForAllValues:StringNotLike': { 'ses:Recipients': '*@receiver.example' } },
      false,
    ],
    ['all but one domain', { 'ForAllValues:StringNotLike': { 'ses:Recipients': '*@example.com' } }, true],
    ['TLS', { Bool: { 'aws:SecureTransport': 'false' } }, false],
    ['TLS as a truth value', { Bool: { 'aws:SecureTransport': true } }, true],
    ['a Region', { StringNotEqualsIfExists: { 'aws:RequestedRegion': 'us-east-1' } }, true],
    ['this Region', { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }, false],
    [
      'a key that does not hold beside one nobody knows',
      {
        Bool: { 'aws:SecureTransport': 'false' },
        StringEquals: { 'aws:PrincipalOrgID': 'o-1' },
      },
      false,
    ],
  ])('weighs a condition: %s', (_name, Condition, denies) => {
    expect(read({ ...deny, Condition }, null, known)).toEqual(
      denies ? { kind: 'denies', sid: null, whom: '*', condition: true } : { kind: 'silent' },
    );
  });

  it.each([
    ['*', true],
    ['arn:aws:ses:eu-west-1:111122223333:identity/example.com', true],
    ['arn:aws:ses:*:*:identity/*.com', true],
    ['arn:aws:ses:eu-west-1:111122223333:identity/other.example', false],
    ['arn:aws:ses:eu-west-1:111122223333:configuration-set/news', false],
  ])('reads a statement about %s', (Resource, denies) => {
    expect(read({ ...deny, Resource }, null, known).kind).toBe(denies ? 'denies' : 'silent');
  });

  it('names the statement and whom it denies', () => {
    expect(read({ ...deny, Sid: 'Stop' })).toEqual({ kind: 'denies', sid: 'Stop', whom: '*' });
  });

  it.each(['', '{', 'null', '[]', '{"Statement": []}', `"${'x'.repeat(70_000)}"`])(
    'cannot read %.20s',
    (text) => {
      expect(readPolicy(text, null).kind).toBe('unreadable');
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.option(fc.string()),
        (text, who) => typeof readPolicy(text, who).kind === 'string',
      ),
    );
    fc.assert(fc.property(fc.anything(), (statement) => typeof read(statement, session).kind === 'string'));
  });
});
