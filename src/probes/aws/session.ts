import { readFileSync } from 'node:fs';
import type { AwsProbeOptions } from './options.ts';
import { serviceOf, type AwsAction, type AwsService } from '../../model/aws-calls.ts';
import { type ClientConfig, clientFor, type Send } from './clients.ts';
import { nonEmpty, profileAsked, readAwsConfig, type AwsProfile, type Environment } from './config.ts';
import type { CredentialProvider, Credentials } from './credential-chain.ts';
import { credentialFailure } from './credential-failure.ts';
import { credentialSource, environmentKeys, shapeOf } from './credentials.ts';
import { DeadlinePassed, withDeadline } from './deadline.ts';
import { endpointOverrideFor, httpUrl, isTrue, withoutSecrets, type EndpointOverride } from './endpoint.ts';
import { unavailable, type CallContext } from './failure.ts';
import type { AwsHttpHandler } from './http.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { WireFailure } from './wire.ts';

/** What all calls of a run share: credentials, resolved once, and one client per service and Region. */
export interface Session {
  contextOf: (action: AwsAction, region: string) => CallContext;
  /** Waits for the credentials and fills in what their shape says. Throws `Unavailable`. */
  signIn: (context: CallContext) => Promise<void>;
  /** Throws `Unavailable` when the settings make no client. */
  client: (service: AwsService, region: string, context: CallContext) => Promise<Send>;
  /** Where a service is asked instead of at Amazon's endpoint, or null. */
  overrideOf: (service: AwsService) => EndpointOverride | null;
}

/** Makes the client of a service. */
type MakeClient = (service: AwsService, config: ClientConfig) => Promise<Send>;

/** How long a connection may take, of the time for a question: enough for a second SYN, and time is left to say so. */
const connectShare = 0.6;

/** Credentials that end sooner are fetched again. */
const renewBeforeMs = 5 * 60_000;

/** Prepares a run. Nothing is loaded or read before the first call. `newClient` decides which commands there are. */
export function createSession(options: AwsProbeOptions, newClient: MakeClient = clientFor): Session {
  const { env, profile: flag, timeoutMs, signal, now } = options;
  const config = once(() => readAwsConfig(env));
  const source = once(() => credentialSource(env, flag, config()));
  // The settings of a profile hold even where the keys of the environment take the place of its own.
  const profileName = profileAsked(env, flag) ?? 'default';
  const profile = once((): AwsProfile => config().profile(profileName) ?? new Map<string, string>());
  const overrides = new Map<AwsService, EndpointOverride | null>();
  const clients = new Map<string, Promise<Send>>();
  let lastOnWire: WireFailure | null = null;
  let gaveUp: DeadlinePassed | null = null;

  const authorities = once((): readonly string[] => {
    const bundle = nonEmpty(env['AWS_CA_BUNDLE']) ?? nonEmpty(profile().get('ca_bundle'));
    return [...(options.caPems ?? []), ...(bundle === null ? [] : [readBundle(bundle)])];
  });
  const newHandler = async (onFailure?: (failure: WireFailure) => void): Promise<AwsHttpHandler> => {
    const { AwsHttpHandler } = await import('./http.ts');
    const handlerOptions = { env, authorities: authorities(), connectTimeoutMs: timeoutMs * connectShare };
    return new AwsHttpHandler(onFailure === undefined ? handlerOptions : { ...handlerOptions, onFailure });
  };
  const handler = once(() => newHandler());

  const { credentials: given } = options;
  let taken: (Credentials & { expiration?: Date }) | null = null;
  /** Credentials of a role end: they are fetched again a while before. */
  const ofRole = async (provider: CredentialProvider): Promise<Credentials & { expiration?: Date }> => {
    const left = (taken?.expiration?.getTime() ?? Infinity) - now().getTime();
    if (taken === null || left < renewBeforeMs) taken = await provider();
    return taken;
  };

  const fromChain = once(async (): Promise<Credentials> => {
    const { missing, profile: name, kind } = source();
    if (missing) throw new Error('no such profile');
    const keys = kind === 'environment' ? environmentKeys(env) : null;
    if (keys !== null) return keys;
    const { credentialsFromChain } = await import('./credential-chain.ts');
    return await credentialsFromChain({
      profile: name,
      region: options.region ?? 'us-east-1',
      handler: await newHandler((failure) => {
        lastOnWire = failure;
      }),
      // The SDK does not end a question to a container's service that takes longer: it prints a warning.
      metadataTimeoutMs: inContainer(env) ? timeoutMs * 2 : Math.min(1000, timeoutMs / 4),
    });
  });

  const credentials = (): Promise<Credentials> => (given === undefined ? fromChain() : ofRole(given));

  const overrideOf = (service: AwsService): EndpointOverride | null => {
    const known = overrides.get(service);
    if (known !== undefined) return known;
    const override = endpointOverrideFor(service, {
      flag: options.endpointUrl,
      env,
      config,
      profile: profileName,
    });
    overrides.set(service, override);
    return override;
  };

  async function makeClient(service: AwsService, region: string): Promise<Send> {
    const override = overrideOf(service);
    return await newClient(service, {
      region,
      credentials: given === undefined ? await credentials() : () => ofRole(given),
      requestHandler: await handler(),
      ...(override === null ? {} : { endpoint: override.url }),
      useFipsEndpoint: isTrue(env['AWS_USE_FIPS_ENDPOINT'] ?? profile().get('use_fips_endpoint')),
      useDualstackEndpoint: isTrue(
        env['AWS_USE_DUALSTACK_ENDPOINT'] ?? profile().get('use_dualstack_endpoint'),
      ),
    });
  }

  return {
    overrideOf,

    contextOf: (action, region) => ({
      action,
      region,
      elsewhere: options.region !== null && region !== options.region,
      source: source(),
      host: null,
      shape: null,
      secrets: [],
      override: overrideOf(serviceOf(action)),
      timeoutMs,
      now,
    }),

    signIn: async (context) => {
      try {
        // Whoever did not answer in the time of one question is not waited for by the next.
        if (gaveUp !== null) throw gaveUp;
        const found = await withDeadline(timeoutMs, signal, credentials);
        context.shape = shapeOf(found);
        context.secrets = [found.secretAccessKey, found.sessionToken ?? found.secretAccessKey];
      } catch (error) {
        // Who takes on a role says himself why it was refused.
        if (error instanceof Unavailable) throw error;
        if (error instanceof DeadlinePassed) gaveUp = error;
        throw credentialFailure(error, context, lastOnWire);
      }
    },

    client: async (service, region, context) => {
      const override = overrideOf(service);
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

/** Credentials come from a container's service (ECS, EKS Pod Identity). */
const inContainer = (env: Environment): boolean =>
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'].some(
    (name) => nonEmpty(env[name]) !== null,
  );

/** The certificates of AWS_CA_BUNDLE or `ca_bundle`. */
function readBundle(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new WireFailure(
      'tls',
      'ca-bundle',
      '',
      null,
      'the CA bundle that AWS_CA_BUNDLE or the profile names cannot be read',
    );
  }
}

/** The value of `make`, made on first use. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
