import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
  type STSClientConfig,
} from '@aws-sdk/client-sts';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: STSClientConfig): STSClient => new STSClient(config);
export const commands = {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} satisfies CommandsOf<'sts'>;
