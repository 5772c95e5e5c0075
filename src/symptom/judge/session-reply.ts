import type { Reading } from '../collector.ts';
import { weighWords } from './reply-words.ts';
import { withoutStatus } from '../speaker.ts';
import type { Line, TextBlock } from '../text-block.ts';

/**
 * A reply to AUTH, or one that demands AUTH or STARTTLS first (RFC 4954 4 and 6). Only the server that the client itself
 * talks to gives it, so no receiver is meant. Null when the line holds none.
 */
export function readSession(block: TextBlock, at: number, { text, plain }: Line): readonly Reading[] | null {
  if (block.foreignOrigin !== null) return null;
  const isOfMessage = withoutStatus(plain).includes('554 transaction failed: ');
  const isPassedOn = !block.answersLoginAt(at) && /\bsmtp\s{0,2};|diagnostic[-_ ]?code|said:/u.test(plain);
  // Of what is passed on, only a sentence of SES beside its host is an answer to the client.
  if (isPassedOn && !(isOfMessage && block.smtpAt.length > 0)) return null;
  const code =
    (isPassedOn ? null : replyToLogin(plain)) ??
    (block.isSubmission || isAnswerToRcpt(block, at, plain) || isOfMessage
      ? replyByNumber(withoutStatus(plain))
      : null);
  if (code === null) return null;
  return [
    {
      code,
      quote: text,
      data: block.smtpAt.length === 0 ? { assumed: 'true' } : {},
      weight: block.smtpAt.length === 0 ? 1 : 0,
    },
  ];
}

/** `S: 452 Too many recipients` below `C: RCPT TO`: the client's own session, whoever's server it is (RFC 5321 4.5.3.1.10). */
const isAnswerToRcpt = (block: TextBlock, at: number, plain: string): boolean =>
  plain.includes('452') &&
  plain.includes('recipient') &&
  ((block.lines[at - 1]?.plain ?? '').includes('rcpt to') ||
    /smtpaddressfailed|smtpsendfailed|smtprecipientsrefused|smtpcommandexception|rcpt(?: to)? (?:command )?failed|smtp error:|expected response code|eenvelope/u.test(
      plain,
    ));

/** What the words of a reply to AUTH are about, in whatever language. */
const ofLogin =
  /auth|credential|log-?in|pass|user|sasl|denied|fail|invalid|incorrect|wrong|bad |reject|not accepted|error|smtp|anmeld|benutzer|kennwort|identif|usuario|contrase|senha|utente|[\u0370-\uffff]{2}/u;

/** The causes of a receiver's reply, as what SES itself means by the same words. */
const ofMessage: Readonly<Record<string, string>> = {
  'bounce/attachment-rejected': 'send/rejected-content',
  'bounce/spam-rejected': 'send/rejected-content',
  'bounce/message-too-large': 'send/message-too-large',
  'bounce/content-rejected': 'send/mime-invalid',
};

/** Parts of an address, and of a message, as SES names the one that it cannot parse (RFC 5322 3.4 and RFC 2045). */
const ofAddress =
  /\b(?:address|user ?name|local[ -]?(?:part|name)|domain|route-addr|recipient|mailbox|display name)/u;
const ofContent =
  /\b(?:mime|headers?|content|boundary|multipart|encod|charset|parameter|disposition|body|attachment|file ?name|quoted|line)|\bexpected\b.{1,60}\bgot\b/u;
const ofContentAlone = /\b(?:mime|content-|boundary|multipart|charset|encoding|parameter|disposition)/u;

/** What of a message SES could not parse, by the part that its words name; null where they name none. */
function partOfMessage(words: string): string | null {
  if (ofAddress.test(words) && !ofContentAlone.test(words)) return 'send/address-syntax';
  return ofContent.test(words) ? 'send/mime-invalid' : null;
}

function replyToLogin(plain: string): string | null {
  // CURLE_LOGIN_DENIED: curl gives the number alone.
  if (/\bcurl(?::| error)? ?\(?67\b/u.test(plain) && /\b53[45]\b/u.test(plain))
    return 'smtp-credentials/rejected';
  const reply = /(?<![\da-f.]|\w-)(454|530|534|535|538)[ -](?:#?([45]\.\d\.\d{1,3})\b)?/u.exec(plain);
  if (reply === null) return null;
  const [, number = '', status = ''] = reply;
  switch (number) {
    case '535':
      // A number of people, pages or euros stands before a word of its own.
      return status === '' && /535[ -][a-z]/u.test(plain) && !ofLogin.test(plain)
        ? null
        : 'smtp-credentials/rejected';
    case '454':
      if (plain.includes('tls')) return 'smtp/starttls-missing';
      return /auth|credential|login/u.test(plain) && status !== '4.7.1'
        ? 'smtp-credentials/temporary-failure'
        : null;
    case '534':
      return plain.includes('mechanism') ? 'smtp-credentials/no-verdict' : 'smtp-credentials/rejected';
    // RFC 2554 section 6: the mechanism wants an encrypted session.
    case '538':
      return 'smtp/starttls-not-used';
    default:
      if (/starttls|tls|encrypt/u.test(plain)) return 'smtp/starttls-not-used';
      return /auth|log ?in|credential/u.test(plain) ? 'smtp-credentials/not-used' : null;
  }
}

/**
 * What a refusal of SES's endpoint means by its number alone, where its words are none that SES is known to say (SMTP response
 * codes returned by Amazon SES). The number stands where a reply begins.
 */
function replyByNumber(plain: string): string | null {
  const number =
    /(?:^|[\s"'(:<>[=]|b')(421|45[0-2]|50[0-4]|55[0-4])(?:[ -](?:#?([45]\.\d\.\d{1,3})\b)?\s?[a-z<("'[]|, b?["'])/u.exec(
      plain,
    )?.[1];
  if (number === undefined) return null;
  if (number === '452' && plain.includes('recipient')) return 'send/too-many-recipients';
  if (number.startsWith('4')) return 'send/temporary-failure';
  if (number === '552') return 'send/message-too-large';
  // What SES says of the message itself, in words that no table holds.
  if (number === '554' && /transaction failed|message rejected/u.test(plain)) {
    const words = plain.replace(/^.*(?:transaction failed|message rejected):?/u, '');
    return ofMessage[weighWords(words)[0]?.code ?? ''] ?? partOfMessage(words);
  }
  if (number === '501' || number === '553')
    return /helo|ehlo/u.test(plain) ? 'smtp/helo-refused' : 'send/address-syntax';
  return null;
}
