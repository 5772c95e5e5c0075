import check from '../../../checks/1-account/identity-policy.ts';
import { candidateOf, healthyIdentity, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const mailer = 'arn:aws:iam::111122223333:role/mailer';
const policies = (statement: object) => ({
  covering: {
    ...healthyIdentity,
    policies: { guard: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
  },
});
const deny = { Sid: 'Stop', Effect: 'Deny', Principal: '*', Action: 'ses:*', Resource: '*' };
const denial = (whom: string) =>
  ({
    problem: 'identity/policy-denies',
    data: { region: 'eu-west-1', identity: 'example.com', policy: 'guard', sid: 'Stop', whom },
  }) as const;

describeCheck(check, {
  subject: 'example.com',
  healthy: { target: targetWith(), covering: healthyIdentity },
  finds: {
    'a Deny for everybody': { given: policies(deny), found: [denial('*')] },
    'a Deny of what one of the recipients gets': {
      given: {
        target: targetWith({ recipients: ['ann@example.com', 'joe@receiver.example'] }),
        ...policies({
          ...deny,
          Condition: { 'ForAnyValue:StringLike': { 'ses:Recipients': '*@receiver.example' } },
        }),
      },
      found: [{ ...denial('*'), data: { ...denial('*').data, condition: true } }],
    },
    'a Deny for the principal that was given': {
      given: {
        target: targetWith({ principal: mailer }),
        ...policies({ ...deny, Principal: { AWS: [mailer] } }),
      },
      found: [denial(mailer)],
    },
    'a Deny for the session that the symptom names': {
      given: {
        target: targetWith({
          symptom: symptomOf([], { principal: 'arn:aws:sts::111122223333:assumed-role/mailer/i-0abc' }),
        }),
        ...policies({ ...deny, Principal: { AWS: mailer } }),
      },
      found: [denial(mailer)],
    },
  },
  silent: {
    'an Allow': policies({ ...deny, Effect: 'Allow' }),
    'a Deny of mail without TLS': policies({
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    'a Deny of another Region': policies({
      ...deny,
      Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    }),
    'a Deny for another identity': policies({
      ...deny,
      Resource: 'arn:aws:ses:eu-west-1:111122223333:identity/other.example',
    }),
    'a Deny for somebody, while nobody said who sends': policies({ ...deny, Principal: { AWS: mailer } }),
    'a Deny for somebody else': {
      target: targetWith({ principal: 'arn:aws:iam::111122223333:role/reports' }),
      ...policies({ ...deny, Principal: { AWS: mailer } }),
    },
    'a Deny of something else than sending': policies({ ...deny, Action: 'ses:GetEmailIdentity' }),
  },
  verdicts: {
    'a Deny that rests on where the call comes from is neither a denial nor a tick': {
      given: policies({ ...deny, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }),
      verdict: {
        notApplicable:
          'whether the policy guard of example.com denies sending depends on aws:SourceIp of each send',
      },
    },
    'a Deny that leaves somebody out rests on who sends': {
      given: policies({ ...deny, Principal: undefined, NotPrincipal: { AWS: mailer } }),
      verdict: {
        notApplicable: 'whether the policy guard of example.com denies sending depends on who sends',
      },
    },
    'a policy that cannot be read is not taken for a permission': {
      given: { covering: { ...healthyIdentity, policies: { guard: '{' } } },
      verdict: [
        {
          unanswered: {
            reason: 'bad-reply',
            message: 'the policy guard of example.com could not be read: it is not JSON',
            question: 'policy guard',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
  },
  reads: [candidateOf('identity/policy-denies', 'example.com')],
});
