import {
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  type FirehoseClientConfig,
} from '@aws-sdk/client-firehose';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: FirehoseClientConfig): FirehoseClient => new FirehoseClient(config);
export const commands = {
  DescribeDeliveryStreamCommand,
} satisfies CommandsOf<'firehose'>;
