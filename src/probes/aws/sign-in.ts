import { Unavailable } from '../../model/unavailable.ts';
import { nonEmpty, type Environment } from './config.ts';
import type { CredentialProvider, Credentials } from './credential-chain.ts';
import { credentialFailure } from './credential-failure.ts';
import { environmentKeys, shapeOf } from './credentials.ts';
import { DeadlinePassed, withDeadline } from './deadline.ts';
import type { CallContext } from './failure.ts';
import type { AwsHttpHandler } from './http.ts';
import { once } from '../../model/once.ts';
import type { AwsProbeOptions } from './options.ts';
import type { Settings } from './settings.ts';
import type { WireFailure } from './wire.ts';

/** Credentials that end sooner are fetched again. */
const renewBeforeMs = 5 * 60_000;

/** The credentials of a run. */
export interface SignIn {
  /** As a client takes them: fetched once, or each time they are about to end. */
  forClient: () => Promise<Credentials | CredentialProvider>;
  /** Waits for the credentials and fills in what their shape says. Throws `Unavailable`. */
  signIn: (context: CallContext) => Promise<void>;
}

/** Fetches credentials on first use, once for all calls of the run. */
export function createSignIn(
  options: AwsProbeOptions,
  settings: () => Promise<Settings>,
  newHandler: (onFailure: (failure: WireFailure) => void) => Promise<AwsHttpHandler>,
): SignIn {
  const { env, timeoutMs, signal, now, credentials: given } = options;
  let lastOnWire: WireFailure | null = null;
  let gaveUp: DeadlinePassed | null = null;
  /** Those of the chain, once they are there: later calls have nothing to wait for. */
  let chained: Credentials | null = null;

  let taken: (Credentials & { expiration?: Date }) | null = null;
  /** Credentials of a role end: they are fetched again a while before. */
  const ofRole = async (provider: CredentialProvider): Promise<Credentials & { expiration?: Date }> => {
    const left = (taken?.expiration?.getTime() ?? Infinity) - now().getTime();
    if (taken === null || left < renewBeforeMs) taken = await provider();
    return taken;
  };

  const fromChain = once(async (): Promise<Credentials> => {
    const { missing, profile: name, kind } = (await settings()).source;
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

  return {
    forClient: async () => (given === undefined ? await credentials() : () => ofRole(given)),

    signIn: async (context) => {
      try {
        // Whoever did not answer in the time of one question is not waited for by the next.
        if (gaveUp !== null) throw gaveUp;
        const found = chained ?? (await withDeadline(timeoutMs, signal, credentials));
        if (given === undefined) chained = found;
        context.shape = shapeOf(found);
        context.secrets = [found.secretAccessKey, found.sessionToken ?? found.secretAccessKey];
      } catch (error) {
        // Who takes on a role says himself why it was refused.
        if (error instanceof Unavailable) throw error;
        if (error instanceof DeadlinePassed) gaveUp = error;
        throw credentialFailure(error, context, lastOnWire);
      }
    },
  };
}

/** Credentials come from a container's service (ECS, EKS Pod Identity). */
const inContainer = (env: Environment): boolean =>
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'].some(
    (name) => nonEmpty(env[name]) !== null,
  );
