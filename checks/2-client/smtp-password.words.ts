import { grouped } from '../../src/model/many.ts';
import { type Evidence, problem, type Step } from '../../src/model/check.ts';
import { smtpHost } from '../../src/knowledge/regions.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { SmtpCredentialShape } from '../../src/model/environment.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { credentialsPage, type ShapeData, impact, isHalf, makeNew, notTried, reply } from './smtp-login.ts';

const derive = (region: string | null): Step => ({
  text: `With the AWS credentials of the same access key in the environment, print the SMTP password that belongs to it${region === null ? ': ses-doctor check with --derive-smtp-password, and with --region for the Region of the endpoint' : ''}`,
  owner: 'you',
  command: command`ses-doctor check --derive-smtp-password --region ${region}`,
});

const passwordEvidence = ({ shape: { password }, reply: text }: ShapeData): readonly Evidence[] => [
  {
    what: 'SES_SMTP_PASSWORD',
    expected: '44 characters of base64 that begin with B',
    actual: !password.present
      ? 'not set'
      : `${grouped(password.length)} characters${password.hasWhiteSpace ? ', with white space' : ''}${password.hasQuotes ? ', in quotes' : ''}`,
    source: 'environment',
  },
  ...reply(text),
];

/** Whatever is wrong with a password, one that is derived for this Region takes its place: no two of these are two causes. */
const act = (): string => 'SMTP password';

const rejectedHere = (candidate: Candidate): string => candidate.data['region'] ?? 'the one of this endpoint';

/** What can be wrong with the password of SMTP credentials. */
export const passwordProblems = {
  'smtp-credentials/password-is-secret-key': problem<ShapeData>({
    severity: 'error',
    summary: () =>
      'The SMTP password looks like an AWS secret access key; SES wants the password that is derived from it.',
    impact,
    evidence: passwordEvidence,
    fix: ({ region }) => [derive(region), makeNew(region)],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    act,
    read: {
      summary: () =>
        'The password may be an AWS secret access key instead of the SMTP password that is derived from it.',
      impact: () => impact,
      fix: ({ data }) => [derive(data['region'] ?? null)],
      distinguish:
        'Count the characters of the password: 40 is a secret access key, 44 with a B in front an SMTP password.',
    },
  }),

  'smtp-credentials/password-legacy-signature': problem<ShapeData & { accepted: boolean }>({
    severity: ({ accepted }) => (accepted ? 'warning' : 'error'),
    summary: () =>
      'The SMTP password is of the old kind, made before 10 January 2019 with Signature Version 2.',
    impact: ({ accepted }) =>
      accepted
        ? 'SES still takes it, but at a lower rate: "Maximum SigV2 SMTP sending rate exceeded".'
        : 'SES limits the rate of such credentials, or refuses them.',
    evidence: (data) => [
      {
        what: 'first byte of the decoded SES_SMTP_PASSWORD',
        expected: '4',
        actual: '2',
        source: 'environment',
      },
      ...reply(data.reply),
    ],
    fix: ({ region }) => [derive(region), makeNew(region)],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected', 'quota/legacy-signature-rate'],
    act,
    read: {
      summary: () => 'The SMTP password is of the old kind, made with Signature Version 2.',
      impact: () => 'SES limits the rate of such credentials, or refuses them.',
      fix: ({ data }) => [makeNew(data['region'] ?? null)],
      distinguish: 'Look at the password: one that begins with A, with 44 characters, is of the old kind.',
    },
  }),

  'smtp-credentials/password-malformed': problem<ShapeData>({
    severity: 'error',
    summary: ({ shape: { password } }) => malformed(password),
    impact: ({ shape }) => (isHalf(shape) ? notTried : impact),
    evidence: passwordEvidence,
    fix: ({ region, shape: { password } }) => [
      !password.present
        ? {
            text: 'Set SES_SMTP_PASSWORD to the password that was shown with this user name, or take SES_SMTP_USERNAME away',
            owner: 'you',
          }
        : password.hasWhiteSpace || password.hasQuotes
          ? { text: 'Set the variable to the bare password: no quotes, no blanks, no line end', owner: 'you' }
          : {
              text: 'Copy the password again from where it was kept; + / and = may have been lost in a URL or a shell',
              owner: 'you',
            },
      makeNew(region),
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    act,
    read: {
      summary: () => 'The SMTP password may have been damaged on its way into the configuration.',
      impact: () => impact,
      fix: () => [
        {
          text: 'Copy it again: no quotes, no blanks, no line end; + / and = must survive URLs and shells',
          owner: 'you',
        },
      ],
      distinguish:
        'Count the characters of the password as the application sees it: an SMTP password has 44, and begins with B.',
    },
  }),

  'smtp-credentials/password-of-another-key': problem<ShapeData>({
    severity: 'error',
    summary: () =>
      'The SMTP password does not belong to the access key that is the user name, in any Region.',
    impact,
    evidence: ({ reply: text }) => [
      {
        what: 'SES_SMTP_PASSWORD against the passwords that the secret of this access key gives',
        expected: 'equal to that of one Region',
        actual: 'equal to none',
        source: 'AWS secret key of the same access key',
      },
      ...reply(text),
    ],
    fix: ({ region }) => [
      derive(region),
      makeNew(region),
      {
        text: 'If AWS refuses the secret access key as well (see the check access), that one is the wrong one',
        owner: 'you',
      },
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    act,
  }),

  'smtp-credentials/password-wrong-region': problem<{
    region: string;
    rightRegions: readonly string[];
    proof: 'derived' | 'tried';
    reply: string | null;
  }>({
    severity: 'error',
    summary: ({ region, rightRegions }) =>
      `The SMTP password is for ${rightRegions.join(', ')}, not for ${region}.`,
    impact: 'An SMTP password works in one Region only: SES answers 535 to AUTH, and no mail is sent.',
    evidence: ({ region, rightRegions, proof, reply: text }) => [
      {
        what:
          proof === 'derived'
            ? 'Region whose derived password equals SES_SMTP_PASSWORD'
            : 'Region whose endpoint accepts the credentials',
        expected: region,
        actual: rightRegions.join(', '),
        source:
          proof === 'derived' ? 'AWS secret key of the same access key' : smtpHost(rightRegions[0] ?? region),
      },
      ...reply(text),
    ],
    fix: ({ region, rightRegions: [right = ''] }) => [
      {
        text: `Send through ${right === '' ? 'that Region' : smtpHost(right)}, if the identity is verified there`,
        owner: 'you',
      },
      derive(region),
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    act,
    read: {
      summary: (candidate) =>
        `The SMTP password may belong to a Region other than ${rejectedHere(candidate)}.`,
      impact: () => 'An SMTP password works in one Region only; elsewhere SES answers 535.',
      fix: ({ data }) => [
        derive(data['region'] ?? null),
        {
          text: `Set SES_SMTP_USERNAME and SES_SMTP_PASSWORD, and try the other Regions${data['region'] === undefined ? ': ses-doctor check with --try-regions, and with --region for the Region of the endpoint' : ''}`,
          owner: 'you',
          command: command`ses-doctor check --only 'smtp-credentials*' --try-regions --region ${data['region']}`,
        },
      ],
      distinguish: 'In which Region the SMTP credentials were made, beside the Region in the host name.',
    },
  }),
};

function malformed({
  present,
  hasWhiteSpace,
  hasQuotes,
  length,
  base64Of33Bytes,
}: SmtpCredentialShape['password']): string {
  if (!present) return 'SES_SMTP_USERNAME is set, and SES_SMTP_PASSWORD is not.';
  if (hasWhiteSpace) return 'The SMTP password contains white space, perhaps a line end from a file.';
  if (hasQuotes) return 'The SMTP password is in quotes, which are taken as part of it.';
  if (base64Of33Bytes)
    return 'The SMTP password has the right length for SES, but does not begin as SES passwords do: B, then a letter from A to P.';
  return `The SMTP password, with ${grouped(length)} character${length === 1 ? '' : 's'}, is not an SES password: those are 44 characters of base64.`;
}
