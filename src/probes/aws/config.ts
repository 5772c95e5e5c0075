import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseIni, type IniSections } from './ini.ts';

/** The environment of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One profile, with the keys of both files: those of the config file win. */
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

/** Reads ~/.aws/config and ~/.aws/credentials, or the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name. */
export function readAwsConfig(env: Environment): AwsConfig {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  const pathOf = (variable: string, name: string): string => {
    const path = nonEmpty(env[variable]) ?? join(home, '.aws', name);
    return path.startsWith('~/') ? join(home, path.slice(2)) : path;
  };
  const configPath = pathOf('AWS_CONFIG_FILE', 'config');
  const credentialsPath = pathOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials');
  const config = sectionsOf(configPath);
  const credentials = sectionsOf(credentialsPath);
  return {
    files: [configPath, credentialsPath].map((path) =>
      path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path,
    ),
    names: [
      ...[...config.keys()]
        .filter((name) => name.startsWith('profile '))
        .map((name) => name.slice('profile '.length)),
      ...credentials.keys(),
    ],
    profile: (name) => {
      // The config file says `profile dev`, except for the default profile; the credentials file says `dev`.
      const fromConfig = config.get(`profile ${name}`) ?? (name === 'default' ? config.get(name) : undefined);
      const fromCredentials = credentials.get(name);
      if (fromConfig === undefined && fromCredentials === undefined) return null;
      return new Map([...(fromCredentials ?? []), ...(fromConfig ?? [])]);
    },
    services: (name) => config.get(`services ${name}`) ?? null,
  };
}

/** The profile asked for: `--profile`, AWS_PROFILE or AWS_DEFAULT_PROFILE; null when none of them names one. */
export const profileAsked = (env: Environment, flag: string | null): string | null =>
  flag ?? nonEmpty(env['AWS_PROFILE']) ?? nonEmpty(env['AWS_DEFAULT_PROFILE']);

/**
 * The Region as the AWS CLI finds it without `--region`: AWS_REGION, AWS_DEFAULT_REGION, then `region` of the
 * profile. `profile` is `--profile`, or null. The files are read only when the environment names no Region.
 */
export function regionFromEnvironment(
  env: Environment,
  profile: string | null,
): { region: string; source: 'environment' | 'profile' } | null {
  const region = nonEmpty(env['AWS_REGION']) ?? nonEmpty(env['AWS_DEFAULT_REGION']);
  if (region !== null) return { region, source: 'environment' };
  const configured = readAwsConfig(env)
    .profile(profileAsked(env, profile) ?? 'default')
    ?.get('region');
  return configured === undefined || configured === '' ? null : { region: configured, source: 'profile' };
}

/** The trimmed text, or null when there is none: an empty variable counts as not set. */
export function nonEmpty(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function sectionsOf(path: string): IniSections {
  try {
    return parseIni(readFileSync(path, 'utf8'));
  } catch {
    return new Map();
  }
}
