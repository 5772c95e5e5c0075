import type { Collector } from './collector.ts';
import type { Fields } from './header-fields.ts';
import { addressesIn } from './names.ts';
import { aboveOriginal, readBounceWords } from './judge/bounce-words.ts';
import { readText } from './text.ts';

/** Who writes bounce mails, and what they are called by Postfix, Exim, Sendmail, qmail, Exchange and others. */
const writers =
  /mailer-?daemon|postmaster|mail delivery (?:sub)?system|mail-daemon|microsoftexchange|mdaemon/iu;
const subjects =
  /undeliver|deliver(?:y|ed)? (?:status|failure|fail|problem|report|delayed|incomplete)|mail delivery (?:failed|failure|system)|failure notice|returned (?:mail|to sender)|delivery has failed|message not delivered|mail system error|unzustellbar|nicht zustellbar|zustell|non remis|non distribu|échec de (?:la )?(?:remise|livraison)|no se (?:puede|pudo) entregar|devuelto|não entreg|mensagem não|mancata consegna|consegna fallita|onbestelbaar|warning: could not send|配信|不达|退信|недостав/iu;

const valueOf = (fields: Fields, name: string): string =>
  fields.find((field) => field.name === name)?.value ?? '';

/** Whether a mail reports that another was not delivered, whatever marks it as written by a program. */
export const isBounceMail = (fields: Fields): boolean =>
  writers.test(valueOf(fields, 'from')) ||
  valueOf(fields, 'x-failed-recipients') !== '' ||
  /report-type=["']?delivery-status/iu.test(valueOf(fields, 'content-type')) ||
  subjects.test(valueOf(fields, 'subject'));

/**
 * Takes the roles from a bounce mail: whom it comes to sent the mail that failed, and X-Failed-Recipients (Exim) did not get
 * it.
 */
export function takeRoles(fields: Fields, collector: Collector): void {
  if (!isBounceMail(fields)) return;
  const own = valueOf(fields, 'to') + valueOf(fields, 'delivered-to');
  for (const address of addressesIn(own)) collector.names.add('senders', address);
  for (const address of addressesIn(valueOf(fields, 'x-failed-recipients')))
    collector.names.add('recipients', address);
}

/**
 * Reads a bounce mail that holds no fields of RFC 3464: its words, without the header fields of the bounce itself. True when
 * they told something.
 */
export function readBounceText(lines: readonly string[], collector: Collector): boolean {
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '');
  const before = collector.candidates().length;
  const body = end === -1 ? [] : aboveOriginal(lines.slice(end + 1));
  if (end !== -1) readText(body, collector, null);
  if (collector.candidates().length > before) return true;
  return end !== -1 && readWords(body.slice(0, 60), collector);
}

/** What the sentences of a bounce mail say, where no reply stands in it. */
function readWords(lines: readonly string[], collector: Collector): boolean {
  const told = readBounceWords(lines, collector.names.all('recipients')[0] ?? null);
  if (told !== null) collector.add(collector.item('dsn', 'Bounce mail'), [told]);
  return told !== null;
}
