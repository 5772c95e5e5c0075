import { grouped } from '../../src/model/many.ts';
import { problem, type Evidence, type Step } from '../../src/model/check.ts';
import { duration } from '../../src/model/duration.ts';
import { isConfigurationSetName } from '../../src/knowledge/set-names.ts';
import { configurationSetPath, guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';

/** A configuration set that mail is sent with, and why. */
export interface InForce {
  region: string | null;
  set: string;
  /** The identity whose default set it is; null when it was named. */
  defaultOf: string | null;
  /** The set that is named in its place; absent where mail of this run goes through it. */
  used?: string;
}

const sets = guide('using-configuration-sets');
const defaults = guide('managing-configuration-sets');
const pausing = guide('monitoring-sender-reputation-pausing-configuration-set');

export const fourHours = 14_400;

/** `events (the default of example.com)`. */
const named = ({ set, defaultOf }: InForce): string =>
  defaultOf === null ? set : `${set} (the default set of ${defaultOf})`;

/** Of a default set that other sends go through, and those of this run do not. */
const idle = (defaultOf: string | null, what: string): string =>
  `Sends from ${defaultOf ?? 'the sender'} that name no configuration set are rejected: ${what}`;

const setting = (what: string, expected: string | null, actual: string): Evidence => ({
  what: `GetConfigurationSet.${what}`,
  expected,
  actual,
  source: 'ses:GetConfigurationSet',
});

/** A name that no set can have needs no comparing. */
const impossible = (name: string | null): readonly Step[] =>
  name === null || isConfigurationSetName(name)
    ? []
    : [
        {
          text: `Correct the name: a configuration set has letters, digits, hyphens and underscores alone, 64 at most, and “${name}” has something else. Look for a blank, a dot or a variable that was not filled in.`,
          owner: 'you',
        },
      ];

/** What can be wrong with the configuration set that mail is sent with. */
export const problems = {
  'configuration-set/not-found': problem<InForce & { near: readonly string[] }>({
    severity: 'error',
    summary: ({ set, region }) => `There is no configuration set ${set} in ${region ?? 'this Region'}.`,
    impact: 'SES rejects every send that names it.',
    evidence: ({ set, near }) => [
      {
        what: `configuration set ${set}`,
        expected: near.length === 0 ? null : `one of these: ${near.join(', ')}`,
        actual: 'does not exist',
        source: 'ses:GetConfigurationSet',
      },
    ],
    fix: ({ set, near, region }) => [
      ...(near.length === 0
        ? []
        : [
            {
              text: `Use the name that exists: ${near.join(', ')}. Names are case-sensitive.`,
              owner: 'you',
            } as const,
          ]),
      {
        text:
          near.length === 0
            ? 'Create it, or name one that exists: sets belong to one Region'
            : 'Or create it (sets belong to one Region)',
        owner: 'you',
        command: command`aws sesv2 create-configuration-set --configuration-set-name ${set} --region ${region}`,
      },
    ],
    references: ({ region }) => pagesFor(region, '#/configuration-sets', sets),
    read: {
      summary: ({ data }) =>
        `The configuration set ${nameIn(data) ?? 'that the mail names'} does not exist in that Region.`,
      impact: () => 'SES rejects every send that names it.',
      fix: ({ data }) => [
        ...impossible(nameIn(data)),
        {
          text: 'Compare the exact name (it is case-sensitive) with aws sesv2 list-configuration-sets in the Region you send through. Sets belong to one Region.',
          owner: 'you',
        },
      ],
      references: [sets],
      distinguish:
        'The name comes from the call, from the header X-SES-CONFIGURATION-SET, or from the default set of the identity: check all three.',
    },
  }),

  'configuration-set/default-missing': problem<InForce & { near: readonly string[] }>({
    severity: ({ used }) => (used === undefined ? 'error' : 'info'),
    summary: ({ set, defaultOf, region, used }) =>
      used === undefined
        ? `The default configuration set of ${defaultOf ?? 'the sender'}, ${set}, no longer exists in ${region ?? 'this Region'}.`
        : idle(defaultOf, `its default set, ${set}, no longer exists in ${region ?? 'this Region'}.`),
    impact: 'Every send without a configuration set is rejected.',
    evidence: ({ set, near }) => [
      {
        what: `configuration set ${set}`,
        expected: near.length === 0 ? 'to exist' : `one of these: ${near.join(', ')}`,
        actual: 'does not exist',
        source: 'ses:GetConfigurationSet',
      },
    ],
    fix: ({ set, near, defaultOf, region }) => [
      ...(near.length === 0
        ? []
        : [
            {
              text: `If it was renamed, make the set that exists the default: ${near.join(', ')}`,
              owner: 'you' as const,
              command: command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${defaultOf} --configuration-set-name ${near[0]} --region ${region}`,
            },
          ]),
      {
        text: near.length === 0 ? 'Remove the default' : 'Or remove the default',
        owner: 'you',
        command: command`aws sesv2 put-email-identity-configuration-set-attributes --email-identity ${defaultOf} --region ${region}`,
      },
      {
        text: 'Or create the set again',
        owner: 'you',
        command: command`aws sesv2 create-configuration-set --configuration-set-name ${set} --region ${region}`,
      },
    ],
    references: ({ region }) => pagesFor(region, '#/configuration-sets', defaults),
    explains: ['configuration-set/not-found'],
    read: {
      summary: ({ subject, data }) =>
        `The default configuration set of ${subject ?? 'the sender'}${nameIn(data) === null ? '' : `, ${nameIn(data) ?? ''},`} may no longer exist.`,
      impact: () => 'Every send without a configuration set is rejected.',
      fix: () => [
        { text: 'Give the identity another default set, or none, or create the set again.', owner: 'you' },
      ],
      references: [defaults],
      distinguish:
        'If the application names no set and the header X-SES-CONFIGURATION-SET is absent, the name comes from the identity.',
    },
  }),

  'configuration-set/sending-paused': problem<InForce>({
    severity: ({ used }) => (used === undefined ? 'error' : 'info'),
    summary: ({ used, ...data }) =>
      used === undefined
        ? `Sending is paused for the configuration set ${named(data)}.`
        : idle(data.defaultOf, `sending is paused for its default set, ${data.set}.`),
    impact: 'Every send through it is rejected.',
    evidence: () => [setting('SendingOptions.SendingEnabled', 'true', 'false')],
    fix: ({ set, region }) => [
      {
        text: 'Find out who or what paused it (CloudTrail shows PutConfigurationSetSendingOptions): an automatic stop on a high bounce rate had a reason.',
        owner: 'you',
      },
      {
        text: 'Switch it on again',
        owner: 'you',
        command: command`aws sesv2 put-configuration-set-sending-options --configuration-set-name ${set} --sending-enabled --region ${region}`,
      },
    ],
    references: ({ region, set }) => pagesFor(region, configurationSetPath(set), pausing),
    explains: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    read: {
      summary: ({ data }) =>
        `Sending is paused for the configuration set${nameIn(data) === null ? '' : ` ${nameIn(data) ?? ''}`}.`,
      impact: () => 'Every send through it is rejected; other mail of the account is not.',
      fix: () => [
        {
          text: 'Switch it on again once it is clear who or what paused it: SES console, Configuration sets, Enable sending.',
          owner: 'you',
        },
      ],
      references: [pausing],
      distinguish: 'If mail without this configuration set goes out, it is the set and not the account.',
    },
  }),

  'configuration-set/tls-required': problem<InForce>({
    severity: 'info',
    summary: (data) => `The configuration set ${named(data)} requires TLS.`,
    impact: 'SES drops mail to receivers that do not offer TLS.',
    evidence: () => [setting('DeliveryOptions.TlsPolicy', null, 'REQUIRE')],
    fix: () => [],
    references: ({ region, set }) => pagesFor(region, configurationSetPath(set), guide('security-protocols')),
    explains: ['bounce/tls-required'],
    read: {
      summary: ({ data }) =>
        `The configuration set${nameIn(data) === null ? '' : ` ${nameIn(data) ?? ''}`} requires TLS, and the receiver does not offer it.`,
      impact: () => 'SES drops mail for receivers without TLS.',
      fix: () => [
        {
          text: 'If such receivers must be reached, set TlsPolicy of the set to OPTIONAL: SES then uses TLS wherever it is offered.',
          owner: 'you',
        },
      ],
      references: [guide('security-protocols')],
      distinguish: 'Only mail to receivers without STARTTLS fails, and only through this set.',
    },
  }),

  'configuration-set/max-delivery-short': problem<InForce & { seconds: number; timedOut: boolean }>({
    severity: ({ timedOut }) => (timedOut ? 'warning' : 'info'),
    summary: ({ seconds, ...data }) =>
      `The configuration set ${named(data)} gives up on a message after ${duration(seconds)}.`,
    impact:
      'If a receiver greylists or is down for longer than that, the mail bounces as Transient, CustomTimeoutExceeded.',
    evidence: ({ seconds }) => [
      setting(
        'DeliveryOptions.MaxDeliverySeconds',
        `${grouped(fourHours)} or more, or unset (14 hours)`,
        grouped(seconds),
      ),
    ],
    fix: ({ timedOut }) =>
      timedOut
        ? [
            {
              text: 'Raise the maximum delivery time of the set, unless the mail is worthless later (a one-time code).',
              owner: 'you',
            },
          ]
        : [],
    references: ({ region, set }) =>
      pagesFor(region, configurationSetPath(set), guide('creating-configuration-sets')),
    explains: ['bounce/expired'],
    read: {
      severity: 'warning',
      summary: ({ data }) =>
        `The configuration set${nameIn(data) === null ? '' : ` ${nameIn(data) ?? ''}`} gave up on the message early (CustomTimeoutExceeded).`,
      impact: () =>
        'SES stops retrying after the time that the set allows, although the receiver might accept the mail later.',
      fix: () => [
        {
          text: 'Raise MaxDeliverySeconds of the configuration set, unless the mail is worthless later (a one-time code).',
          owner: 'you',
        },
      ],
      references: [guide('creating-configuration-sets')],
      distinguish:
        'The bounce is Transient with subtype CustomTimeoutExceeded; the last reply of the receiver says why it did not accept the message at first.',
    },
  }),

  'configuration-set/tenant-required': problem<InForce>({
    severity: ({ defaultOf }) => (defaultOf === null ? 'info' : 'warning'),
    summary: (data) => `The configuration set ${named(data)} uses suppression per tenant.`,
    impact:
      'A send through it without a tenant is rejected, and the suppression list of the account is not used.',
    evidence: () => [
      setting('SuppressionOptions.SuppressionScope', 'ACCOUNT, unless every send names a tenant', 'TENANT'),
    ],
    fix: ({ defaultOf }) =>
      defaultOf === null
        ? []
        : [
            {
              text: `Name a tenant in every send from ${defaultOf} (TenantName, or the header X-SES-TENANT), or remove this set as its default.`,
              owner: 'you',
            },
          ],
    references: ({ region, set }) =>
      pagesFor(region, configurationSetPath(set), guide('sending-email-suppression-list-tenant-level')),
    explains: ['send/tenant'],
    read: {
      summary: ({ data }) =>
        `The configuration set${nameIn(data) === null ? '' : ` ${nameIn(data) ?? ''}`} requires a tenant, and the send names none.`,
      impact: () => 'SES rejects sends without a tenant through this set.',
      fix: () => [
        {
          text: 'Name the tenant (TenantName, or the header X-SES-TENANT), or set SuppressionScope of the set to ACCOUNT.',
          owner: 'you',
        },
      ],
      references: [guide('sending-email-suppression-list-tenant-level')],
      distinguish: 'aws sesv2 get-configuration-set shows SuppressionOptions.SuppressionScope TENANT.',
    },
  }),
};

const nameIn = (data: Readonly<Record<string, string>>): string | null =>
  data['configurationSet'] ?? data['configuration-set'] ?? data['name'] ?? null;
