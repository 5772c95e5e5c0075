import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Section } from './shared-files.ts';

/** The environment of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One profile, with the keys of both files: those of the credentials file win. */
export type AwsProfile = ReadonlyMap<string, string>;

/** What the two AWS config files hold. A file that is missing or cannot be read counts as empty, as in the AWS CLI. */
export interface AwsConfig {
  /** As shown to the user: `~/.aws/config`, `~/.aws/credentials`, whether they exist or not. */
  files: readonly string[];
  /** The names of all profiles. */
  names: readonly string[];
  /** The profile of that name, or null when neither file has it. */
  profile: (name: string) => AwsProfile | null;
  /** The keys of `[services NAME]`, or null. */
  services: (name: string) => ReadonlyMap<string, string> | null;
}

/**
 * Reads ~/.aws/config and ~/.aws/credentials, or the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name,
 * with the reader that the SDK has for itself: a profile that it cannot see gives no credentials either.
 */
export async function readAwsConfig(env: Environment): Promise<AwsConfig> {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  const pathOf = (variable: string, name: string): string => {
    const path = nonEmpty(env[variable]) ?? join(home, '.aws', name);
    return path.startsWith('~/') ? join(home, path.slice(2)) : path;
  };
  const paths = [pathOf('AWS_CONFIG_FILE', 'config'), pathOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials')];
  const [config = {}, credentials = {}] = await sectionsOf(paths);
  return {
    files: paths.map((path) => (path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path)),
    names: [
      ...Object.keys(config).filter((name) => !/^(?:sso-session|services)\./.test(name)),
      ...Object.keys(credentials),
    ],
    profile: (name) => {
      const files = [config, credentials].filter((file) => Object.hasOwn(file, name));
      return files.length === 0 ? null : new Map(files.flatMap((file) => keysOf(file[name])));
    },
    services: (name) =>
      Object.hasOwn(config, `services.${name}`) ? new Map(keysOf(config[`services.${name}`])) : null,
  };
}

const keysOf = (section: Section = {}): [string, string][] =>
  Object.entries(section).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));

/** The sections of both files. Where there is no file, the SDK stays out of memory. */
async function sectionsOf(paths: readonly string[]): Promise<readonly Readonly<Record<string, Section>>[]> {
  const [configFile = '', credentialsFile = ''] = paths;
  if (!paths.some((path) => existsSync(path))) return [];
  const { sharedSections } = await import('./shared-files.ts');
  return await sharedSections(configFile, credentialsFile);
}

/** The profile asked for: `--profile`, AWS_PROFILE or AWS_DEFAULT_PROFILE; null when none of them names one. */
export const profileAsked = (env: Environment, flag: string | null): string | null =>
  flag ?? nonEmpty(env['AWS_PROFILE']) ?? nonEmpty(env['AWS_DEFAULT_PROFILE']);

/**
 * The Region as the AWS CLI finds it without `--region`: AWS_REGION, AWS_DEFAULT_REGION, then `region` of the
 * profile. `profile` is `--profile`, or null. The files are read only when the environment names no Region.
 */
export async function regionFromEnvironment(
  env: Environment,
  profile: string | null,
): Promise<{ region: string; source: 'environment' | 'profile' } | null> {
  const region = nonEmpty(env['AWS_REGION']) ?? nonEmpty(env['AWS_DEFAULT_REGION']);
  if (region !== null) return { region, source: 'environment' };
  const config = await readAwsConfig(env);
  const configured = config.profile(profileAsked(env, profile) ?? 'default')?.get('region');
  return configured === undefined || configured === '' ? null : { region: configured, source: 'profile' };
}

/** The trimmed text, or null when there is none: an empty variable counts as not set. */
export function nonEmpty(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
