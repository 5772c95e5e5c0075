/**
 * What an enhanced status code means when nothing else is known (RFC 3463, RFC 7372 for 5.7.20 to 5.7.26, RFC 7505
 * for 5.1.10 and 5.7.27). The class (4 or 5) is left out: SES reports either. X.0.0 and unknown codes say nothing.
 */
const meanings: Readonly<Record<string, string>> = {
  '1.1': 'bounce/unknown-user',
  '1.2': 'bounce/domain-not-found',
  '1.3': 'bounce/unknown-user',
  '1.4': 'bounce/unknown-user',
  '1.6': 'bounce/mailbox-inactive',
  '1.8': 'bounce/policy-rejected',
  '1.9': 'bounce/recipient-server-fault',
  '1.10': 'bounce/unknown-user',
  '2.1': 'bounce/mailbox-inactive',
  '2.2': 'bounce/mailbox-full',
  '2.3': 'bounce/message-too-large',
  '2.4': 'bounce/recipient-server-fault',
  '3.1': 'bounce/recipient-server-fault',
  '3.2': 'bounce/recipient-server-fault',
  '3.4': 'bounce/message-too-large',
  '3.5': 'bounce/recipient-server-fault',
  '4.1': 'bounce/recipient-server-fault',
  '4.2': 'bounce/recipient-server-fault',
  '4.3': 'bounce/recipient-server-fault',
  '4.4': 'bounce/domain-not-found',
  '4.5': 'bounce/recipient-server-fault',
  '4.6': 'bounce/recipient-server-fault',
  '4.7': 'bounce/expired',
  '4.14': 'bounce/recipient-server-fault',
  '6.0': 'bounce/content-rejected',
  '6.1': 'bounce/content-rejected',
  '6.2': 'bounce/content-rejected',
  '6.3': 'bounce/content-rejected',
  '7.0': 'bounce/policy-rejected',
  '7.1': 'bounce/policy-rejected',
  '7.2': 'bounce/policy-rejected',
  '7.10': 'bounce/tls-required',
  '7.20': 'bounce/authentication-failed',
  '7.21': 'bounce/authentication-failed',
  '7.22': 'bounce/authentication-failed',
  '7.23': 'bounce/authentication-failed',
  '7.24': 'bounce/authentication-failed',
  '7.25': 'bounce/reverse-name-rejected',
  '7.26': 'bounce/authentication-failed',
  '7.27': 'bounce/policy-rejected',
};

/** The code for `5.1.1` and the like, or null when the status alone says nothing. */
export function meaningOfStatus(status: string): string | null {
  const parts = /^[45]\.(\d{1,3}\.\d{1,3})$/.exec(status.trim());
  return meanings[parts?.[1] ?? ''] ?? null;
}
