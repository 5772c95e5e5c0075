import { type Coverage, coverage } from '../../src/facts/identity/coverage.ts';
import { target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, notSeen, problem } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { delegationTo } from '../../src/parse/delegation.ts';
import { isAddress } from '../../src/parse/identity-name.ts';
import { isOfSender, parseSourceArn } from '../../src/parse/source-arn.ts';
import { command, json } from '../../src/render/paste/paste.ts';

interface Refused {
  region: string | null;
  /** Who is sent as. */
  sender: string;
  /** The ARN that is sent with, the identity in it, and the account that owns it. */
  arn: string;
  identity: string;
  owner: string;
  why: 'region' | 'sender' | 'policy' | 'unnamed';
  principal: string | null;
  /** This account has the identity verified in this Region too: its ARN of here. Absent where that is not known. */
  here?: string;
  /** The names of the policies of the identity. */
  policies: readonly string[];
}

/** What the owner's policy has to say ("Sending authorization policies for Amazon SES"). */
const policyFor = (principal: string, arn: string): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['ses:SendEmail', 'ses:SendRawEmail'],
      Resource: arn,
    },
  ],
});

/** IAM knows the role of a session, and policies name that. */
const roleOf = (principal: string): string => {
  const parts = parseArn(principal);
  const role = /^assumed-role\/([^/]+)\//.exec(parts?.resource ?? '')?.[1];
  return parts?.service === 'sts' && role !== undefined
    ? `arn:${parts.partition}:iam::${parts.account}:role/${role}`
    : principal;
};

const pages = [guide('sending-authorization'), guide('sending-authorization-delegate-sender-tasks')] as const;

const nameIt =
  'Name the identity when sending: FromEmailAddressIdentityArn in the API, the X-SES-SOURCE-ARN and X-SES-FROM-ARN headers over SMTP.';

/** What becomes of a send that leaves the ARN out, which no error shows where this account has a namesake. */
function withoutArn(cover: Coverage): string {
  if (cover.kind !== 'delegated' || cover.namesake === undefined) return '';
  return cover.namesake === null
    ? '; a send that does not name the ARN is refused, since this account has no verified identity for the sender'
    : `; a send that does not name the ARN goes out with the identity ${cover.namesake} of this account`;
}

/** Who sends is of the account that owns the identity, as far as is known: it may send without the ARN. */
const isOwners = (principal: string | null, owner: string): boolean =>
  principal === null || parseArn(principal)?.account === owner;

/** What is said of the sender where it is looked for in the account that sends. */
const namesake = ['identity/not-verified', 'identity/not-found', 'identity/wrong-region'];

export default defineCheck({
  id: 'send-delegation',
  title: 'Sending with an identity of another account',
  why: 'SES sends with the identity of another account only where its policy allows the sender, in the same Region.',
  per: 'identity',
  needs: { target, coverage },

  problems: {
    'send/cross-account-identity': problem<Refused>({
      severity: 'error',
      summary: ({ arn, identity, sender, region, why, principal }) => {
        if (why === 'region')
          return `${arn} belongs to a different Region than ${region ?? 'the one that is sent from'}.`;
        if (why === 'unnamed')
          return `SES looked for ${sender} in the account that sends: the refused send did not name ${arn}.`;
        if (why === 'sender') return `${arn} does not allow sending as ${sender}.`;
        return `No policy of ${identity} lets ${principal ?? 'the sender'} send with it${isAddress(sender) ? ` as ${sender}` : ''}.`;
      },
      impact: ({ why }) =>
        why === 'unnamed'
          ? 'SES refuses every message that leaves the ARN out: only by the ARN does it look at the identity of the other account.'
          : 'SES refuses every message that is sent with this ARN.',
      evidence: ({ region, sender, arn, why, principal, policies }) => [
        why === 'policy'
          ? {
              what: 'policies of the identity',
              expected: `Allow ses:SendEmail or ses:SendRawEmail for ${principal ?? 'the sender'}${isAddress(sender) ? `, as ${sender}` : ''}`,
              actual: policies.length === 0 ? 'no policies' : `none of ${policies.join(', ')}`,
              source: 'ses:GetEmailIdentity',
            }
          : {
              what: why === 'unnamed' ? 'ARN in the send' : 'ARN of the identity',
              expected:
                why === 'unnamed'
                  ? arn
                  : why === 'region'
                    ? region
                    : `${sender}, its domain or a domain above it`,
              actual: why === 'unnamed' ? 'none: the error names the sender alone' : arn,
              source: why === 'unnamed' ? 'symptom' : null,
            },
      ],
      fix: ({ identity, owner, why, policies, region, principal, arn, here }) => {
        if (why === 'region' && here !== undefined)
          return [
            {
              text: `Name the identity of this Region, ${here}${isOwners(principal, owner) ? ', or leave the ARN out' : ''}: ${identity} is verified in ${region ?? 'this Region'} too.`,
              owner: 'you',
            },
          ];
        if (why === 'region')
          return [
            {
              text: `Let the owner (account ${owner}) verify ${identity} in this Region too, with the same policy; or send from the Region in the ARN.`,
              owner: 'you',
            },
          ];
        if (why === 'unnamed')
          return [
            { text: nameIt, owner: 'you' },
            {
              text: `If the send names it, ask the owner (account ${owner}) whether ${identity} is still verified there.`,
              owner: 'you',
            },
          ];
        if (why === 'sender')
          return [{ text: 'Use the ARN of an identity that the From address belongs to.', owner: 'you' }];
        return [
          {
            text: `Let the owner (account ${owner}) attach a sending authorization policy that allows this principal to send with the identity`,
            owner: 'you',
            command:
              principal === null
                ? null
                : command`aws sesv2 create-email-identity-policy --email-identity ${identity} --policy-name delegate --policy ${json(policyFor(roleOf(principal), arn))} --region ${region}`,
          },
          ...(policies.length === 0
            ? []
            : [{ text: 'Keep the policies that are there.', owner: 'you' as const }]),
        ];
      },
      references: ({ region, identity }) => pagesFor(region, identityPath(identity), ...pages),
      explains: ({ why }) =>
        why === 'unnamed'
          ? namesake
          : // The sender was to be covered by that ARN, and not by anything in this account.
            why === 'sender'
            ? [...namesake, 'send/access-denied']
            : ['send/access-denied'],
      restates: namesake,
      read: {
        summary: ({ data }) =>
          `The identity ${data['identity'] ?? ''} belongs to another AWS account than the caller.`.replace(
            '  ',
            ' ',
          ),
        impact: () =>
          'SES refuses the message until the owner of the identity allows the caller, and the message says whose identity it uses.',
        fix: () => [
          {
            text: 'Attach a sending-authorization policy to the identity in the account that owns it, naming the calling account, user or role.',
            owner: 'you',
          },
          { text: nameIt, owner: 'you' },
        ],
        distinguish:
          'Compare the account number in the ARN of the user with the one in the ARN of the identity.',
        references: pages,
      },
    }),
  },

  settles: ['send/cross-account-identity'],

  evaluate({ target: { region, sourceArn, principal, symptom }, coverage: cover }, sender) {
    const source = sourceArn === undefined ? null : parseSourceArn(sourceArn);
    if (source === null) {
      // Where the sender is verified here, no other account's identity is meant.
      const flag = cover.kind === 'absent' || cover.kind === 'unverified' ? '--source-arn' : undefined;
      return notApplicable('no identity of another account is named', flag);
    }
    const { arn, account: owner, name: identity } = source;
    const found = (why: Refused['why'], policies: readonly string[] = []) => [
      {
        problem: 'send/cross-account-identity' as const,
        data: { region, sender, arn, identity, owner, why, principal, policies },
      },
    ];
    if (!isOfSender(source, sender)) return found('sender');
    if (region !== null && source.region !== region) {
      const isHere = cover.kind === 'covered' && cover.by.name.toLowerCase() === identity.toLowerCase();
      const here = arn.replace(`:${source.region}:`, `:${region}:`);
      return found('region').map((one) => (isHere ? { ...one, data: { ...one.data, here } } : one));
    }
    if (cover.kind === 'delegated' && leftOut(symptom)) return found('unnamed');
    const caller = principal === null ? null : (parseArn(principal)?.account ?? null);
    if (caller === owner) return notApplicable('the principal belongs to the account that owns the identity');
    if (cover.kind === 'absent' || cover.kind === 'unverified')
      return notApplicable(`the ARN is of this account, where ${identity} is not verified`);
    if (cover.kind !== 'covered' || cover.by.name.toLowerCase() !== identity.toLowerCase()) {
      const who = principal === null ? 'whoever sends' : roleOf(principal);
      return notSeen(
        `${identity} belongs to the account ${owner}, and credentials of that account show its policies: one has to allow ${who} ses:SendEmail and ses:SendRawEmail on ${arn}${withoutArn(cover)}`,
        [],
      );
    }
    if (principal === null)
      return notSeen('--principal would tell whether the policies of the identity allow who sends', []);
    const policies = Object.keys(cover.by.policies);
    switch (delegationTo(principal, arn, Object.values(cover.by.policies), sender)) {
      case 'allowed':
        return [];
      case 'not-allowed':
        return found('policy', policies);
      case 'unclear':
        return notSeen('a policy of the identity allows it under conditions that depend on the message', []);
    }
  },
});

/** SES names the identities that it looked for: the ARN among them where the send named it. */
const leftOut = (symptom: Symptom | null): boolean =>
  symptom !== null &&
  symptom.candidates.some(({ code }) => code === 'identity/not-verified') &&
  symptom.names.failedIdentities.length > 0 &&
  symptom.names.failedIdentities.every((name) => !name.startsWith('arn:')) &&
  (symptom.names.sourceArn ?? null) === null;
