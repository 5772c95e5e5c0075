import { GetObjectCommand, ListObjectsV2Command, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { CommandsOf } from '../../model/aws-calls.ts';
import type { CallSignal } from './deadline.ts';

/**
 * The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others.
 * Stand-ins have no host for each bucket, so at an endpoint of one's own the bucket stands in the path. The body of an
 * object is read here, within the time of its question: it is a part of an object, never all of a large one.
 */
export function createClient(config: S3ClientConfig): { send: Send } {
  const client = new S3Client({
    ...config,
    forcePathStyle: config.endpoint !== undefined,
    followRegionRedirects: true,
  });
  return {
    send: async (command, options) => {
      const reply: unknown = await client.send(command as never, options);
      if (!hasBody(reply)) return reply;
      return { ...reply, Body: await reply.Body.transformToByteArray() };
    },
  };
}
export const commands = { GetObjectCommand, ListObjectsV2Command } satisfies CommandsOf<'s3'>;

type Send = (command: unknown, options: { abortSignal: CallSignal }) => Promise<unknown>;

const hasBody = (
  reply: unknown,
): reply is object & { Body: { transformToByteArray: () => Promise<Uint8Array> } } =>
  typeof reply === 'object' &&
  reply !== null &&
  'Body' in reply &&
  typeof reply.Body === 'object' &&
  reply.Body !== null &&
  'transformToByteArray' in reply.Body;
