import {
  DeleteRuleCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  EventBridgeClient,
  type EventBridgeClientConfig,
} from '@aws-sdk/client-eventbridge';
import type { SendingCommandsOf } from '../../model/sending-calls.ts';

/** The client, and the commands of src/model/sending-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: EventBridgeClientConfig): EventBridgeClient =>
  new EventBridgeClient(config);
export const commands = {
  DeleteRuleCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} satisfies SendingCommandsOf<'eventbridge'>;
