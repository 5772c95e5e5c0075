import { defineCheck, notApplicable, notSeen, problem } from '../../src/model/check.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import { elsewhere } from '../../src/facts/identity/elsewhere.ts';
import { spellings } from '../../src/facts/identity/spellings.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import type { Refutation, Unanswered } from '../../src/model/check.ts';
import { coveredNames, here, notVerified } from './identity.words.ts';
import type { Target } from '../../src/model/target.ts';
import type { Elsewhere } from '../../src/facts/identity/elsewhere.ts';
import type { Spellings } from '../../src/facts/identity/spellings.ts';

interface WrongRegion {
  region: string | null;
  name: string;
  /** Where it is verified, and by which identity. */
  found: readonly { region: string; name: string }[];
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

const regionNames = (found: WrongRegion['found']): string => found.map(({ region }) => region).join(', ');

export default defineCheck({
  id: 'identity-elsewhere',
  title: 'Region and spelling of the sender',
  why: 'An identity belongs to one Region, and address identities are case-sensitive: a sender that “is verified” may be verified in another Region or spelling.',
  per: 'identity',
  needs: { target, coverage, symptom },
  enrichment: { elsewhere, spellings },

  problems: {
    'identity/wrong-region': problem<WrongRegion>({
      severity: 'error',
      summary: ({ name, region, found }) =>
        `${name} is verified in ${regionNames(found)}, not in ${region ?? 'this Region'}.`,
      impact: 'Each Region has its own identities: mail sent through this one is rejected.',
      evidence: ({ name, region, found }) => [
        {
          what: `${name} in ${region ?? 'this Region'}`,
          expected: 'verified',
          actual: 'not verified',
          source: 'ses:GetEmailIdentity',
        },
        ...found.map((one) => ({
          what: `${name} in ${one.region}`,
          expected: null,
          actual: one.name === name ? 'verified' : `covered by ${one.name}`,
          source: 'ses:GetEmailIdentity',
        })),
      ],
      fix: ({ name, region, found }) => [
        {
          text: `Send through ${found[0]?.region ?? 'that Region'}: change the Region of the SDK, or the SMTP host together with its credentials (an SMTP password belongs to one Region).`,
          owner: 'you',
        },
        {
          text: `Or verify it in ${region ?? 'this Region'} as well`,
          owner: 'you',
          command: command`aws sesv2 create-email-identity --email-identity ${found[0]?.name ?? name} --region ${region}`,
        },
      ],
      references: ({ found }) =>
        pagesFor(found[0]?.region ?? null, identityPath(found[0]?.name ?? ''), perRegion),
      explains: effects,
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
      summary: ({ name, other }) =>
        `${name} differs from the identity ${other} only by upper and lower case.`,
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
      read: {
        summary: ({ subject }) =>
          `${subject ?? 'The sender'} may be verified with different upper and lower case.`,
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
  },

  evaluate({ target, coverage, elsewhere, spellings, symptom }, name) {
    if (coverage.kind === 'undecided')
      return notApplicable(`it is not known whether ${name} is verified here`);
    const listed = silence(valueOr(elsewhere, null), name);
    if (coverage.kind === 'delegated')
      return notApplicable(`${name} is sent with an identity of another account`);
    if (coverage.kind === 'covered') {
      const sentFrom = otherRegionOf(target, valueOr(elsewhere, null));
      if (sentFrom === null)
        return [...listed, ...knownInBoth(target, coverage.by.name, name, elsewhere, symptom)];
      const here = { region: target.region ?? 'this Region', name: coverage.by.name };
      return [
        { problem: 'identity/wrong-region', data: { region: sentFrom, name, found: [here] } },
        ...listed,
      ];
    }
    const { region } = target;
    const found = valueOr(elsewhere, null)?.verified ?? [];
    if (found.length > 0)
      return [{ problem: 'identity/wrong-region', data: { region, name, found } }, ...listed];
    const { caseOnly, near }: Pick<Spellings, 'caseOnly' | 'near'> = valueOr(spellings, {
      caseOnly: null,
      near: [],
    });
    if (caseOnly !== null) {
      const data = { region, name, other: caseOnly.name, status: caseOnly.verificationStatus };
      return [{ problem: 'identity/case-mismatch', data }, ...listed];
    }
    const [first] = near;
    if (coverage.kind !== 'absent' || first === undefined) {
      if (elsewhere.ok && spellings.ok && listed.length === 0) return [];
      return notSeen('not every Region or identity could be checked', listed);
    }
    const data = { region, name, other: first.name, status: first.verificationStatus };
    return [{ problem: 'identity/near-miss', data }, ...listed];
  },

  observed({ elsewhere }) {
    const found = valueOr(elsewhere, null)?.verified ?? [];
    return found.length === 0 ? null : `verified in ${regionNames(found)}`;
  },
});

function alikeEvidence({
  name,
  other,
  status,
}: Alike): readonly [{ what: string; expected: string; actual: string; source: string }] {
  return [
    { what: 'the sender', expected: `${other} (${status})`, actual: name, source: 'ses:ListEmailIdentities' },
  ];
}

/**
 * The Region that a symptom names beside --region, where it answered that nothing covers the sender: that is where the
 * application sends. Null where it did not answer, or knows the sender.
 */
function otherRegionOf({ regionSource, otherRegion }: Target, elsewhere: Elsewhere | null): string | null {
  if (regionSource !== 'flag' || otherRegion === null || elsewhere === null) return null;
  const of = ({ region }: { region: string }): boolean => region === otherRegion;
  if (!elsewhere.asked.includes(otherRegion) || elsewhere.verified.some(of) || elsewhere.silent.some(of))
    return null;
  return otherRegion;
}

/** Where the Region that a symptom names knows the sender as well, nothing that it says of verification is so. */
function knownInBoth(
  { region, otherRegion }: Target,
  by: string,
  name: string,
  elsewhere: Answer<Elsewhere>,
  told: Symptom | null,
): readonly Refutation[] {
  if (otherRegion === null || otherRegion !== told?.names.region) return [];
  if (!valueOr(elsewhere, null)?.verified.some((one) => one.region === otherRegion)) return [];
  return coveredNames(told, by, name).flatMap((covered) =>
    refute(told, notVerified, covered, `${covered} may send in ${here(region)} and in ${otherRegion}`),
  );
}

/** One entry for all Regions that did not answer: they say nothing about the sender. */
function silence(elsewhere: Elsewhere | null, name: string): readonly Unanswered[] {
  const [first, ...rest] = elsewhere?.silent ?? [];
  if (first === undefined) return [];
  const message =
    rest.length === 0
      ? `${first.region} did not say whether it knows ${name}: ${first.why.message}`
      : `${rest.length + 1} other Regions did not say whether they know ${name} (${[first, ...rest].map(({ region }) => region).join(', ')})`;
  return [{ unanswered: { ...first.why, message, action: null, region: null }, counts: false }];
}
