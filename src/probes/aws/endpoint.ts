import type { AwsService } from '../../model/aws-calls.ts';
import { nonEmpty, type AwsConfig, type AwsProfile, type Environment } from './config.ts';

/** An endpoint that replaces Amazon's own for a service. */
export interface EndpointOverride {
  /** `--endpoint-url`, the variable, or the profile that holds it. */
  source: string;
  /** As written; may be no URL at all. */
  url: string;
}

export interface EndpointSources {
  /** `--endpoint-url`, or null. */
  flag: string | null;
  env: Environment;
  config: AwsConfig;
  /** Name of the profile in force. */
  profile: string;
}

/** The services in the order in which an override is reported. */
const services: readonly AwsService[] = [
  ...(['sesv2', 'ses', 'cloudwatch', 'sns'] as const),
  ...(['sqs', 'eventbridge', 'firehose', 'sts', 'organizations', 'iam'] as const),
];

/**
 * The endpoint override of a service, or null. Order as in the SDK guide "Service-specific endpoints": flag,
 * AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the `services` section of the profile, `endpoint_url` of the profile.
 */
export function endpointOverrideFor(service: AwsService, sources: EndpointSources): EndpointOverride | null {
  const { flag, env } = sources;
  if (flag !== null) return { source: '--endpoint-url', url: flag };
  if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])) return null;
  for (const variable of [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL']) {
    const url = nonEmpty(env[variable]);
    if (url !== null) return { source: variable, url };
  }
  const profile = sources.config.profile(sources.profile);
  return profile === null ? null : fromProfile(service, profile, sources.profile, sources.config);
}

/** The first override of any service the program calls, or null. */
export function anyEndpointOverride(sources: EndpointSources): EndpointOverride | null {
  for (const service of services) {
    const override = endpointOverrideFor(service, sources);
    if (override !== null) return override;
  }
  return null;
}

function fromProfile(
  service: AwsService,
  profile: AwsProfile,
  name: string,
  config: AwsConfig,
): EndpointOverride | null {
  if (isTrue(profile.get('ignore_configured_endpoint_urls'))) return null;
  const group = profile.get('services');
  const own = group === undefined ? undefined : config.services(group)?.get(`${service}.endpoint_url`);
  const url = nonEmpty(own) ?? nonEmpty(profile.get('endpoint_url'));
  return url === null ? null : { source: `profile ${name}`, url };
}

/** `true` in any case, as the SDKs read their switches. */
export const isTrue = (text: string | undefined): boolean => text?.trim().toLowerCase() === 'true';

/** A URL without user, password, query and fragment, any of which may hold a secret; `(not a URL)` for anything else. */
export function withoutSecrets(url: string): string {
  const parsed = httpUrl(url);
  if (parsed === null) return '(not an http or https URL)';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
}

/** The URL when it is one of http or https, else null. */
export function httpUrl(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
