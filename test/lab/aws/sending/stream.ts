import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { DeliveryStreamDescription, ExtendedS3DestinationDescription } from '@aws-sdk/client-firehose';
import { defaultStreamBucket } from '../answers/event-path.ts';
import { parseArn } from '../../../../src/parse/arn.ts';
import type { RegionWorld } from '../world.ts';
import { countUp } from './count.ts';
import type { SendingWorld } from './world.ts';

/** A record that SES puts into a stream, which writes it to its bucket at once. */
export function intoStream(
  arn: string,
  record: object,
  { region, sending }: { region: RegionWorld; sending: SendingWorld },
): void {
  const name = parseArn(arn)?.resource.replace(/^deliverystream\//, '') ?? '';
  const stream = region.streams[name];
  if (stream === undefined || (stream.DeliveryStreamStatus ?? 'ACTIVE') !== 'ACTIVE') return;
  const count = (metric: string, value = 1): void => {
    countUp(region, 'AWS/Firehose', metric, { DeliveryStreamName: name }, value);
  };
  count('IncomingRecords');
  process(stream.Destinations?.[0]?.ExtendedS3DestinationDescription, sending.writing === 'failures', count);
  if ('eventType' in record && sending.unwritten.includes(String(record.eventType))) return;
  const fails = sending.failing.includes(arn);
  count('DeliveryToS3.Success', fails ? 0 : 1);
  if (fails) return;
  count('DeliveryToS3.Records');
  write(name, record, stream, { region, sending });
}

/** What Firehose counts of what it does to a record ("Monitoring Amazon Data Firehose using CloudWatch metrics"). */
function process(
  to: Partial<ExtendedS3DestinationDescription> | undefined,
  fails: boolean,
  count: (metric: string, value?: number) => void,
): void {
  const { ProcessingConfiguration: processing, DataFormatConversionConfiguration: format } = to ?? {};
  const calls =
    processing?.Enabled === true && processing.Processors?.some(({ Type }) => Type === 'Lambda') === true;
  const converts = format?.Enabled === true;
  // The last step is the one that fails in the lab.
  if (calls) {
    count('ExecuteProcessing.Success', fails && !converts ? 0 : 1);
    if (!fails || converts) count('SucceedProcessing.Records');
  }
  if (converts) count(fails ? 'FailedConversion.Records' : 'SucceedConversion.Records');
}

/** An object for each record, as Firehose names them ("Configure Amazon S3 object name format"). */
function write(
  name: string,
  record: object,
  { Destinations = [] }: Partial<DeliveryStreamDescription>,
  { region, sending }: { region: RegionWorld; sending: SendingWorld },
): void {
  const [destination] = Destinations;
  const to = destination?.ExtendedS3DestinationDescription ?? defaultStreamBucket;
  const bucket = to.BucketARN?.replace(/^arn:[^:]+:s3:::/, '') ?? '';
  if (sending.writing === 'nothing') return;
  const at = new Date(Date.now() + sending.aheadSeconds * 1000);
  const hour = at.toISOString().slice(0, 13).replaceAll(/[-T]/g, '/');
  const failed = sending.writing === 'failures';
  const dated = evaluated(
    (to.Prefix ?? '').includes('!{timestamp:')
      ? (to.Prefix ?? '')
      : `${to.Prefix ?? ''}!{timestamp:yyyy/MM/dd/HH/}`,
    at,
    to.CustomTimeZone,
  );
  const prefix = failed ? `${to.Prefix ?? ''}processing-failed/${hour}/` : dated;
  const key = `${prefix}${name}-1-${at.toISOString().replaceAll(/[T:.Z]/g, '-')}${randomUUID()}`;
  const text = `${JSON.stringify(failed ? failureOf(record) : sending.writing === 'events' ? record : { note: record, version: 2 })}\n`;
  (region.lake.buckets[bucket] ??= {})[key] = to.CompressionFormat === 'GZIP' ? gzipSync(text) : text;
  region.lake.writtenAt[`${bucket}/${key}`] = at;
}

/** "Understand custom prefixes for Amazon S3 objects". */
function evaluated(prefix: string, at: Date, timeZone = 'UTC'): string {
  const [date = '', time = ''] = at.toLocaleString('sv-SE', { timeZone }).split(' ');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = ''] = time.split(':');
  const parts: Readonly<Record<string, string>> = { yyyy: year, MM: month, dd: day, HH: hour, mm: minute };
  return prefix
    .replaceAll(/!\{timestamp:([^}]*)\}/g, (_, format: string) =>
      format.replaceAll(/yyyy|MM|dd|HH|mm/g, (part) => parts[part] ?? part).replaceAll("'", ''),
    )
    .replaceAll('!{firehose:random-string}', randomUUID().slice(0, 11))
    .replaceAll(/!\{partitionKeyFrom(?:Query|Lambda):[^}]*\}/g, 'bounce');
}

/** "Handle failure in data transformation". */
const failureOf = (record: object): object => ({
  attemptsMade: 4,
  arrivalTimestamp: Date.now(),
  errorCode: 'Lambda.FunctionError',
  errorMessage: 'The Lambda function was successfully invoked but it returned an error result.',
  attemptEndingTimestamp: Date.now(),
  rawData: Buffer.from(JSON.stringify(record)).toString('base64'),
  lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:transform:$LATEST',
});
