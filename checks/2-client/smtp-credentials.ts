import {
  defineCheck,
  type Evidence,
  type Occurrence,
  problem,
  type Refutation,
  type Step,
} from '../../src/check.ts';
import { smtpCredentials } from '../../src/facts/smtp-credentials.ts';
import { smtpEndpoint } from '../../src/facts/smtp-endpoint.ts';
import { smtpLogin } from '../../src/facts/smtp-login.ts';
import { type RegionLogin, smtpOtherRegions } from '../../src/facts/smtp-other-regions.ts';
import { smtpHost } from '../../src/knowledge/regions.ts';
import {
  formFaults,
  isLegacy,
  isOfAnotherKey,
  rightRegions,
} from '../../src/parse/smtp-credential-faults.ts';
import { command } from '../../src/paste.ts';
import type { SmtpCredentialShape } from '../../src/probes/environment.ts';
import type { Candidate } from '../../src/symptom.ts';
import { type Answer, valueOr } from '../../src/unavailable.ts';

const credentialsPage = 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html';
const keysPage = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';

/** What is known about the region, and what SES said to these credentials. */
interface ShapeData {
  region: string | null;
  shape: SmtpCredentialShape;
  /** `535 …`, or null when AUTH was not tried. */
  reply: string | null;
}

const impact = 'SES answers 535 to AUTH, and no mail is sent.';

const derive = (region: string | null): Step => ({
  text: 'With the AWS credentials of the same access key in the environment, print the SMTP password that belongs to it',
  owner: 'you',
  command: command`ses-doctor check --derive-smtp-password --region ${region}`,
});

const makeNew = (region: string | null): Step => ({
  text: `Make new SMTP credentials in the SES console${region === null ? '' : ` of ${region}`}: "SMTP settings", "Create SMTP credentials"`,
  owner: 'you',
});

const reply = (text: string | null): readonly Evidence[] =>
  text === null
    ? []
    : [{ what: 'reply to AUTH', expected: '235 Authentication successful.', actual: text, source: null }];

const passwordEvidence = ({ shape: { password }, reply: text }: ShapeData): readonly Evidence[] => [
  {
    what: 'SES_SMTP_PASSWORD',
    expected: '44 characters of base64 that begin with B',
    actual: `${password.length} characters${password.hasWhiteSpace ? ', with white space' : ''}${password.hasQuotes ? ', in quotes' : ''}`,
    source: 'environment',
  },
  ...reply(text),
];

const rejectedHere = (candidate: Candidate): string => candidate.data['region'] ?? 'the Region';

const problems = {
  'smtp-credentials/username-not-access-key': problem<ShapeData>({
    severity: 'error',
    summary: ({ shape: { username } }) =>
      username === 'missing'
        ? 'SES_SMTP_PASSWORD is set, and SES_SMTP_USERNAME is not.'
        : 'The SMTP user name is not an access key id: that begins with AKIA.',
    impact,
    evidence: ({ shape, reply: text }) => [
      {
        what: 'SES_SMTP_USERNAME',
        expected: 'an access key id: AKIA and 16 more letters and digits',
        actual: shape.username === 'missing' ? 'not set' : (shape.usernamePrefix ?? 'something else'),
        source: 'environment',
      },
      ...reply(text),
    ],
    fix: ({ region }) => [
      {
        text: 'Use the "SMTP user name" that the SES console showed, not an e-mail address or the name of an IAM user',
        owner: 'you',
      },
      makeNew(region),
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
    read: {
      summary: () => 'The SMTP user name may not be an access key id (AKIA…).',
      impact: () => impact,
      fix: ({ data }) => [makeNew(data['region'] ?? null)],
      distinguish:
        'Look at the user name: SES takes an access key id, which begins with AKIA, not an address or the name of an IAM user.',
    },
  }),

  'smtp-credentials/temporary-key': problem<ShapeData>({
    severity: 'error',
    summary: () => 'The SMTP user name is a temporary access key (ASIA…); SMTP takes long-term keys only.',
    impact,
    evidence: ({ reply: text }) => [
      { what: 'SES_SMTP_USERNAME', expected: 'AKIA…', actual: 'ASIA…', source: 'environment' },
      ...reply(text),
    ],
    fix: ({ region }) => [
      makeNew(region),
      { text: 'Or send through the SES API, which takes the temporary credentials of a role', owner: 'you' },
    ],
    references: [credentialsPage, keysPage],
    explains: ['smtp-credentials/rejected'],
    read: {
      summary: () => 'The SMTP user name may be a temporary access key (ASIA…).',
      impact: () => impact,
      fix: ({ data }) => [makeNew(data['region'] ?? null)],
      distinguish:
        'Look at the user name: ASIA is a temporary key, of a role or SSO session; SMTP takes AKIA only.',
    },
  }),

  'smtp-credentials/password-is-secret-key': problem<ShapeData>({
    severity: 'error',
    summary: () =>
      'The SMTP password looks like an AWS secret access key; SES wants the password that is derived from it.',
    impact,
    evidence: passwordEvidence,
    fix: ({ region }) => [derive(region), makeNew(region)],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
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
    impact,
    evidence: passwordEvidence,
    fix: ({ region, shape: { password } }) => [
      password.hasWhiteSpace || password.hasQuotes
        ? { text: 'Set the variable to the bare password: no quotes, no blanks, no line end', owner: 'you' }
        : {
            text: 'Copy the password again from where it was kept; + / and = may have been lost in a URL or a shell',
            owner: 'you',
          },
      makeNew(region),
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
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
        text: 'If AWS refuses the secret access key as well (see the check access), that one is the wrong one of the two',
        owner: 'you',
      },
    ],
    references: [credentialsPage],
    explains: ['smtp-credentials/rejected'],
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
    read: {
      summary: (candidate) => `The SMTP password may be for another Region than ${rejectedHere(candidate)}.`,
      impact: () => 'An SMTP password works in one Region only; elsewhere SES answers 535.',
      fix: ({ data }) => [
        derive(data['region'] ?? null),
        {
          text: 'Set SES_SMTP_USERNAME and SES_SMTP_PASSWORD, and try the other Regions',
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
  if (hasWhiteSpace) return 'The SMTP password holds white space, perhaps a line end from a file.';
  if (hasQuotes) return 'The SMTP password stands in quotes, which are taken as part of it.';
  if (base64Of33Bytes)
    return 'The SMTP password has the length of one of SES, but does not begin as these do: B, then a letter from A to P.';
  return `The SMTP password, with ${length} character${length === 1 ? '' : 's'}, is not one of SES: these are 44 characters of base64.`;
}

type Problems = typeof problems;

export default defineCheck({
  id: 'smtp-credentials',
  title: 'The SMTP credentials have the form that SES expects',
  why: 'Most rejected logins are a secret key in place of the SMTP password, or a password of another Region.',
  needs: { smtpEndpoint, smtpCredentials },
  questions: { smtpOtherRegions },
  enrichment: { smtpLogin },
  problems,
  evaluate({
    smtpEndpoint: { region, host },
    smtpCredentials: shape,
    smtpLogin: login,
    smtpOtherRegions: others,
  }) {
    const answer = valueOr(login, null);
    const text = answer === null ? null : answer.text;
    if (answer?.code === 235) {
      // The server knows best: nothing about the form can be wrong. An old password is still worth a word.
      const old: readonly Occurrence<Problems>[] = isLegacy(shape)
        ? [
            {
              problem: 'smtp-credentials/password-legacy-signature',
              data: { region, shape, reply: text, accepted: true },
            },
          ]
        : [];
      return [...old, ...refutations(host, isLegacy(shape))];
    }
    const data: ShapeData = { region, shape, reply: text };
    return [
      ...formFindings(data),
      ...(isOfAnotherKey(shape)
        ? [{ problem: 'smtp-credentials/password-of-another-key', data } as const]
        : wrongRegion(data, others)),
      ...unansweredRegions(others),
    ];
  },
  observed: ({ smtpCredentials: { usernamePrefix, password } }) =>
    `user name ${usernamePrefix ?? 'of another kind'}…, password of ${password.length} characters`,
});

function formFindings(data: ShapeData): readonly Occurrence<Problems>[] {
  return formFaults(data.shape).map((fault) =>
    fault === 'password-legacy-signature'
      ? { problem: `smtp-credentials/${fault}`, data: { ...data, accepted: false } }
      : { problem: `smtp-credentials/${fault}`, data },
  );
}

function wrongRegion(
  { region, shape, reply: text }: ShapeData,
  others: Answer<readonly RegionLogin[]>,
): readonly Occurrence<Problems>[] {
  const right = rightRegions(region, shape, others);
  if (region === null || right === null) return [];
  const data = { region, rightRegions: right.regions, proof: right.proof, reply: text };
  return [{ problem: 'smtp-credentials/password-wrong-region', data }];
}

/** Regions that did not answer matter only while none has accepted. */
function unansweredRegions(others: Answer<readonly RegionLogin[]>) {
  const logins = valueOr(others, []);
  if (logins.some(({ code }) => code.ok && code.value === 235)) return [];
  return logins.flatMap(({ code }) => (code.ok ? [] : [{ unanswered: code.why, counts: true }]));
}

/** What a rejection in a symptom cannot be, when these credentials were let in just now. */
function refutations(host: string, legacy: boolean): readonly Refutation[] {
  const because = `${host} accepted the SMTP credentials of this environment just now`;
  const codes = [
    'smtp-credentials/username-not-access-key',
    'smtp-credentials/temporary-key',
    'smtp-credentials/password-is-secret-key',
    'smtp-credentials/password-malformed',
    'smtp-credentials/password-wrong-region',
    ...(legacy ? [] : ['smtp-credentials/password-legacy-signature']),
  ];
  return codes.map((refutes) => ({ refutes, subject: null, because }));
}
