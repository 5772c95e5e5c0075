import type { Segment } from './unwrap/segment.ts';
import { mentions } from './mentions.ts';

/** Members that the web hooks of one provider alone have (their references of events), by which their records are known. */
const signs: readonly (readonly [whose: string, words: readonly string[], members: RegExp])[] = [
  [
    'Mailgun',
    ['event-data', 'suppress-', 'delivery-status'],
    /"?event-data"?\s{0,2}:|\breason"?\s{0,2}: ?"?suppress-(?:bounce|complaint|unsubscribe)\b|"delivery-status"\s{0,2}:\s{0,2}\{/u,
  ],
  ['SendGrid', ['sg_'], /\bsg_(?:event_id|message_id)\b/u],
  [
    'Postmark',
    ['messagestream', 'bouncedat', 'serverid'],
    /\bMessageStream\b|\bBouncedAt\b[^]{0,2000}\bInactive\b|\bServerID\b[^]{0,2000}\bRecordType\b|\bRecordType\b[^]{0,2000}\bServerID\b/u,
  ],
  [
    'Mailjet',
    ['mj_', 'message_guid'],
    /\bmj_(?:campaign_id|contact_id|list_id|message_id)\b|\bMessage_GUID\b/u,
  ],
  [
    'SparkPost',
    ['msys', 'raw_rcpt_to', 'message_event'],
    /"?msys"?\s{0,2}:|\braw_rcpt_to\b|\bmessage_event\b[^]{0,2000}\bbounce_class\b/u,
  ],
  [
    'Mailchimp Transactional',
    ['_version', 'mandrill'],
    /\bmandrill_events\b|\bbounce_description\b[^]{0,2000}\b_version\b|\b_version\b[^]{0,2000}\bbounce_description\b/u,
  ],
  ['Brevo', ['ts_event', 'ts_epoch'], /\bts_event\b|\bts_epoch\b/u],
  [
    'Resend',
    ['email.'],
    /"?type"?\s{0,2}:\s{0,2}"?email\.(?:bounced|complained|delivery_delayed|failed|delivered|sent|suppressed)\b/u,
  ],
  [
    'MailerSend',
    ['activity.'],
    /"?type"?\s{0,2}:\s{0,2}"?activity\.(?:soft_bounced|hard_bounced|spam_complaint|delivered)\b/u,
  ],
];

/** So much of a record is looked at, in characters. */
const longest = 8192;

/** The provider whose web hook a record is of; null for any other, and for a segment that is no record. */
export function otherWebhook({ text, document }: Segment): string | null {
  if (document === null) return null;
  const part = `${text.slice(0, longest)}\n${memberNames(document)}`;
  // What names SES is a record of it, or of a program that passes one on.
  if (
    /\b(?:bouncedRecipients|complainedRecipients|deliveryDelay|notificationType)\b|ses:|amazonses/u.test(part)
  )
    return null;
  const found = signs.find(([, words, members]) => mentions(part, ...words) && members.test(part));
  return found?.[0] ?? null;
}

/** The members of a document and of those below it, as a text; not deeper and not more than the records of web hooks have. */
function memberNames(document: unknown): string {
  const lines: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4 || lines.length > 200 || typeof value !== 'object' || value === null) return;
    const entries = Array.isArray(value)
      ? value.slice(0, 3).map((one: unknown) => ['', one] as const)
      : Object.entries(value);
    for (const [key, inner] of entries) {
      if (key !== '')
        lines.push(
          `"${key}": ${typeof inner === 'string' ? `"${inner.slice(0, 200)}"` : typeof inner === 'object' ? '{' : String(inner)}`,
        );
      visit(inner, depth + 1);
    }
  };
  visit(document, 0);
  return lines.join('\n');
}

/** What the record says of why, as far as it quotes a receiver or says that an address is suppressed. */
export const reasonIn = (segment: Segment): string => {
  const all = `${segment.text}\n${memberNames(segment.document)}`;
  return (
    /(?:raw_reason|reason|response|error|description|message|diag|Details|Description)"?\s{0,2}: ?"?([^"\n]{0,20}\b[45]\d\d[ -][^"\n]{3,400})/u
      .exec(all)?.[1]
      ?.trim() ?? ''
  );
};
