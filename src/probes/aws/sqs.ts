import { GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: SQSClientConfig): SQSClient =>
  // The URL of a queue comes from what others wrote: it names the queue, and never the host that is asked.
  new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
export const commands = {
  GetQueueAttributesCommand,
} satisfies CommandsOf<'sqs'>;
