import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClientConfig,
} from '@aws-sdk/client-athena';
import type { CommandsOf } from '../../model/aws-calls.ts';

/** The client, and the commands of src/model/aws-calls.ts by name: named imports, so that the bundle holds no others. */
export const createClient = (config: AthenaClientConfig): AthenaClient => new AthenaClient(config);
export const commands = {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} satisfies CommandsOf<'athena'>;
