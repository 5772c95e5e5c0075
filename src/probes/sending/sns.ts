import {
  ListSubscriptionsCommand,
  SubscribeCommand,
  UnsubscribeCommand,
  SNSClient,
  type SNSClientConfig,
} from '@aws-sdk/client-sns';
import type { SendingCommandsOf } from '../../model/sending-calls.ts';

/** The client, and the commands of src/model/sending-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: SNSClientConfig): SNSClient => new SNSClient(config);
export const commands = {
  ListSubscriptionsCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} satisfies SendingCommandsOf<'sns'>;
