import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, problem, type Unanswered } from '../../src/model/check.ts';
import { covering } from '../../src/facts/identity/identity.ts';
import { target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { readPolicy } from '../../src/parse/dmarc/policy.ts';
import { isAddress } from '../../src/parse/identity-name.ts';
import type { SendContext } from '../../src/parse/policy-condition.ts';
import type { Target } from '../../src/model/target.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Denial {
  region: string | null;
  identity: string;
  /** Name of the policy, and of its statement or null. */
  policy: string;
  sid: string | null;
  /** As the policy writes it; `*` is everybody. */
  whom: string;
  /** The statement has a condition, which holds. */
  condition?: true;
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
      evidence: ({ policy, sid, whom, condition }) => [
        {
          what: `policy ${policy}${sid === null ? '' : `, statement ${sid}`}`,
          expected: 'no Deny',
          actual: `Deny for ${whom}, ${condition === true ? 'on a condition that this sender meets' : 'without a condition'}`,
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

  evaluate({ target, covering }, sender) {
    const { region, principal, symptom } = target;
    const caller = principal ?? symptom?.names.principal ?? null;
    const sends = { identity: covering.name, contexts: contextsOf(target, sender) };
    const readings = Object.entries(covering.policies).map(([policy, text]) => ({
      policy,
      reading: readPolicy(text, caller, sends),
    }));
    const found = [
      ...readings.flatMap(({ policy, reading }) => {
        if (reading.kind !== 'denies') return [];
        const { sid, whom, condition } = reading;
        const data = { region, identity: covering.name, policy, sid, whom, ...(condition && { condition }) };
        return [{ problem: 'identity/policy-denies' as const, data }];
      }),
      ...readings.flatMap(({ policy, reading }) =>
        reading.kind === 'unreadable' ? [unreadable(covering.name, policy, reading.because)] : [],
      ),
    ];
    const [open] = readings.flatMap(({ policy, reading }) =>
      reading.kind === 'unclear' ? [{ policy, reading }] : [],
    );
    // A tick would say that nothing denies sending.
    return found.length > 0 || open === undefined
      ? found
      : notApplicable(
          `whether the policy ${open.policy} of ${covering.name} denies sending depends on ${restsOn(open.reading)}`,
        );
  },

  observed({ covering: { policies } }) {
    const count = Object.keys(policies).length;
    return count === 0 ? 'none' : `${grouped(count)} ${count === 1 ? 'policy' : 'policies'}`;
  },
});

function restsOn({ keys, caller }: { keys: readonly string[]; caller: boolean }): string {
  const ofSend = keys.length === 0 ? [] : [`${keys.slice(0, 3).join(' and ')} of each send`];
  return [...(caller ? ['who sends'] : []), ...ofSend].join(' and on ');
}

/** What is known of the sends: one kind for each recipient that was named. */
function contextsOf(
  { region, recipients, fromDisplayName, feedbackAddress }: Target,
  sender: string,
): readonly SendContext[] {
  const context: SendContext = {
    // The API and the SMTP endpoint take mail over TLS alone.
    'aws:securetransport': ['true'],
    ...(region !== null && { 'aws:requestedregion': [region] }),
    ...(isAddress(sender) && { 'ses:fromaddress': [sender] }),
    ...(fromDisplayName !== undefined && { 'ses:fromdisplayname': [fromDisplayName] }),
    ...(feedbackAddress !== undefined && { 'ses:feedbackaddress': [feedbackAddress] }),
  };
  return recipients.length === 0
    ? [context]
    : recipients.map((recipient) => ({ ...context, 'ses:recipients': [recipient] }));
}

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
