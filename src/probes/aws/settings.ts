import { readFileSync } from 'node:fs';
import type { AwsService } from '../../model/aws-calls.ts';
import { nonEmpty, profileAsked, readAwsConfig, type AwsProfile } from './config.ts';
import { credentialSource, type CredentialSource } from './credentials.ts';
import { endpointOverrideFor, type EndpointOverride } from './endpoint.ts';
import type { AwsProbeOptions } from './options.ts';
import { WireFailure } from './wire.ts';

/** What the flags, the environment and the profile in force set for a run. */
export interface Settings {
  source: CredentialSource;
  /** Holds even where the keys of the environment take the place of its own. */
  profile: AwsProfile;
  /** Where a service is asked instead of at Amazon's endpoint, or null. */
  overrideOf: (service: AwsService) => EndpointOverride | null;
  /** PEM texts that are trusted beside those of Node. Throws when the bundle cannot be read. */
  authorities: () => readonly string[];
}

/** Reads the config files. */
export async function readSettings(options: AwsProbeOptions): Promise<Settings> {
  const { env, profile: flag } = options;
  const config = await readAwsConfig(env);
  const name = profileAsked(env, flag) ?? 'default';
  const profile = config.profile(name) ?? new Map<string, string>();
  return {
    source: credentialSource(env, flag, config),
    profile,
    overrideOf: (service) =>
      endpointOverrideFor(service, { flag: options.endpointUrl, env, config, profile: name }),
    authorities: () => {
      const bundle = nonEmpty(env['AWS_CA_BUNDLE']) ?? nonEmpty(profile.get('ca_bundle'));
      return [...(options.caPems ?? []), ...(bundle === null ? [] : [readBundle(bundle)])];
    },
  };
}

/** The certificates of AWS_CA_BUNDLE or `ca_bundle`. */
function readBundle(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new WireFailure(
      'tls',
      'ca-bundle',
      '',
      null,
      `the CA bundle that AWS_CA_BUNDLE or the profile names cannot be read (${code})`,
    );
  }
}
