import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetIdentityNotificationAttributesCommand, SESClient } from '@aws-sdk/client-ses';
import {
  GetAccountCommand,
  GetBlacklistReportsCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  ListConfigurationSetsCommand,
  ListEmailIdentitiesCommand,
  ListRecommendationsCommand,
  ListSuppressedDestinationsCommand,
  SESv2Client,
  SendEmailCommand,
  TestRenderEmailTemplateCommand,
} from '@aws-sdk/client-sesv2';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it } from 'vitest';
import type { AwsMisbehaviour } from './aws/faults.ts';
import { type AwsServer, startAwsServer } from './aws/server.ts';
import { emptyRegion } from './aws/world.ts';
import { healthyWorld, verifiedDomain } from './healthy-world.ts';
import { suppressionList } from './suppression-list.ts';
import { type World, homeRegion } from './world.ts';

let running: AwsServer | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

async function serverOf(change: (world: World) => void = () => undefined): Promise<AwsServer> {
  const world = healthyWorld();
  change(world);
  running = await startAwsServer(world.aws);
  return running;
}

const settings = (server: AwsServer, region = homeRegion) => ({
  region,
  endpoint: server.url,
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIALABLABLABLABLABX', secretAccessKey: 'secret' },
});
const sesv2 = (server: AwsServer, region?: string) => new SESv2Client(settings(server, region));

describe('the AWS API of the lab, asked by the SDK', () => {
  it('answers GetAccount from the world of the Region that was signed for', async () => {
    const server = await serverOf(({ aws }) => {
      const sandbox = emptyRegion();
      aws.regions['us-east-1'] = {
        ...sandbox,
        account: { ...sandbox.account, ProductionAccessEnabled: false },
      };
    });
    expect(await sesv2(server).send(new GetAccountCommand({}))).toMatchObject({
      ProductionAccessEnabled: true,
    });
    expect(await sesv2(server, 'us-east-1').send(new GetAccountCommand({}))).toMatchObject({
      ProductionAccessEnabled: false,
    });
    expect(server.calls.map(({ op, region }) => [op, region])).toEqual([
      ['GetAccount', 'eu-west-1'],
      ['GetAccount', 'us-east-1'],
    ]);
  });

  it('gives times back as times and absent identities as NotFoundException', async () => {
    const server = await serverOf();
    const identity = await sesv2(server).send(new GetEmailIdentityCommand({ EmailIdentity: 'Example.com' }));
    expect(identity.VerificationInfo?.LastSuccessTimestamp).toEqual(new Date('2026-11-21T18:00:00Z'));
    await expect(
      sesv2(server).send(new GetEmailIdentityCommand({ EmailIdentity: 'absent.example' })),
    ).rejects.toMatchObject({ name: 'NotFoundException', $metadata: { httpStatusCode: 404 } });
  });

  it('is not enabled in a Region that the world does not have', async () => {
    const server = await serverOf();
    await expect(sesv2(server, 'ap-south-1').send(new GetAccountCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('pages, and refuses a token that it never gave', async () => {
    const server = await serverOf(({ region, aws }) => {
      for (const name of ['a.example', 'b.example', 'c.example'])
        region.identities[name] = verifiedDomain(name);
      aws.pageSize = 3;
    });
    const first = await sesv2(server).send(new ListEmailIdentitiesCommand({ PageSize: 1000 }));
    const second = await sesv2(server).send(new ListEmailIdentitiesCommand({ NextToken: first.NextToken }));
    expect(
      [...(first.EmailIdentities ?? []), ...(second.EmailIdentities ?? [])].map(
        ({ IdentityName }) => IdentityName,
      ),
    ).toEqual(['example.com', 'a.example', 'b.example', 'c.example']);
    expect(second.NextToken).toBeUndefined();
    await expect(
      sesv2(server).send(new ListConfigurationSetsCommand({ NextToken: 'made-up' })),
    ).rejects.toMatchObject({
      name: 'InvalidNextTokenException',
    });
  });

  it('answers the older GET paths of the two lists as well', async () => {
    const server = await serverOf();
    for (const [path, member] of [
      ['/v2/email/identities', 'EmailIdentities'],
      ['/v2/email/configuration-sets', 'ConfigurationSets'],
    ] as const) {
      const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/20261121/eu-west-1/ses/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
      const reply = await fetch(`${server.url}${path}?PageSize=10`, { headers: { authorization } });
      expect(await reply.json()).toHaveProperty(member);
    }
  });

  it('holds a suppression list of 100,000 and looks addresses up by their exact case', async () => {
    const server = await serverOf(({ region }) => {
      region.suppressed = suppressionList(100_000, [
        { EmailAddress: 'Some.One@Receiver.example', Reason: 'BOUNCE', LastUpdateTime: new Date(0) },
      ]);
    });
    const client = sesv2(server);
    let count = 0;
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListSuppressedDestinationsCommand({ NextToken: token, PageSize: 1000 }),
      );
      count += page.SuppressedDestinationSummaries?.length ?? 0;
      token = page.NextToken;
    } while (token !== undefined);
    expect(count).toBe(100_001);
    expect(
      await client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'Some.One@Receiver.example' })),
    ).toMatchObject({ SuppressedDestination: { Reason: 'BOUNCE' } });
    await expect(
      client.send(new GetSuppressedDestinationCommand({ EmailAddress: 'some.one@receiver.example' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('renders templates strictly and without escaping', async () => {
    const server = await serverOf(({ region }) => {
      region.templates['welcome'] = {
        Subject: 'Hello {{name}}',
        Html: '<p>{{name}}</p>{{#if premium}}!{{/if}}',
      };
    });
    const render = (TemplateData: string) =>
      sesv2(server).send(new TestRenderEmailTemplateCommand({ TemplateName: 'welcome', TemplateData }));
    expect((await render('{"name": "<Ann & Bob>"}')).RenderedTemplate).toContain(
      'Subject: Hello <Ann & Bob>\r\n',
    );
    await expect(render('{}')).rejects.toMatchObject({
      name: 'BadRequestException',
      message: "Attribute 'name' is not present in the rendering data.",
    });
  });

  it('puts metrics into periods, the newest first', async () => {
    const server = await serverOf();
    const now = Date.now();
    const { MetricDataResults } = await new CloudWatchClient(settings(server)).send(
      new GetMetricDataCommand({
        StartTime: new Date(now - 14 * 86_400_000),
        EndTime: new Date(now),
        MetricDataQueries: [
          {
            Id: 'bounce',
            MetricStat: {
              Metric: { Namespace: 'AWS/SES', MetricName: 'Reputation.BounceRate' },
              Period: 86_400,
              Stat: 'Average',
            },
          },
        ],
      }),
    );
    const [bounce] = MetricDataResults ?? [];
    expect(bounce?.Values).toHaveLength(14);
    const times = (bounce?.Timestamps ?? []).map((time) => time.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('speaks the Query protocol for SES v1 and SNS', async () => {
    const server = await serverOf();
    const notifications = await new SESClient(settings(server)).send(
      new GetIdentityNotificationAttributesCommand({ Identities: ['example.com', 'absent.example'] }),
    );
    expect(notifications.NotificationAttributes).toMatchObject({
      'example.com': { ForwardingEnabled: true },
    });
    expect(Object.keys(notifications.NotificationAttributes ?? {})).toEqual(['example.com']);

    const sns = new SNSClient(settings(server));
    const TopicArn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
    expect((await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes).toMatchObject({
      SubscriptionsConfirmed: '1',
    });
    expect((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions).toHaveLength(1);
    await expect(
      sns.send(new GetTopicAttributesCommand({ TopicArn: `${TopicArn}-gone` })),
    ).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('refuses what AWS refuses', async () => {
    const server = await serverOf();
    await expect(
      sesv2(server).send(new ListRecommendationsCommand({ Filter: { TYPE: 'DKIM', IMPACT: 'HIGH' } })),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(
      sesv2(server).send(new GetBlacklistReportsCommand({ BlacklistItemNames: ['192.0.2.1'] })),
    ).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('complains when something is asked that the product never asks', async () => {
    const server = await serverOf();
    await expect(
      sesv2(server).send(new SendEmailCommand({ Content: {}, FromEmailAddress: 'a@example.com' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(server.complaints).toEqual(['the product called SendEmail, which it has no business to call']);
  });

  it('knows the only credentials it was told', async () => {
    const server = await serverOf(({ aws }) => {
      aws.credentials = { accessKeyId: 'AKIARIGHT', secretAccessKey: 'right' };
    });
    const send = (accessKeyId: string, secretAccessKey: string) =>
      new SESv2Client({ ...settings(server), credentials: { accessKeyId, secretAccessKey } }).send(
        new GetEmailIdentityCommand({ EmailIdentity: 'example.com' }),
      );
    expect((await send('AKIARIGHT', 'right')).IdentityType).toBe('DOMAIN');
    await expect(send('AKIARIGHT', 'wrong')).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(send('AKIAOTHER', 'right')).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});

describe('a world that the SDK does not know', () => {
  it('is refused before it starts, when an override names a field that does not exist', async () => {
    await expect(
      serverOf(({ aws }) => {
        aws.overrides['GetAccount'] = [{ reply: { ProductionAcessEnabled: true } }];
      }),
    ).rejects.toThrow('GetAccount.ProductionAcessEnabled: the SDK has no such member');
    await expect(
      serverOf(({ aws }) => {
        aws.overrides['GetAcount'] = [{ reply: {} }];
      }),
    ).rejects.toThrow('the installed SDK has no operation GetAcount');
  });

  it('replies with an override that fits the input', async () => {
    const server = await serverOf(({ aws }) => {
      aws.overrides['GetEmailIdentity'] = [
        {
          when: { EmailIdentity: 'example.com' },
          reply: { IdentityType: 'DOMAIN', VerificationStatus: 'PENDING' },
        },
        { reply: { error: { type: 'NotFoundException', message: 'gone' } } },
      ];
    });
    const ask = (EmailIdentity: string) => sesv2(server).send(new GetEmailIdentityCommand({ EmailIdentity }));
    expect(await ask('example.com')).toMatchObject({ VerificationStatus: 'PENDING' });
    await expect(ask('other.example')).rejects.toMatchObject({ name: 'NotFoundException', message: 'gone' });
  });
});

describe('a call that goes wrong', () => {
  const failures: [AwsMisbehaviour, object][] = [
    [{ kind: 'deny' }, { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } }],
    [{ kind: 'throttle' }, { name: 'TooManyRequestsException' }],
    [{ kind: 'server-error' }, { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }],
    [{ kind: 'html' }, { name: 'SyntaxError' }],
    [{ kind: 'garbage' }, { name: 'SyntaxError' }],
    [{ kind: 'error', type: 'ExpiredTokenException', message: 'expired' }, { name: 'ExpiredTokenException' }],
    [{ kind: 'drop' }, { code: 'ECONNRESET' }],
    [{ kind: 'truncate' }, { code: 'ECONNRESET' }],
  ];
  for (const [fault, error] of failures) {
    it(`fails by ${fault.kind}`, async () => {
      const server = await serverOf(({ aws }) => {
        aws.faults = [{ op: 'GetAccount', ...fault }];
      });
      await expect(sesv2(server).send(new GetAccountCommand({}))).rejects.toMatchObject(error);
      expect((await sesv2(server).send(new ListConfigurationSetsCommand({}))).ConfigurationSets).toEqual([
        'transactional',
      ]);
    });
  }

  it('recovers after as many times as the fault says', async () => {
    const server = await serverOf(({ aws }) => {
      aws.faults = [{ op: '*', kind: 'throttle', times: 1 }];
    });
    await expect(sesv2(server).send(new GetAccountCommand({}))).rejects.toThrow();
    expect(await sesv2(server).send(new GetAccountCommand({}))).toHaveProperty('SendQuota');
  });

  it('hangs until the client gives up, and repeats a page for ever', async () => {
    const server = await serverOf(({ aws }) => {
      aws.faults = [
        { op: 'GetAccount', kind: 'hang' },
        { op: 'ListEmailIdentities', kind: 'repeat-token' },
      ];
    });
    await expect(
      sesv2(server).send(new GetAccountCommand({}), { abortSignal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    const list = async (NextToken?: string) =>
      (await sesv2(server).send(new ListEmailIdentitiesCommand({ NextToken }))).NextToken;
    expect(await list(await list())).toBe(await list());
  });
});
