import { nearest } from '../../model/edit-distance.ts';
import type { Credentials } from './credential-chain.ts';
import { nonEmpty, profileAsked, type AwsConfig, type AwsProfile, type Environment } from './config.ts';

/** Where credentials would come from, without looking at them. */
export interface CredentialSource {
  /** The profile in force: asked for, or `default`; null when the environment's keys are used. */
  profile: string | null;
  /** How that profile logs in. `none`: it holds nothing to log in with, or there is no such profile. */
  kind: 'environment' | 'sso' | 'login' | 'role' | 'process' | 'web-identity' | 'static' | 'none';
  /** The profile was asked for and is in neither file. */
  missing: boolean;
  /** Where it is missing: a profile that is spelt nearly like it, or null. */
  nearest: string | null;
  /** Every source that was or would be tried, in order, as told to the user. */
  tried: readonly string[];
}

/**
 * Which credentials are in force. As in the AWS CLI, `--profile` comes before the keys of the environment, and those
 * before AWS_PROFILE; a profile that was asked for has to exist either way.
 */
export function credentialSource(env: Environment, flag: string | null, config: AwsConfig): CredentialSource {
  const asked = profileAsked(env, flag);
  const name = asked ?? 'default';
  const profile = config.profile(name);
  const tried = sourcesTried(env, flag, name, config);
  if (asked !== null && profile === null)
    return { profile: asked, kind: 'none', missing: true, nearest: nearest(asked, config.names, 2), tried };
  if (flag === null && environmentKeys(env) !== null) {
    return { profile: null, kind: 'environment', missing: false, nearest: null, tried };
  }
  return { profile: name, kind: kindOf(profile), missing: false, nearest: null, tried };
}

/** The keys in the environment when both are set, else null. */
export function environmentKeys(env: Environment): Credentials | null {
  const accessKeyId = nonEmpty(env['AWS_ACCESS_KEY_ID']);
  const secretAccessKey = nonEmpty(env['AWS_SECRET_ACCESS_KEY']);
  const sessionToken = nonEmpty(env['AWS_SESSION_TOKEN']);
  if (accessKeyId === null || secretAccessKey === null) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
}

/** What the look of credentials gives away. No part of them. */
export interface CredentialShape {
  /** 44 characters, base64 of 33 bytes, the first of them the version of an SMTP password. */
  smtpPasswordAsSecret: boolean;
  /** A temporary key (ASIA…) that came without its token. */
  tokenMissing: boolean;
}

/** Recognises two mix-ups by shape. The first byte of an SMTP password is its version, 4 or (older) 2. */
export function shapeOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): CredentialShape {
  const isBase64 = /^[A-Za-z0-9+/]{44}$/.test(secretAccessKey);
  const version = isBase64 ? Buffer.from(secretAccessKey, 'base64')[0] : undefined;
  return {
    smtpPasswordAsSecret: version === 4 || version === 2,
    tokenMissing: accessKeyId.startsWith('ASIA') && sessionToken === undefined,
  };
}

function kindOf(profile: AwsProfile | null): CredentialSource['kind'] {
  if (profile === null) return 'none';
  if (profile.has('role_arn') && profile.has('web_identity_token_file')) return 'web-identity';
  if (profile.has('role_arn')) return 'role';
  if (profile.has('aws_access_key_id')) return 'static';
  if (profile.has('credential_process')) return 'process';
  if (profile.has('sso_session') || profile.has('sso_start_url')) return 'sso';
  return profile.has('login_session') ? 'login' : 'none';
}

function sourcesTried(
  env: Environment,
  flag: string | null,
  profile: string,
  config: AwsConfig,
): readonly string[] {
  const [configFile = '', credentialsFile = ''] = config.files;
  const metadataOff = (env['AWS_EC2_METADATA_DISABLED'] ?? 'false').toLowerCase() !== 'false';
  const container =
    env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  return [
    ...(flag === null ? [environmentTried(env)] : []),
    `profile ${profile} in ${configFile} and ${credentialsFile} (${profileTried(config.profile(profile), config)})`,
    `web identity token (AWS_WEB_IDENTITY_TOKEN_FILE is ${env['AWS_WEB_IDENTITY_TOKEN_FILE'] === undefined ? 'not set' : 'set, and gave none'})`,
    container === undefined
      ? 'container (AWS_CONTAINER_CREDENTIALS_* are not set)'
      : 'container credentials service (gave none)',
    ...(container === undefined
      ? [
          metadataOff
            ? 'EC2 instance role (switched off by AWS_EC2_METADATA_DISABLED)'
            : 'EC2 instance role (gave none)',
        ]
      : []),
  ];
}

function environmentTried(env: Environment): string {
  const key = nonEmpty(env['AWS_ACCESS_KEY_ID']) !== null;
  const secret = nonEmpty(env['AWS_SECRET_ACCESS_KEY']) !== null;
  if (key && !secret) return 'environment (AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not)';
  if (secret && !key) return 'environment (AWS_SECRET_ACCESS_KEY is set, AWS_ACCESS_KEY_ID is not)';
  return key ? 'environment' : 'environment (AWS_ACCESS_KEY_ID is not set)';
}

function profileTried(profile: AwsProfile | null, config: AwsConfig): string {
  if (profile === null) return 'no such profile';
  const source = profile.get('source_profile');
  if (source !== undefined && config.profile(source) === null)
    return `its source_profile ${source} does not exist`;
  switch (kindOf(profile)) {
    case 'static':
      return profile.has('aws_secret_access_key') ? 'holds keys' : 'holds a key id without a secret';
    case 'process':
      return 'its credential_process gave none';
    case 'role':
      return 'its role gave none';
    case 'web-identity':
      return 'its web identity gave none';
    case 'sso':
      return 'uses IAM Identity Center';
    case 'login':
      return 'uses aws login';
    case 'environment':
    case 'none':
      return 'holds no credentials';
  }
}
