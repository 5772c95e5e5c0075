import { plainText } from '../reply-rule.ts';

/** Sentences of SES and of the records it makes, in the form of `plainText`; ` * ` stands for a name. */
const sentences: readonly string[] = [
  'message rejected: email address is not verified. the following identities failed the check in region',
  'messagerejected: email address is not verified. the following identities failed the check in region',
  'throttling failure: maximum sending rate exceeded.',
  'throttling failure: daily message quota exceeded.',
  'throttling: maximum sending rate exceeded.',
  'throttling: daily message quota exceeded.',
  ': daily message quota exceeded.',
  ': maximum sending rate exceeded.',
  'amazon ses did not send the message to this address because it is on the suppression list for your account.',
  'amazon ses has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
  'authentication credentials invalid',
  'sending paused for this account. for more information, please check the inbox',
  'sending suspended for this account. for more information, please check the inbox',
  'must issue a starttls command first',
  'timeout waiting for data from client.',
  'too many concurrent smtp connections',
  'message length is more than 10485760 bytes long',
  'temporary authentication failure',
  'temporary service failure',
  'invalid mail from address provided',
  'invalid rcpt to address provided',
  'account not subscribed to ses',
  'the security token included in the request is invalid',
  'the security token included in the request is expired',
  'user: arn:aws:iam::111122223333:user/x is not authorized to perform: ses:sendrawemail on resource: arn:aws:ses',
  "is not authorized to perform 'ses:sendemail' on resource 'arn:aws:ses",
  "is not authorized to perform 'ses:sendrawemail' on resource 'arn:aws:ses",
  'the request signature we calculated does not match the signature you provided',
  'mail from domain is not verified',
  'recipient address rejected: user unknown in virtual mailbox table',
  'the email account that you tried to reach does not exist',
  'the email account that you tried to reach is over quota',
  'you must specify a region',
  'unable to locate credentials',
  'could not load credentials from any providers',
  "missing final '@domain'",
  "transaction failed: missing final '@domain'",
  'transaction failed: illegal address',
];

/** How loggers, libraries and people mark that something was cut off, in the form of `plainText`. */
const cutMark =
  /\s{0,2}(?:\.{2,4}|…|[[(<]{1,2}\s?(?:\.{2,3}|…|snip\w{0,4}|cut(?: off)?|truncated|abgeschnitten|gek(?:ü|ue)rzt|more|\d{1,9} (?:more )?(?:bytes|chars|characters|more)?)[^\])>]{0,30}[\])>]{1,2}|\btruncated\b)(?:\s{0,2}(?:[[(]\s?)?(?:truncated|\d{1,9} (?:bytes|chars|characters)?)[^\])]{0,30}[\])]?)?\s{0,3}["'})\]]{0,4}\s{0,3}$/u;

/** What must be there of a sentence at the least, in characters. */
const fewest = 13;
/** And where words follow that the sentence does not have. */
const fewestWords = 24;

/** Things that SES names between the sentence's words, cut off within the name. */
const named: readonly (readonly [cut: RegExp, rest: string])[] = [
  [/configuration set <[\w-]{0,64}>?(?: does?(?: not?)?(?: e[xist]{0,4})?)?$/u, '> does not exist.'],
  [/template [\w-]{1,64} does(?: not?)?(?: e[xist]{0,4})?$/u, ' does not exist'],
];

/**
 * A line that a logger or a window cut off, with the rest of the sentence that it begins or ends; null where no sentence of SES is
 * cut in it, or several would fit that go on differently.
 */
export function repairedLine(line: string): string | null {
  const plain = plainText(line.slice(0, 4096)).replace(cutMark, '').trimEnd();
  const bare = plain.replace(/["'})\]]{1,4}$/u, '');
  for (const [cut, rest] of named) if (cut.test(bare)) return `${bare}${rest}`;
  const ends = sentences.flatMap((sentence) => {
    const length = longestEnd(bare, sentence);
    return length < fewest || length >= sentence.length ? [] : [{ sentence, length }];
  });
  const most = Math.max(...ends.map(({ length }) => length));
  const [first, ...others] = ends.filter(({ length }) => length === most);
  if (first !== undefined && others.every(({ sentence }) => isAlike(sentence, first.sentence, most)))
    return `${bare.slice(0, bare.length - most)}${first.sentence}`;
  const start = plain.replace(/^["'\s]{0,4}(?:\.{2,3}|…)?\s{0,2}/u, '');
  for (const sentence of sentences) {
    const length = longestStart(start, sentence);
    // Two words may begin anything: where more follows them, it is a sentence of its own.
    if (length < fewestWords && /\p{L}/u.test(start.slice(length))) continue;
    if (length >= fewest && length < sentence.length) return `${sentence} ${start.slice(length)}`;
  }
  return null;
}

/** Several sentences that begin alike say the same as far as it matters when they differ in a name only. */
const isAlike = (one: string, other: string, from: number): boolean =>
  one.slice(from, from + 12) === other.slice(from, from + 12);

/** How much of the end of a line is the beginning of a sentence. */
function longestEnd(line: string, sentence: string): number {
  for (let length = Math.min(line.length, sentence.length); length >= fewest; length -= 1)
    if (
      line.endsWith(sentence.slice(0, length)) &&
      (sentence.startsWith(':') || !/\w/u.test(line[line.length - length - 1] ?? ' '))
    )
      return length;
  return 0;
}

/** How much of the beginning of a line is the end, or a part from the middle, of a sentence. */
function longestStart(line: string, sentence: string): number {
  const head = line.slice(0, fewest);
  if (head.length < fewest) return 0;
  const at = sentence.indexOf(head);
  if (at <= 0) return 0;
  let length = fewest;
  while (length < line.length && at + length < sentence.length && line[length] === sentence[at + length])
    length += 1;
  // Either the sentence ends here, or the line does.
  return at + length === sentence.length || length === line.length ? length : 0;
}
