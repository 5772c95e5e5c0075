import { problem, type Step } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';
import { orClock } from './access-clock.words.ts';
import {
  blindImpact,
  commonErrors,
  credentialGuide,
  fileGuide,
  mailNotSent,
  type Blocked,
} from './blocked.ts';

const whoAmI: Step = {
  text: 'See which credentials the AWS CLI would use',
  owner: 'you',
  command: command`aws configure list`,
};

const nothingFound: readonly Step[] = [
  {
    text: 'Log in, or name the profile that holds credentials with --profile or AWS_PROFILE',
    owner: 'you',
    command: command`aws configure list-profiles`,
  },
  {
    text: 'On EC2, ECS or Lambda attach a role to the instance, task or function; ses-doctor policy prints the permissions it needs',
    owner: 'you',
    command: command`ses-doctor policy`,
  },
  { text: 'To check DNS and SMTP only, run ses-doctor with --no-aws', owner: 'you' },
];

const secondFactor = (profile: string): readonly Step[] => [
  {
    text: 'Assume the role with the AWS CLI, which can ask for the MFA code, export the session to the environment, then run ses-doctor without --profile',
    owner: 'you',
    command: command`eval "$(aws configure export-credentials --profile ${profile} --format env)"`,
  },
];

/** A profile that was asked for is there, and gave nothing: the AWS CLI says why, at length. */
function askTheProfile(profile: string | undefined): readonly Step[] {
  if (profile === undefined || profile === 'default') return [];
  return [
    {
      text: `See why profile ${profile} gives no credentials: the AWS CLI shows the error of its process, role or login`,
      owner: 'you',
      command: command`aws sts get-caller-identity --profile ${profile}`,
    },
  ];
}

/** Nothing in the credential chain. */
export const noCredentials = problem<Blocked>({
  severity: 'unknown',
  summary: ({ detail }) => {
    if (detail['kind'] === 'mfa')
      return `The role of profile ${detail['profile'] ?? 'default'} requires MFA, so no AWS credentials could be obtained.`;
    if (detail['kind'] === 'slow') return 'The source of the AWS credentials did not answer in time.';
    return 'No AWS credentials were found.';
  },
  impact: blindImpact,
  evidence: ({ detail }) =>
    (detail['tried'] ?? '').split('; ').map((source) => ({
      what: 'source of credentials',
      expected: null,
      actual: source === '' ? null : source,
      source: 'this computer',
    })),
  fix: ({ detail }) =>
    detail['kind'] === 'mfa'
      ? secondFactor(detail['profile'] ?? 'default')
      : [...askTheProfile(detail['profile']), ...nothingFound],
  references: [credentialGuide],
  read: {
    summary: () => 'Your application found no AWS credentials.',
    impact: () => mailNotSent,
    fix: () => [
      {
        text: 'Give the application credentials where it runs: a role on EC2, ECS or Lambda, a profile, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY. A login shell and a service do not share their environment',
        owner: 'you',
      },
      whoAmI,
    ],
    distinguish: 'Run aws sts get-caller-identity as the user, and on the host, that the program runs as.',
  },
});

/** A profile that is in neither file. */
export const profileNotFound = problem<Blocked & { files: readonly string[] }>({
  severity: 'unknown',
  summary: ({ detail }) => `There is no AWS profile named ${detail['profile'] ?? 'that'}.`,
  impact: blindImpact,
  evidence: ({ detail, files }) => [
    {
      what: `profile ${detail['profile'] ?? ''}`,
      expected: `a section with settings in ${files.join(' or ')}`,
      actual: detail['nearest'] === undefined ? 'none' : `none; a similar one is ${detail['nearest']}`,
      source: 'this computer',
    },
  ],
  fix: ({ detail }) => [
    detail['nearest'] === undefined
      ? {
          text: 'List the profiles and select one with --profile or AWS_PROFILE',
          owner: 'you',
          command: command`aws configure list-profiles`,
        }
      : {
          text: `Name the profile ${detail['nearest']}`,
          owner: 'you',
          command: command`export AWS_PROFILE=${detail['nearest']}`,
        },
    {
      text: 'In ~/.aws/config the section is written [profile NAME], in ~/.aws/credentials [NAME]',
      owner: 'you',
    },
  ],
  references: [fileGuide],
  read: {
    summary: ({ data }) =>
      `Your application asks for an AWS profile${data['profile'] === undefined ? '' : `, ${data['profile']},`} that does not exist where it runs.`,
    impact: () => mailNotSent,
    fix: () => [
      {
        text: 'Create the profile for the user that the program runs as, or remove AWS_PROFILE from its environment',
        owner: 'you',
        command: command`aws configure list-profiles`,
      },
    ],
    distinguish: 'Run aws configure list-profiles as the user, and on the host, that the program runs as.',
  },
});

/** A session that has ended. */
export const credentialsExpired = problem<Blocked>({
  severity: 'unknown',
  summary: ({ detail: { profile, kind } }) =>
    profile === undefined
      ? 'The AWS session in the environment has expired.'
      : `The session of AWS profile ${profile} has expired${kind === 'session' ? '' : ', or nobody has logged in'}.`,
  impact: blindImpact,
  evidence: () => [{ what: 'session', expected: 'valid', actual: 'expired', source: 'AWS' }],
  fix: ({ detail }) => [loginStep(detail)],
  references: [commonErrors, 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html'],
  read: orClock({
    summary: () => 'The AWS session of your application had expired.',
    impact: () => mailNotSent,
    fix: ({ data }) => [
      {
        text: 'For a person: log in again',
        owner: 'you',
        command:
          data['profile'] === undefined
            ? command`aws sso login`
            : command`aws sso login --profile ${data['profile']}`,
      },
      {
        text: 'For a service: let it get credentials from its role instead of a copy, and restart it if it keeps old ones',
        owner: 'you',
      },
    ],
    distinguish: 'An expired session fails every call from one moment on; a wrong key never worked.',
  }),
});

function loginStep({ kind, profile }: Readonly<Record<string, string>>): Step {
  if (kind === 'sso' || kind === 'login') {
    const text = 'Log in again';
    if (profile === undefined || profile === 'default') {
      return { text, owner: 'you', command: kind === 'sso' ? command`aws sso login` : command`aws login` };
    }
    return {
      text,
      owner: 'you',
      command:
        kind === 'sso'
          ? command`aws sso login --profile ${profile}`
          : command`aws login --profile ${profile}`,
    };
  }
  return profile === undefined
    ? {
        text: 'Fetch new temporary credentials; all of AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN belong together',
        owner: 'you',
      }
    : {
        text: `Fetch new temporary credentials for profile ${profile}, as you did when they were made`,
        owner: 'you',
        command: command`aws configure list --profile ${profile}`,
      };
}
