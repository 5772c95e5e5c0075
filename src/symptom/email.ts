import { isAutoReply, isOfSes, isReceipt, isSubjectOfAutoReply } from './auto-reply.ts';
import { isBounceMail, readBounceText, takeRoles } from './bounce-mail.ts';
import type { Collector } from './collector.ts';
import { isPieceOfReport, readDsn } from './dsn.ts';
import type { EventCounter } from './events/counter.ts';
import { readFeedback } from './feedback-report.ts';
import { headerFields } from './header-fields.ts';
import { isLetter, reportsFailure } from './letter.ts';
import { addressesIn } from './names.ts';
import { tellsOfFailure } from './observe/failure-words.ts';
import { readVerdicts } from './received-headers.ts';
import { beginsAsField } from './mentions.ts';

/** Whether lines are an e-mail, a DSN or header fields that a receiver wrote. */
export function isEmail(lines: readonly string[]): boolean {
  let headers = 0;
  for (const line of lines.slice(0, 600)) {
    if (!beginsAsField(line)) continue;
    if (telling.test(line) || /^Auto-Submitted:\s{0,3}auto-/iu.test(line)) return true;
    if (/^Subject:/iu.test(line) && isSubjectOfAutoReply(line.slice(8).trim())) return true;
    if (
      /^(?:Received|Message-ID|MIME-Version|DKIM-Signature|Return-Path|Delivered-To|Content-Type|Date|Subject|From|To|Cc|Sender|Reply-To|Auto-Submitted|Precedence|In-Reply-To|References|X-Mailer|X-Auto[\w-]{0,30}|List-[\w-]{1,30}|X-Failed-Recipients):/iu.test(
        line,
      )
    )
      headers += 1;
  }
  return headers >= 4 || (lines.length < 400 && lines.some(isStatus) && isPieceOfReport(headerFields(lines)));
}

/** What `isPieceOfReport` asks for, without a pattern: most texts are a line. */
const isStatus = (line: string): boolean => line.slice(0, 6).toLowerCase() === 'status';

const telling =
  /^(?:Final-Recipient|Original-Recipient|Diagnostic-Code|Reporting-MTA|Feedback-Type|Authentication-Results|ARC-Authentication-Results|Received-SPF|X-Forefront-Antispam-Report|X-Microsoft-Antispam|X-Spam-Status|X-Spam-Flag|X-Spamd-Result|X-MS-Exchange-Organization-SCL|X-Spam|X-Proofpoint-Spam-Details|X-YahooFilteredBulk|X-SES-Spam-Verdict|X-Barracuda-Spam-Status|X-UI-Filterresults|X-GMX-Antispam|X-[\w-]{0,30}(?:spam|junk)[\w-]{0,30}|X-Rspamd-Action|X-Failed-Recipients|X-Auto(?:reply|respond\w{0,4})|Content-Type:\s{0,3}multipart\/report)\s{0,2}(?::|;)/iu;

/** Reads a bounce mail, a complaint mail, an auto-reply, or the header fields of a received message. True when it was one. */
export function readEmail(lines: readonly string[], collector: Collector, counter: EventCounter): boolean {
  const fields = headerFields(lines);
  const value = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  const top = lines.findIndex((line, at) => at > 0 && line.trim() === '');
  // Who writes of a failure is not who sent what failed.
  const isAbout = top !== -1 && !isBounceMail(fields) && reportsFailure(lines.slice(top + 1, top + 2000));
  const isReplyOfProgram = !isBounceMail(fields) && isAutoReply(fields);
  // Who answers got the mail of whom the answer goes to; where SES sent the answer, it may be of either side.
  const sender = isReplyOfProgram ? (isOfSes(fields) ? '' : 'to') : isAbout ? '' : 'from';
  for (const address of addressesIn(value(sender) ?? ''))
    if (!/mailer-daemon|postmaster|amazonses/iu.test(address)) collector.names.add('senders', address);

  takeRoles(fields, collector);
  if (fields.some(({ name }) => name === 'feedback-type')) return readFeedback(fields, collector, counter);
  if (
    !isReceipt(fields) &&
    (fields.some(({ name }) => name === 'final-recipient' || name === 'diagnostic-code') ||
      isPieceOfReport(fields))
  )
    return readDsn(lines, fields, collector, counter);
  const subject = value('subject') ?? '';
  if (isBounceMail(fields) && readBounceText(lines, collector)) return true;
  if (isReplyOfProgram) {
    collector.add(collector.item('message', `Reply “${subject}”`), [
      {
        code: 'bounce/auto-reply',
        quote: subject === '' ? `Auto-Submitted: ${value('auto-submitted') ?? ''}` : `Subject: ${subject}`,
        subject: null,
        weight: 0,
      },
    ]);
    return true;
  }
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '');
  const below = end === -1 ? [] : lines.slice(end + 1, end + 2000);
  const failed = [subject, ...below].find((line) => tellsOfFailure(line) || isReply(line));
  // What an ordinary mail says is about its own matters: its header is judged, and is no all-clear beside such words.
  if (failed !== undefined && !isBounceMail(fields) && !reportsFailure(below)) {
    if (readVerdicts(fields, collector, false)) {
      collector.noteFailure(failed);
      return true;
    }
    return isLetter(lines);
  }
  return readVerdicts(fields, collector, failed !== undefined);
}

/** A line that is a negative SMTP reply, or quotes one with its enhanced status (RFC 5321 4.2, RFC 3463). */
const isReply = (line: string): boolean =>
  /^\W{0,8}[45]\d\d[ -]|(?<![\w.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?![\w.])/u.test(line);
