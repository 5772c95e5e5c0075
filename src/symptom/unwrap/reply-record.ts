import { lettersOf } from './segment.ts';

type Members = Readonly<Record<string, unknown>>;

/** Members under which servers and services of mail keep the number of a reply, its status, and its words. */
const numbers =
  /^(?:code|smtp(?:reply|response|status|error)?code|replycode|responsecode|response|statuscode|smtpstatus|smtp|bouncecode|errorcode|rc|rcode)$/u;
const statuses =
  /^(?:enhanced\w{0,12}|enhancedcode|enhancedstatus\w{0,5}|dsn\w{0,6}|status|statuscode|smtpstatus\w{0,5}|esc)$/u;
const words =
  /^(?:content|message|msg|response|text|reason|description|details?|diagnostic\w{0,4}|smtp(?:response|reply|message)|error(?:message|text|description)?|reply|output|deliverystatus|bouncereason|rawreason|final|cause|lines?)$/u;

/** Numbers of replies that refuse or defer mail (RFC 5321 4.2.3); those of HTTP mean other things. */
const refusals = /^(?:421|45[0-9]|471|50[1-4]|51[0-9]|52[13-5]|53[0-8]|54[0-9]|55[0-9]|57[0-9])$/u;

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** `{"class": 5, "subject": 7, "detail": 1}` as KumoMTA writes it, or the text of one. */
function statusOf(value: unknown): string | null {
  if (
    typeof value === 'object' &&
    value !== null &&
    'class' in value &&
    'subject' in value &&
    'detail' in value
  ) {
    const parts = [value.class, value.subject, value.detail];
    return parts.every((part) => typeof part === 'number') ? parts.join('.') : null;
  }
  return /^#?([245]\.\d{1,3}\.\d{1,3})\b/u.exec(asText(value))?.[1] ?? null;
}

/**
 * The reply of a server whose number, status and words a structured record keeps in members of their own: as the server said it.
 * Null when the object holds none. `isOfMail`: the record speaks of mail elsewhere, so that a number alone is one of SMTP.
 */
export function replyIn(object: Members, isOfMail: boolean): string | null {
  let number: string | null = null;
  let status: string | null = null;
  let text: string | null = null;
  for (const [key, value] of Object.entries(object).slice(0, 60)) {
    const name = lettersOf(key);
    const written = Array.isArray(value) ? value.map(asText).join(' ') : asText(value);
    if (numbers.test(name) && refusals.test(written.trim())) number ??= written.trim();
    if (statuses.test(name)) status ??= statusOf(value);
    if (words.test(name) && /\p{L}{2}/u.test(written) && written.length <= 2000) text ??= written.trim();
  }
  if (text === null || number === null || (status === null && !isOfMail)) return null;
  // The words repeat the number already.
  if (/^\W{0,4}[245]\d\d[ -]/u.test(text) || /^smtp;/iu.test(text)) return null;
  return status === null || text.includes(status) ? `${number} ${text}` : `${number} ${status} ${text}`;
}

/** Members whose value stands in the reply already. */
export const isPartOfReply = (key: string): boolean => {
  const name = lettersOf(key);
  return numbers.test(name) || statuses.test(name);
};

/** Whether the names of the members at the top of a record are those of mail. */
export const namesMail = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  Object.keys(document).some((key) =>
    /smtp|bounce|recipient|rcpt|mail|enhanced|dsn|sender|relay|remotemta|^mx$|^to$/u.test(lettersOf(key)),
  );
