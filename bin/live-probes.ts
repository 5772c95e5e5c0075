import { availableParallelism } from 'node:os';
import type { AwsSettings, ProbeSettings } from '../src/cli/host.ts';
import { awsProbe } from '../src/probes/aws/probe.ts';
import { profileAsked, readAwsConfig, regionFromEnvironment } from '../src/probes/aws/config.ts';
import { environmentKeys, shapeOf } from '../src/probes/aws/credentials.ts';
import { trustContext } from '../src/probes/net/certificate-authorities.ts';
import { dnsProbe, systemResolvers } from '../src/probes/dns/probe.ts';
import { environmentProbe } from '../src/probes/environment-probe.ts';
import { httpsProbe } from '../src/probes/net/https-probe.ts';
import { hasManyIdentities } from '../src/model/many-identities.ts';
import type { Probes } from '../src/model/probes.ts';
import { proxyForHost } from '../src/probes/net/proxy.ts';
import { smtpCredentialShape } from '../src/probes/smtp/credentials.ts';
import { deriveSmtpPassword as derive } from '../src/probes/smtp/password.ts';
import { smtpProbe } from '../src/probes/smtp/probe.ts';
import { withoutWorlds } from '../src/probes/switched-off.ts';
import { Unavailable } from '../src/model/unavailable.ts';
import { dnsInThread } from './dns-thread.ts';

type Environment = Record<string, string | undefined>;

/** In runs of thousands a call may wait long for its turn; DNS answers soon or not at all. */
const mostDnsMs = 5000;
/** For so many senders each server of their zones is asked everything. */
const fewIdentities = 10;
/** Names that many senders share are asked for again and again; those of one sender within moments. */
const rememberedAnswers = 4000;

function liveDns({ target, resolvers, timeoutMs, signal, many }: ProbeSettings): Probes['dns'] {
  const servers = resolvers.length > 0 ? resolvers : systemResolvers();
  const settings = {
    controlled: true,
    servers,
    timeoutMs: many === undefined ? timeoutMs : Math.min(timeoutMs, mostDnsMs),
    sparing: many !== undefined || target.identities.length > fewIdentities,
    resolverName: servers[0]?.host ?? 'no resolver',
    ...(many === undefined ? {} : { maxInFlight: many.dnsInFlight, remember: rememberedAnswers }),
  };
  const here = (): Probes['dns'] => dnsProbe({ ...settings, signal, now: () => new Date() });
  // A survey asks for several accounts at once, and waits for AWS more than for this processor.
  const pays = many === undefined && hasManyIdentities(target);
  return pays && availableParallelism() > 1 ? dnsInThread(settings, signal, here) : here();
}

/**
 * The doors to the world of one run, or of one round of --wait: they remember what they were told. Tests pass a DNS whose
 * zones are served elsewhere.
 */
export function liveProbes(
  settings: ProbeSettings,
  env: Environment,
  dns: Probes['dns'] = liveDns(settings),
): Probes {
  const { target, resolvers, timeoutMs, caPem, signal, many } = settings;
  const { region, profile, endpointUrl } = target;
  const caPems = caPem === null ? [] : [caPem];
  const chosen = resolvers.length > 0;
  const trust = trustContext({ caPems, extraCaFile: env['NODE_EXTRA_CA_CERTS'] ?? null });
  const username = env['SES_SMTP_USERNAME'] ?? '';
  const password = env['SES_SMTP_PASSWORD'] ?? '';
  const names = { dns: chosen ? dns : null, timeoutMs, signal, trust };
  const environment = environmentProbe({
    env,
    profile,
    endpointUrl,
    smtpCredentials: () =>
      smtpCredentialShape({
        username,
        password,
        awsCredentials: () => keysAtHand(env, profile),
        regions: region === null ? [] : [region],
      }),
  });
  const probes: Probes = {
    aws: awsProbe({
      ...{ region, profile, endpointUrl, timeoutMs, env, signal, caPems },
      now: () => new Date(),
      steady: many !== undefined,
      ...(many?.credentials == null ? {} : { credentials: many.credentials }),
    }),
    dns,
    smtp: smtpProbe({
      ...names,
      credentials: username === '' || password === '' ? null : { username, password },
    }),
    https: httpsProbe({ ...names, proxyFor: (host) => proxyForHost(host, env) }),
    environment,
    now: () => new Date(),
  };
  return withoutWorlds(probes, target);
}

/** The calls of AWS alone. */
export const liveAws = (settings: AwsSettings, env: Environment): Probes['aws'] =>
  awsProbe({ ...settings, env, now: () => new Date() });

/** The Region as the AWS CLI finds it without a flag, or null. */
export const regionOf = regionFromEnvironment;

/** The SMTP password of the configured secret key. Throws `Unavailable` when there is none, or only temporary keys. */
export async function deriveSmtpPassword(
  env: Environment,
  profile: string | null,
  region: string,
): Promise<string> {
  const keys = await keysAtHand(env, profile);
  if (keys === null) {
    throw new Unavailable(
      'no-credentials',
      'there is no long-term access key in the environment or the profile; SMTP passwords are made from one (AKIA…), never from a role or an SSO session',
    );
  }
  if (shapeOf(keys).smtpPasswordAsSecret) {
    throw new Unavailable(
      'credentials-rejected',
      'what stands in the place of the secret access key is an SMTP password itself; the secret access key of the same key is needed',
    );
  }
  return derive(keys.secretAccessKey, region);
}

/** A long-term access key of the environment or the profile, in that order as for the calls to AWS: the only kind that SMTP takes. Asks nobody. */
async function keysAtHand(
  env: Environment,
  flag: string | null,
): Promise<{ accessKeyId: string; secretAccessKey: string } | null> {
  const keys = flag === null ? environmentKeys(env) : null;
  if (keys !== null)
    return keys.sessionToken === undefined && !keys.accessKeyId.startsWith('ASIA') ? keys : null;
  const profile = (await readAwsConfig(env)).profile(profileAsked(env, flag) ?? 'default');
  const accessKeyId = profile?.get('aws_access_key_id') ?? '';
  const secretAccessKey = profile?.get('aws_secret_access_key') ?? '';
  return accessKeyId.startsWith('AKIA') && secretAccessKey !== '' ? { accessKeyId, secretAccessKey } : null;
}
