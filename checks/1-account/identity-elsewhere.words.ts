import { problem, type Step } from '../../src/model/check.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

interface WrongRegion {
  region: string | null;
  name: string;
  /** Where it is verified, and by which identity. */
  found: readonly { region: string; name: string }[];
  /** This Region has that identity too, unverified. */
  hasOwn?: true;
  /** That it is not verified here is what the error says: this Region gave no answer. */
  told?: true;
  /** The global endpoint that is sent through: SES chooses the Region, and the SDK's decides nothing. */
  endpoint?: string;
  /** It leads through both Regions, and nothing says that this mail was sent through it. */
  perhaps?: true;
}

interface Alike {
  region: string | null;
  name: string;
  /** The identity that exists. */
  other: string;
  /** Its verification status. */
  status: string;
}

const perRegion = guide('regions');

const verifying = guide('creating-identities');

const effects = [
  'identity/not-found',
  'identity/not-verified',
  'identity/verification-pending',
  'identity/verification-failed',
];

/** Codes about records in the DNS of a sender: of a domain that nobody meant, they say nothing. */
const ofWrongDomain = [
  'identity/domain-takes-no-mail',
  'dmarc/missing',
  'dmarc/not-propagated',
  'dmarc/multiple-records',
  'dmarc/syntax-error',
  'dmarc/unknown-policy',
  'dmarc/policy-none',
  'dmarc/no-reports',
  'dmarc/report-not-authorised',
  'dmarc/subdomain-policy',
  'dmarc/old-rule-differs',
  'spf/root-include-not-needed',
  'alignment/dmarc-fails',
];

export const regionNames = (found: WrongRegion['found']): string =>
  found.map(({ region }) => region).join(', ');

function alikeEvidence({
  name,
  other,
  status,
}: Alike): readonly [{ what: string; expected: string; actual: string; source: string }] {
  return [
    { what: 'the sender', expected: `${other} (${status})`, actual: name, source: 'ses:ListEmailIdentities' },
  ];
}

/** The step that makes the sender known where it is not. */
function inThisRegion({ name, region, found, hasOwn, endpoint, perhaps }: WrongRegion): Step {
  const where = region ?? 'this Region';
  const identity = found[0]?.name ?? name;
  // The Region of the SDK decides nothing where SES chooses between the two of an endpoint.
  const or = (text: string): string =>
    endpoint === undefined
      ? `Or ${text}`
      : `${perhaps === true ? 'If the application sends through the global endpoint ' : 'The global endpoint '}${endpoint}${perhaps === true ? ', SES' : ''} sends through both Regions, whatever the Region of the SDK: ${text}`;
  return hasOwn === true
    ? {
        text: or(`finish its verification in ${where}: SES knows it there, and waits for the DKIM records.`),
        owner: 'you',
        command: command`aws sesv2 get-email-identity --email-identity ${identity} --region ${region}`,
      }
    : {
        text: or(`verify it in ${where} as well`),
        owner: 'you',
        command: command`aws sesv2 create-email-identity --email-identity ${identity} --region ${region}`,
      };
}

/** The words of the check `identity-elsewhere`. */
export const identityElsewhereProblems = {
  'identity/wrong-region': problem<WrongRegion>({
    severity: 'error',
    summary: ({ name, region, found }) =>
      `${name} is verified in ${regionNames(found)}, not in ${region ?? 'this Region'}.`,
    impact: ({ endpoint }) =>
      endpoint === undefined
        ? 'Each Region has its own identities: mail sent through this one is rejected.'
        : 'Each Region has its own identities: the part of the mail that SES sends through this one is rejected.',
    evidence: ({ name, region, found, told }) => [
      {
        what: `${name} in ${region ?? 'this Region'}`,
        expected: 'verified',
        actual: 'not verified',
        source: told === true ? 'symptom' : 'ses:GetEmailIdentity',
      },
      ...found.map((one) => ({
        what: `${name} in ${one.region}`,
        expected: null,
        actual: one.name === name ? 'verified' : `covered by ${one.name}`,
        source: 'ses:GetEmailIdentity',
      })),
    ],
    fix: (data) => {
      const { found, endpoint, perhaps } = data;
      const change: Step = {
        text: `${perhaps === true ? 'If it does not, send' : 'Send'} through ${found[0]?.region ?? 'that Region'}: change the Region of the SDK, or the SMTP host together with its credentials (an SMTP password belongs to one Region).`,
        owner: 'you',
      };
      if (endpoint === undefined) return [change, inThisRegion(data)];
      // What helps in either case comes first.
      return perhaps === true ? [inThisRegion(data), change] : [inThisRegion(data)];
    },
    references: ({ found }) =>
      pagesFor(found[0]?.region ?? null, identityPath(found[0]?.name ?? ''), perRegion),
    explains: effects,
    restates: effects,
    read: {
      summary: ({ subject, data }) =>
        `${subject ?? 'The sender'} may be verified in a Region other than ${data['region'] ?? 'the one in use'}.`,
      impact: () =>
        'Each Region has its own identities: one that is verified in one Region is unknown in the others.',
      fix: () => [
        {
          text: 'Compare the Region that the error names with the Region in which the identity was set up, and send through that one.',
          owner: 'you',
        },
      ],
      references: [perRegion],
      distinguish: ({ data }) =>
        `The error names ${data['region'] ?? 'a Region'}. If the identity is verified in another Region, this is the cause.`,
    },
  }),

  'identity/case-mismatch': problem<Alike>({
    severity: 'error',
    summary: ({ name, other }) => `${name} differs from the identity ${other} only by upper and lower case.`,
    impact: 'Address identities are case-sensitive in SES: mail from the other spelling is rejected.',
    evidence: alikeEvidence,
    fix: ({ other }) => [
      {
        text: `Send from ${other}, spelled exactly like that; or verify the domain, which covers every spelling.`,
        owner: 'you',
      },
    ],
    references: ({ region, other }) => pagesFor(region, identityPath(other), verifying),
    explains: effects,
    restates: effects,
    read: {
      summary: ({ subject, data }) =>
        data['listed'] === undefined
          ? `${subject ?? 'The sender'} may be verified with different upper and lower case.`
          : `${subject ?? 'The sender'} is not an identity: the text lists ${data['listed']}, in another case.`,
      impact: () => 'Address identities are case-sensitive in SES.',
      fix: () => [
        {
          text: 'Spell the sender exactly as its identity is spelled, or verify the domain.',
          owner: 'you',
        },
      ],
      references: [verifying],
      distinguish:
        'Compare the e-mail address in the error with the list of identities, including upper and lower case.',
    },
  }),

  'identity/near-miss': problem<Alike>({
    severity: 'error',
    summary: ({ name, other }) => `${name} is probably a typo of ${other}, which is an identity.`,
    impact: 'Mail from an unverified sender is rejected.',
    evidence: alikeEvidence,
    fix: ({ name, other }) => [
      {
        text: `Compare ${name} with ${other} and correct the sender in the application, or the flag of this command.`,
        owner: 'you',
      },
    ],
    references: ({ region, other }) => pagesFor(region, identityPath(other), verifying),
    explains: ({ name, other }) =>
      domainOf(name) === domainOf(other) ? effects : [...effects, ...ofWrongDomain],
    restates: [...effects, ...ofWrongDomain],
    read: {
      summary: ({ subject }) => `${subject ?? 'The sender'} may be misspelled.`,
      impact: () => 'Mail from an unverified sender is rejected.',
      fix: () => [
        {
          text: 'Compare the sender with the list of identities, including upper and lower case.',
          owner: 'you',
        },
      ],
      references: [verifying],
      distinguish:
        'Compare the e-mail address in the error with the list of identities, including upper and lower case.',
    },
  }),
};
