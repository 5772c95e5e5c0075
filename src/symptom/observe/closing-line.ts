import { mentions } from '../mentions.ts';

/** Where a transcript or a log quotes what the other server said. */
const quoted =
  /^\s{0,8}<<< ?[45]\d\d[ -]|\bsaid:\s{1,3}["']?[45]\d\d[ -]|\breason: [45]\d\d[ -]|\breply=[45]\d\d[ -]|\bSMTP error from remote (?:mail )?server|\bgave this error:|\bRemote Server returned '|\bDiagnostic-Code: ?smtp; ?[45]\d\d/iu;

const isQuote = (line: string): boolean =>
  mentions(
    line,
    '<<<',
    'said:',
    'reason:',
    'reply=',
    'smtp error',
    'this error:',
    'server returned',
    'code:',
  ) && quoted.test(line);

/** Sendmail, below the reply: its own number and words for it (sendmail, srvrsmtp.c and err.c), whatever the reply was. */
const ofSendmail = /^\s{0,8}[45]\d\d [45]\.\d{1,3}\.\d{1,3} (?!.*\bsaid:)/u;
const replyOfOther = /^\s{0,8}<<< ?[45]\d\d[ -]/u;
/** Lines of a transcript between a reply and Sendmail's words for it. */
const transcript = 8;

/** What servers print beside any reply, and says nothing of its own. */
const ofAnyServer: readonly RegExp[] = [
  // Sendmail
  /^\s{0,8}(?:[45]\d\d )?[45]\.0\.0 (?:Service unavailable|Deferred|Remote protocol error|Data format error|Unknown error)\b/iu,
  // Exchange: "550 5.0.350 Remote server returned an error -> …", "#550 4.4.7 QUEUE.Expired" says a cause of its own and is none
  /\b5\.0\.350 Remote server returned (?:an error|message)\b/iu,
  // Exim
  /^\s{0,8}(?:all hosts for '[^']{1,255}' have been failing for a long time|retry timeout exceeded|host is not accepting mail)/iu,
  // OpenSMTPD, MailEnable, hMailServer, Haraka
  /\b(?:5\.0\.0|5\.\d\.0) (?:Delivery failed|Message (?:could not be|not) delivered)\b/iu,
  // Postfix
  /\bsender (?:non-delivery|delay) notification: [0-9A-Za-z]{3,20}\s{0,4}$/u,
];

/** Sendmail's log where it keeps the reply to itself: these words stand there for every refusal. */
const ofLog =
  /\b(?:dsn=5\.0\.0, stat=|: DSN: )(?:Service unavailable|Data format error|Remote protocol error)\s{0,4}$/iu;
const isOfLog = (line: string): boolean => mentions(line, 'dsn') && ofLog.test(line);

/**
 * The places of lines in which a server closes its report in words of its own, where the reply that it got stands in the text: they
 * tell of no second failure. Where no reply is quoted they are all that there is, but for those that Sendmail logs of any.
 */
export function closingLines(lines: readonly string[]): ReadonlySet<number> {
  const places = new Set<number>();
  const isQuoted = lines.some(isQuote);
  for (const [at, line] of lines.entries()) {
    if (isOfLog(line) && !isQuote(line)) places.add(at);
    if (!isQuoted || isQuote(line)) continue;
    const above = lines.slice(Math.max(0, at - transcript), at);
    const closes = ofSendmail.test(line) && above.some((one) => replyOfOther.test(one));
    if (closes || ofAnyServer.some((own) => own.test(line))) places.add(at);
  }
  return places;
}
