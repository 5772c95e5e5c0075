/** What people call failures of a cause, as a plural that fits the middle of a sentence. */
const names: Readonly<Record<string, string>> = {
  'bounce/attachment-rejected': 'refusals because of an attachment',
  'bounce/authentication-failed': 'refusals over SPF, DKIM or DMARC',
  'bounce/auto-reply': 'automatic replies',
  'bounce/complaint': 'complaints',
  'bounce/content-rejected': 'refusals because of the content',
  'bounce/domain-blocklisted': 'refusals because of a listed domain',
  'bounce/domain-not-found': 'recipient domains that do not exist or accept no mail',
  'bounce/expired': 'messages that could not be delivered in time',
  'bounce/greylisted': 'replies to try again later (greylisting)',
  'bounce/ip-blocked-by-provider': 'refusals because the receiver blocks the sending IP',
  'bounce/ip-blocklisted': 'refusals because of a listed IP',
  'bounce/mailbox-full': 'full mailboxes',
  'bounce/mailbox-inactive': 'mailboxes that are no longer in use',
  'bounce/message-too-large': 'messages that are too large',
  'bounce/policy-rejected': 'refusals by a rule of the receiver',
  'bounce/rate-limited': 'replies that mail comes too fast',
  'bounce/recipient-server-fault': 'faults of the receiving server',
  'bounce/relay-denied': 'refusals to relay',
  'bounce/reverse-name-rejected': 'refusals because of the reverse name of the IP',
  'bounce/sender-domain': 'refusals of the sender domain',
  'bounce/spam-rejected': 'refusals as spam',
  'bounce/suppressed': 'addresses on a suppression list',
  'bounce/tls-required': 'refusals because of encryption (TLS)',
  'bounce/undetermined': 'bounces without a reason',
  'bounce/unknown-user': 'unknown addresses',
  'bounce/unsubscribed-recipient': 'recipients who had unsubscribed',
  'bounce/validation-suppressed': 'addresses that SES did not accept as valid',
  'history/not-read': 'failures whose text was left unread',
  'send/rejected-content': 'messages that SES rejected for a virus',
  'send/unrecognised': 'failures whose reason is not known',
};

/**
 * Failures of a cause as people call them: "refusals as spam". What the table does not hold is named by its code, and what was
 * never rendered by that.
 */
export function failuresCalled(cause: string): string {
  const known = names[cause];
  if (known !== undefined) return known;
  return cause.startsWith('template/') ? 'messages that were not rendered' : `failures over ${cause}`;
}

/** The same with its code, as evidence. */
export const failuresWithCode = (cause: string): string => `${failuresCalled(cause)} (${cause})`;
