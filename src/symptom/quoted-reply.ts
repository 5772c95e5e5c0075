import { receiverOf } from '../knowledge/receivers.ts';
import { plainText, saysAny } from './reply-rule.ts';
import type { Reading } from './collector.ts';
import { isAmount } from './observe/amount.ts';
import { addressesIn } from './names.ts';
import { readRemoteReply } from './remote-reply.ts';
import { namesOnlyPossibilities } from './judge/possibilities.ts';
import { weighWords } from './judge/reply-words.ts';
import { statusIn } from './reply-text.ts';
import { isEnvelopeOfSes, senderInReply } from './sender-in-reply.ts';
import type { TextBlock } from './text-block.ts';

/** What the reply of a receiver means that a line quotes; null when it quotes none. */
export function readQuotedReply(block: TextBlock, text: string, plain: string): readonly Reading[] | null {
  if (saysAny(plain, ['email-smtp', 'simpleemailservice'])) return null;
  const relay = /\brelay=([^\s,[]{1,255})/u.exec(text)?.[1];
  const isTaken = block.isSes && plain.includes('status=sent');
  if (
    relay !== undefined &&
    !isTaken &&
    !/^(?:none|local|virtual|127\.|localhost)/iu.test(relay) &&
    !relay.toLowerCase().includes('amazon')
  ) {
    block.foreign ??= { whose: `a mail server that delivers to ${relay} itself`, quote: text };
    return null;
  }
  if (block.isSubmission || (block.foreignOrigin !== null && !block.isSes)) return null;
  const start = replyStart(text);
  if (start === null) return null;
  const reply = text.slice(start).replace(/["']\s{0,3}$/u, '');
  const sender = senderInReply(reply) ?? senderInReply(text.slice(Math.max(0, start - 255)));
  const named =
    /(?:\bto=|for |recipient[^\w]{1,3})<?([^\s<>;,]{1,64}@[^\s<>;,]{3,255}?)>?(?=[\s,;:"]|$)/u.exec(
      text.slice(0, start),
    )?.[1] ??
    [...addressesIn(text.slice(0, start)), ...addressesIn(text.slice(start)).filter(isNoOffice)].find(
      (one) => one !== sender,
    ) ??
    null;
  const recipient = named === sender ? null : named;
  // RFC 5321 4.2.1: 2yz is success.
  if (isCount(reply) || /^2\d\d[ -]/u.test(reply)) return null;
  const readings = readRemoteReply({ text: reply, status: statusIn(reply) ?? statusIn(text), recipient });
  for (const { code, data } of readings)
    if (code.includes('ip-')) block.collector.names.add('ips', data?.['ip']);
  if (recipient !== null) block.collector.names.add('recipients', recipient);
  if (sender !== null && !isEnvelopeOfSes(sender)) block.collector.names.add('senders', sender);
  if (readings.length > 0) return isTooLargeForServer(plain) ? readings.map(inOwnSession) : readings;
  return statusIn(reply) === null &&
    !/^smtp/iu.test(text.slice(Math.max(0, start - 8), start)) &&
    !namesOnlyPossibilities(plain)
    ? null
    : [{ code: 'bounce/undetermined', subject: recipient, quote: reply, data: {}, weight: 2 }];
}

/** `delist@messaging.microsoft.com`: a reply asks to write there, and nobody did (RFC 2142 names such mailboxes). */
const isNoOffice = (address: string): boolean =>
  !/^(?:abuse|delist|postmaster|removals?|unblock|blacklist|blocklist|noc)@/iu.test(address);

/** The server that the client itself talks to refused the size that MAIL FROM or DATA announced (RFC 1870 6.1): no receiver saw it. */
const isTooLargeForServer = (plain: string): boolean =>
  /smtpsenderrefused|smtpdataerror|smtpsenderfailed|smtpsendfailed|smtpcommandexception|smtpfatalerror|emessage|eenvelope|(?:mail from|data) (?:command )?failed|data not accepted|can't send mail/u.test(
    plain,
  );

const inOwnSession = (reading: Reading): Reading =>
  reading.code === 'bounce/message-too-large'
    ? { ...reading, code: 'send/message-too-large', data: { ...reading.data, assumed: 'true' } }
    : reading;

/** `550 guests attended, and 5.1.1 was the version`: a number of things, and nothing that servers say. */
const isCount = (reply: string): boolean =>
  /^\W{0,2}[245]\d\d [a-z]{3,20}s? [a-z]{2,}/u.test(reply) &&
  weighWords(reply).length === 0 &&
  !/^[^\n]{0,40}(?:mail|smtp|relay|address|command|server|service|error|request|action)/u.test(reply);

/** A status of HTTP with its reason phrase (RFC 9110 15.5 and 15.6). */
const ofHttp =
  /^\W{0,3}(?:40[0-9]|41\d|42[2-9]|43\d) [A-Z]|^\W{0,3}50[0-5] (?:Internal Server|Not Implemented|Bad Gateway|Service Unavailable|Gateway Time)/iu;

/** Where the reply of a receiver begins in a line, or null. */
function replyStart(text: string): number | null {
  const start = likelyStart(text);
  return start === null ||
    isAmount(text.slice(start, start + 40)) ||
    ofHttp.test(text.slice(start, start + 40))
    ? null
    : start;
}

/** Words before a number that say that a reply follows. */
const introducing =
  /(?:said|says|error|errors|code|codes|with|returned|returns|return|got|gets|get|gave|gives|receiv\w{1,3}|see|seeing|reply|replied|replies|respon\w{1,6}|status|smtp|esmtp|message|messages|bounce[ds]?|bouncing|reject\w{0,4}|fail\w{0,4}|refus\w{0,3}|answer\w{0,3}|this|a|an|the|is|was|and|or|to|data|rcpt|dsn|because|reason|from|server|host|via|by|warn|notice|info|fatal|failure|permanent|temporary|temporarily|deferred|of|:|hard|soft|mail|command|commands?)$/iu;

/**
 * `Order 550-5.7.26 has shipped`: a word stands right before the number that introduces no reply, and nothing that servers say
 * comes behind it.
 */
function isMentioned(text: string, at: number): boolean {
  const before = /(?<![^\s([{])([\p{L}#]{2,24}) $/u.exec(text.slice(Math.max(0, at - 40), at))?.[1];
  return before !== undefined && !introducing.test(before) && weighWords(text.slice(at)).length === 0;
}

function likelyStart(text: string): number | null {
  const strong =
    /(?:smtp|x-unix|x-[\w-]{1,30})\s?;\s?"?'?\s{0,2}(?=[245]\d\d)/iu.exec(text) ??
    /(?:said|response|reply|error|reason|with|answered|server returned|replied|stat=[\w ]{1,40}|remote server|DSN)\s{0,2}["':=(]{1,3}\s{0,2}(?:smtp;\s{0,2})?(?=[45]\d\d[ -])/iu.exec(
      text,
    );
  if (strong !== null) return strong.index + strong[0].length;
  // Postfix and qmail: the address, a colon, and why; Sendmail: the status beside the words.
  const named =
    /^\s{0,8}<[^<>\s@]{1,64}@[^<>\s]{3,255}>: (?!$)(?:delivery temporarily suspended: )?(?!host )(?!\S{1,80} said)/u.exec(
      text,
    );
  if (named !== null) return named.index + named[0].length;
  const stat = /\bdsn=[45]\.\d{1,3}\.\d{1,3}\b.{0,80}\bstat=(?=[A-Za-z])/u.exec(text);
  if (stat !== null) return stat.index + stat[0].length;
  const coded = /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?!\d)/u.exec(text);
  if (coded !== null) return isMentioned(text, coded.index) ? null : coded.index;
  // A status without a number, at the beginning of a line that tells a cause in words.
  const status = /^\s{0,8}(?:status:? |error:? |reason:? |#){0,2}(?=[45]\.\d{1,3}\.\d{1,3}\b[ :;-])/iu.exec(
    text,
  );
  if (status !== null && weighWords(text).length > 0) return status.index + status[0].length;
  const bare =
    /(?:^\s{0,12}|\t| {2}|[<>"':(;,=|]\s{0,2}|(?:ERROR|WARN|error|[Bb]ounced?|BOUNCED?|[Ff]ailed|FAILED|[Rr]ejected|REJECTED|FATAL)\s{1,2})(?=(?:421|45[0-9]|471|51[0-3]|521|523|525|54[0-9]|55[0-9]|57[17])(?:[ -]|; | - )(?:\d{1,2} |[45]\.\d)?[\p{L}<"'#[.\d])/u.exec(
      text.slice(0, 400),
    );
  if (bare !== null) return bare.index + bare[0].length;
  // Numbers that SES says as well: of whom it is, its own words tell.
  const shared = /^\s{0,12}(?=50[0-4] [\p{L}<[])/u.exec(text);
  return shared === null || receiverOf(null, plainText(text)) === null ? null : shared[0].length;
}
