import type { AwsService } from '../../model/aws-calls.ts';
import type { CredentialProvider, Credentials } from './credential-chain.ts';
import type { AwsHttpHandler, SendOptions } from './http.ts';
import { silent } from './silent.ts';

/** Sends one command of a service. */
export type Send = (command: string, input: unknown, options: SendOptions) => Promise<unknown>;

export interface ClientConfig {
  region: string;
  credentials: Credentials | CredentialProvider;
  requestHandler: AwsHttpHandler;
  /** Replaces Amazon's endpoint. */
  endpoint?: string;
  useFipsEndpoint: boolean;
  useDualstackEndpoint: boolean;
}

/** The module of one service, as far as all of them are alike. */
export interface ServiceModule {
  createClient: (config: never) => { send: (command: never, options: SendOptions) => Promise<unknown> };
  commands: Readonly<Record<string, new (input: never) => object>>;
}

/** Loads the SDK of a service on its first call: each costs 100 to 200 ms. Literal names, so that the bundler can follow. */
async function load(service: AwsService): Promise<ServiceModule> {
  switch (service) {
    case 'sesv2':
      return await import('./sesv2.ts');
    case 'cloudwatch':
      return await import('./cloudwatch.ts');
    case 'ses':
      return await import('./ses.ts');
    case 'sns':
      return await import('./sns.ts');
    case 'sqs':
      return await import('./sqs.ts');
    case 'eventbridge':
      return await import('./eventbridge.ts');
    case 'iam':
      return await import('./iam.ts');
    case 'firehose':
      return await import('./firehose.ts');
    case 'athena':
      return await import('./athena.ts');
    case 'glue':
      return await import('./glue.ts');
    case 's3':
      return await import('./s3.ts');
    case 'sts':
      return await import('./sts.ts');
    case 'organizations':
      return await import('./organizations.ts');
  }
}

/** A client of a service that checks ask. */
export const clientFor = async (service: AwsService, config: ClientConfig): Promise<Send> =>
  clientOf(await load(service), service, config);

/** A client of a service. Retries and clock correction are off: the probe retries, and a wrong clock is a finding. */
export function clientOf(
  { createClient, commands }: ServiceModule,
  service: string,
  config: ClientConfig,
): Send {
  // The clients' configurations are alike in all we set, but not in their types.
  const client = createClient({
    ...config,
    maxAttempts: 1,
    retryMode: 'standard',
    disableClockSkewCorrection: true,
    customUserAgent: 'ses-doctor',
    // Whoever has an `info` is given each input and output once more, gone through for secrets.
    logger: { ...silent, info: undefined },
  } as never);
  return async (name, input, options) => {
    const Command = commands[name];
    if (Command === undefined) throw new Error(`${service} has no ${name} in its module`);
    // The table of calls says which input belongs to which command.
    return await client.send(new Command(input as never) as never, options);
  };
}
