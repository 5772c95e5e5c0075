import { saysAny } from './reply-rule.ts';

/** Whose words a line holds. */
export type Speaker = 'ses' | 'receiver' | 'unknown';

/**
 * Sentences that only the SMTP endpoint of SES says, in the form of `plainText` without the enhanced status. Who quotes
 * them (a relay, a bounce mail, a library) does not matter.
 */
const onlySes: readonly string[] = [
  'email address is not verified',
  'identities failed the check in region',
  'throttling failure',
  'maximum sending rate exceeded',
  'daily message quota exceeded',
  'daily sending quota exceeded',
  'authentication credentials invalid',
  'access denied: user',
  'is not authorized to perform `ses:',
  "is not authorized to perform 'ses:",
  'is not authorized to perform: ses:',
  'message length is more than * bytes',
  'timeout waiting for data from client',
  'temporary service failure',
  'temporary authentication failure',
  'sending paused for this account',
  'sending suspended for this account',
  'sending is disabled for',
  'account not subscribed to ses',
  'maximum sigv2 smtp sending rate',
  'transaction failed: ',
  'invalid mail address',
  'too many concurrent smtp connections',
  'configuration set does not exist',
  'configuration set * does not exist',
  'mail from domain is not verified',
  'message rejected: address blacklisted',
];

/** Whether a reply, in the form of `plainText`, is a sentence that only SES says: who passes it on does not matter. */
export const isOnlyOfSes = (plain: string): boolean => saysAny(withoutStatus(plain), onlySes);

/** What stands before a reply that a receiver gave, whoever passes it on. */
const quotesReceiver =
  /(?:^|[\s"'{,;:([])(?:smtp|x-unix|x-[\w-]{1,30})\s{0,2};|diagnostic[-_ ]?code|(?<![\d.])[45]\d\d[ ;-]{1,2}#?[45]\.\d{1,3}\.\d{1,3}(?!\d)/iu;

/** RFC 4954 4 and 6: replies to AUTH, and to a command that wants AUTH or STARTTLS first. Only a client's own session gets them. */
const answersLogin =
  /(?<![\d.])(?:535[ -](?:5\.7\.[0-9]{1,3}\b)?|534[ -]5\.7\.\d|538[ -]5\.7\.\d|454[ -]4\.7\.0\b|530[ -]5\.[57]\.\d)/u;

/** Whether a line, in the form of `plainText`, holds a reply to AUTH or one that wants it first. */
export const isAnswerToLogin = (plain: string): boolean => answersLogin.test(plain);

/** RFC 5321 4.1.1.1: only the client's own session hears what the server thinks of its EHLO. */
const answersHello =
  /\b(?:ehlo|helo)\b.{0,40}(?:requires|rejected|invalid|syntax|not valid|failed)|smtphelo/u;

/** The host that a mail server handed a message to: Postfix and Sendmail, then the sentence of Postfix, then Exim. */
const handedTo =
  /\brelay=([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})|\bhost ([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8})\[[^\]]{1,60}\] (?:said|refused)|\bh=([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}) \[/u;

/** Whether a line of a mail server's log names another host than one of SES as the one that answered. */
function namesOtherRelay(plain: string): boolean {
  if (!plain.includes('relay=') && !plain.includes('host ') && !plain.includes('h=')) return false;
  const host = handedTo.exec(plain)?.slice(1).find(Boolean);
  return host !== undefined && !/amazon(?:aws|ses)\./u.test(host);
}

/**
 * Who speaks in a line. `text` is in the form of `plainText`. An enhanced status alone makes a receiver likely; a
 * sentence of SES, or a reply that only a client's session gets, outweighs it.
 */
export function speakerOf(plain: string, isSubmissionOfBlock: boolean): Speaker {
  if (isOnlyOfSes(plain)) return 'ses';
  // A log of a mail server tells of messages to SES and to others, a line for each.
  const isSubmission = isSubmissionOfBlock && !namesOtherRelay(plain);
  if (/diagnostic[-_ ]?code|(?:^|[\s"'])smtp\s{0,2};/u.test(plain)) return isSubmission ? 'ses' : 'receiver';
  if (answersLogin.test(plain) || (answersHello.test(plain) && !plain.includes('said:')) || isSubmission)
    return 'ses';
  return quotesReceiver.test(plain) ? 'receiver' : 'unknown';
}

/** `554 5.7.1 message rejected` as `554 message rejected`: a relay puts in a status that SES did not say. */
export const withoutStatus = (plain: string): string =>
  plain.includes('4.') || plain.includes('5.')
    ? plain.replace(/(?<![\d.])([45]\d\d)([ -])#?[45]\.\d{1,3}\.\d{1,3}(?:[ -]|(?=\s))/gu, '$1$2')
    : plain;
