import { smtpReplies } from './replies/client.ts';
import { sesReplies } from './replies/ses.ts';
import { RuleBook, saysAny, type RuleMatch } from './reply-rule.ts';
import { readDenial } from './access-denied.ts';
import type { Reading } from './collector.ts';
import { readRefusal } from './identity-refusal.ts';
import { isAccountOfOthers, isOfAccountElsewhere } from './observe/accounts-elsewhere.ts';
import { isPlausible } from './plausible-code.ts';
import { readRenderingFailure } from './rendering-failure.ts';
import { namesIn, subjectOf, templateIn } from './sentence-names.ts';
import { readLogin, readRejectedLogin } from './smtp-login.ts';
import { refusesLoginAt } from './judge/refused-login.ts';
import { isMailConnection } from './connection-failure.ts';
import { isOfMailClient } from './observe/mail-client.ts';
import {
  tellsOfBadCredential,
  tellsOfLoginPutOff,
  tellsOfMissingPassword,
  tellsOfRejectedLogin,
} from './observe/rejected-login.ts';
import type { TextBlock } from './text-block.ts';
import { noteThrottling } from './throttling.ts';

const ses = new RuleBook(sesReplies);
const ownReplies = new RuleBook(smtpReplies);

/** Who offers no STARTTLS, where it is not SES. */
const ofReceiver = /receiving|recipient's|recipient (?:mail )?server|bounced?\b|destination|diagnostic/u;

/** What a sentence of SES, of its SMTP endpoint or of a client of them means; null when the line holds none. */
export function readSentence(
  block: TextBlock,
  at: number,
  text: string,
  plain: string,
): readonly Reading[] | null {
  const { names } = block.collector;
  if (plain.includes('verified') && isOfAccountElsewhere(plain)) return null;
  if (saysAny(plain, ['is not authorized to perform'])) {
    const denied = readDenial(text, names);
    if (denied === 'foreign') {
      block.foreign ??= { whose: 'another AWS service', quote: text };
      return null;
    }
    if (denied.length > 0) return denied;
  }
  if (
    saysAny(plain, [
      'email address is not verified',
      'email address not verified',
      'addresses are not verified',
      'failed the check in region',
      'fromemailaddressnotverified',
      'identity is not verified',
      'domain is not verified * ses',
      'address is not verified',
    ])
  ) {
    if (!saysAny(plain, ['mail from domain is not verified']))
      return readRefusal(text, names, block.givenRegion, block.regions);
  }
  if (saysAny(plain, ['is not present in the rendering data']))
    return readRenderingFailure(text, templateIn(text), block.collector);
  const own = ownReplies.match(plain);
  // A receiver without STARTTLS is no fault of the session with SES.
  const isOfReceiver = own?.rule.code === 'smtp/starttls-missing' && ofReceiver.test(plain);
  if (own !== null && !isOfReceiver && (block.foreignOrigin === null || block.isSes))
    return [{ code: own.rule.code, quote: text, data: { source: own.rule.source }, weight: 0 }];
  if (tellsOfMissingPassword(plain)) {
    const missing = readAssumedLogin(block, at, text, plain);
    if (missing !== null) return missing;
  }
  const unjudged = readUnjudgedLogin(block, at, text, plain);
  if (unjudged !== null) return unjudged;
  if (
    saysAny(plain, ['authentication credentials invalid']) ||
    (block.smtpAt.length > 0 &&
      saysAny(plain, [
        '~535~',
        'could not authenticate',
        'authentication failed',
        'authentication unsuccessful',
        'authenticationfailedexception',
        'invalid login',
        'failed to authenticate',
      ]) &&
      !saysAny(plain, [
        '5.7.8',
        '5.7.139',
        'account not subscribed',
        'signature version 2',
        'gsmtp',
        'temporary authentication',
        'no mechanism',
        '~454~',
        '~421~',
      ]))
  ) {
    const around = block.lines.map((line) => line.text.slice(0, 1000));
    return readRejectedLogin(text, readLogin(around), names.region, {
      severalRegions: block.regions.size > 1,
      around,
    });
  }
  const login = readAssumedLogin(block, at, text, plain);
  if (login !== null) return login;
  const match = ses.match(plain);
  if (
    match === null ||
    !(isPlausible(block, match.rule.code, plain) || isSentenceAlone(block, plain, match)) ||
    (match.rule.code.startsWith('sending/') && !block.isSes && !block.isAws && isAccountOfOthers(text))
  ) {
    noteThrottling(block, text, plain);
    return null;
  }
  const { rule } = match;
  const data = { ...namesIn(text, rule.code, names), ...rule.data, source: rule.source };
  const codes =
    rule.code === 'access/region-invalid' && block.regions.size === 0
      ? [rule.code]
      : [rule.code, ...(rule.also ?? [])];
  return codes.map((code, place) => ({
    code,
    subject: subjectOf(code, data),
    quote: text,
    data,
    weight: place === 0 ? 0 : 1,
  }));
}

/**
 * Nobody pastes a sentence of SES and nothing else for any other reason: what it lacks are signs of SES around it. The same holds
 * beside lines that tell what servers said of mail, since what went wrong with one message is pasted with what went wrong with others.
 */
function isSentenceAlone(block: TextBlock, plain: string, { rule, letters }: RuleMatch): boolean {
  if (!/^(?:send|template)\//u.test(rule.code) || block.foreign !== null || block.foreignOrigin !== null)
    return false;
  const others = block.lines.filter((line) => line.plain.trim() !== '' && line.plain !== plain);
  const replies = others.filter((line) => replyToMail.test(line.plain));
  if (others.length > mostBeside || (others.length > 0 && replies.length === 0)) return false;
  if (!others.every((line) => replies.includes(line) || ses.match(line.plain) !== null)) return false;
  const own = plain
    .replace(/^\W{0,3}(?:error|exception|message|smtp error|failed|reason)\b[\s:-]{1,4}/u, '')
    .replace(/'[^']{0,200}'|"[^"]{0,200}"|<[^>]{0,200}>/gu, '')
    .split(' ')
    .filter((word) => !/[\d_]/u.test(word))
    .join(' ')
    .trim();
  return own.length <= 100 && letters >= own.length * leastOfSentence;
}

/** What servers say of mail (RFC 5321 4.2), as a log or a program has it. */
const replyToMail =
  /^\W{0,3}(?:25[0-2]|354|4[2-5]\d|5[0-5]\d)[ -]|(?<![\d.])[245]\d\d[ -]#?[245]\.\d{1,3}\.\d{1,3}\b|\b(?:ok 250|250 ok)\b/u;

/** More lines are a log of a program, which may have sentences of its own. */
const mostBeside = 20;

/** How much of a text a sentence is: the rest are names of headers and templates. */
const leastOfSentence = 0.62;

/** A login that the server put off, or refused without a word on it; null where the line tells of none, or of too many connections. */
function readUnjudgedLogin(
  block: TextBlock,
  at: number,
  text: string,
  plain: string,
): readonly Reading[] | null {
  const isRefused = refusesLoginAt(block, at, plain);
  if (!isRefused && (!tellsOfLoginPutOff(plain) || plain.includes('too many'))) return null;
  if (block.foreignOrigin !== null && !block.isSes) return null;
  const isNamed = block.smtpAt.length > 0;
  if (!isNamed && !isMailConnection(block, at)) return null;
  const data: Record<string, string> = isNamed ? {} : { assumed: 'true' };
  const code = isRefused ? 'no-verdict' : 'temporary-failure';
  return [{ code: `smtp-credentials/${code}`, quote: text, data, weight: 0 }];
}

/** How far from the words of a login its server may be named, in lines. */
const loginReach = 8;

/** That user name or password is not right, where the line is of mail or an endpoint of SES stands near that nothing went well with. */
const isOfServerNear = (block: TextBlock, at: number, text: string, plain: string): boolean =>
  // Lines that were joined say nothing of what stands near.
  block.lines[at]?.text === text &&
  tellsOfBadCredential(plain) &&
  !/\b(?:why|explain\w{0,3}|if|when|whether|says? that)\b/u.test(plain) &&
  (isOfMailClient(plain) ||
    block.smtpAt.some(
      (place) =>
        Math.abs(place - at) <= loginReach &&
        !/\b(?:ready|up|ok|sent|delivered|accepted)\b/u.test(block.lines[place]?.plain ?? ''),
    ));

/** A login that a program for mail tells of, without the words of the server: SES is assumed where no other host is named. */
function readAssumedLogin(
  block: TextBlock,
  at: number,
  text: string,
  plain: string,
): readonly Reading[] | null {
  const isMissing = tellsOfMissingPassword(plain);
  if (!isMissing && !tellsOfRejectedLogin(plain) && !isOfServerNear(block, at, text, plain)) return null;
  if (block.smtpAt.length === 0 && !isMailConnection(block, at) && !(isMissing && block.isMail)) return null;
  const assumed: Record<string, string> = block.smtpAt.length === 0 ? { assumed: 'true' } : {};
  if (isMissing) return [{ code: 'smtp-credentials/not-used', quote: text, data: assumed, weight: 0 }];
  const around = block.lines.map((line) => line.text.slice(0, 1000));
  return readRejectedLogin(text, readLogin(around), block.collector.names.region, {
    severalRegions: block.regions.size > 1,
    around,
  }).map((reading) => ({ ...reading, data: { ...reading.data, ...assumed } }));
}
