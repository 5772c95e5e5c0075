import { profileAsked, readAwsConfig, type AwsConfig, type Environment } from './aws/config.ts';
import { anyEndpointOverride, withoutSecrets } from './aws/endpoint.ts';
import type { EnvironmentProbe, SmtpCredentialShape } from '../model/environment.ts';
import { proxyForHost, proxyName } from './net/proxy.ts';

export interface EnvironmentProbeOptions {
  env: Environment;
  /** `--profile`, or null. */
  profile: string | null;
  /** `--endpoint-url`, or null. */
  endpointUrl: string | null;
  /** Reads SES_SMTP_USERNAME and SES_SMTP_PASSWORD; gives away nothing but their shapes. */
  smtpCredentials: () => Promise<SmtpCredentialShape | null>;
}

/** The live environment probe. Reads the config files again on each call: it is asked once a run. */
export function environmentProbe({
  env,
  profile,
  endpointUrl,
  smtpCredentials,
}: EnvironmentProbeOptions): EnvironmentProbe {
  const asked = profileAsked(env, profile);
  const config = (): Promise<AwsConfig> => readAwsConfig(env);
  return {
    profile: async () => {
      if (asked === null) return null;
      const { files, profile: find } = await config();
      return { name: asked, found: find(asked) !== null, files };
    },
    endpointOverride: async () => {
      const profile = asked ?? 'default';
      const override = anyEndpointOverride({ flag: endpointUrl, env, config: await config(), profile });
      return override === null ? null : { source: override.source, url: withoutSecrets(override.url) };
    },
    proxyFor: (host) => {
      const proxy = proxyForHost(host, env);
      return proxy === null ? null : proxyName(proxy);
    },
    smtpCredentials,
  };
}
