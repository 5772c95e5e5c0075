import type { AwsProbeOptions } from './options.ts';
import { serviceOf, type AwsAction, type AwsService } from '../../model/aws-calls.ts';
import { type ClientConfig, clientFor, type Send } from './clients.ts';
import { httpUrl, isTrue, withoutSecrets, type EndpointOverride } from './endpoint.ts';
import { unavailable, type CallContext } from './failure.ts';
import type { AwsHttpHandler } from './http.ts';
import { once } from '../../model/once.ts';
import { readSettings } from './settings.ts';
import { createSignIn } from './sign-in.ts';
import type { WireFailure } from './wire.ts';

/** What all calls of a run share: credentials, resolved once, and one client per service and Region. */
export interface Session {
  contextOf: (action: AwsAction, region: string) => Promise<CallContext>;
  /** Waits for the credentials and fills in what their shape says. Throws `Unavailable`. */
  signIn: (context: CallContext) => Promise<void>;
  /** Throws `Unavailable` when the settings make no client. */
  client: (service: AwsService, region: string, context: CallContext) => Promise<Send>;
  /** Where a service is asked instead of at Amazon's endpoint, or null. */
  overrideOf: (service: AwsService) => Promise<EndpointOverride | null>;
}

/** Makes the client of a service. */
type MakeClient = (service: AwsService, config: ClientConfig) => Promise<Send>;

/** How long a connection may take, of the time for a question: enough for a second SYN, and time is left to say so. */
const connectShare = 0.6;

/** Prepares a run. Nothing is loaded or read before the first call. `newClient` decides which commands there are. */
export function createSession(options: AwsProbeOptions, newClient: MakeClient = clientFor): Session {
  const { env, timeoutMs, now } = options;
  const settings = once(() => readSettings(options));
  const overrideOf = async (service: AwsService): Promise<EndpointOverride | null> =>
    (await settings()).overrideOf(service);

  const newHandler = async (onFailure?: (failure: WireFailure) => void): Promise<AwsHttpHandler> => {
    const [{ AwsHttpHandler }, { authorities }] = await Promise.all([import('./http.ts'), settings()]);
    const handlerOptions = { env, authorities: authorities(), connectTimeoutMs: timeoutMs * connectShare };
    return new AwsHttpHandler(onFailure === undefined ? handlerOptions : { ...handlerOptions, onFailure });
  };
  const handler = once(() => newHandler());
  const { forClient, signIn } = createSignIn(options, settings, newHandler);
  const clients = new Map<string, Promise<Send>>();

  async function makeClient(service: AwsService, region: string): Promise<Send> {
    const { overrideOf, profile } = await settings();
    const override = overrideOf(service);
    return await newClient(service, {
      region,
      credentials: await forClient(),
      requestHandler: await handler(),
      ...(override === null ? {} : { endpoint: override.url }),
      useFipsEndpoint: isTrue(env['AWS_USE_FIPS_ENDPOINT'] ?? profile.get('use_fips_endpoint')),
      useDualstackEndpoint: isTrue(
        env['AWS_USE_DUALSTACK_ENDPOINT'] ?? profile.get('use_dualstack_endpoint'),
      ),
    });
  }

  return {
    overrideOf,
    signIn,

    contextOf: async (action, region) => ({
      action,
      region,
      elsewhere: options.region !== null && region !== options.region,
      source: (await settings()).source,
      host: null,
      shape: null,
      secrets: [],
      override: await overrideOf(serviceOf(action)),
      timeoutMs,
      now,
    }),

    client: async (service, region, context) => {
      const override = await overrideOf(service);
      if (override !== null && httpUrl(override.url) === null) {
        const message = `the endpoint of ${override.source} is ${withoutSecrets(override.url)}`;
        throw unavailable(context, 'unreachable', message, { step: 'endpoint', kind: 'not-a-url' });
      }
      const key = `${service} ${region}`;
      const client = clients.get(key) ?? makeClient(service, region);
      clients.set(key, client);
      return await client;
    },
  };
}
