import { setTimeout } from 'node:timers/promises';
import {
  CreateTopicCommand,
  ListSubscriptionsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateDeliveryStreamCommand, FirehoseClient, PutRecordCommand } from '@aws-sdk/client-firehose';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { eventNames } from '../../src/knowledge/event-types.ts';
import { type Sink, sendingWorld } from '../lab/aws/sending/world.ts';
import { randomFrom } from '../lab/history/random.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { type Moto, motoAccount, motoMissing, startMoto } from '../lab/moto.ts';
import { shortPauses } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';

const topicArn = `arn:aws:sns:eu-west-1:${motoAccount}:ses-feedback`;
const streamArn = `arn:aws:firehose:eu-west-1:${motoAccount}:deliverystream/ses-events`;
const busArn = `arn:aws:events:eu-west-1:${motoAccount}:event-bus/default`;

/** The clients of a test that stand for SES and for whoever looks afterwards. */
function clientsOf({ url }: Moto) {
  const config = {
    region: 'eu-west-1',
    endpoint: url,
    credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
  };
  return {
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    events: new EventBridgeClient(config),
    firehose: new FirehoseClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
  };
}

describe.skipIf(motoMissing !== null)(
  motoMissing === null ? 'against moto, a third view of our calls' : `against moto. ${motoMissing}`,
  () => {
    let moto: Moto;
    let clients: ReturnType<typeof clientsOf>;

    beforeAll(async () => {
      moto = await startMoto();
      clients = clientsOf(moto);
      await clients.sns.send(new CreateTopicCommand({ Name: 'ses-feedback' }));
      const policy = {
        Version: '2012-10-17',
        Statement: [
          {
            ...{ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' }, Action: 'SNS:Publish' },
            Resource: topicArn,
          },
        ],
      };
      await clients.sns.send(
        new SetTopicAttributesCommand({
          ...{ TopicArn: topicArn, AttributeName: 'Policy', AttributeValue: JSON.stringify(policy) },
        }),
      );
      await clients.s3.send(
        new CreateBucketCommand({
          ...{ Bucket: 'ses-events', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } },
        }),
      );
      await clients.firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: 'ses-events',
          DeliveryStreamType: 'DirectPut',
          ExtendedS3DestinationConfiguration: {
            ...{ RoleARN: `arn:aws:iam::${motoAccount}:role/stream`, BucketARN: 'arn:aws:s3:::ses-events' },
            ...{ Prefix: 'ses/', BufferingHints: { IntervalInSeconds: 60, SizeInMBs: 1 } },
          },
        }),
      );
    }, 120_000);

    afterAll(async () => {
      await moto.close();
    });

    /** SES of the lab publishes into moto. */
    async function publish(to: Sink, name: string, record: object): Promise<void> {
      const text = JSON.stringify(record);
      if (to.SnsDestination !== undefined)
        await clients.sns.send(new PublishCommand({ TopicArn: topicArn, Message: text }));
      if (to.KinesisFirehoseDestination !== undefined)
        await clients.firehose.send(
          new PutRecordCommand({
            DeliveryStreamName: 'ses-events',
            Record: { Data: new TextEncoder().encode(`${text}\n`) },
          }),
        );
      if (to.EventBridgeDestination !== undefined)
        await clients.events.send(
          new PutEventsCommand({
            Entries: [
              {
                ...{ Source: 'aws.ses', Detail: text },
                DetailType: eventNames[name.toUpperCase()]?.detailType,
              },
            ],
          }),
        );
    }

    /** What of the tests is still there. */
    async function remains(): Promise<readonly string[]> {
      const { QueueUrls = [] } = await clients.sqs.send(
        new ListQueuesCommand({ QueueNamePrefix: 'ses-doctor-test-' }),
      );
      const { Rules = [] } = await clients.events.send(
        new ListRulesCommand({ NamePrefix: 'ses-doctor-test-' }),
      );
      const { Subscriptions = [] } = await clients.sns.send(new ListSubscriptionsCommand({}));
      return [
        ...QueueUrls,
        ...Rules.map(({ Name }) => Name ?? ''),
        ...Subscriptions.map(({ Endpoint }) => Endpoint ?? '').filter((arn) =>
          arn.includes('ses-doctor-test-'),
        ),
      ];
    }

    /** Objects stay: each run has a mark of its own. */
    let runs = 0;
    const inMoto = (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        ['SNS', 'SQS', 'EVENTBRIDGE', 'CLOUDWATCH', 'FIREHOSE', 'S3'].map((name) => [
          `AWS_ENDPOINT_URL_${name}`,
          moto.url,
        ]),
      );

    async function run(
      channel: 'sns' | 'eventbridge' | 'firehose',
      {
        after = null,
        moment = null,
        mute = [],
        inVain = false,
      }: { after?: number | null; moment?: number | null; mute?: string[]; inVain?: boolean } = {},
    ): Promise<{ report: Report | null; exitCode: number; stderr: string }> {
      const world = healthyWorld();
      const published: Promise<void>[] = [];
      let calls = 0;
      world.region.sending = {
        ...sendingWorld(),
        mute,
        sink: (to, name, record) => {
          const one = publish(to, name, record).catch((error: unknown) => {
            // Who was interrupted has taken the queue away by now, and moto delivers while it publishes.
            if (after === null && moment === null) throw error;
          });
          // A test that has seen all it waits for takes its queue away: Send may still be on its way there.
          one.catch(() => undefined);
          published.push(one);
        },
      };
      const [destination] = world.region.configurationSets['transactional']?.eventDestinations ?? [];
      if (destination !== undefined) {
        delete destination.SnsDestination;
        if (channel === 'sns') destination.SnsDestination = { TopicArn: topicArn };
        else if (channel === 'firehose')
          destination.KinesisFirehoseDestination = {
            ...{ DeliveryStreamArn: streamArn, IamRoleArn: `arn:aws:iam::${motoAccount}:role/ses` },
          };
        else destination.EventBridgeDestination = { EventBusArn: busArn };
      }
      const lab = await startLab(world);
      const interrupt = new AbortController();
      try {
        const running = runInProcess({
          args: [
            ...[
              'test',
              'example.com',
              '--tap',
              '--wait',
              channel === 'firehose' ? '20m' : '90s',
              '--resolver',
              lab.dns.resolver,
            ],
            ...['--timeout', '30s', '--format', 'json', ...(channel === 'firehose' ? ['--read-bucket'] : [])],
          ],
          env: { ...lab.env, AWS_ENDPOINT_URL: lab.aws.url, ...inMoto() },
          authoritativePort: lab.dns.authoritativePort,
          interrupted: interrupt.signal,
          nonce: `a1b2c3${String((runs += 1)).padStart(6, '0')}`,
          // What never comes is not waited for.
          ...(inVain && { pollSeconds: 1 }),
          host: shortPauses(async () => {
            calls += 1;
            if (!inVain) return 0;
            // A test that waits in vain need not wait long, but for what is still on its way.
            await Promise.allSettled(published);
            return 60_000;
          }),
        });
        if (after !== null) {
          const sent = world.region.sending.sent;
          while (sent.length + calls < after) await setTimeout(1);
          interrupt.abort('SIGINT');
        }
        if (moment !== null) {
          await setTimeout(moment);
          interrupt.abort('SIGINT');
        }
        const { stdout, stderr, exitCode } = await running;
        await Promise.allSettled(published);
        return { report: stdout === '' ? null : (JSON.parse(stdout) as Report), exitCode, stderr };
      } finally {
        await lab.close();
      }
    }

    /** The codes of the stage, in order. */
    const lostIn = (report: Report | null): readonly string[] =>
      (report?.stages.at(-1)?.checks ?? []).flatMap(({ findings }) => findings.map(({ code }) => code));
    const statusOf = (report: Report | null, id: string): string | undefined =>
      report?.stages.flatMap(({ checks }) => checks).find((check) => check.id === id)?.status;

    it.each(['sns', 'eventbridge'] as const)(
      'every event comes back through %s, and nothing stays',
      { timeout: 180_000 },
      async (channel) => {
        const { report, stderr } = await run(channel);
        expect(stderr).toBe('');
        expect(statusOf(report, 'proof-arrival'), JSON.stringify(report?.stages.at(-1))).toBe('pass');
        expect(statusOf(report, 'proof-left')).toBe('pass');
        expect(await remains()).toEqual([]);
      },
    );

    it(
      'every event is found in the bucket that a Firehose stream writes to',
      { timeout: 180_000 },
      async () => {
        const { report, stderr } = await run('firehose');
        expect(stderr).toBe('');
        const said = JSON.stringify(report?.stages.at(-1));
        expect(statusOf(report, 'proof-buckets'), said).toBe('pass');
        expect(said).not.toContain('proof/lost-at');
        expect(await remains()).toEqual([]);
      },
    );

    it.each(['sns', 'eventbridge'] as const)(
      'an event that SES never publishes is missed through %s, and named',
      { timeout: 240_000 },
      async (channel) => {
        const { report, exitCode } = await run(channel, { mute: ['Complaint'], inVain: true });
        const said = JSON.stringify(report?.stages.at(-1));
        expect(exitCode, said).toBe(1);
        // Nobody reads there but the test: that is said as well.
        expect(lostIn(report)).toContain('proof/not-seen');
        expect(said).toContain('COMPLAINT of complaint did not come');
        expect(said).not.toContain('BOUNCE of bounce did not come');
        expect(await remains()).toEqual([]);
      },
    );

    it(
      'an event that SES never publishes is missed in the bucket of a stream, and the others are found',
      { timeout: 240_000 },
      async () => {
        const { report, exitCode } = await run('firehose', { mute: ['Complaint'], inVain: true });
        const said = JSON.stringify(report?.stages.at(-1));
        expect({ exitCode, codes: lostIn(report) }, said).toEqual({
          ...{ exitCode: 1, codes: ['proof/lost-at-bucket'] },
        });
        expect(said).toContain('did not write COMPLAINT of complaint to');
        expect(await remains()).toEqual([]);
      },
    );

    it('what a killed test left is found by its tags and taken away, and nothing of others', async () => {
      const name = 'ses-doctor-test-c0ffee';
      const tags = { 'ses-doctor': 'c0ffee' };
      const { QueueUrl: own } = await clients.sqs.send(new CreateQueueCommand({ QueueName: name, tags }));
      const { QueueUrl: other } = await clients.sqs.send(
        new CreateQueueCommand({ QueueName: `${name}-of-somebody` }),
      );
      for (const queue of [name, `${name}-of-somebody`])
        await clients.sns.send(
          new SubscribeCommand({
            ...{ TopicArn: topicArn, Protocol: 'sqs' },
            Endpoint: `arn:aws:sqs:eu-west-1:${motoAccount}:${queue}`,
          }),
        );
      for (const [rule, Tags] of [
        [name, [{ Key: 'ses-doctor', Value: 'c0ffee' }]],
        [`${name}-of-somebody`, []],
      ] as const) {
        const EventPattern = '{"source":["aws.ses"]}';
        await clients.events.send(new PutRuleCommand({ Name: rule, EventPattern, Tags: [...Tags] }));
        const Arn = `arn:aws:sqs:eu-west-1:${motoAccount}:${rule}`;
        await clients.events.send(new PutTargetsCommand({ Rule: rule, Targets: [{ Id: 'queue', Arn }] }));
      }
      const lab = await startLab(healthyWorld());
      try {
        const { stdout, exitCode } = await runInProcess({
          args: ['test', '--cleanup', '--timeout', '30s', '--format', 'json'],
          env: { ...lab.env, AWS_ENDPOINT_URL: lab.aws.url, ...inMoto() },
          authoritativePort: lab.dns.authoritativePort,
        });
        expect(exitCode, stdout).toBe(0);
        expect(own).toBeDefined();
        expect(await remains()).toEqual([
          other,
          `${name}-of-somebody`,
          `arn:aws:sqs:eu-west-1:${motoAccount}:${name}-of-somebody`,
        ]);
      } finally {
        await lab.close();
        await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: other }));
        await clients.events.send(new RemoveTargetsCommand({ Rule: `${name}-of-somebody`, Ids: ['queue'] }));
        await clients.events.send(new DeleteRuleCommand({ Name: `${name}-of-somebody` }));
        const { Subscriptions = [] } = await clients.sns.send(new ListSubscriptionsCommand({}));
        for (const { SubscriptionArn, Endpoint } of Subscriptions)
          if (Endpoint?.includes(name) === true)
            await clients.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      }
    });

    it.each([
      ['sns', 0],
      ['sns', 1],
      ['sns', 3],
      ['eventbridge', 0],
      ['eventbridge', 1],
      ['eventbridge', 3],
      ['firehose', 1],
      ['firehose', 3],
    ] as const)('SIGINT leaves nothing behind: %s, step %i', { timeout: 180_000 }, async (channel, after) => {
      const { exitCode } = await run(channel, { after, mute: ['Complaint'] });
      expect(exitCode).toBe(130);
      expect(await remains()).toEqual([]);
    });

    const random = randomFrom(27);
    const moments = (['sns', 'eventbridge'] as const).flatMap((channel) =>
      Array.from({ length: 20 }, () => [channel, Math.floor(random() * 1200)] as const),
    );
    // An event never comes: the run goes on until it is interrupted, however slow the machine is.
    it.each(moments)(
      'SIGINT leaves nothing behind: %s, after %i ms',
      { timeout: 180_000 },
      async (channel, moment) => {
        const { exitCode } = await run(channel, { moment, mute: ['Complaint'] });
        expect(exitCode).toBe(130);
        expect(await remains()).toEqual([]);
      },
    );
  },
);
