import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { grouped } from '../../src/model/many.ts';
import { command } from '../../src/render/paste/paste.ts';
import { orClock } from './access-clock.words.ts';
import { blindImpact, commonErrors, mailNotSent, type Blocked } from './blocked.ts';

/** Credentials that AWS refuses. */
export const credentialsRejected = problem<Blocked>({
  severity: 'unknown',
  summary: ({ detail }) => rejectionOf(detail).summary,
  impact: blindImpact,
  evidence: ({ detail }) => rejectionOf(detail).evidence,
  fix: ({ detail }) => rejectionOf(detail).fix,
  references: [commonErrors],
  read: orClock({
    summary: ({ data }) =>
      `AWS did not accept the credentials of your application${data['region'] === undefined ? '' : ` in ${data['region']}`}.`,
    impact: () => mailNotSent,
    fix: () => [
      {
        text: 'Ask AWS whose credentials they are, as the user and on the host that the application runs on',
        owner: 'you',
        command: command`aws sts get-caller-identity`,
        does: { kind: 'caller' },
      },
      {
        text: 'Look for the usual mix-ups: an SES SMTP password instead of the secret access key, a temporary key (ASIA…) without AWS_SESSION_TOKEN, a space or line break in the secret, a key that was deleted or switched off',
        owner: 'you',
      },
    ],
    distinguish:
      '“Token is invalid” means that the key is unknown; “signature does not match” that its secret is wrong; “signature expired” that the clock is wrong.',
  }),
});

type Detail = Readonly<Record<string, string>>;

interface Rejection {
  summary: string;
  evidence: readonly Evidence[];
  fix: readonly Step[];
}

const identityCommand: Step = {
  text: 'Ask AWS whose credentials they are',
  owner: 'you',
  command: command`aws sts get-caller-identity`,
};

const whose = ({ profile }: Readonly<Record<string, string>>): string =>
  profile === undefined ? 'in the environment' : `of profile ${profile}`;

function seen(expected: string, actual: string): readonly Evidence[] {
  return [{ what: 'credentials', expected, actual, source: 'AWS' }];
}

/** The mix-ups behind a refusal, told apart. */
const rejections: Readonly<Record<string, (detail: Detail) => Rejection>> = {
  'smtp-password-as-secret': (detail) => ({
    summary: `The secret access key ${whose(detail)} is an SES SMTP password, which the API does not accept.`,
    evidence: seen('a secret access key: 40 characters', '44 characters, built like an SES SMTP password'),
    fix: [
      {
        text: 'Put the secret access key of an IAM user there. AWS shows it once, when the key is made: make a new key if it is lost',
        owner: 'you',
      },
      { text: 'Keep the SMTP password for SMTP: SES_SMTP_USERNAME and SES_SMTP_PASSWORD', owner: 'you' },
    ],
  }),

  'missing-session-token': (detail) => ({
    summary: `The AWS credentials ${whose(detail)} are temporary and came without their session token.`,
    evidence: seen('a temporary key (ASIA…) with its session token', 'a temporary key alone'),
    fix: [
      {
        text: 'Set AWS_SESSION_TOKEN (in a file: aws_session_token) beside the key and the secret; the three belong together',
        owner: 'you',
      },
    ],
  }),

  'wrong-secret': (detail) => ({
    summary: `The secret access key ${whose(detail)} does not match the access key id.`,
    evidence: seen('a signature that matches', 'the signature does not match'),
    fix: [
      {
        text: 'Enter key id and secret again, from one and the same key; look for a space, a line break or a lost character at the end',
        owner: 'you',
        command:
          detail['profile'] === undefined ? null : command`aws configure --profile ${detail['profile']}`,
      },
      identityCommand,
    ],
  }),

  'clock-skew': (detail) => ({
    summary: `The clock of this computer is ${skewText(detail['skewSeconds']) ?? 'wrong'}, so AWS rejects its signatures.`,
    evidence: [
      {
        what: 'clock of this computer',
        expected: 'within 5 minutes of AWS time',
        actual: skewText(detail['skewSeconds']) ?? 'further off',
        source: 'AWS',
      },
    ],
    fix: [
      {
        text: 'Set the clock with NTP. A container uses the clock of its host',
        owner: 'you',
        command: command`timedatectl set-ntp true`,
      },
    ],
  }),

  'opt-in': (detail) => ({
    summary: `AWS says that this account is not subscribed to SES in ${regionIn(detail)}.`,
    evidence: seen('an account that has SES', 'OptInRequired'),
    fix: [
      {
        text: `Finish the sign-up of the account, and enable ${regionIn(detail)} under Account, AWS Regions`,
        owner: 'you',
      },
    ],
  }),

  role: (detail) => ({
    summary: `The role ${whose(detail)} could not be assumed.`,
    evidence: seen('credentials of the role', 'refused'),
    fix: [
      {
        text: 'See what AWS says: the role must trust the caller, and the caller needs sts:AssumeRole on it (with IAM Identity Center: an assignment to the account and permission set)',
        owner: 'you',
        command:
          detail['profile'] === undefined
            ? (identityCommand.command ?? null)
            : command`aws sts get-caller-identity --profile ${detail['profile']}`,
      },
    ],
  }),
};

/** A key that AWS does not know. */
const unknownKey = (detail: Detail): Rejection =>
  detail['optIn'] === 'true' ? notOptedIn(detail) : strangeKey(detail);

/** A Region that is off in new accounts knows none of their keys: that is likelier than a key that came to an end. */
const notOptedIn = (detail: Detail): Rejection => {
  const { evidence, fix } = strangeKey(detail);
  return {
    summary: `${regionIn(detail)} does not know the access key ${whose(detail)}: an account has to enable this Region first.`,
    evidence,
    fix: [
      {
        text: `${regionIn(detail)} is disabled in new accounts and then rejects their keys: enable it under Account, AWS Regions, or use an enabled Region`,
        owner: 'you',
      },
      ...fix.map((step, at) =>
        at === 0
          ? { ...step, text: `If it is enabled: ${step.text.charAt(0).toLowerCase()}${step.text.slice(1)}` }
          : step,
      ),
    ],
  };
};

const strangeKey = (detail: Detail): Rejection => ({
  summary: `AWS does not know the access key ${whose(detail)}.`,
  evidence: seen(
    'a key that is active',
    `unknown${detail['region'] === undefined ? '' : ` in ${regionIn(detail)}`}`,
  ),
  fix: [
    {
      text: 'The key was deleted or switched off, or is mistyped: compare it with the list in IAM',
      owner: 'you',
      command: command`aws configure list`,
    },
    { text: 'A key of another partition (GovCloud, China) works only there', owner: 'you' },
  ],
});

function rejectionOf(detail: Detail): Rejection {
  const { kind = '' } = detail;
  const known = Object.hasOwn(rejections, kind) ? rejections[kind] : undefined;
  return (known ?? unknownKey)(detail);
}

const regionIn = (detail: Detail): string => detail['region'] ?? 'this Region';

/** `58 minutes slow`, or null when it is not known. */
function skewText(seconds: string | undefined): string | null {
  const off = Number(seconds ?? '0');
  if (!Number.isFinite(off) || Math.abs(off) < 60) return null;
  const minutes = Math.round(Math.abs(off) / 60);
  return `${lengthOf(minutes)} ${off < 0 ? 'slow' : 'fast'}`;
}

function lengthOf(minutes: number): string {
  if (minutes < 120) return `${grouped(minutes)} minutes`;
  return minutes < 2880
    ? `${grouped(Math.round(minutes / 60))} hours`
    : `${grouped(Math.round(minutes / 1440))} days`;
}
