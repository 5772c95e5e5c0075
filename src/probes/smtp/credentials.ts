import { timingSafeEqual } from 'node:crypto';
import { sesRegions } from '../../knowledge/regions.ts';
import type { SmtpCredentialShape } from '../../model/environment.ts';
import { deriveSmtpPassword } from './password.ts';

export interface SmtpCredentialSources {
  /** SES_SMTP_USERNAME and SES_SMTP_PASSWORD; undefined when not set. */
  username: string | undefined;
  password: string | undefined;
  /** The AWS credentials of the run, or null when there are none. Asked only when they could tell us something. */
  awsCredentials: () => Promise<{ accessKeyId: string; secretAccessKey: string } | null>;
  /** More Regions to derive for: that of the run, which may be newer than our table. */
  regions?: readonly string[];
}

/** What there is to know about the SMTP credentials without showing them; null when none are set. */
export async function smtpCredentialShape(
  sources: SmtpCredentialSources,
): Promise<SmtpCredentialShape | null> {
  const { username = '', password = '' } = sources;
  if (username === '' && password === '') return null;
  const decoded = decode(password);
  return {
    username: kindOf(username),
    usernamePrefix: /^A[A-Z]{3}[A-Z0-9]{12,124}$/.test(username) ? username.slice(0, 4) : null,
    password: {
      present: password !== '',
      length: password.length,
      hasWhiteSpace: /\s/.test(password),
      hasQuotes: /^["'`]|["'`]$/.test(password),
      base64Of33Bytes: decoded !== null,
      versionByte: decoded?.[0] ?? null,
      looksLikeSecretKey: /^[A-Za-z0-9/+]{40}$/.test(password),
    },
    derivedRegions: await derivedRegions(username, password, sources),
  };
}

/** Prefixes of ids: IAM User Guide, "IAM identifiers": AKIA is a long-term access key, ASIA a temporary one. */
function kindOf(username: string): SmtpCredentialShape['username'] {
  if (username === '') return 'missing';
  if (/^AKIA[A-Z0-9]{12,124}$/.test(username)) return 'access-key';
  return /^ASIA[A-Z0-9]{12,124}$/.test(username) ? 'temporary-key' : 'other';
}

/** 33 bytes are 44 characters of base64 without padding. */
function decode(password: string): Buffer | null {
  return /^[A-Za-z0-9+/]{44}$/.test(password) ? Buffer.from(password, 'base64') : null;
}

async function derivedRegions(
  username: string,
  password: string,
  { awsCredentials, regions = [] }: SmtpCredentialSources,
): Promise<readonly string[] | null> {
  if (kindOf(username) !== 'access-key' || password === '') return null;
  const credentials = await awsCredentials();
  if (credentials?.accessKeyId !== username) return null;
  const names = new Set([...sesRegions.map(({ name }) => name), ...regions]);
  return [...names].filter((region) =>
    same(deriveSmtpPassword(credentials.secretAccessKey, region), password),
  );
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
