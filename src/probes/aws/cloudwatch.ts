import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: CloudWatchClientConfig): CloudWatchClient =>
  new CloudWatchClient(config);
export const commands = {
  GetMetricDataCommand,
} satisfies CommandsOf<'cloudwatch'>;
