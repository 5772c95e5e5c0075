import type { Collector } from './collector.ts';
import type { EventCounter } from './events/counter.ts';
import type { Fields } from './header-fields.ts';
import { addressesIn } from './names.ts';

/** A feedback report of a mailbox provider (RFC 5965). */
export function readFeedback(fields: Fields, collector: Collector, counter: EventCounter): boolean {
  const of = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  const type = of('feedback-type') ?? 'abuse';
  const recipient = addressesIn(of('original-rcpt-to') ?? of('removal-recipient') ?? '')[0] ?? null;
  collector.names.add('recipients', recipient);
  // RFC 5965 7.3 and the registry of feedback types: the recipient took the mail out of the spam folder.
  if (/^not-spam$/iu.test(type.trim())) {
    collector.add(collector.item('dsn', `Feedback report (${type})`), [
      { code: 'send/no-failure', quote: `Feedback-Type: ${type}`, data: { event: 'not-spam' }, weight: 3 },
    ]);
    return true;
  }
  // RFC 6591 3.1: one message that failed authentication. Nobody complained about it.
  if (/^auth-failure$/iu.test(type.trim())) {
    const failed = (of('auth-failure') ?? '').trim().toLowerCase();
    const mechanism = /^(?:dkim|spf|dmarc)$/u.test(failed) ? failed.toUpperCase() : null;
    const sender = addressesIn(of('original-mail-from') ?? '')[0] ?? null;
    collector.add(collector.item('dsn', `Feedback report (${type})`), [
      {
        code: 'bounce/authentication-failed',
        subject: recipient,
        quote: `Feedback-Type: ${type}${failed === '' ? '' : `, Auth-Failure: ${failed}`}`,
        data: {
          ...(mechanism === null ? {} : { mechanism }),
          ...(sender === null ? {} : { sender }),
        },
        weight: 0,
      },
    ]);
    return true;
  }
  const data = { feedbackType: type, userAgent: of('user-agent') ?? '' };
  const item = collector.item('dsn', `Feedback report (${type})`);
  collector.add(item, [
    { code: 'bounce/complaint', subject: recipient, quote: `Feedback-Type: ${type}`, data, weight: 0 },
  ]);
  counter.count({
    code: 'bounce/complaint',
    time: null,
    receiver: null,
    list: null,
    ip: null,
    address: recipient,
  });
  return true;
}
