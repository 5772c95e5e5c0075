import { describe, expect, it } from 'vitest';
import check from '../../../checks/1-account/access.ts';
import type { AnyOccurrence } from '../../../src/model/check.ts';
import type { Account } from '../../../src/facts/account.ts';
import type { LedgerEntry, Parted } from '../../../src/facts/ledger.ts';
import { liveFinding, readFinding } from '../../../src/model/finding.ts';
import type { Candidate } from '../../../src/model/symptom.ts';
import { type Answer, Unavailable, type Why } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

type Reason = Why['reason'];

const host = 'email.eu-west-1.amazonaws.com';
const blinds = [{ id: 'sandbox', title: 'The account has production access' }];

function entry(
  reason: Reason,
  question: string,
  more: Partial<Why> = {},
  blinded: LedgerEntry['blinds'] = blinds,
): LedgerEntry {
  const facts = question === 'ses:GetAccount' ? ['account'] : ['other'];
  const why = {
    reason,
    message: `${question} failed`,
    question,
    action: null,
    region: null,
    detail: {},
    ...more,
  };
  return { why, facts, blinds: blinded };
}

const read = (code: string, data: Record<string, string> = {}): Candidate => ({
  code,
  subject: null,
  quote: 'your error text',
  rank: 0,
  item: 0,
  data,
});

const settings = { profile: null, endpoint: null };
const account: Answer<Account> = {
  ok: true,
  value: {
    productionAccess: true,
    sendingEnabled: true,
    enforcement: 'HEALTHY',
    quota: { max24Hour: 50_000, maxPerSecond: 14, sentLast24Hours: 0 },
    review: null,
    mailType: null,
    suppressedReasons: [],
    validation: null,
    vdm: false,
    optimizedSharedDelivery: false,
    dedicatedIpAutoWarmup: false,
  },
};
const self = { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ops/mailer' };
const healthy = {
  ledger: [],
  target: targetWith(),
  settings,
  account,
  caller: { ok: true, value: self } as const,
};
const everything = { questions: ['ses:GetAccount'], blinds: ['The account has production access'] };

const tried =
  'environment (AWS_ACCESS_KEY_ID is not set); profile default in ~/.aws/config and ~/.aws/credentials (no such profile)';
const user = 'arn:aws:iam::123456789012:user/ops/mailer';
const denial = { kind: 'not-allowed', explicit: 'false', principal: user };
const refused = (action: string, more: object = {}): object => ({
  action,
  kind: 'not-allowed',
  explicit: false,
  blinds: ['sandbox'],
  ...more,
});

const one = { without: ['two.example'], answered: ['shop.example'] };
const several = { without: ['a.example', 'b.example', 'c.example', 'd.example'], answered: ['shop.example'] };
const partly = (
  reason: Reason,
  question: string,
  about: Parted,
  detail: Record<string, string> = {},
): LedgerEntry => ({ ...entry(reason, question, { action: question, detail }), about });

describeCheck(check, {
  healthy,
  finds: {
    ...Object.fromEntries(
      (
        [
          ['an identity', 'ses:GetEmailIdentity', one],
          ['four identities', 'ses:GetEmailIdentity', several],
          ['the default set of an identity', 'ses:GetConfigurationSet', one],
          ['a recipient', 'ses:GetSuppressedDestination', one],
        ] as const
      ).map(([of, action, about]) => [
        `an action that is refused for ${of} and not for others`,
        {
          given: { ledger: [partly('access-denied', action, about, denial)] },
          found: [
            {
              problem: 'access/denied',
              data: {
                ...everything,
                questions: [
                  `${action} for ${about === one ? 'two.example' : 'a.example, b.example and 2 more'}`,
                ],
                detail: denial,
                principal: user,
                ownAccount: '123456789012',
                refused: [refused(action, { about })] as never,
              },
            } as const,
          ],
        },
      ]),
    ),
    'an action that is throttled for one identity alone': {
      given: { ledger: [partly('throttled', 'ses:GetEmailIdentity', one)] },
      found: [
        {
          problem: 'access/throttled',
          data: { ...everything, questions: ['ses:GetEmailIdentity for two.example'], detail: {} },
        },
      ],
    },
    'an answer that makes no sense for one identity alone': {
      given: {
        ledger: [partly('malformed', 'ses:GetEmailIdentity', one, { host: 'email.example', step: 'reply' })],
      },
      found: [
        {
          problem: 'access/endpoint-unreachable',
          subject: 'email.example',
          data: {
            ...everything,
            questions: ['ses:GetEmailIdentity for two.example'],
            detail: { host: 'email.example', step: 'reply' },
            failures: [
              {
                host: 'email.example',
                step: 'reply',
                message: 'ses:GetEmailIdentity failed',
                questions: ['ses:GetEmailIdentity for two.example'],
              },
            ],
          },
        },
      ],
    },
    'no credentials, asked for by several facts': {
      given: {
        ledger: [
          entry('no-credentials', 'ses:GetAccount', { detail: { kind: 'nothing', tried } }),
          entry('no-credentials', 'ses:ListEmailIdentities', { detail: { kind: 'nothing', tried } }),
        ],
      },
      found: [
        {
          problem: 'access/no-credentials',
          data: {
            ...everything,
            questions: ['ses:GetAccount', 'ses:ListEmailIdentities'],
            detail: { kind: 'nothing', tried },
          },
        },
      ],
    },
    'a role that asks for a second factor': {
      given: {
        ledger: [
          entry('no-credentials', 'ses:GetAccount', {
            detail: { kind: 'mfa', profile: 'dev', tried: 'profile dev' },
          }),
        ],
      },
      found: [
        {
          problem: 'access/no-credentials',
          data: { ...everything, detail: { kind: 'mfa', profile: 'dev', tried: 'profile dev' } },
        },
      ],
    },
    'a profile that is spelt nearly like another': {
      given: {
        ledger: [
          entry('profile-not-found', 'ses:GetAccount', {
            detail: { profile: 'prodution', nearest: 'production' },
          }),
        ],
        settings: {
          ...settings,
          profile: { name: 'prodution', found: false, files: ['~/.aws/config', '~/.aws/credentials'] },
        },
      },
      found: [
        {
          problem: 'access/profile-not-found',
          data: {
            ...everything,
            detail: { profile: 'prodution', nearest: 'production' },
            files: ['~/.aws/config', '~/.aws/credentials'],
          },
        },
      ],
    },
    'an SSO session that has ended': {
      given: {
        ledger: [entry('credentials-expired', 'ses:GetAccount', { detail: { kind: 'sso', profile: 'dev' } })],
      },
      found: [
        {
          problem: 'access/credentials-expired',
          data: { ...everything, detail: { kind: 'sso', profile: 'dev' } },
        },
      ],
    },
    'temporary keys in the environment that have expired': {
      given: { ledger: [entry('credentials-expired', 'ses:GetAccount', { detail: { kind: 'session' } })] },
      found: [
        { problem: 'access/credentials-expired', data: { ...everything, detail: { kind: 'session' } } },
      ],
    },
    ...Object.fromEntries(
      (
        [
          ['an SMTP password in the place of the secret', { kind: 'smtp-password-as-secret' }],
          ['a temporary key without its token', { kind: 'missing-session-token', profile: 'dev' }],
          ['a wrong secret', { kind: 'wrong-secret', profile: 'dev' }],
          ['a clock that is slow', { kind: 'clock-skew', skewSeconds: '-3600' }],
          ['a service that is not switched on', { kind: 'opt-in', region: 'af-south-1' }],
          ['a role that may not be taken', { kind: 'role', profile: 'dev' }],
          [
            'a key that is unknown in a Region that may be off',
            { kind: 'unknown-key', region: 'af-south-1', optIn: 'true' },
          ],
        ] as const
      ).map(([name, detail]) => [
        name,
        {
          given: { ledger: [entry('credentials-rejected', 'ses:GetAccount', { detail })] },
          found: [{ problem: 'access/credentials-rejected' as const, data: { ...everything, detail } }],
        },
      ]),
    ),
    'no Region': {
      given: {
        ledger: [entry('region-missing', 'ses:GetAccount')],
        target: targetWith({ region: null, regionSource: 'none' }),
      },
      found: [{ problem: 'access/region-missing', data: { ...everything, detail: {} } }],
    },
    'the name of a Region as the console shows it': {
      given: {
        ledger: [entry('region-invalid', 'ses:GetAccount', { detail: { region: 'eu (frankfurt)' } })],
        target: targetWith({ region: 'eu (frankfurt)', regionSource: 'environment' }),
      },
      found: [
        {
          problem: 'access/region-invalid',
          data: {
            ...everything,
            detail: { region: 'eu (frankfurt)' },
            region: 'eu (frankfurt)',
            source: 'environment',
          },
        },
      ],
    },
    'a Region nobody knows, that does not answer': {
      given: {
        ledger: [entry('timeout', 'ses:GetAccount', { detail: { step: 'timeout' } })],
        target: targetWith({ region: 'eu-west-9', regionSource: 'flag' }),
      },
      found: [
        {
          problem: 'access/region-invalid',
          data: { ...everything, detail: { step: 'timeout' }, region: 'eu-west-9', source: 'flag' },
        },
      ],
    },
    'answers that cannot be read': {
      given: {
        ledger: [
          entry('malformed', 'ses:GetAccount', {
            message: 'SendQuota is missing or of another type',
            detail: { host, step: 'reply' },
          }),
        ],
      },
      found: [
        {
          problem: 'access/endpoint-unreachable',
          subject: host,
          data: {
            detail: { host, step: 'reply' },
            questions: ['ses:GetAccount'],
            blinds: ['The account has production access'],
            failures: [
              {
                host,
                step: 'reply',
                message: 'SendQuota is missing or of another type',
                questions: ['ses:GetAccount'],
              },
            ],
          },
        },
      ],
    },
    'a name that DNS does not know, for two hosts': {
      given: {
        ledger: [
          entry('unreachable', 'ses:GetAccount', {
            message: `${host} could not be asked`,
            detail: { host, step: 'dns' },
          }),
          entry('unreachable', 'ses:ListEmailIdentities', {
            message: `${host} could not be asked`,
            detail: { host, step: 'dns' },
          }),
          entry('timeout', 'cloudwatch:GetMetricData', {
            message: 'no answer',
            detail: { host: 'monitoring.eu-west-1.amazonaws.com', step: 'connect' },
          }),
        ],
      },
      found: [
        {
          problem: 'access/endpoint-unreachable',
          subject: host,
          data: {
            detail: { host, step: 'dns' },
            questions: ['ses:GetAccount', 'ses:ListEmailIdentities', 'cloudwatch:GetMetricData'],
            blinds: ['The account has production access'],
            failures: [
              {
                host,
                step: 'dns',
                message: `${host} could not be asked`,
                questions: ['ses:GetAccount', 'ses:ListEmailIdentities'],
              },
              {
                host: 'monitoring.eu-west-1.amazonaws.com',
                step: 'connect',
                message: 'no answer',
                questions: ['cloudwatch:GetMetricData'],
              },
            ],
          },
        },
      ],
    },
    'missing permissions and one that a control policy denies': {
      given: {
        ledger: [
          entry('access-denied', 'ses:GetAccount', { action: 'ses:GetAccount', detail: denial }),
          entry(
            'access-denied',
            'cloudwatch:GetMetricData',
            { action: 'cloudwatch:GetMetricData', detail: denial },
            [],
          ),
          entry('access-denied', 'ses:ListTenants', {
            action: 'ses:ListTenants',
            detail: { ...denial, kind: 'service-control-policy', explicit: 'true' },
          }),
        ],
      },
      found: [
        {
          problem: 'access/denied',
          data: {
            detail: denial,
            questions: ['ses:GetAccount', 'cloudwatch:GetMetricData', 'ses:ListTenants'],
            blinds: ['The account has production access'],
            principal: user,
            ownAccount: self.account,
            refused: [
              refused('ses:GetAccount'),
              refused('cloudwatch:GetMetricData', { blinds: [] }),
              refused('ses:ListTenants', { kind: 'service-control-policy', explicit: true }),
            ] as never,
          },
        },
      ],
    },
    'a permission that only extra detail needs': {
      given: {
        ledger: [
          entry('access-denied', 'ses:ListRecommendations', { action: 'ses:ListRecommendations' }, []),
        ],
      },
      found: [
        {
          problem: 'access/denied',
          counts: false,
          data: {
            detail: {},
            questions: ['ses:ListRecommendations'],
            blinds: [],
            principal: null,
            ownAccount: self.account,
            refused: [refused('ses:ListRecommendations', { blinds: [] })] as never,
          },
        },
      ],
    },
    'credentials that fail when no other check is selected: that counts all the same': {
      given: {
        ledger: [entry('credentials-expired', 'ses:GetAccount', { detail: { kind: 'login' } }, [])],
      },
      found: [
        {
          problem: 'access/credentials-expired',
          data: { ...everything, blinds: [], detail: { kind: 'login' } },
        },
      ],
    },
    'credentials that only its own question shows to be missing': {
      given: {
        account: {
          ok: false,
          why: entry('no-credentials', 'ses:GetAccount', { detail: { kind: 'slow' } }).why,
        },
      },
      found: [
        { problem: 'access/no-credentials', data: { ...everything, blinds: [], detail: { kind: 'slow' } } },
      ],
    },
    'a throttle that never ended': {
      given: { ledger: [entry('throttled', 'ses:GetAccount')] },
      found: [{ problem: 'access/throttled', data: { ...everything, detail: {} } }],
    },
    'an endpoint override': {
      given: {
        settings: { ...settings, endpoint: { source: 'AWS_ENDPOINT_URL', url: 'http://127.0.0.1:4566' } },
      },
      found: [
        {
          problem: 'access/custom-endpoint',
          data: { source: 'AWS_ENDPOINT_URL', url: 'http://127.0.0.1:4566' },
        },
      ],
    },
    'one cause where nothing answers, whatever else failed': {
      given: {
        ledger: [
          entry('unreachable', 'sns:GetTopicAttributes', { detail: { step: 'connect', host } }),
          entry('access-denied', 'ses:GetAccount', { action: 'ses:GetAccount' }),
          entry('credentials-expired', 'ses:ListEmailIdentities', {
            detail: { kind: 'session', profile: 'dev' },
          }),
        ],
      },
      found: [
        {
          problem: 'access/credentials-expired',
          data: {
            ...everything,
            questions: ['ses:ListEmailIdentities'],
            detail: { kind: 'session', profile: 'dev' },
          },
        },
      ],
    },
  },
  silent: {
    'DNS and SMTP that do not answer: other checks say so': {
      ledger: [
        entry('timeout', 'TXT _dmarc.example.com'),
        entry('unreachable', 'email-smtp.eu-west-1.amazonaws.com:587'),
      ],
    },
    'calls to other Regions that are denied or not switched on': {
      ledger: [
        entry('access-denied', 'ses:GetEmailIdentity', {
          action: 'ses:GetEmailIdentity',
          region: 'us-east-1',
        }),
        entry('region-not-enabled', 'ses:GetEmailIdentity', { region: 'af-south-1' }),
        entry('timeout', 'ses:GetEmailIdentity', { region: 'us-west-2' }),
      ],
    },
    'a service that says no to the request itself': {
      ledger: [entry('bad-reply', 'ses:ListRecommendations')],
    },
    'a profile that exists': { settings: { ...settings, profile: { name: 'dev', found: true, files: [] } } },
  },
  reads: [
    read('access/no-credentials'),
    read('access/profile-not-found', { profile: 'mailer' }),
    read('access/credentials-expired'),
    read('access/credentials-rejected', { region: 'eu-west-1' }),
    {
      ...read('access/credentials-rejected'),
      quote:
        'InvalidSignatureException: Signature expired: 20261130T100000Z is now earlier than 20261130T105500Z',
    },
    read('access/region-missing'),
    read('access/region-invalid', { region: 'eu-west-1a' }),
    read('access/endpoint-unreachable', { step: 'name' }),
    read('access/wrong-service-endpoint', { action: 'ses:SendEmail' }),
    read('access/denied', {
      action: 'ses:ListIdentities',
      principal: 'arn:aws:sts::123456789012:assumed-role/mailer/i-0abc',
      ownAccount: self.account,
    }),
    read('access/throttled'),
    read('access/custom-endpoint'),
  ],
});

const silence = new Unavailable('timeout', 'no answer').why;

describe('the statement to add', () => {
  const fixFor = (
    principal: string,
    own: string | null = self.account,
    arn = principal,
  ): readonly { text: string; command: string | null }[] => {
    const [occurrence] = check.evaluate(
      {
        ...healthy,
        caller: own === null ? { ok: false, why: silence } : { ok: true, value: { account: own, arn } },
        ledger: [
          entry('access-denied', 'ses:GetAccount', {
            action: 'ses:GetAccount',
            detail: { ...denial, principal },
          }),
        ],
      },
      '',
    ) as AnyOccurrence[];
    if (occurrence === undefined) throw new Error('nothing was found');
    return liveFinding(check, occurrence, '').fix;
  };

  it.each([
    ['arn:aws:iam::123456789012:user/ops/mailer', 'aws iam put-user-policy --user-name mailer '],
    [
      'arn:aws:sts::123456789012:assumed-role/mail-role/session@example.com',
      'aws iam put-role-policy --role-name mail-role ',
    ],
  ])('is put on %s', (principal, start) => {
    expect(fixFor(principal)[0]?.command?.startsWith(start)).toBe(true);
  });

  it.each([
    ['a user', 'arn:aws:iam::444455556666:user/mailer', self.account],
    ['a role', 'arn:aws:iam::444455556666:role/mailer', self.account],
    ['a session', 'arn:aws:sts::444455556666:assumed-role/mailer/i-0abc', self.account],
    ['a user in China', 'arn:aws-cn:iam::444455556666:user/mailer', self.account],
    [
      'a session of IAM Identity Center',
      'arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Mail_0123/me',
      self.account,
    ],
    ['anybody, where this account is unknown', 'arn:aws:iam::444455556666:user/mailer', null],
  ])('is no command, and says whose account it is for, of %s of another account', (_who, principal, own) => {
    const steps = fixFor(principal, own);
    expect(steps.map(({ command }) => command)).toEqual(steps.map(() => null));
    expect(steps[0]?.text).toMatch(/^In account 444455556666/);
  });

  it.each([
    ['another user', 'arn:aws:iam::123456789012:user/x'],
    ['a user whose name begins alike', 'arn:aws:iam::123456789012:user/ops/mailer2'],
    ['a user of another path', 'arn:aws:iam::123456789012:user/mailer'],
    ['a role', 'arn:aws:iam::123456789012:role/mailer'],
    ['a session of a role', 'arn:aws:sts::123456789012:assumed-role/admin/mailer'],
    ['the root user', 'arn:aws:iam::123456789012:root'],
  ])('names nobody where the reply names %s of this account, which STS does not', (_who, principal) => {
    const steps = fixFor(principal, self.account, self.arn);
    expect(steps.map(({ command }) => command)).toEqual(steps.map(() => null));
    expect(steps[0]?.text).toMatch(/^Add this statement to a policy of these credentials/);
  });

  it('is for the role, whatever the session that the reply names', () => {
    const session = 'arn:aws:sts::123456789012:assumed-role/mail-role/';
    expect(fixFor(`${session}i-0abc`, self.account, `${session}i-0def`)[0]?.command).toContain(
      '--role-name mail-role ',
    );
  });

  it('is no command in a text that is read without asking AWS who the reader is', () => {
    const { fix } = readFinding(
      check,
      read('access/denied', { action: 'ses:GetAccount', principal: 'arn:aws:iam::444455556666:user/x' }),
      'account',
    );
    expect(fix.map(({ command }) => command)).toEqual(fix.map(() => null));
  });

  it('is no command for a role of IAM Identity Center, which only a permission set changes', () => {
    const [step] = fixFor('arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Mail_0123456789abcdef/me');
    expect(step).toMatchObject({ command: null });
    expect(step?.text).toContain('permission set');
  });

  it('is offered without a command for a principal of another shape', () => {
    expect(fixFor('arn:aws:iam::123456789012:root')[0]).toMatchObject({ command: null });
  });
});
