/** An enhanced status code (RFC 3463): subject and detail, without the class. */
export interface EnhancedStatus {
  /** `7.26`: X.7.26 of the registry. */
  readonly code: string;
  /** What it says, in a few words. */
  readonly means: string;
  /** The code of the finding that it stands for when the words say nothing; null where nothing follows from it. */
  readonly cause: string | null;
  /** Servers give it for whatever they refuse: words outweigh it. */
  readonly isVague: boolean;
  /** Null for the registry; else the receiver that gives the code a meaning of its own. */
  readonly receiver: 'Microsoft' | 'Google' | 'Yahoo' | null;
  readonly source: string;
}

const registry = 'https://www.iana.org/assignments/smtp-enhanced-status-codes/';
const microsoft =
  'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online';
const google = 'https://support.google.com/a/answer/3726730';

/** The registry, whole: status, cause (`?` where it is vague, `-` where none follows), meaning. */
const registered = `0.0 - other undefined status
1.0 unknown-user? other address status
1.1 unknown-user bad destination mailbox address
1.2 domain-not-found bad destination system address
1.3 unknown-user bad destination mailbox address syntax
1.4 unknown-user destination mailbox address ambiguous
1.5 - destination address valid
1.6 mailbox-inactive? destination mailbox has moved, no forwarding address
1.7 policy-rejected? bad sender's mailbox address syntax
1.8 sender-domain bad sender's system address
1.9 recipient-server-fault message relayed to non-compliant mailer
1.10 unknown-user recipient address has null MX
2.0 mailbox-inactive? other or undefined mailbox status
2.1 mailbox-inactive? mailbox disabled, not accepting messages
2.2 mailbox-full mailbox full
2.3 message-too-large message length exceeds administrative limit
2.4 recipient-server-fault mailing list expansion problem
3.0 recipient-server-fault? other or undefined mail system status
3.1 recipient-server-fault mail system full
3.2 recipient-server-fault system not accepting network messages
3.3 recipient-server-fault system not capable of selected features
3.4 message-too-large message too big for system
3.5 recipient-server-fault system incorrectly configured
3.6 - requested priority was changed
4.0 recipient-server-fault? other or undefined network or routing status
4.1 recipient-server-fault? no answer from host
4.2 recipient-server-fault bad connection
4.3 recipient-server-fault directory server failure
4.4 domain-not-found unable to route
4.5 recipient-server-fault mail system congestion
4.6 recipient-server-fault routing loop detected
4.7 expired delivery time expired
5.0 recipient-server-fault? other or undefined protocol status
5.1 recipient-server-fault? invalid command
5.2 recipient-server-fault? syntax error
5.3 rate-limited? too many recipients
5.4 recipient-server-fault? invalid command arguments
5.5 recipient-server-fault? wrong protocol version
5.6 recipient-server-fault? authentication exchange line is too long
6.0 content-rejected other or undefined media error
6.1 content-rejected media not supported
6.2 content-rejected conversion required and prohibited
6.3 content-rejected conversion required but not supported
6.4 - conversion with loss performed
6.5 content-rejected conversion failed
6.6 content-rejected message content not available
6.7 content-rejected non-ASCII addresses not permitted for that sender or recipient
6.8 content-rejected UTF-8 string reply is required, but not permitted by the SMTP client
6.9 content-rejected UTF-8 header message cannot be transferred to one or more recipients
6.10 content-rejected UTF-8 header message cannot be transferred (deprecated)
7.0 policy-rejected? other or undefined security status
7.1 policy-rejected? delivery not authorized, message refused
7.2 policy-rejected mailing list expansion prohibited
7.3 content-rejected security conversion required but not possible
7.4 tls-required? security features not supported
7.5 tls-required? cryptographic failure
7.6 tls-required? cryptographic algorithm not supported
7.7 content-rejected message integrity failure
7.8 policy-rejected? authentication credentials invalid
7.9 policy-rejected? authentication mechanism is too weak
7.10 tls-required encryption needed
7.11 tls-required encryption required for requested authentication mechanism
7.12 policy-rejected? a password transition is needed
7.13 mailbox-inactive user account disabled
7.14 policy-rejected trust relationship required
7.15 policy-rejected priority level is too low
7.16 message-too-large message is too big for the specified priority
7.17 mailbox-inactive mailbox owner has changed
7.18 mailbox-inactive domain owner has changed
7.19 policy-rejected RRVS test cannot be completed
7.20 authentication-failed no passing DKIM signature found
7.21 authentication-failed no acceptable DKIM signature found
7.22 authentication-failed no valid author-matched DKIM signature found
7.23 authentication-failed SPF validation failed
7.24 authentication-failed SPF validation error
7.25 reverse-name-rejected reverse DNS validation failed
7.26 authentication-failed multiple authentication checks failed
7.27 policy-rejected? sender address has null MX
7.28 rate-limited mail flood detected
7.29 authentication-failed ARC validation failure
7.30 tls-required REQUIRETLS support required`;

const ofMicrosoft = `0.350 recipient-server-fault? a generic error of the recipient's system
1.20 content-rejected more than one From address
1.90 rate-limited the sender's daily limit of recipients is used up
2.121 rate-limited the recipient gets too much mail from this sender
2.122 rate-limited the recipient gets too much mail an hour
3.190 recipient-server-fault the mailbox is on hold or being moved
4.310 domain-not-found the recipient's domain does not exist in DNS
4.312 domain-not-found the DNS query failed
4.316 recipient-server-fault the receiving server refused the connection
4.317 recipient-server-fault no TLS with the receiving server
4.300 expired the message expired
6.11 content-rejected characters that the receiving server does not take
7.5 tls-required? the receiver's certificate does not meet its MTA-STS policy
7.12 policy-rejected the sender is not authenticated for this internal recipient
7.13 policy-rejected? the sender is not authenticated for this group
7.57 relay-denied the client is not authenticated to send
7.60 policy-rejected the client has no right to send as this sender
7.64 relay-denied relay access denied: no accepted domain, or the wrong connector
7.124 policy-rejected the sender is not on the list of those the group accepts
7.133 policy-rejected the group takes mail from within the organisation only
7.134 policy-rejected the mailbox takes mail from within the organisation only
7.136 policy-rejected the mail user takes mail from within the organisation only
7.193 policy-rejected the group or team takes mail from members only
7.321 tls-required the receiver offers no STARTTLS, and DANE or MTA-STS demands it
7.322 recipient-server-fault the receiver's certificate has expired
7.323 recipient-server-fault the receiver's TLSA record is invalid
7.324 recipient-server-fault the receiver's domain fails DNSSEC
7.325 tls-required the receiver's certificate is for another host
7.500 rate-limited the sending IP address is throttled
7.501 ip-blocked-by-provider the sender is suspected of spam
7.502 ip-blocked-by-provider the sender is banned
7.503 ip-blocked-by-provider the sender is banned
7.504 policy-rejected the recipient address is blocked
7.505 policy-rejected the sender's domain is banned
7.506 policy-rejected the HELO name is not acceptable
7.507 policy-rejected the recipient blocks this sender's IP address
7.508 rate-limited too much mail from this range of IPv6 addresses
7.509 authentication-failed DMARC fails and the sender's policy is reject
7.510 policy-rejected the recipient takes no mail from outside
7.511 ip-blocked-by-provider the sending IP address is banned
7.512 content-rejected the message has no valid From field (RFC 5322)
7.513 ip-blocked-by-provider the recipient's organisation blocks the client host
7.515 authentication-failed the sender's domain does not meet the authentication that high volumes need
7.606 ip-blocked-by-provider the sending IP address is banned
7.649 ip-blocked-by-provider the sending IP address is banned
7.703 policy-rejected the tenant's own list of what it allows and blocks
7.705 ip-blocked-by-provider the sending tenant is over its limits
7.708 ip-blocked-by-provider traffic from this IP address is not accepted
7.750 ip-blocked-by-provider the sender's domain is not registered with the tenant
7.850 rate-limited the sending IP address sends too much
7.860 rate-limited the sending IP address sends too much`;

const ofGoogle = `7.23 authentication-failed the mail's authentication does not meet the guidelines, or its sending address has no PTR record
7.25 reverse-name-rejected the sending IP address has no PTR record, or its name does not point back
7.26 authentication-failed the mail passes neither SPF nor DKIM, or fails DMARC by the sender's policy
7.27 authentication-failed the mail does not pass SPF
7.28 rate-limited too much unsolicited mail from the sender
7.29 tls-required the mail was not sent over TLS
7.30 authentication-failed the mail does not pass DKIM
7.31 authentication-failed the sender's domain has no DMARC record, or the mail fails it
7.32 authentication-failed the From domain aligns with neither SPF nor DKIM
7.40 authentication-failed the sender's domain has no DMARC record, or names no policy`;

const tables = [
  { text: registered, receiver: null, source: registry },
  { text: ofMicrosoft, receiver: 'Microsoft', source: microsoft },
  { text: ofGoogle, receiver: 'Google', source: google },
] as const;

function statusOf(row: string, { receiver, source }: (typeof tables)[number]): EnhancedStatus {
  const [code = '', cause = '', ...words] = row.split(' ');
  return {
    code,
    means: words.join(' '),
    cause: cause === '-' ? null : `bounce/${cause.replace('?', '')}`,
    isVague: cause.endsWith('?'),
    receiver,
    source,
  };
}

/** Every row. A text that names one or two is not made to wait for all. */
export const enhancedStatuses = (): readonly EnhancedStatus[] =>
  tables.flatMap((table) => table.text.split('\n').map((row) => statusOf(row, table)));

const rowsWith = (code: string): readonly EnhancedStatus[] =>
  tables.flatMap((table) =>
    table.text
      .split('\n')
      .filter((row) => row.startsWith(`${code} `))
      .map((row) => statusOf(row, table)),
  );

/**
 * What `5.7.26` or `4.7.26` says: the meaning that `receiver` gives it, else that of the registry, else that of the only
 * receiver that uses it. Null for a code nobody documents. 5.7.606 to 5.7.649 are one code at Microsoft.
 */
export function enhancedStatus(status: string, receiver: string | null = null): EnhancedStatus | null {
  const detail = /^[245]\.(\d{1,3}\.\d{1,3})$/u.exec(status.trim())?.[1];
  if (detail === undefined) return null;
  const number = Number(detail.slice(2));
  const code = detail.startsWith('7.') && number > 606 && number <= 649 ? '7.606' : detail;
  const rows = rowsWith(code);
  return (
    rows.find((row) => row.receiver !== null && row.receiver === receiver) ??
    rows.find((row) => row.receiver === null) ??
    rows[0] ??
    null
  );
}

/** What a class and a subject alone say, where the detail is none that anybody documents (RFC 3463 3). */
const subjects: Readonly<Record<string, string>> = {
  1: 'bounce/unknown-user',
  2: 'bounce/mailbox-inactive',
  3: 'bounce/recipient-server-fault',
  4: 'bounce/recipient-server-fault',
  5: 'bounce/recipient-server-fault',
  6: 'bounce/content-rejected',
  7: 'bounce/policy-rejected',
};

/** The cause that `5.1.1` and the like stand for, and whether it is a vague one; null when the status alone says nothing. */
export function causeOfStatus(
  status: string,
  receiver: string | null = null,
): { code: string; isVague: boolean } | null {
  const row = enhancedStatus(status, receiver);
  if (row !== null) return row.cause === null ? null : { code: row.cause, isVague: row.isVague };
  const subject = /^[45]\.(\d{1,3})\.\d{1,3}$/u.exec(status.trim())?.[1];
  const code = subject === undefined ? undefined : subjects[subject];
  return code === undefined ? null : { code, isVague: true };
}
