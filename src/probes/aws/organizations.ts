import {
  ListAccountsCommand,
  OrganizationsClient,
  type OrganizationsClientConfig,
} from '@aws-sdk/client-organizations';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: OrganizationsClientConfig): OrganizationsClient =>
  new OrganizationsClient(config);
export const commands = {
  ListAccountsCommand,
} satisfies CommandsOf<'organizations'>;
