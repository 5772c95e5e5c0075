import { isOwnHost } from '../knowledge/private-addresses.ts';
import { mentions } from './mentions.ts';
import { apiConnectionReplies, smtpConnectionReplies } from './replies/client.ts';
import { sesRegion } from '../knowledge/regions.ts';
import { plainText, RuleBook, saysAny, type RuleMatch } from './reply-rule.ts';
import { certificateFault } from './judge/certificate-words.ts';
import { connectionFault } from './observe/connection-fault.ts';
import { faultByTables } from './judge/connection-tables.ts';
import { stackFrames, waitsForAnswer } from './observe/stack-frame.ts';
import { nextHostIn } from './observe/delivers-itself.ts';
import { isBareTls } from './observe/bare-tls.ts';
import { isOfMailClient } from './observe/mail-client.ts';
import { otherPrograms } from './origins.ts';
import { saysItWentOut } from './observe/went-well.ts';
import type { Reading } from './collector.ts';
import { addressIn, endpointAt, onlyPortIn, relayAt } from './endpoint-in.ts';
import { saysTheEnd } from './finality.ts';
import type { Line, TextBlock } from './text-block.ts';

const smtpConnection = new RuleBook(smtpConnectionReplies);
const apiConnection = new RuleBook(apiConnectionReplies);

/** Lines around one that may name the host it is about. */
const neighbourhood = 8;

/** Why a client could not talk to an endpoint of SES, by what its library says; null when the line is about nothing of the kind. */
export function readConnectionFailure(
  block: TextBlock,
  at: number,
  { text, plain }: Line,
): readonly Reading[] | null {
  const near = (places: readonly number[]): boolean =>
    places.some(
      (place) =>
        Math.abs(place - at) <= neighbourhood &&
        // Mail that went out says nothing of the host that another program could not reach.
        (place === at || isOfMailClient(plain) || !saysItWentOut(block.lines[place]?.text ?? '')),
    );
  const smtpNear = near(block.smtpAt);
  const apiNear = near(block.apiAt);
  if (isOtherHost(plain)) return null;
  const assumed = !smtpNear && !apiNear;
  const api = assumed ? false : block.apiAt.includes(at) && !block.smtpAt.includes(at) ? true : !smtpNear;
  const told = withoutOptions(plain);
  if (saysAny(told, ['eof caught while checking', 'timeout=', 'opening to']) || isSetting(told)) return null;
  if (closed.test(plain) && isAfterTheEnd(block, at)) return null;
  const match = matchOf(api, told, text);
  if (match === null || (assumed && !isMailConnection(block, at))) return null;
  // The other end is a receiver's: SES tried, and tells of it.
  if (assumed && /receiving (?:server|host)|recipient's server|bounced/u.test(plain)) return null;
  const from = Math.max(0, at - neighbourhood);
  const nearby = block.lines.slice(from, at + neighbourhood + 1).map((line) => line.text.slice(0, 1000));
  const around = nearby.join('\n');
  const data = placeAt(block, at, text, assumed);
  const elsewhere = ofNextHost(block, at, data, assumed);
  if (elsewhere !== null) return elsewhere;
  let { code } = match.rule;
  if (
    code === 'smtp/port-blocked' &&
    /\b(?:tls|ssl|handshake)/u.test(plain) &&
    !plain.includes('time') &&
    saysAny(plain, vague)
  )
    code = 'smtp/tls-handshake-failed';
  // Nobody between a host and itself drops a connection in silence: nothing listens there.
  if (code === 'smtp/port-blocked' && isOwnHost(data['address'] ?? '') && !plain.includes('time'))
    code = 'smtp/connection-refused';
  const isWaiting =
    code === 'smtp/port-blocked' &&
    (readsAfterConnect.test(plain) ||
      isConnectedAbove(block, at, plain) ||
      waitsForAnswer(framesAround(block, at)));
  if (isWaiting) code = 'smtp/silent';
  const step = isWaiting ? 'reply' : (match.rule.data?.['step'] ?? '');
  const region = data['region'];
  const known = region === undefined ? null : sesRegion(region);
  const unknownHost = step === 'name' || saysAny(plain, ['could not connect to the endpoint url']);
  if (unknownHost && region !== undefined && known === null && api) code = 'access/region-invalid';
  if (step === 'name' && known !== null && !known.smtp && !api) code = 'smtp/region-has-no-endpoint';
  const implicitPort = data['port'] === '465' || data['port'] === '2465';
  const explicitPort = ['25', '587', '2587'].includes(data['port'] ?? '');
  const alternatives: string[] = [];
  if (
    code === 'smtp/silent' &&
    implicitPort &&
    !/(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps)/iu.test(around)
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  // SES waits for the client to begin TLS on these ports: it gives up on one that waits for a greeting.
  if (code === 'smtp/connection-reset' && implicitPort && beforeGreeting.test(plain))
    alternatives.unshift('smtp/tls-mode-mismatch');
  if (
    code === 'smtp/port-blocked' &&
    implicitPort &&
    saysAny(plainText(around), ['starttls', 'read timed out', 'waiting', 'greeting'])
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  if (
    (code === 'smtp/silent' || code === 'smtp/port-blocked') &&
    explicitPort &&
    /(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps:\/\/|implicit)/iu.test(around) &&
    code === 'smtp/silent'
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  // A session of SES with a receiver that offers no STARTTLS: SES asks for it where a configuration set does.
  if (code === 'smtp/starttls-missing' && ofReceiver.test(plain))
    return [{ code: 'bounce/tls-required', subject: null, quote: text, data: {}, weight: 1 }];
  const codes = [...new Set([...alternatives, code, ...(match.rule.also ?? [])])];
  const isVague = match.rule.source !== table && saysAny(plain, vague);
  const weight = code === 'smtp/tls-handshake-failed' || isVague ? 2 : 1;
  return codes.map((one) => ({
    code: one,
    subject: data['host'] ?? null,
    quote: text,
    data: { ...data, step, ...(assumed ? { assumed: 'true' } : {}) },
    weight,
  }));
}

const ofReceiver =
  /\b(?:recipient|receiving|destination)(?:'s)? (?:mail |smtp )?server\b|\bbounce notification\b/u;
const nameMismatch = 'smtp/certificate-name-mismatch';
const vagueHandshake = 'smtp/tls-handshake-failed';
const table = 'the registries of errno, Winsock and TLS';

/** What the line says by its number or name, else by its words. Words that name the cause come before an alert that does not. */
function matchOf(api: boolean, plain: string, text: string): Pick<RuleMatch, 'rule'> | null {
  const worded = (api ? apiConnection : smtpConnection).match(plain);
  const fault = connectionFault(plain) ?? (worded === null ? faultByTables(text) : null);
  // A handshake that failed says nothing of why; what stands beside it of the certificate does.
  if ((fault?.code ?? worded?.rule.code ?? vagueHandshake) === vagueHandshake && !api) {
    const code = certificateFault(plain);
    if (code !== null) return { rule: { code, says: [], data: { step: 'tls' }, source: table } };
  }
  // That it could not be verified has every reason; a name that does not match is one.
  if (worded?.rule.code === 'smtp/certificate-untrusted' && certificateFault(plain) === nameMismatch)
    return { rule: { code: nameMismatch, says: [], data: { step: 'tls' }, source: table } };
  if (fault === null) return worded;
  const isExact =
    worded !== null && !saysAny(plain, vague) && worded.rule.code !== 'smtp/tls-handshake-failed';
  if (isExact && fault.code !== 'smtp/certificate-expired') return worded;
  const code = api ? 'access/endpoint-unreachable' : fault.code;
  return { rule: { code, says: [], data: { step: fault.step }, source: table } };
}

/** A connection that ended before the server said a word. */
const beforeGreeting = /initial connection|greeting|banner|before .{0,20}\b(?:220|hello|ehlo)\b/u;

/** Go's `read tcp 10.0.0.4:51234->192.0.2.7:587: i/o timeout`, Node's `read ETIMEDOUT`: who reads has connected. */
const readsAfterConnect = /\bread (?:tcp|etimedout)\b/u;

/** curl, telnet and loggers say that they are connected before they wait in vain: a firewall would not have let them. */
const isConnectedAbove = (block: TextBlock, at: number, plain: string): boolean =>
  plain.includes('time') &&
  block.lines
    .slice(Math.max(0, at - 4), at)
    .some(({ plain: above }) => /^[\s*=<>|-]{0,8}(?:connected to\b|connection established\b)/u.test(above));

/** Lines of one stack at most. */
const stackDepth = 40;

/** The frames of the stack around a line. */
function framesAround(block: TextBlock, at: number): readonly string[] {
  const texts = block.lines.slice(Math.max(0, at - stackDepth), at + stackDepth + 1).map(({ text }) => text);
  return [...stackFrames(texts)].map((place) => texts[place] ?? '');
}

/** Lines of a text in which a setting far from the error may stand. */
const settingsLines = 200;

/** Where the connection went that failed at a line: host, port, Region, address, as far as the text tells. */
function placeAt(block: TextBlock, at: number, text: string, assumed: boolean): Record<string, string> {
  const texts = block.lines.map((line) => line.text.slice(0, 1000));
  const from = Math.max(0, at - neighbourhood);
  const nearby = texts.slice(from, at + neighbourhood + 1);
  const data = endpointAt(nearby, at - from);
  const port = data['port'] ?? (texts.length > settingsLines ? null : onlyPortIn(texts));
  const relay = assumed ? relayAt(nearby, at - from) : null;
  const address = addressIn(text);
  return {
    ...data,
    ...(port === null ? {} : { port }),
    ...(relay === null ? {} : { host: relay, relay }),
    ...(address === null ? {} : { address }),
  };
}

/**
 * A mail server that delivers to receivers itself could not reach one: that mail does not go through SES. Empty where the log shows
 * that other mail does; null where the line is about nothing of the kind.
 */
function ofNextHost(
  block: TextBlock,
  at: number,
  place: Readonly<Record<string, string>>,
  assumed: boolean,
): readonly Reading[] | null {
  const from = Math.max(0, at - neighbourhood);
  const nearby = block.lines.slice(from, at + neighbourhood + 1).map((line) => line.text.slice(0, 4000));
  const next = nextHostIn(nearby, at - from, place);
  if (next === null) return null;
  if (block.lines.some((line) => /\brelay=\S{0,80}amazon(?:aws|ses)\./u.test(line.plain))) return [];
  if (!assumed && !next.isOfRecipient) return null;
  // A bounce that names no host says more of its message than of the way.
  if (next.name === null && block.lines.some((line) => saysTheEnd(line.text))) return [];
  const whose = `a mail server that delivers to ${next.name ?? 'receivers'} itself`;
  const quote = block.lines[at]?.text ?? '';
  return [{ code: 'send/not-sent-by-ses', subject: null, quote, data: { whose }, weight: 2 }];
}

/** A program that sends mail is at work, and nobody else is named whose server it talks to: SES is assumed. */
export function isMailConnection(block: TextBlock, at: number): boolean {
  const around = block.lines.slice(Math.max(0, at - neighbourhood), at + neighbourhood + 1);
  return (
    block.foreignOrigin === null &&
    (around.some(
      (line) => isOfMailClient(line.plain) && (line === block.lines[at] || !saysItWentOut(line.text)),
    ) ||
      isBareTls(block.lines))
  );
}

/** `'allow_self_signed' => true`, `rejectUnauthorized: false`: an option of a client, and no line of an error. */
const isSetting = (plain: string): boolean =>
  /["']?\w{0,20}(?:self_?signed|verify_?peer(?:_name)?|verify_?depth|rejectunauthorized|checkserveridentity|smtpautotls|smtpsecure|cafile|capath|peer_name|timeout)["']?\]?\s{0,2}(?:=>|[:=])\s{0,2}["']?(?:true|false|yes|no|null|none|\d{1,7}|tls|ssl|\/)/u.test(
    plain,
  ) && !/error|fail|exception|refused|errno/u.test(plain);

const mailPorts: ReadonlySet<string> = new Set([
  '25',
  '465',
  '587',
  '2465',
  '2587',
  // Others listen there, and who takes it for a port of SES has to be told.
  '2525',
  '443',
  '53',
  '80',
]);

/** The line names the host or the program it is about, and it is not SES. */
function isOtherHost(plain: string): boolean {
  if (saysAny(plain, ['amazonaws', 'amazonses', '.api.aws'])) return false;
  if (otherPrograms.some((words) => plain.includes(words.replaceAll('~', '')))) return true;
  if (/^\W{0,4}(?:ping|traceroute|tracepath|mtr)[ :]/u.test(plain)) return true;
  // `db-04 -> No route to host`: what was tried stands before the arrow.
  const tried = plain.includes('>')
    ? /(?:^|["'\s])([a-z][a-z\d.-]{2,80}) (?:->|=>) /u.exec(plain)?.[1]
    : undefined;
  if (tried !== undefined && /[\d.-]/u.test(tried) && !/smtp|mail|mx|relay/u.test(plain)) return true;
  // Behind an arrow stands the other end; the port before it is any that was free.
  const port = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}\]?:(\d{2,5})(?!\d|->)/u.exec(plain)?.[1];
  // Whoever names SMTP may listen on any port: a catcher of mail for tests does.
  if (/smtp|mail/u.test(plain) && saysAny(plain, ['127.0.0.1', 'localhost', '[::1]'])) return false;
  if (port !== undefined && !mailPorts.has(port)) return true;
  const named = /\bport["']?\s{0,2}[:=]?\s{0,2}["']?(\d{2,5})\b/u.exec(plain)?.[1];
  if (named !== undefined && !mailPorts.has(named)) return true;
  const host = /https?:\/\/([^\s/"':]{1,255})/u.exec(plain)?.[1];
  return (
    host !== undefined && !saysAny(host, ['github.com', 'docs.', 'support.', 'nodemailer', 'learn.microsoft'])
  );
}

/** Whether a line tells of a connection to something that is no mail server, by the host, the port or the program in it. */
export const isOfOtherConnection = (text: string): boolean =>
  mentions(text, 'refused', 'timed out', 'timeout', 'no route', 'unreachable', 'reset by') &&
  !/\bses\b|smtp|e-?mail/iu.test(text) &&
  isOtherHost(plainText(text));

const closed = /connection (?:was )?closed|closed? (?:the )?connection|disconnect/u;

/** Whether the client said QUIT, or the server 221, in the lines just above: then it is no failure that the connection closes (RFC 5321 4.1.1.10). */
const isAfterTheEnd = (block: TextBlock, at: number): boolean =>
  block.lines
    .slice(Math.max(0, at - 4), at)
    .some(({ text }) => /(?:^|[\s<>:~*-])(?:221[ -]|QUIT\b)/u.test(text));

/** Settings of a client, `connectionTimeout: 10000`, are no failure. */
const withoutOptions = (plain: string): string =>
  plain
    // PHPMailer says so of a login that was refused, too.
    .replaceAll('smtp connect() failed', ' ')
    .replace(/timeouts? -?1\b/gu, ' ')
    .replace(/\w{0,24}timeout(?:_ms|ms|_seconds)?["']?\s{0,2}[:=]\s{0,2}["']?\d{1,7}/gu, ' ');

/** Sentences that clients add to every failure; what stands beside them says more. */
const vague: readonly string[] = [
  'could not connect to smtp host',
  'smtp connect() failed',
  'could not connect to host',
  "couldn't connect to host",
  'mail server connection failed',
  'failure sending mail',
  'connection to * failed',
  'connection failed',
  'unable to connect',
  'failed to connect',
  'could not connect',
  'connection could not be established',
  'smtp error: could not',
  'eof caught',
  'error connecting',
];
