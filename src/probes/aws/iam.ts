import { IAMClient, type IAMClientConfig, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: IAMClientConfig): IAMClient => new IAMClient(config);
export const commands = {
  SimulatePrincipalPolicyCommand,
} satisfies CommandsOf<'iam'>;
