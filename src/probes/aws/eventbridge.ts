import {
  EventBridgeClient,
  type EventBridgeClientConfig,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: EventBridgeClientConfig): EventBridgeClient =>
  new EventBridgeClient(config);
export const commands = {
  ListRulesCommand,
  ListTargetsByRuleCommand,
} satisfies CommandsOf<'eventbridge'>;
