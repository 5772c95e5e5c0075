import type { GetEmailIdentityResponse } from '@aws-sdk/client-sesv2';
import { type RegionWorld, dailyMetric, emptyRegion } from './aws/world.ts';
import type { DnsNode } from './dns/world.ts';
import { dnsListRecords } from './dns-lists.ts';
import { type World, homeRegion } from './world.ts';

/** A public key of the kind SES publishes for Easy DKIM: RSA with 2048 bits, made for the lab. */
const dkimKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAo5sCAfY/HAbY+SNE2R9C/V2O3DH3l3ZMvVCuv1TJJY9qPdzClWKfStbT/RdHHVyLd13fzNN6Iob+5EXQOopDw1S28ve2BAM0U9IBplUhOS0aqGjd5z8KbH18mLlzFQ3TSNHqlIAIm5v34VsrdlX+5EnYfBET9vcfogcR4pik1aLiNbkFMWDuXBRtTlrfjbCu31kmm/o5JPGxXbpL2cxXwO7Z3jYF4HOYpP5XEULZiSKg7xhGkP4uJtmfAAY2Aq3Zgw8W63sRe4iAN9zSVdRA876/qdn5FS2lOgdN6v/PCoDBBwsXMTSuI4cV2zMfOFxsHB/waEacV2Rx0wGu7WFkMwIDAQAB';

/** The three DKIM tokens of an identity of the lab, told apart by its name. */
export function dkimTokens(domain: string): [string, string, string] {
  const stem = domain
    .replaceAll(/[^a-z0-9]/g, '')
    .padEnd(29, 'x')
    .slice(0, 29);
  return [`a1${stem}`, `b2${stem}`, `c3${stem}`];
}

/** A verified domain as GetEmailIdentity shows it: Easy DKIM, a MAIL FROM domain of its own, a default set. */
export function verifiedDomain(domain: string): GetEmailIdentityResponse {
  return {
    IdentityType: 'DOMAIN',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    VerificationInfo: {
      LastCheckedTimestamp: new Date('2026-11-21T18:00:00Z'),
      LastSuccessTimestamp: new Date('2026-11-21T18:00:00Z'),
    },
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: dkimTokens(domain),
      SigningHostedZone: 'dkim.amazonses.com',
      SigningAttributesOrigin: 'AWS_SES',
      CurrentSigningKeyLength: 'RSA_2048_BIT',
      NextSigningKeyLength: 'RSA_2048_BIT',
    },
    MailFromAttributes: {
      MailFromDomain: `bounce.${domain}`,
      MailFromDomainStatus: 'SUCCESS',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
    Policies: {},
    Tags: [],
    ConfigurationSetName: 'transactional',
  };
}

/** A verified address, without DKIM or MAIL FROM of its own. */
export function verifiedAddress(): GetEmailIdentityResponse {
  return {
    IdentityType: 'EMAIL_ADDRESS',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED', SigningAttributesOrigin: 'AWS_SES' },
    Policies: {},
    Tags: [],
  };
}

/** What DNS holds for a domain that `verifiedDomain` describes: DKIM, MAIL FROM, SPF, DMARC, and an MX of its own. */
export function senderRecords(domain: string, region = homeRegion): Record<string, DnsNode> {
  const keys = dkimTokens(domain).flatMap((token): [string, DnsNode][] => [
    [`${token}._domainkey.${domain}`, { CNAME: [`${token}.dkim.amazonses.com`] }],
    [`${token}.dkim.amazonses.com`, { TXT: [`p=${dkimKey}`] }],
  ]);
  return {
    ...Object.fromEntries(keys),
    [domain]: {
      A: ['192.0.2.80'],
      MX: [{ preference: 10, exchange: `mx.${domain}` }],
      TXT: ['v=spf1 -all'],
    },
    [`mx.${domain}`]: { A: ['192.0.2.25'] },
    [`bounce.${domain}`]: {
      MX: [{ preference: 10, exchange: `feedback-smtp.${region}.amazonses.com` }],
      TXT: ['v=spf1 include:amazonses.com ~all'],
    },
    [`_dmarc.${domain}`]: { TXT: [`v=DMARC1; p=reject; rua=mailto:dmarc@${domain}`] },
  };
}

/** What DNS holds for a domain that takes mail. */
export function receiverRecords(domain: string): Record<string, DnsNode> {
  return {
    [domain]: { A: ['198.51.100.80'], MX: [{ preference: 10, exchange: `mx.${domain}` }] },
    [`mx.${domain}`]: { A: ['198.51.100.25'] },
  };
}

/** SES's own names. */
function amazonRecords(): Record<string, DnsNode> {
  return {
    'amazonses.com': {
      TXT: ['v=spf1 ip4:199.255.192.0/22 ip4:199.127.232.0/22 ip4:54.240.0.0/18 ip4:192.0.2.96/28 -all'],
    },
    [`feedback-smtp.${homeRegion}.amazonses.com`]: { A: ['192.0.2.90'] },
  };
}

/** An account in one Region whose mail gets through: quiet quota, low rates, one domain, one set with all events. */
export function healthyRegion(): RegionWorld {
  return {
    ...emptyRegion(),
    identities: { 'example.com': verifiedDomain('example.com') },
    configurationSets: {
      transactional: {
        SendingOptions: { SendingEnabled: true },
        ReputationOptions: { ReputationMetricsEnabled: true },
        DeliveryOptions: { TlsPolicy: 'OPTIONAL' },
        eventDestinations: [
          {
            Name: 'feedback',
            Enabled: true,
            MatchingEventTypes: [
              'SEND',
              'REJECT',
              'BOUNCE',
              'COMPLAINT',
              'DELIVERY',
              'RENDERING_FAILURE',
              'DELIVERY_DELAY',
            ],
            SnsDestination: { TopicArn: `arn:aws:sns:${homeRegion}:111122223333:ses-feedback` },
          },
        ],
      },
    },
    metrics: [
      dailyMetric(
        'Reputation.BounceRate',
        Array.from({ length: 14 }, () => 0.006),
      ),
      dailyMetric(
        'Reputation.ComplaintRate',
        Array.from({ length: 14 }, () => 0.0001),
      ),
    ],
    topics: {
      [`arn:aws:sns:${homeRegion}:111122223333:ses-feedback`]: {
        attributes: {
          Owner: '111122223333',
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'ses.amazonaws.com' },
                Action: 'SNS:Publish',
                Resource: `arn:aws:sns:${homeRegion}:111122223333:ses-feedback`,
              },
            ],
          }),
          SubscriptionsConfirmed: '1',
          SubscriptionsPending: '0',
        },
        subscriptions: [
          {
            SubscriptionArn: `arn:aws:sns:${homeRegion}:111122223333:ses-feedback:4f1b2c3d-0000-4000-8000-000000000001`,
            Owner: '111122223333',
            Protocol: 'sqs',
            Endpoint: `arn:aws:sqs:${homeRegion}:111122223333:ses-feedback`,
          },
        ],
      },
    },
    queues: {
      [`arn:aws:sqs:${homeRegion}:111122223333:ses-feedback`]: {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: `arn:aws:sqs:${homeRegion}:111122223333:ses-feedback`,
              Condition: {
                ArnEquals: { 'aws:SourceArn': `arn:aws:sns:${homeRegion}:111122223333:ses-feedback` },
              },
            },
          ],
        }),
      },
    },
  };
}

/** A world in which nothing is wrong with `example.com`. A scenario changes what its story is about. */
export function healthyWorld(): World {
  const region = healthyRegion();
  return {
    aws: {
      regions: { [homeRegion]: region },
      accounts: {},
      ratePerSecond: null,
      faults: [],
      overrides: {},
      credentials: null,
      delayMs: 0,
      pageSize: null,
    },
    region,
    dns: {
      names: {
        ...amazonRecords(),
        ...senderRecords('example.com'),
        ...receiverRecords('receiver.example'),
        ...dnsListRecords(),
      },
      zones: {},
      faults: [],
      delayMs: 0,
      tcp: true,
    },
    smtp: null,
  };
}
