import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AwsHttpHandler } from './http.ts';
import { silent } from './silent.ts';

export interface ChainOptions {
  /** The profile to use, or null for the chain's own choice. */
  profile: string | null;
  /** For AssumeRole where the profile names no Region. */
  region: string;
  handler: AwsHttpHandler;
  /** How long one question to the metadata services may take. */
  metadataTimeoutMs: number;
}

/** What the chain hands over. Stays inside the AWS probe. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Gives credentials; asked again shortly before `expiration`, where they have one. */
export type CredentialProvider = () => Promise<Credentials & { expiration?: Date }>;

/** The SDK's default chain: SSO, profile, process, web identity, container, instance. SSO and STS go through our handler. */
export async function credentialsFromChain(options: ChainOptions): Promise<Credentials> {
  const { profile, region, handler, metadataTimeoutMs } = options;
  const clientConfig = { requestHandler: handler, maxAttempts: 2, logger: silent };
  const provider = defaultProvider({
    ...(profile === null ? {} : { profile }),
    logger: silent,
    clientConfig,
    parentClientConfig: { ...clientConfig, region },
    // Off EC2 nobody answers at the metadata address: two questions, each once, and we know.
    timeout: metadataTimeoutMs,
    maxRetries: 0,
  });
  return await provider();
}
