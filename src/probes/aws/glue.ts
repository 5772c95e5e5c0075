import {
  GetPartitionsCommand,
  GetTableCommand,
  GlueClient,
  type GlueClientConfig,
} from '@aws-sdk/client-glue';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: GlueClientConfig): GlueClient => new GlueClient(config);
export const commands = { GetPartitionsCommand, GetTableCommand } satisfies CommandsOf<'glue'>;
