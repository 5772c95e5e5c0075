import type { ExtendedS3DestinationDescription } from '@aws-sdk/client-firehose';
import { AwsError } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld, RuleWorld } from '../world.ts';
import type { Answers } from './answer.ts';

const account = '111122223333';

/** Where events go beyond SES: queues, rules of EventBridge, streams of Firehose. */
/** Where a stream writes of which nothing else is said. */
export const defaultStreamBucket: Omit<ExtendedS3DestinationDescription, 'RoleARN'> = {
  BucketARN: 'arn:aws:s3:::events',
  BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 5 },
  CompressionFormat: 'GZIP',
  EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
};

export const eventPathAnswers: Answers<
  | 'sqs:GetQueueAttributes'
  | 'events:ListRules'
  | 'events:ListTargetsByRule'
  | 'firehose:DescribeDeliveryStream'
> = {
  'sqs:GetQueueAttributes': ({ QueueUrl = '' }, { region, regionName }) => {
    const [owner = '', name = ''] = new URL(QueueUrl).pathname.split('/').slice(1);
    const QueueArn = `arn:aws:sqs:${regionName}:${owner}:${name}`;
    const set = region.queues[QueueArn];
    if (set === undefined) {
      throw new AwsError(
        'QueueDoesNotExist',
        'The specified queue does not exist or you do not have access to it.',
      );
    }
    return {
      Attributes: {
        QueueArn,
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
        VisibilityTimeout: '30',
        SqsManagedSseEnabled: 'true',
        ...set,
      },
    };
  },

  'events:ListRules': ({ NamePrefix = '', NextToken, Limit }, { region, regionName, most }) => {
    const all = [...region.rules, ...madeRules(region)]
      .filter(({ rule }) => rule.Name.startsWith(NamePrefix))
      .map(({ rule }) => ({
        Arn: `arn:aws:events:${regionName}:${account}:rule/${rule.Name}`,
        State: 'ENABLED' as const,
        EventBusName: 'default',
        ...rule,
      }));
    const { items, ...next } = pageOf(all, { token: NextToken, size: Limit, most: most(100) });
    return { Rules: items, ...next };
  },

  'events:ListTargetsByRule': ({ Rule = '', NextToken, Limit }, { region, most }) => {
    const { items, ...next } = pageOf(ruleOf(region, Rule).targets, {
      token: NextToken,
      size: Limit,
      most: most(100),
    });
    return { Targets: items, ...next };
  },

  'firehose:DescribeDeliveryStream': ({ DeliveryStreamName = '' }, { region, regionName }) => {
    const set = region.streams[DeliveryStreamName];
    if (set === undefined) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Firehose ${DeliveryStreamName} under account ${account} not found.`,
      );
    }
    const role = `arn:aws:iam::${account}:role/stream`;
    return {
      DeliveryStreamDescription: {
        DeliveryStreamName,
        DeliveryStreamARN: `arn:aws:firehose:${regionName}:${account}:deliverystream/${DeliveryStreamName}`,
        DeliveryStreamStatus: 'ACTIVE',
        DeliveryStreamType: 'DirectPut',
        VersionId: '1',
        HasMoreDestinations: false,
        Destinations: [
          {
            DestinationId: 'destinationId-000000000001',
            ExtendedS3DestinationDescription: { RoleARN: role, ...defaultStreamBucket },
          },
        ],
        ...set,
      },
    };
  },
};

/** Rules that tests made. */
const madeRules = ({ sending }: RegionWorld): readonly RuleWorld[] =>
  [...(sending?.rules ?? [])].map(([Name, { pattern, targets }]) => ({
    rule: { Name, EventPattern: pattern },
    targets: [...targets].map(([Id, Arn]) => ({ Id, Arn })),
  }));

function ruleOf(region: RegionWorld, name: string): RuleWorld {
  const found = [...region.rules, ...madeRules(region)].find(({ rule }) => rule.Name === name);
  if (found === undefined)
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  return found;
}
