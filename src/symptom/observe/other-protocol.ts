import { mentions } from '../mentions.ts';

/** Whose a status line of HTTP is (RFC 9112 4). */
export const webServer = 'a web server';

/** Protocols whose replies have numbers or words like those of SMTP: whose they are, and what such a reply must hold. */
const protocols: readonly (readonly [whose: string, words: readonly string[], says: RegExp])[] = [
  // RFC 9051 7.1: a tag or a star, then the status; RFC 1939 3: the minus. Mail is read by them and never sent.
  [
    'a server that mail is read from, by IMAP or POP3',
    [' no ', ' bad ', ' bye ', '-err'],
    /^\s{0,8}(?:[<>]{1,2} |S: )?(?:(?:\*|[A-Za-z]{0,4}\d{1,6}) (?:NO|BAD|BYE) \[?[A-Z]|-ERR\b)/u,
  ],
  ['a server of FTP', ['ftp'], /\bs?ftps?\b(?!\.)/iu],
  // RFC 9112 4, RFC 3261 7.2: the version stands before the number.
  [webServer, ['http/'], /^\W{0,8}HTTP\/[\d.]{1,3} [45]\d\d\b/u],
  ['a server of SIP', ['sip/2.0'], /\bSIP\/2\.0 [45]\d\d\b/u],
  ['a server of NNTP', ['nntp'], /\bnntp\b/iu],
  ['a server of XMPP', ['xmpp'], /\bxmpp\b/iu],
  ['a broker of AMQP', ['amqp'], /\bamqp\b/iu],
];

/** Names of errors that AWS answers over HTTP: libraries print the status line of that answer before them. */
const nameOfAws =
  /\b(?:InvalidParameterValue|MessageRejected|AccessDenied(?:Exception)?|Throttling(?:Exception)?|BadRequestException|TooManyRequestsException|SignatureDoesNotMatch|InvalidClientTokenId|MailFromDomainNotVerified(?:Exception)?|AccountSuspended(?:Exception)?|SendingPausedException|ConfigurationSetDoesNotExist)\b/u;

/** Where SMTP is named as what it is not. */
const notOfSmtp = /\b(?:no|not|without) smtp\b|\bsmtp (?:is )?not used\b/iu;

/** Whose line it is, when it is one of another protocol than SMTP and names no mail; null otherwise. */
export function otherProtocolIn(line: string): string | null {
  const start = line.slice(0, 300);
  const found = protocols.find(([, words, says]) => mentions(start, ...words) && says.test(start));
  return found === undefined ||
    /\bsmtps?\b|\be?mail\b|amazonaws/iu.test(start.replace(notOfSmtp, ' ')) ||
    nameOfAws.test(start)
    ? null
    : found[0];
}

/** The greeting of a mail server that is not of SES (RFC 5321 4.3.1), and its name; null for any other line. */
export const foreignGreetingIn = (line: string): string | null => {
  const host = !line.includes('220')
    ? undefined
    : /^.{0,60}?(?<![\d.])220[ -]([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,6})\b.{0,80}\bE?SMTP\b/iu.exec(
        line.slice(0, 300),
      )?.[1];
  return host === undefined || /amazon/iu.test(line) ? null : host.toLowerCase();
};
