import { describe, expect, it } from 'vitest';
import check from '../../../checks/2-client/send-permission.ts';
import { sendPermissionProblems } from '../../../checks/2-client/send-permission.words.ts';
import type { Decision } from '../../../src/facts/permission.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { candidatesFor } from '../symptom-cases.ts';

const region = 'eu-west-1';
const principal = 'arn:aws:iam::111122223333:role/mailer';
const identity = `arn:aws:ses:${region}:111122223333:identity/example.com`;
const set = `arn:aws:ses:${region}:111122223333:configuration-set/news`;
const sender = 'info@example.com';

const one = (action: Decision['action'], resource: string, more: Partial<Decision> = {}): Decision => ({
  ...{ action, resource, decision: 'allowed', policy: 'mailer', missing: [] },
  ...more,
});
const both = (resource: string, more: Partial<Decision> = {}): readonly Decision[] => [
  one('ses:SendEmail', resource, more),
  one('ses:SendRawEmail', resource, more),
];
const asked = (...decisions: readonly Decision[]) => ({ permission: answered({ principal, decisions }) });
const implicit = { decision: 'implicit-deny', policy: null } as const;
const explicit = { decision: 'explicit-deny', policy: 'guard' } as const;
const data = {
  ...{ region, sender, principal, resource: identity, inPart: false, explicit: false },
  ...{ policy: null, missing: [], smtp: false, mayBeAllowed: false },
  actions: ['ses:SendEmail', 'ses:SendRawEmail'],
  context: [
    { ContextKeyName: 'ses:FromAddress', ContextKeyType: 'string' as const, ContextKeyValues: [sender] },
  ],
};
const code = 'send/access-denied';

describeCheck(check, {
  subject: sender,
  healthy: {
    others: answered([]),
    target: targetWith(),
    ...asked(...both(identity), ...both(set)),
  },
  finds: {
    'no policy allows it': {
      given: asked(...both(identity, implicit)),
      found: [{ problem: code, data, subject: sender }],
    },
    'a role that IAM does not know': {
      given: {
        target: targetWith({ principal }),
        permission: unansweredWith(whyOf('not-found', 'no such role')),
      },
      found: [{ problem: 'send/principal-not-found', data: { principal } }],
    },
    'a user that IAM does not know': {
      given: {
        target: targetWith({ principal: 'arn:aws:iam::111122223333:user/smtp' }),
        permission: unansweredWith(whyOf('not-found', 'no such user')),
      },
      found: [
        { problem: 'send/principal-not-found', data: { principal: 'arn:aws:iam::111122223333:user/smtp' } },
      ],
    },
    'a session whose role has a path': {
      given: {
        target: targetWith({ principal: 'arn:aws:sts::111122223333:assumed-role/mailer/x' }),
        permission: unansweredWith(whyOf('not-found', 'no such role')),
      },
      found: [
        {
          problem: 'send/principal-not-found',
          data: { principal: 'arn:aws:sts::111122223333:assumed-role/mailer/x' },
        },
      ],
    },
    'a domain alone is asked about': {
      given: asked(...both(identity, implicit)),
      subject: 'example.com',
      found: [
        { problem: code, data: { ...data, sender: 'example.com', context: [] }, subject: 'example.com' },
      ],
    },
    'the configuration set is left out': {
      given: asked(...both(identity), ...both(set, implicit)),
      found: [{ problem: code, data: { ...data, resource: set }, subject: 'news' }],
    },
    'no policy of the principal allows it, and the identity has policies of its own': {
      given: {
        permission: answered({ principal, decisions: both(identity, implicit), identityHasPolicies: true }),
      },
      found: [{ problem: code, data: { ...data, mayBeAllowed: true }, subject: sender }],
    },
    'a Deny': {
      given: asked(...both(identity, explicit)),
      found: [{ problem: code, data: { ...data, explicit: true, policy: 'guard' }, subject: sender }],
    },
    'it rests on what only a send knows': {
      given: asked(...both(identity, { ...implicit, missing: ['ses:FromAddress'] })),
      found: [{ problem: code, data: { ...data, missing: ['ses:FromAddress'] }, subject: sender }],
    },
    'a Deny that may rest on what a send has': {
      given: asked(...both(identity, { ...explicit, missing: ['ses:FeedbackAddress', 'aws:SourceIp'] })),
      found: [
        {
          problem: code,
          data: {
            ...{ ...data, explicit: true, policy: 'guard' },
            missing: ['ses:FeedbackAddress', 'aws:SourceIp'],
          },
          subject: sender,
        },
      ],
    },
    'a policy of the organization closes it': {
      given: asked(...both(identity, { ...implicit, by: 'organization' })),
      found: [{ problem: code, data: { ...data, by: 'organization' }, subject: sender }],
    },
    'the permissions boundary leaves it out': {
      given: asked(...both(identity, { ...explicit, by: 'boundary' })),
      found: [
        {
          problem: code,
          data: { ...data, explicit: true, policy: 'guard', by: 'boundary' },
          subject: sender,
        },
      ],
    },
    'an identity of another account, and IAM does not say whose policies are meant': {
      given: {
        permission: answered({
          ...{ principal, owner: '444455556666' },
          decisions: both(identity, { ...implicit, ownerUnseen: true }),
        }),
      },
      found: [{ problem: code, data: { ...data, owner: '444455556666' }, subject: sender }],
    },
    'an identity of another account that no policy of the principal allows': {
      given: {
        permission: answered({ principal, owner: '444455556666', decisions: both(identity, implicit) }),
      },
      found: [{ problem: code, data, subject: sender }],
    },
    'only the API is allowed': {
      given: asked(one('ses:SendEmail', identity), one('ses:SendRawEmail', identity, implicit)),
      found: [
        { problem: code, data: { ...data, actions: ['ses:SendRawEmail'], inPart: true }, subject: sender },
      ],
    },
    'only the API is allowed, and SMTP is used': {
      given: {
        target: targetWith({ smtp: { host: null, ports: null, evident: true } }),
        ...asked(one('ses:SendEmail', identity), one('ses:SendRawEmail', identity, implicit)),
      },
      found: [
        {
          problem: code,
          data: { ...data, actions: ['ses:SendRawEmail'], inPart: true, smtp: true },
          subject: sender,
        },
      ],
    },
  },
  silent: {
    'a typed principal of the account that owns the identity, which IAM here does not know': {
      target: targetWith({ principal, sourceArn: 'arn:aws:ses:eu-west-1:444455556666:identity/a.example' }),
      permission: unansweredWith(whyOf('not-found')),
    },
    'a principal that only a symptom names, and IAM may not be asked': {
      permission: unansweredWith(whyOf('access-denied')),
    },
  },
  verdicts: {
    // The principal was typed for this one question: what gives no answer to it is no yes.
    ...Object.fromEntries(
      (['access-denied', 'throttled', 'timeout', 'unreachable', 'malformed'] as const).map((reason) => [
        `a principal that was typed, and IAM does not answer: ${reason}`,
        {
          given: { target: targetWith({ principal }), permission: unansweredWith(whyOf(reason)) },
          verdict: [{ unanswered: whyOf(reason), counts: true }],
        },
      ]),
    ),
    'a principal that was typed, and IAM cannot be asked about it': {
      given: {
        target: targetWith({ principal: 'arn:aws:iam::111122223333:root' }),
        permission: unansweredWith(whyOf('not-asked', 'IAM can be asked about users and roles')),
      },
      verdict: [{ unanswered: whyOf('refused', 'IAM can be asked about users and roles'), counts: true }],
    },
    'a typed principal about which IAM decides nothing': {
      given: { target: targetWith({ principal }), ...asked() },
      verdict: [
        {
          unanswered: {
            ...whyOf('bad-reply', 'IAM decided nothing about this principal'),
            question: 'iam:SimulatePrincipalPolicy',
          },
          counts: true,
        },
      ],
    },
    'a decision of a kind to come is no tick': {
      given: asked(...both(identity, { decision: 'unknown' })),
      verdict: {
        notApplicable: `IAM answered neither allowed nor denied for ses:SendEmail on ${identity}`,
        missed: (['ses:SendEmail', 'ses:SendRawEmail'] as const).map((action) => ({
          unanswered: {
            ...{ reason: 'bad-reply', question: 'iam:SimulatePrincipalPolicy' },
            message: `IAM answered neither allowed nor denied for ${action} on ${identity}`,
            ...{ action: null, region: null, detail: {} },
          } as const,
          counts: false,
        })),
      },
    },
    'IAM decides nothing': {
      given: asked(),
      verdict: { notApplicable: 'IAM decided nothing about this principal' },
    },
  },
  reads: candidatesFor([code], 'example.com', {
    action: 'ses:SendRawEmail',
    principal: 'arn:aws:iam::111122223333:user/app',
    resource: 'arn:aws:ses:us-east-1:111122223333:identity/example.com',
    identity: 'example.com',
  }),
});

describe('the identity of a refusal that was read', () => {
  const steps = (owner: string) => {
    const candidate = candidatesFor([code], 'partner.example', {
      principal,
      resource: `arn:aws:ses:${region}:${owner}:identity/partner.example`,
      identity: 'partner.example',
    }).at(-1);
    if (candidate === undefined) throw new Error('no candidate');
    return sendPermissionProblems[code].read?.fix?.(candidate) ?? [];
  };

  it.each(['111122223333', '************'])(
    'is looked at where it is ours, or nobody can tell: %s',
    (owner) => {
      expect(steps(owner).at(-1)?.command).toContain('get-email-identity');
    },
  );

  it('is its owner’s where it is of another account', () => {
    expect(steps('444455556666').map(({ command }) => command ?? null)).not.toContainEqual(
      expect.stringContaining('get-email-identity'),
    );
    expect(steps('444455556666').at(-1)?.text).toContain('in account 444455556666');
  });
});
