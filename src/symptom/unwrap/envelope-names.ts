import { member } from './segment.ts';

/** How a member of an envelope is called on the way: `SNS.Message`, `SQS.body`, `EventBridge.detail`; else by its key. */
export function stepInto(parent: unknown, key: string): string {
  const has = (name: string): boolean => member(parent, name) !== undefined;
  const isKey = (name: string): boolean => key.toLowerCase() === name;
  if (isKey('message') && (has('TopicArn') || has('SignatureVersion'))) return 'SNS.Message';
  if (isKey('body') && (has('ReceiptHandle') || has('MD5OfBody'))) return 'SQS.body';
  if (isKey('detail') && has('detail-type')) return 'EventBridge.detail';
  if (isKey('data') && (has('partitionKey') || has('sequenceNumber'))) return 'Kinesis.data';
  if (isKey('data') && (has('recordId') || has('approximateArrivalTimestamp'))) return 'Firehose.data';
  if (isKey('data') && parent !== null && Object.keys(parent as object).length === 1)
    return 'CloudWatch Logs.data';
  if (isKey('message') && has('timestamp') && has('id')) return 'CloudWatch Logs.message';
  if (isKey('log') && has('stream')) return 'Docker.log';
  return key;
}
