import { defineCheck, problem, type Unanswered } from '../../src/model/check.ts';
import { covering } from '../../src/facts/identity/identity.ts';
import { target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { readPolicy } from '../../src/parse/dmarc/policy.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Denial {
  region: string | null;
  identity: string;
  /** Name of the policy, and of its statement or null. */
  policy: string;
  sid: string | null;
  /** As the policy writes it; `*` is everybody. */
  whom: string;
}

const policies = guide('identity-authorization-policies');

export default defineCheck({
  id: 'identity-policy',
  title: 'Policies of the sender',
  why: 'A Deny in a policy of the identity overrides every permission of the caller.',
  per: 'identity',
  needs: { target, covering },

  problems: {
    'identity/policy-denies': problem<Denial>({
      severity: 'error',
      summary: ({ identity, policy, whom }) =>
        `The policy ${policy} of ${identity} denies sending to ${whom === '*' ? 'everybody' : whom}.`,
      impact:
        'Every send that it matches fails with “not authorized to perform”, whatever the permissions of the caller.',
      evidence: ({ policy, sid, whom }) => [
        {
          what: `policy ${policy}${sid === null ? '' : `, statement ${sid}`}`,
          expected: 'no Deny',
          actual: `Deny for ${whom}, without a condition`,
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: ({ identity, policy, region }) => [
        {
          text: 'Ask whoever wrote it why it is there, then remove the Deny, or delete the policy',
          owner: 'you',
          command: command`aws sesv2 delete-email-identity-policy --email-identity ${identity} --policy-name ${policy} --region ${region}`,
        },
      ],
      references: ({ region, identity }) => pagesFor(region, identityPath(identity), policies),
      explains: ['send/access-denied', 'send/cross-account-identity'],
      read: {
        summary: ({ subject, data }) =>
          `A policy of ${subject ?? data['identity'] ?? 'the identity'} may deny sending.`,
        impact: () => 'A Deny in a policy of the identity overrides every permission of the caller.',
        fix: () => [
          {
            text: 'Look for "Effect": "Deny" in the policies of the identity (SES console, Identities, Authorization).',
            owner: 'you',
          },
        ],
        references: [policies],
        distinguish:
          'The error says “with an explicit deny in a resource-based policy”; without these words it is the policy of the caller.',
      },
    }),
  },

  evaluate({ target: { region, principal, symptom }, covering }) {
    const caller = principal ?? symptom?.names.principal ?? null;
    const readings = Object.entries(covering.policies).map(([policy, text]) => ({
      policy,
      reading: readPolicy(text, caller),
    }));
    return [
      ...readings.flatMap(({ policy, reading }) => {
        if (reading.kind !== 'denies') return [];
        const { sid, whom } = reading;
        const data = { region, identity: covering.name, policy, sid, whom };
        return [{ problem: 'identity/policy-denies' as const, data }];
      }),
      ...readings.flatMap(({ policy, reading }) =>
        reading.kind === 'unreadable' ? [unreadable(covering.name, policy, reading.because)] : [],
      ),
    ];
  },

  observed({ covering: { policies } }) {
    const count = Object.keys(policies).length;
    return count === 0 ? 'none' : `${count} ${count === 1 ? 'policy' : 'policies'}`;
  },
});

const unreadable = (identity: string, policy: string, because: string): Unanswered => ({
  unanswered: {
    reason: 'bad-reply',
    message: `the policy ${policy} of ${identity} could not be read: ${because}`,
    question: `policy ${policy}`,
    action: null,
    region: null,
    detail: {},
  },
  counts: true,
});
