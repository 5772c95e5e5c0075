import type { CredentialProvider } from './credential-chain.ts';

/** What the live AWS probe of a run is built with. */
export interface AwsProbeOptions {
  /** Null: no source names one, and every call ends as `region-missing`. */
  region: string | null;
  /** `--profile`, or null. */
  profile: string | null;
  /** `--endpoint-url`, or null. */
  endpointUrl: string | null;
  /** For one question with its retries. */
  timeoutMs: number;
  /** `process.env`: the SDK reads it too, whatever is passed here. */
  env: Record<string, string | undefined>;
  /** Aborts every call at once. */
  signal: AbortSignal;
  /** PEM texts of `--ca-file`. AWS_CA_BUNDLE is read here. */
  caPems?: readonly string[];
  now: () => Date;
  /** Milliseconds, rising. */
  clock?: () => number;
  /** 0 to 1, for the jitter. */
  random?: () => number;
  /** Paces every action from its first call on, for runs of thousands of calls; default: from its first throttle on. */
  steady?: boolean;
  /** Takes the place of the credential chain: a role that somebody else takes on. */
  credentials?: CredentialProvider;
}
