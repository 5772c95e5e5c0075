import type { Reading } from '../collector.ts';
import { anyOf, foldedText } from '../observe/terms.ts';
import { isLabelled } from '../observe/label.ts';
import { isOfPaper, isOver, withoutDenied } from '../observe/stance.ts';
import type { TextBlock } from '../text-block.ts';

/** What people who ask are about, in their own words: no program writes like that. */
const concepts = {
  mail: anyOf([
    'mail*',
    'email*',
    'e-mail*',
    'emails',
    'newsletter*',
    'message*',
    'campaign*',
    'ses',
    'confirmation*',
    'invoice*',
    'gmail',
    'outlook*',
    'hotmail*',
    'yahoo*',
    'gmx*',
    'icloud*',
    'send to',
    'sending to',
    'dkim',
    'notification*',
    'nachricht*',
    'courriel*',
    'correo*',
    'messages',
    'mensaje*',
    'メール',
    '邮件',
  ]),
  ses: anyOf(['ses', 'amazon', 'aws', 'email-smtp', 'amazonaws']),
  lands: anyOf([
    'go',
    'goes',
    'going',
    'went',
    'gone',
    'land*',
    'end* up',
    'ending up',
    'arriv*',
    'put*',
    'move*',
    'sorted',
    'filed',
    'fall*',
    'routed',
    'sent to',
    'straight to',
    'straight into',
    'directly to',
    'directly in',
    'deliver* to',
    'deliver* in',
    'show* up in',
    'find* .. in',
    'found in',
    'is in',
    'are in',
    'getting into',
    'get* into',
    'all in',
    'gelangen',
    'lande*',
    'kommen .. im',
    'arrivent',
    'finissent',
    'tombent',
    'atterrissent',
    'llega*',
    'caen',
    'van a',
    'terminan',
    'finiscono',
    'cair*',
    'caem',
    '入る',
    '入って',
    '进入',
    '進',
  ]),
  spamFolder: anyOf([
    'spam',
    'spams',
    'junk',
    'spam folder*',
    'junk folder*',
    'spam ordner',
    'spam-ordner',
    'spamordner',
    'junk-ordner',
    'bulk folder',
    'promotions tab',
    'indesirable*',
    'pourriel*',
    'no deseado',
    'lixo',
    'posta indesiderata',
    '迷惑メール',
    '垃圾',
  ]),
  inFolder: anyOf([
    '{in|into|to} .. {spam|junk|bulk} {folder|folders}',
    'in spam',
    'in junk',
    'into spam',
    'into junk',
    'im spam*',
    'dans .. {spam|spams|indesirables}',
    'en .. spam',
  ]),
  marked: anyOf([
    'show*',
    'zeig*',
    'angezeigt',
    'markier*',
    'eingestuft',
    'marque*',
    'classe*',
    'marca*',
    'mark*',
    'flag*',
    'marked',
    'flagged',
    'classified',
    'treated',
    'considered',
    'filtered',
  ]),
  asSpam: anyOf([
    'as spam',
    'as junk',
    'als spam',
    'als junk',
    'comme spam',
    'como spam',
    'como no deseado',
    'come spam',
  ]),
  sandbox: anyOf(['sandbox', 'sandboxed', 'sandbox mode', 'sandbox-modus', 'サンドボックス']),
  paused: anyOf([
    'paused',
    'suspended',
    'disabled',
    'shut down',
    'shut off',
    'stopped',
    'blocked',
    'pausiert',
    'gesperrt',
  ]),
  sending: anyOf(['sending', 'send', 'account', 'ses', 'ability', 'versand', 'konto']),
  review: anyOf(['under review', 'probation', 'review period']),
  pending: anyOf([
    'pending',
    'stuck',
    'not verified',
    'unverified',
    'never verif*',
    "won't verify",
    "doesn't verify",
    'does not verify',
    'not verifying',
    'still says',
    'still not verified',
  ]),
  verification: anyOf(['verification', 'verif*', 'identity', 'identities', 'domain', 'dkim']),
  hangs: anyOf([
    'timeout*',
    'time out',
    'times out',
    'timed out',
    'timing out',
    'hang*',
    'no answer',
    'cannot connect',
    "can't connect",
    '{cannot|not|unable to|never} reach',
    'unable to connect',
    'not reachable',
    'connect at all',
  ]),
  port: anyOf(['port', 'smtp', 'email-smtp', '587', '465', '2587', '25']),
  daily: anyOf(['daily', '24 hour*', '24-hour', 'per day', 'a day']),
  limit: anyOf(['quota', 'limit', 'limits']),
  reached: anyOf(['reached', 'exceed*', 'hit', 'over', 'used up', 'exhausted', 'maxed']),
  rate: anyOf(['rate', 'per second', 'throttl*', 'too fast']),
  login: anyOf(['credential*', 'password', 'username', 'user name', 'smtp user', 'login', 'log in']),
  wrong: anyOf([
    'invalid',
    'wrong',
    'rejected',
    'fail*',
    'refused',
    '535',
    'not accepted',
    "doesn't work",
    'not work*',
  ]),
  suppression: anyOf(['suppression list', 'suppressed', 'suppression']),
  bounceRate: anyOf(['bounce rate', 'hard bounce rate']),
  complaintRate: anyOf(['complaint rate', 'spam rate']),
  high: anyOf([
    'high',
    'above',
    'over',
    'too high',
    'exceed*',
    'risen',
    'rose',
    'increas*',
    'rising',
    'climb*',
    'lower it',
    'spike*',
    'jumped',
  ]),
  settled: anyOf(['pass', 'no longer', 'works now', 'working now', 'thanks, it works']),
  production: anyOf(['production access', 'limit increase']),
  denied: anyOf(['denied', 'declined', 'rejected', 'refused', 'turned down']),
  dmarc: anyOf(['dmarc']),
  spf: anyOf(['spf']),
  fails: anyOf(['fail*', 'failing', 'not align*', 'unaligned', 'misaligned', 'softfail', 'permerror']),
  via: anyOf(['via amazonses', 'via amazonses.com', 'amazonses.com']),
  shows: anyOf(['show*', 'display*', 'says', 'see', 'appear*', 'next to']),
} as const;

type Concept = keyof typeof concepts;

const login = [
  'smtp-credentials/password-is-secret-key',
  'smtp-credentials/password-wrong-region',
  'smtp-credentials/rejected',
] as const;

/** First match wins: what is told of narrowly comes before what is told of widely. */
const meanings: readonly { codes: readonly string[]; all: readonly Concept[]; not?: readonly Concept[] }[] = [
  { codes: ['sandbox/review-denied'], all: ['production', 'denied'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox', 'ses'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox', 'mail'] },
  { codes: ['message/via-amazonses'], all: ['via', 'shows'], not: ['spamFolder'] },
  { codes: ['message/spam-verdict'], all: ['mail', 'lands', 'spamFolder'] },
  { codes: ['message/spam-verdict'], all: ['mail', 'inFolder'] },
  { codes: ['message/spam-verdict'], all: ['mail', 'marked', 'asSpam'] },
  { codes: ['sending/under-review'], all: ['review', 'ses'] },
  { codes: ['sending/under-review', 'reputation/bounce-rate-review'], all: ['review', 'bounceRate'] },
  { codes: ['sending/under-review', 'reputation/complaint-rate-review'], all: ['review', 'complaintRate'] },
  {
    codes: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    all: ['ses', 'paused', 'sending', 'mail'],
    not: ['port', 'hangs'],
  },
  {
    codes: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    all: ['ses', 'paused', 'sending'],
    not: ['port'],
  },
  { codes: ['bounce/suppressed'], all: ['suppression', 'mail'] },
  { codes: ['quota/daily-exhausted'], all: ['daily', 'limit', 'reached', 'mail'] },
  { codes: ['quota/rate-exceeded'], all: ['rate', 'limit', 'reached', 'ses'] },
  { codes: ['reputation/complaint-rate-review'], all: ['complaintRate', 'high', 'ses'] },
  { codes: ['reputation/bounce-rate-review'], all: ['bounceRate', 'high', 'ses'] },
  { codes: ['identity/not-verified', 'dkim/status-failed'], all: ['verification', 'pending', 'ses'] },
  { codes: ['identity/not-verified', 'dkim/status-failed'], all: ['verification', 'pending', 'mail'] },
  { codes: login, all: ['ses', 'login', 'wrong', 'port'] },
  { codes: ['smtp/port-blocked'], all: ['hangs', 'port', 'ses'] },
  { codes: ['message/dmarc-failed'], all: ['dmarc', 'fails', 'ses'] },
  { codes: ['message/spf-failed'], all: ['spf', 'fails', 'ses'] },
];

/** What may be denied: "we are not in the sandbox". Other concepts hold a denial themselves. */
const statesOnly: ReadonlySet<Concept> = new Set([
  'sandbox',
  'paused',
  'review',
  'reached',
  'suppression',
  'lands',
  'spamFolder',
  'inFolder',
  'asSpam',
  'denied',
  'high',
  'fails',
  'via',
]);

/** A question about how things are in general, and none about a trouble of one's own. */
const isGeneral = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey|quick question),? ){0,2}(?:what (?:is|are|does|happens|would|counts)|what's|how (?:many|much|long|often|does|do (?:you|people|dedicated)|is|are)|is (?:it|there)|are there|can (?:one|you|ses)|does|do (?:you|dedicated)|which|where can|when does|would)\b/u.test(
    sentence,
  ) && !/\b(?:i|i'm|my|our|we|we're|us|me|mine)\b/u.test(sentence);

const longest = 1500;
/** Who asks says "we" and "my", or puts a question. */
const asks =
  /\?|\b(?:i|i'm|i've|we|we're|we've|our|my|your|us|me|anyone|anybody|hello|hi|hey|help|please|why|how|since|suddenly|always|everything|all|keep|wir|unsere?\w?|meine?\w?|ich|warum|wieso|nous|notre|nos|mes|pourquoi|mis|nuestr\w{1,3}|nossos|meus|miei|nostr\w)\b/u;
/** A line of a log, and no question: a level before it, or members of logfmt. */
const isOfProgram = (text: string): boolean =>
  /^\W{0,3}(?:INFO|DEBUG|TRACE|NOTICE)\b/u.test(text) ||
  (text.match(/(?<![\w&?])[a-z_.]{2,30}=[^\s=]/gu)?.length ?? 0) >= 3;

/** What programs and servers write, and people only quote: then the quotation decides. */
const quotes =
  /\b[A-Z][A-Za-z]{4,60}(?:Exception|Error)\b|Traceback|Error:|smtp;|diagnostic|(?<![\d.])[45]\d\d[ -](?:[45]\.\d|[A-Z][a-z])|\bat [\w.$]{1,120}\(/u;

/** What somebody asks about in plain words, when nothing in the text is an error of a program; null when it is about something else. */
export function readQuestion(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null && !block.isSes) return null;
  const lines = block.lines.map(({ text }) => text.trim()).filter((text) => text !== '');
  const text = lines.join(' ');
  if (text.length > longest || text.length < 8 || quotes.test(text)) return null;
  if (isLabelled(text) || isOfProgram(text)) return null;
  const whole = foldedText(text);
  if (!asks.test(whole) && lines.length > 1) return null;
  const sentences = whole.split(/[.!?\n](?=\s|$)/u).filter((sentence) => sentence.length > 5);
  if (isOver(text) || isOfPaper(text)) return null;
  for (const scope of [...sentences.slice(0, 20), whole]) {
    if (isGeneral(scope)) continue;
    const affirmed = withoutDenied(scope);
    const has = (concept: Concept): boolean =>
      concepts[concept].test(statesOnly.has(concept) ? affirmed : scope);
    if (has('settled') && !has('spamFolder')) continue;
    const found = meanings.find(({ all, not = [] }) => all.every(has) && !not.some(has));
    if (found === undefined) continue;
    return found.codes.map((code, place) => ({
      code,
      quote: text.slice(0, 300),
      data: { basis: 'words' },
      weight: place === 0 ? 1 : 2,
    }));
  }
  return null;
}
