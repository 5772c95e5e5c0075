import type { AwsCallOptions, AwsProbe } from '../../model/aws.ts';
import type { AwsReply } from '../../model/aws-replies.ts';
import { defineFact } from '../../model/fact.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';
import { parseArn } from '../../parse/arn.ts';
import { eventDestinations } from '../event-destinations.ts';
import { inRegionOf } from './subscription.ts';

/** A stream of Firehose that configuration sets publish to. */
export interface UsedStream {
  arn: string;
  name: string;
  /** ARN of the role that SES takes on to write to it; one for each destination. */
  roles: readonly string[];
  /** The configuration sets that publish there. */
  sets: readonly string[];
  /** Null: there is no such stream. */
  state: Answer<StreamState | null>;
}

export interface StreamState {
  /** As `ACTIVE`, `CREATING_FAILED`. */
  status: string;
  /** As `DirectPut`: only such a stream takes records of SES; null when Firehose does not say. */
  source: string | null;
  /** Why it could not be made or deleted, in the words of AWS; null when nothing failed. */
  failure: string | null;
  /** As `ENABLED`, `ENABLING_FAILED`; null without encryption. */
  encryption: string | null;
  /** The kinds of its destinations, as the metrics of Firehose name them: `DeliveryToS3`. */
  deliveries: readonly string[];
  /** Whether it writes to S3 what comes in, record by record: no function drops, joins or converts them. */
  writesAll: boolean;
  /**
   * What is done to records on the way, in this order: a Lambda function, keys for partitions, another format. What fails there
   * is written below the error prefix, as it came. Absent: nothing is done.
   */
  processing?: readonly ('function' | 'partitions' | 'conversion')[];
  /** How long it keeps records before it writes them to S3, at most; null for a stream of another kind. */
  bufferSeconds: number | null;
  /** Where it writes to S3; null for a stream of another kind, or where Firehose names no bucket. */
  bucket: StreamBucket | null;
}

/** The bucket of a stream, and how its objects are named ("Understand custom prefixes for Amazon S3 objects"). */
export interface StreamBucket {
  name: string;
  /** With expressions as `!{timestamp:yyyy}`; empty where none is set. */
  prefix: string;
  /** Of what it could not process; null where none is set. */
  errorPrefix: string | null;
  /** As `GZIP`, `UNCOMPRESSED`. */
  compression: string;
  /** Of the times in its prefixes. */
  timeZone: string;
  /** ARN of the key of KMS that the objects are encrypted with, or null. */
  key: string | null;
}

/**
 * The Firehose streams of the sender's configuration sets: status, source, failure, and where they deliver. Asked only
 * where a set publishes to Firehose; one that may not be described has an unanswered `state`.
 */
export const streams = defineFact({
  id: 'streams',
  title: 'the Firehose streams',
  actions: ['firehose:DescribeDeliveryStream'],
  from: { eventDestinations },
  async gather({ aws, target }, { eventDestinations: sets }): Promise<readonly UsedStream[]> {
    const used = new Map<string, { sets: Set<string>; roles: Set<string> }>();
    for (const { set, destinations } of sets) {
      for (const { enabled, channel } of destinations.ok ? destinations.value : []) {
        if (!enabled || channel?.kind !== 'firehose') continue;
        const stream = used.get(channel.streamArn) ?? { sets: new Set(), roles: new Set() };
        stream.sets.add(set);
        stream.roles.add(channel.roleArn);
        used.set(channel.streamArn, stream);
      }
    }
    return await Promise.all(
      [...used].map(async ([arn, { sets: using, roles }]) => {
        const name = parseArn(arn)?.resource.replace(/^deliverystream\//, '') ?? arn;
        return {
          arn,
          name,
          roles: [...roles],
          sets: [...using],
          state: await answerOf(askStream(aws, name, inRegionOf(arn, target.region))),
        };
      }),
    );
  },
});

async function askStream(
  aws: AwsProbe<'firehose:DescribeDeliveryStream'>,
  name: string,
  options: AwsCallOptions | undefined,
): Promise<StreamState | null> {
  try {
    const reply = await aws('firehose:DescribeDeliveryStream', { DeliveryStreamName: name }, options);
    return stateFrom(reply.DeliveryStreamDescription);
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

type Description = AwsReply<'firehose:DescribeDeliveryStream'>['DeliveryStreamDescription'];

function stateFrom(description: Description): StreamState {
  const { FailureDescription: failure, Destinations: destinations } = description;
  return {
    status: description.DeliveryStreamStatus,
    source: description.DeliveryStreamType ?? null,
    failure: failure === undefined ? null : [failure.Type, failure.Details].filter(isThere).join(': '),
    encryption: description.DeliveryStreamEncryptionConfiguration?.Status ?? null,
    deliveries: destinations.flatMap((one) => {
      const kind = kinds.find(([member]) => one[member] !== undefined);
      return kind === undefined ? [] : [kind[1]];
    }),
    writesAll: writesAll(destinations),
    ...processingOf(destinations),
    bufferSeconds: bufferOf(destinations),
    bucket: bucketOf(destinations),
  };
}

type Destinations = Description['Destinations'];

const inS3 = (destinations: Destinations): Destinations[number]['ExtendedS3DestinationDescription'] =>
  destinations
    .map((one) => one.ExtendedS3DestinationDescription ?? one.S3DestinationDescription)
    .find((one) => one !== undefined);

/** A converter or a function may take several records for one, or none. */
function writesAll(destinations: Destinations): boolean {
  const [only, ...others] = destinations;
  if (only === undefined || others.length > 0) return false;
  const extended = only.ExtendedS3DestinationDescription;
  if (extended === undefined) return only.S3DestinationDescription !== undefined;
  return (
    extended.ProcessingConfiguration?.Enabled !== true &&
    extended.DataFormatConversionConfiguration?.Enabled !== true
  );
}

/** "ProcessingConfiguration" and its neighbours of the API reference. */
function processingOf(destinations: Destinations): Pick<StreamState, 'processing'> {
  const found = destinations
    .map((one) => one.ExtendedS3DestinationDescription)
    .find((one) => one !== undefined);
  const processing = found?.ProcessingConfiguration;
  const runs = (type: string): boolean =>
    processing?.Enabled === true && processing.Processors?.some((one) => one.Type === type) === true;
  const all = [
    ...(runs('Lambda') ? (['function'] as const) : []),
    ...(runs('MetadataExtraction') ? (['partitions'] as const) : []),
    ...(found?.DataFormatConversionConfiguration?.Enabled === true ? (['conversion'] as const) : []),
  ];
  return all.length === 0 ? {} : { processing: all };
}

/** "ExtendedS3DestinationDescription" of the API reference names what holds where something is left out. */
function bucketOf(destinations: Destinations): StreamBucket | null {
  const found = inS3(destinations);
  const name = found?.BucketARN === undefined ? undefined : parseArn(found.BucketARN)?.resource;
  if (found === undefined || name === undefined || name === '') return null;
  return {
    name,
    prefix: found.Prefix ?? '',
    errorPrefix: found.ErrorOutputPrefix ?? null,
    compression: found.CompressionFormat ?? 'UNCOMPRESSED',
    timeZone: found.CustomTimeZone ?? 'UTC',
    key: found.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN ?? null,
  };
}

/** "BufferingHints" of the API reference names what holds without them. */
function bufferOf(destinations: Destinations): number | null {
  const found = inS3(destinations);
  return found === undefined ? null : (found.BufferingHints?.IntervalInSeconds ?? 300);
}

/** "Monitoring Amazon Data Firehose using CloudWatch metrics": a stream of another kind delivers to S3 only as a backup. */
const kinds = [
  ['RedshiftDestinationDescription', 'DeliveryToRedshift'],
  ['AmazonopensearchserviceDestinationDescription', 'DeliveryToAmazonOpenSearchService'],
  ['AmazonOpenSearchServerlessDestinationDescription', 'DeliveryToAmazonOpenSearchServerless'],
  ['SplunkDestinationDescription', 'DeliveryToSplunk'],
  ['HttpEndpointDestinationDescription', 'DeliveryToHttpEndpoint'],
  ['SnowflakeDestinationDescription', 'DeliveryToSnowflake'],
  ['IcebergDestinationDescription', 'DeliveryToIceberg'],
  ['ExtendedS3DestinationDescription', 'DeliveryToS3'],
  ['S3DestinationDescription', 'DeliveryToS3'],
] as const;

const isThere = (text: string | undefined): text is string => text !== undefined;
