import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/parse/dmarc/policy.ts';

const role = 'arn:aws:iam::111122223333:role/service/mailer';
const session = 'arn:aws:sts::111122223333:assumed-role/mailer/i-0abc';
const deny = { Effect: 'Deny', Principal: '*', Action: 'ses:SendEmail', Resource: '*' };
const read = (statement: unknown, principal: string | null = null) =>
  readPolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), principal);

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
    ['a condition', { ...deny, Condition: { StringEquals: { 'ses:FromAddress': 'a@example.com' } } }, null],
    ['another action', { ...deny, Action: 'ses:GetEmailIdentity' }, null],
    ['a name that only begins alike', { ...deny, Action: 'ses:SendEmailX' }, null],
    ['NotPrincipal', { Effect: 'Deny', NotPrincipal: { AWS: role }, Action: 'ses:*', Resource: '*' }, null],
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
