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
  const fails = sending.failing.includes(arn);
  count('DeliveryToS3.Success', fails ? 0 : 1);
  if (fails) return;
  count('DeliveryToS3.Records');
  sending.written.push({ stream: name, record, at: new Date() });
}
