import type { Reading } from '../collector.ts';
import { mentions } from '../mentions.ts';
import { turnsIn } from '../observe/dialogue.ts';
import type { TextBlock } from '../text-block.ts';

/**
 * What clients say before the reply that their login got: smtplib, nodemailer, PHPMailer, Symfony, Postfix. `plain` is in the form of
 * `plainText`.
 */
const loginFailed =
  /(?:authentication ?(?:failed|failure|error|unsuccessful|denied|exception)(?:exception)?|invalid login|could not authenticate|failed to authenticate|(?:password|username|auth(?:enticate)?(?: plain| login)?) command failed|\bauth(?: plain| login)? (?:failed|rejected|refused))\b[^\n]{0,400}?(?:said:? ["']?|: |[(,]\s?|code ["']?)(5\d\d)(?:[ :-]|["']?,\s?(?:with message )?b?["'])/u;

/** A word of each of them. */
const refusals: readonly string[] = [
  ...[
    'fail',
    'error',
    'exception',
    'unsuccessful',
    'denied',
    'invalid login',
    'could not',
    'rejected',
    'refused',
  ],
];

/** 535 is the verdict on a password, 530 and 538 ask for something first (RFC 4954 section 6): each has a code of its own. */
const toldElsewhere: ReadonlySet<string> = new Set(['535', '530', '538']);

/** The reply is about user name and password after all, or about TLS that has to come first. */
const saysMore =
  /credential|password|user ?name|invalid login|bad login|authentication (?:failed|failure|unsuccessful|invalid)|not authenticated|starttls|encrypt|not subscribed|\btls\b/u;

/** Whether a reply for good to a login says nothing about user name and password. 534 does where a mechanism is what is wrong. */
const isNoVerdict = (number: string, words: string): boolean =>
  !toldElsewhere.has(number) && !saysMore.test(words) && (number !== '534' || words.includes('mechanism'));

/** What msmtp says in two lines: that a login failed, and below it what the server said. */
function withServerMessage(block: TextBlock, at: number, plain: string): string {
  const first = plain.includes('server message: ') ? at - 1 : at;
  const [above, below] = [block.lines[first]?.plain ?? '', block.lines[first + 1]?.plain ?? ''];
  const isOfTwo = above.includes('authentication failed') && below.includes('server message: ');
  return isOfTwo ? `${above} ${below}` : plain;
}

/** Whether a line tells of a login that got a refusal which is no verdict on it. `plain` is in the form of `plainText`. */
export function refusesLoginAt(block: TextBlock, at: number, plain: string): boolean {
  if (!mentions(plain, 'auth', 'login', 'password', 'username', 'server message: ')) return false;
  const whole = withServerMessage(block, at, plain);
  if (!mentions(whole, ...refusals)) return false;
  const match = loginFailed.exec(whole);
  return match !== null && isNoVerdict(match[1] ?? '', whole.slice(match.index + match[0].length));
}

/** Replies for now that have a code of their own, by their words: too many connections, no TLS, a rate. */
const forNowElsewhere: ReadonlySet<string> = new Set(['421', '454']);

/** What a server's first answer to AUTH means that is neither a yes nor a verdict; null for any other. */
function codeOf(reply: string): string | null {
  const number = reply.slice(0, 3);
  if (number.startsWith('4'))
    return forNowElsewhere.has(number) ? null : 'smtp-credentials/temporary-failure';
  const isRefused = number.startsWith('5') && isNoVerdict(number, reply.toLowerCase());
  return isRefused ? 'smtp-credentials/no-verdict' : null;
}

/** What the turns of a dialogue show of a login: what the server says next to AUTH, and to what it asked for by 334. */
export function readRefusedLogin(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null && block.smtpAt.length === 0) return null;
  const lines = block.lines.slice(0, 2000).map(({ text }) => text);
  if (!lines.some((line) => mentions(line, 'auth'))) return null;
  const turns = turnsIn(lines);
  const asked = turns.findLastIndex(({ by, text }) => by === 'client' && /^AUTH\b/iu.test(text));
  if (asked === -1) return null;
  const answer = turns
    .slice(asked + 1, asked + 8)
    .find(({ by, text }) => by === 'server' && !text.startsWith('334'));
  const code = answer === undefined ? null : codeOf(answer.text);
  if (answer === undefined || code === null) return null;
  // A command that the server had answered already is not what this reply is about.
  if (
    turns
      .slice(asked + 1)
      .some(({ by, text, at }) => by === 'client' && at < answer.at && /^[A-Z]{4}\b/u.test(text))
  )
    return null;
  return [
    {
      code,
      quote: lines[answer.at] ?? '',
      data: block.smtpAt.length === 0 ? { assumed: 'true' } : {},
      weight: 0,
    },
  ];
}
