import check from '../../../checks/2-client/send-delegation.ts';
import { candidateOf, healthyIdentity } from '../../support/account.ts';
import { symptomOf } from '../../support/checks.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { candidatesFor } from '../symptom-cases.ts';

const region = 'eu-west-1';
const owner = '111122223333';
const arn = `arn:aws:ses:${region}:${owner}:identity/example.com`;
const principal = 'arn:aws:iam::444455556666:role/mailer';
const statement = {
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: ['ses:SendRawEmail'],
  Resource: arn,
};
const covered = (...statements: readonly object[]) => ({
  coverage: {
    kind: 'covered' as const,
    by: {
      ...healthyIdentity,
      policies: Object.fromEntries(
        statements.map((one, index) => [`p${index}`, JSON.stringify({ Statement: [one] })]),
      ),
    },
    own: healthyIdentity,
    unread: [],
  },
});
const asking = (more: Parameters<typeof targetWith>[0] = {}) => ({
  target: targetWith({ identities: ['info@example.com'], sourceArn: arn, principal, ...more }),
});
const data = { region, sender: 'info@example.com', arn, identity: 'example.com', owner, principal };
const code = 'send/cross-account-identity';

/** SES refused the sender, and this account has no identity for it. */
const unnamed = (failedIdentities: readonly string[]) => {
  const symptom = symptomOf(candidateOf('identity/not-verified'));
  return {
    ...asking({ symptom: { ...symptom, names: { ...symptom.names, failedIdentities } } }),
    coverage: { kind: 'delegated', source: { arn, region, account: owner, name: 'example.com' } } as const,
  };
};

describeCheck(check, {
  subject: 'info@example.com',
  healthy: { ...asking(), ...covered(statement) },
  finds: {
    'no policy at all': {
      given: covered(),
      found: [{ problem: code, data: { ...data, why: 'policy', policies: [] } }],
    },
    'a policy for somebody else': {
      given: covered({ ...statement, Principal: { AWS: 'arn:aws:iam::777788889999:root' } }),
      found: [{ problem: code, data: { ...data, why: 'policy', policies: ['p0'] } }],
    },
    'a policy for another identity': {
      given: covered({ ...statement, Resource: `${arn}.invalid` }),
      found: [{ problem: code, data: { ...data, why: 'policy', policies: ['p0'] } }],
    },
    'a policy that allows reading only': {
      given: covered({ ...statement, Action: 'ses:GetEmailIdentity' }),
      found: [{ problem: code, data: { ...data, why: 'policy', policies: ['p0'] } }],
    },
    'the identity of another Region': {
      given: asking({ region: 'us-east-1' }),
      found: [
        {
          problem: code,
          data: {
            ...{ ...data, region: 'us-east-1', why: 'region', policies: [] },
            here: data.arn.replace('eu-west-1', 'us-east-1'),
          },
        },
      ],
    },
    'a refusal that names the sender, and no ARN': {
      given: unnamed(['info@example.com']),
      found: [{ problem: code, data: { ...data, why: 'unnamed', policies: [] } }],
    },
    'an identity that does not cover the sender': {
      subject: 'info@other.example',
      given: {},
      found: [
        { problem: code, data: { ...data, sender: 'info@other.example', why: 'sender', policies: [] } },
      ],
    },
  },
  silent: {
    'the whole account is allowed': covered({ ...statement, Principal: { AWS: '444455556666' } }),
    'everybody is allowed, and every action': covered({ ...statement, Principal: '*', Action: 'ses:*' }),
    'the session of a role': {
      ...asking({ principal: 'arn:aws:sts::444455556666:assumed-role/mailer/session' }),
    },
  },
  verdicts: {
    'no ARN': {
      given: { target: targetWith({ identities: ['info@example.com'], principal }) },
      verdict: { notApplicable: 'no identity of another account is named' },
    },
    'no ARN, and the sender is not known here': {
      given: { target: targetWith({ identities: ['info@example.com'] }), coverage: { kind: 'absent' } },
      verdict: { notApplicable: 'no identity of another account is named', flag: '--source-arn' },
    },
    'a condition that depends on the message': {
      given: covered({ ...statement, Condition: { StringLike: { 'ses:Recipients': '*@example.com' } } }),
      verdict: {
        notApplicable: 'a policy of the identity allows it under conditions that depend on the message',
        missed: [],
      },
    },
    'nobody says who sends': {
      given: asking({ principal: null }),
      verdict: {
        notApplicable: '--principal would tell whether the policies of the identity allow who sends',
        missed: [],
      },
    },
    'the principal is of the owner’s account': {
      given: asking({ principal: `arn:aws:iam::${owner}:role/mailer` }),
      verdict: { notApplicable: 'the principal belongs to the account that owns the identity' },
    },
    'the identity cannot be looked at from here': {
      given: {
        coverage: { kind: 'delegated', source: { arn, account: owner, region, name: 'example.com' } },
      },
      verdict: {
        notApplicable: `example.com belongs to the account ${owner}, and credentials of that account show its policies: one has to allow ${principal} ses:SendEmail and ses:SendRawEmail on ${arn}`,
        missed: [],
      },
    },
    'no namesake here': {
      given: {
        coverage: {
          kind: 'delegated',
          source: { arn, account: owner, region, name: 'example.com' },
          namesake: null,
        },
      },
      verdict: {
        notApplicable: `example.com belongs to the account ${owner}, and credentials of that account show its policies: one has to allow ${principal} ses:SendEmail and ses:SendRawEmail on ${arn}; a send that does not name the ARN is refused, since this account has no verified identity for the sender`,
        missed: [],
      },
    },
    'a namesake here': {
      given: {
        coverage: {
          kind: 'delegated',
          source: { arn, account: owner, region, name: 'example.com' },
          namesake: 'example.com',
        },
      },
      verdict: {
        notApplicable: `example.com belongs to the account ${owner}, and credentials of that account show its policies: one has to allow ${principal} ses:SendEmail and ses:SendRawEmail on ${arn}; a send that does not name the ARN goes out with the identity example.com of this account`,
        missed: [],
      },
    },
    'the identity cannot be looked at from here, and nobody says who sends': {
      given: {
        ...asking({ principal: null }),
        coverage: { kind: 'delegated', source: { arn, account: owner, region, name: 'example.com' } },
      },
      verdict: {
        notApplicable: `example.com belongs to the account ${owner}, and credentials of that account show its policies: one has to allow whoever sends ses:SendEmail and ses:SendRawEmail on ${arn}`,
        missed: [],
      },
    },
  },
  reads: candidatesFor(Object.keys(check.problems), 'example.com', { identity: 'example.com' }),
});
