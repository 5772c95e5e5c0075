import type { Fields } from './header-fields.ts';

/** How programs begin the subject of a reply that nobody wrote. */
const subjectOfAutoReply =
  /^(?:automatic reply|auto:\s|out to lunch|(?:i am|i'm) (?:away|out of|on (?:leave|holiday|vacation))|away (?:until|from)\b|out of (?:the )?office|auto(?:matic)?[ -]?(?:reply|response)|abwesenheits|automatische antwort|r[ée]ponse automatique|absence du bureau|respuesta autom|fuera de (?:la )?oficina|resposta autom|aus[êe]ncia|risposta automatica|fuori ufficio|automatisch antwoord|afwezig|自動応答|自动回复|автоответ|vacation|urlaub|abwesend)/iu;

/** Whether a subject is that of a reply which nobody wrote. */
export const isSubjectOfAutoReply = (subject: string): boolean => subjectOfAutoReply.test(subject);

/** Whether a mail shows that SES sent it: what its own customers send may be written by programs as well. */
export const isOfSes = (fields: Fields): boolean =>
  fields.some(
    ({ name, value }) =>
      name === 'x-ses-outgoing' ||
      (name === 'feedback-id' && /:AmazonSES\s{0,5}$/iu.test(value)) ||
      (name === 'message-id' && /amazonses\.com>/iu.test(value)) ||
      (name === 'dkim-signature' && /\bd=amazonses\.com\b/iu.test(value)),
  );

/** Whether a mail says that a message was shown, deleted or passed on (RFC 8098 3): it arrived. */
export const isReceipt = (fields: Fields): boolean =>
  /report-type=["']?disposition-notification/iu.test(
    fields.find(({ name }) => name === 'content-type')?.value ?? '',
  );

/** Whether a mail is a reply that a program wrote (RFC 3834). Programs write notices too, and those of the sender are no reply to it. */
export function isAutoReply(fields: Fields): boolean {
  const value = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  const submitted = value('auto-submitted') ?? '';
  return (
    /^auto-replied/iu.test(submitted) ||
    (/^auto-generated/iu.test(submitted) && !isOfSes(fields)) ||
    value('x-autoreply') !== null ||
    value('x-autorespond') !== null ||
    isReceipt(fields) ||
    isSubjectOfAutoReply(value('subject') ?? '')
  );
}
