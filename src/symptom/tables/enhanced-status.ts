/** An enhanced status code (RFC 3463): subject and detail, without the class. */
export interface EnhancedStatus {
  /** `7.26`: X.7.26 of the registry. */
  readonly code: string;
  /** What it says, in a few words. */
  readonly means: string;
  /** Null for the registry; else the receiver that gives the code a meaning of its own. */
  readonly receiver: 'Microsoft' | 'Google' | 'Yahoo' | null;
  readonly source: string;
}

const registry = 'https://www.iana.org/assignments/smtp-enhanced-status-codes/';
const microsoft =
  'https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online';
const google = 'https://support.google.com/a/answer/3726730';

/** The registry, whole. */
const registered = `0.0 other undefined status
1.0 other address status
1.1 bad destination mailbox address
1.2 bad destination system address
1.3 bad destination mailbox address syntax
1.4 destination mailbox address ambiguous
1.5 destination address valid
1.6 destination mailbox has moved, no forwarding address
1.7 bad sender's mailbox address syntax
1.8 bad sender's system address
1.9 message relayed to non-compliant mailer
1.10 recipient address has null MX
2.0 other or undefined mailbox status
2.1 mailbox disabled, not accepting messages
2.2 mailbox full
2.3 message length exceeds administrative limit
2.4 mailing list expansion problem
3.0 other or undefined mail system status
3.1 mail system full
3.2 system not accepting network messages
3.3 system not capable of selected features
3.4 message too big for system
3.5 system incorrectly configured
3.6 requested priority was changed
4.0 other or undefined network or routing status
4.1 no answer from host
4.2 bad connection
4.3 directory server failure
4.4 unable to route
4.5 mail system congestion
4.6 routing loop detected
4.7 delivery time expired
5.0 other or undefined protocol status
5.1 invalid command
5.2 syntax error
5.3 too many recipients
5.4 invalid command arguments
5.5 wrong protocol version
5.6 authentication exchange line is too long
6.0 other or undefined media error
6.1 media not supported
6.2 conversion required and prohibited
6.3 conversion required but not supported
6.4 conversion with loss performed
6.5 conversion failed
6.6 message content not available
6.7 non-ASCII addresses not permitted for that sender or recipient
6.8 UTF-8 string reply is required, but not permitted by the SMTP client
6.9 UTF-8 header message cannot be transferred to one or more recipients
6.10 UTF-8 header message cannot be transferred (deprecated)
7.0 other or undefined security status
7.1 delivery not authorized, message refused
7.2 mailing list expansion prohibited
7.3 security conversion required but not possible
7.4 security features not supported
7.5 cryptographic failure
7.6 cryptographic algorithm not supported
7.7 message integrity failure
7.8 authentication credentials invalid
7.9 authentication mechanism is too weak
7.10 encryption needed
7.11 encryption required for requested authentication mechanism
7.12 a password transition is needed
7.13 user account disabled
7.14 trust relationship required
7.15 priority level is too low
7.16 message is too big for the specified priority
7.17 mailbox owner has changed
7.18 domain owner has changed
7.19 RRVS test cannot be completed
7.20 no passing DKIM signature found
7.21 no acceptable DKIM signature found
7.22 no valid author-matched DKIM signature found
7.23 SPF validation failed
7.24 SPF validation error
7.25 reverse DNS validation failed
7.26 multiple authentication checks failed
7.27 sender address has null MX
7.28 mail flood detected
7.29 ARC validation failure
7.30 REQUIRETLS support required`;

const ofMicrosoft = `0.350 a generic error of the recipient's system
1.20 more than one From address
1.90 the sender's daily limit of recipients is used up
2.121 the recipient gets too much mail from this sender
2.122 the recipient gets too much mail an hour
3.190 the mailbox is on hold or being moved
4.310 the recipient's domain does not exist in DNS
4.312 the DNS query failed
4.316 the receiving server refused the connection
4.317 no TLS with the receiving server
4.300 the message expired
6.11 characters that the receiving server does not take
7.5 the receiver's certificate does not meet its MTA-STS policy
7.12 the sender is not authenticated for this internal recipient
7.13 the sender is not authenticated for this group
7.57 the client is not authenticated to send
7.60 the client has no right to send as this sender
7.64 relay access denied: no accepted domain, or the wrong connector
7.124 the sender is not on the list of those the group accepts
7.133 the group takes mail from within the organisation only
7.134 the mailbox takes mail from within the organisation only
7.136 the mail user takes mail from within the organisation only
7.193 the group or team takes mail from members only
7.321 the receiver offers no STARTTLS, and DANE or MTA-STS demands it
7.322 the receiver's certificate has expired
7.323 the receiver's TLSA record is invalid
7.324 the receiver's domain fails DNSSEC
7.325 the receiver's certificate is for another host
7.500 the sending IP address is throttled
7.501 the sender is suspected of spam
7.502 the sender is banned
7.503 the sender is banned
7.504 the recipient address is blocked
7.505 the sender's domain is banned
7.506 the HELO name is not acceptable
7.507 the recipient blocks this sender's IP address
7.508 too much mail from this range of IPv6 addresses
7.509 DMARC fails and the sender's policy is reject
7.510 the recipient takes no mail from outside
7.511 the sending IP address is banned
7.512 the message has no valid From field (RFC 5322)
7.513 the recipient's organisation blocks the client host
7.515 the sender's domain does not meet the authentication that high volumes need
7.606 the sending IP address is banned
7.649 the sending IP address is banned
7.705 the sending tenant is over its limits
7.708 traffic from this IP address is not accepted
7.750 the sender's domain is not registered with the tenant
7.850 the sending IP address sends too much
7.860 the sending IP address sends too much`;

const ofGoogle = `7.23 the mail's authentication does not meet the guidelines, or its sending address has no PTR record
7.25 the sending IP address has no PTR record, or its name does not point back
7.26 the mail passes neither SPF nor DKIM, or fails DMARC by the sender's policy
7.27 the mail does not pass SPF
7.28 too much unsolicited mail from the sender
7.29 the mail was not sent over TLS
7.30 the mail does not pass DKIM
7.31 the sender's domain has no DMARC record, or the mail fails it
7.32 the From domain aligns with neither SPF nor DKIM
7.40 the sender's domain has no DMARC record, or names no policy`;

const rowsOf = (
  text: string,
  receiver: EnhancedStatus['receiver'],
  source: string,
): readonly EnhancedStatus[] =>
  text.split('\n').map((row) => {
    const space = row.indexOf(' ');
    return { code: row.slice(0, space), means: row.slice(space + 1), receiver, source };
  });

export const enhancedStatuses: readonly EnhancedStatus[] = [
  ...rowsOf(registered, null, registry),
  ...rowsOf(ofMicrosoft, 'Microsoft', microsoft),
  ...rowsOf(ofGoogle, 'Google', google),
];

/**
 * What `5.7.26` or `4.7.26` says: the meaning that `receiver` gives it, else that of the registry, else that of the only
 * receiver that uses it. Null for a code nobody documents. 5.7.606 to 5.7.649 are one code at Microsoft.
 */
export function enhancedStatus(status: string, receiver: string | null = null): EnhancedStatus | null {
  const detail = /^[245]\.(\d{1,3}\.\d{1,3})$/u.exec(status.trim())?.[1];
  if (detail === undefined) return null;
  const number = Number(detail.slice(2));
  const code = detail.startsWith('7.') && number > 606 && number <= 649 ? '7.606' : detail;
  const rows = enhancedStatuses.filter((row) => row.code === code);
  return (
    rows.find((row) => row.receiver !== null && row.receiver === receiver) ??
    rows.find((row) => row.receiver === null) ??
    rows[0] ??
    null
  );
}
