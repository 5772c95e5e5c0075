import { GetObjectCommand, ListObjectsV2Command, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { SendingCommandsOf } from '../../model/sending-calls.ts';

/** The client, and the commands of src/model/sending-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: S3ClientConfig): S3Client => new S3Client(config);
export const commands = {
  GetObjectCommand,
  ListObjectsV2Command,
} satisfies SendingCommandsOf<'s3'>;
