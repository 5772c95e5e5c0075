import { historyCalls, iamAction, type AwsAction } from '../model/aws-calls.ts';
import type { Statement } from '../model/policy.ts';

/** Names that stand for the buckets of whoever prints the policy. */
export const bucketsToFill = ['your-events-bucket', 'your-athena-results-bucket'] as const;

const bucket = (name: string): readonly string[] => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];

/**
 * What `history` needs for tables and buckets. Athena reads Glue and S3 in the name of whoever asks, so what it needs there
 * is in it ("Access to Amazon S3 from Athena").
 */
export function historyStatements(): readonly Statement[] {
  const own = (Object.keys(historyCalls) as AwsAction[]).map((action) => iamAction(action));
  const of = (service: string): readonly string[] => own.filter((action) => action.startsWith(`${service}:`));
  return [
    {
      sid: 'SesDoctorTables',
      actions: [...of('athena'), ...of('glue'), 'glue:GetDatabase'].toSorted(),
      resources: ['*'],
      condition: {},
    },
    {
      sid: 'SesDoctorEvents',
      actions: [...of('s3'), 's3:GetBucketLocation'].toSorted(),
      resources: bucket(bucketsToFill[0]),
      condition: {},
    },
    {
      sid: 'SesDoctorResults',
      actions: [
        ...['s3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
        ...['s3:ListMultipartUploadParts', 's3:PutObject'],
      ],
      resources: bucket(bucketsToFill[1]),
      condition: {},
    },
  ];
}
