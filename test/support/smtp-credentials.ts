import type { SmtpCredentialShape } from '../../src/model/environment.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import type { Answer } from '../../src/model/unavailable.ts';

/** The shape of an SMTP password as SES makes them. */
export const passwordShape = (
  more: Partial<SmtpCredentialShape['password']> = {},
): SmtpCredentialShape['password'] => ({
  present: true,
  length: 44,
  hasWhiteSpace: false,
  hasQuotes: false,
  base64Of33Bytes: true,
  versionByte: 4,
  looksLikeSecretKey: false,
  ...more,
});

/** The shape of SMTP credentials as SES makes them. */
export const credentialShape = (more: Partial<SmtpCredentialShape> = {}): SmtpCredentialShape => ({
  username: 'access-key',
  usernamePrefix: 'AKIA',
  password: passwordShape(),
  derivedRegions: null,
  ...more,
});

/** The answer of a question that nobody put. */
export const notAsked = (flag: string): Answer<never> => ({
  ok: false,
  why: {
    reason: 'not-asked',
    message: flag,
    question: '',
    action: null,
    region: null,
    detail: { flag },
  },
});

export const readAs = (code: string): Candidate => ({
  code,
  subject: null,
  quote: '535 Authentication Credentials Invalid',
  rank: 0,
  item: 0,
  data: { region: 'eu-west-1' },
});
