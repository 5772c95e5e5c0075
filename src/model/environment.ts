/**
 * What the process environment and the AWS config files say, in shapes: never a secret
 * (docs/design.md 10).
 */
export interface EnvironmentProbe {
  /** The profile asked for (`--profile` or AWS_PROFILE) and whether a config file has it; null when none was asked for. */
  profile: () => Promise<{ name: string; found: boolean; files: readonly string[] } | null>;
  /** Where an endpoint override comes from, as `AWS_ENDPOINT_URL_SESV2`, with its URL; null without one. */
  endpointOverride: () => Promise<{ source: string; url: string } | null>;
  /** The proxy that HTTPS to `host` goes through, or null. A password in the URL is left out. */
  proxyFor: (host: string) => string | null;
  /** Shapes of SES_SMTP_USERNAME and SES_SMTP_PASSWORD; null when neither is set. */
  smtpCredentials: () => Promise<SmtpCredentialShape | null>;
}

/** All that is ever known about SMTP credentials outside their probe. */
export interface SmtpCredentialShape {
  /** Kind of user name. */
  username: 'access-key' | 'temporary-key' | 'other' | 'missing';
  /** First four characters, when they look like an access key id's; else null. */
  usernamePrefix: string | null;
  password: {
    present: boolean;
    length: number;
    hasWhiteSpace: boolean;
    hasQuotes: boolean;
    /** Decodes to 33 bytes. */
    base64Of33Bytes: boolean;
    /** The first byte of the decoded password when it is base64 of 33 bytes, else null. */
    versionByte: number | null;
    /** 40 characters that an AWS secret key may have. */
    looksLikeSecretKey: boolean;
  };
  /** Regions whose derived password equals the given one; null when the secret key of that access key is not available. */
  derivedRegions: readonly string[] | null;
}
