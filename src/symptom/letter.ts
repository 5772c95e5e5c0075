import { isBounceMail } from './bounce-mail.ts';
import { headerFields } from './header-fields.ts';

/** A reply of a server, or what programs write of a mail that failed: where a mail holds it, it reports a failure. */
const reported =
  /^\W{0,8}(?:smtp; ?)?[45]\d\d[ -]|\bsaid: ?[45]\d\d|^(?:diagnostic-code|remote-mta|final-recipient|action|status):|mail system at host|(?:could not|was not|cannot|couldn't) be delivered to|following (?:address|recipient)\w{0,3}|\boriginal (?:mail|message)\b|\b(?:SES|amazonses|email-smtp)\b|amazonaws|An error occurred \(|address is not verified|identities failed|Credentials Invalid|Throttling|quota exceeded|sending rate exceeded|Message rejected: |\b[A-Z]\w{2,60}(?:Exception|Error)\b/imu;
/** Words of somebody who writes about mail. */
const ofMail =
  /\b(?:e-?mails?|mails|smtp|aws|amazon|newsletters?|bounc\w{0,6}|deliverab\w{0,6}|spam|dkim|spf|dmarc|inbox|mail ?server|sandbox|postfix|wordpress|domain)\b|(?<![\w.])[45]\d\d[ -]#?[45]\.\d/iu;
const fieldOfLetter =
  /^(?:from|to|cc|subject|date|sender|reply-to|message-id|mime-version|content-[\w-]{1,40}|received|return-path|delivered-to|x-[\w-]{1,60}|dkim-signature|list-[\w-]{1,40}|precedence|importance|in-reply-to|references|von|an|betreff|datum)\s{0,2}:/iu;

/** Who writes of mail that is not theirs: AWS, mailing lists, mail servers. */
const programs =
  /amazon|aws|(?:^|[-<.\s])(?:admin|request|owner|bounces?|daemon|system|server|mta|listserv|majordomo)@/iu;

/** Whether the body of a mail reports that another one failed. `lines` are those below its header. */
export const reportsFailure = (lines: readonly string[]): boolean =>
  reported.test(lines.slice(0, 400).join('\n').slice(0, 60_000));

/**
 * Whether lines are a mail that somebody wrote about something else than mail: its own words about accounts, cards and boxes are no
 * error. What its header says is read elsewhere.
 */
export function isLetter(lines: readonly string[]): boolean {
  const body = bodyOf(lines);
  return body !== null && !reportsFailure(body) && !ofMail.test(body.join('\n').slice(0, 60_000));
}

/** Who writes to somebody. */
const greets =
  /^\W{0,3}(?:hi|hello|hey|dear|good (?:morning|day|evening)|hallo|guten|sehr geehrte|liebe|bonjour|hola|ol[áa]|ciao|buongiorno)\b/imu;

/** The lines of a mail in which somebody tells of a failure, without the header: they did not send what failed. Else all of them. */
export function toldIn(lines: readonly string[]): readonly string[] {
  const body = bodyOf(lines);
  return body !== null && greets.test(body.join('\n')) && reportsFailure(body) ? body : lines;
}

/** What stands below the header of a mail of a person; null where lines are none. */
function bodyOf(lines: readonly string[]): readonly string[] | null {
  const start = lines.findIndex((line) => line.trim() !== '');
  const end = lines.findIndex((line, at) => at > start && line.trim() === '');
  if (start === -1 || end === -1) return null;
  const header = lines.slice(start, end);
  if (header.some((line) => !fieldOfLetter.test(line) && !/^[ \t]/u.test(line))) return null;
  const fields = headerFields(header);
  const names = new Set(fields.map(({ name }) => name));
  if (names.size < 2 || !(names.has('from') || names.has('von')) || isBounceMail(fields)) return null;
  if (fields.some(({ name, value }) => (name === 'from' || name === 'von') && programs.test(value)))
    return null;
  if (fields.some(({ name }) => /^x-ml|^precedence$|^list-/u.test(name))) return null;
  return lines.slice(end);
}
