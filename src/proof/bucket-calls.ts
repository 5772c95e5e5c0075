import type { AwsAction } from '../model/aws-calls.ts';

/** The calls of --read-bucket: they list and read the objects that a stream of Firehose wrote. */
export const bucketCalls = ['s3:ListObjectsV2', 's3:GetObject'] as const satisfies readonly AwsAction[];
