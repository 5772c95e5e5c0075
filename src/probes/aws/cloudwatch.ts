import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';

/** The client, and the commands of src/probes/aws/calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: CloudWatchClientConfig): CloudWatchClient =>
  new CloudWatchClient(config);
export const commands = {
  GetMetricDataCommand,
};
