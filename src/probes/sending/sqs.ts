import {
  CreateQueueCommand,
  DeleteQueueCommand,
  SetQueueAttributesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import type { SendingCommandsOf } from '../../model/sending-calls.ts';

/** The client, and the commands of src/model/sending-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: SQSClientConfig): SQSClient => new SQSClient(config);
export const commands = {
  CreateQueueCommand,
  DeleteQueueCommand,
  SetQueueAttributesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  ReceiveMessageCommand,
} satisfies SendingCommandsOf<'sqs'>;
