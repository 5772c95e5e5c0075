import type { Reading } from '../collector.ts';
import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { foldedText } from '../observe/terms.ts';
import { isOfAccountElsewhere } from '../observe/accounts-elsewhere.ts';
import { isLabelled } from '../observe/label.ts';
import { isOfPaper, isOver, withoutDenied } from '../observe/stance.ts';
import type { TextBlock } from '../text-block.ts';

const login = [
  'smtp-credentials/password-is-secret-key',
  'smtp-credentials/password-wrong-region',
  'smtp-credentials/rejected',
] as const;

const sandbox = ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'] as const;

/** Events come to nobody: the ways in which they are lost, likeliest first. */
const lostEvents = [
  'events/topic-policy-blocks',
  'events/no-subscriber',
  'events/topic-unreachable',
] as const;

/** First match wins: what is told of narrowly comes before what is told of widely. */
const meanings: readonly { codes: readonly string[]; all: readonly Concept[]; not?: readonly Concept[] }[] = [
  { codes: ['sandbox/review-denied'], all: ['production', 'denied'] },
  { codes: ['sandbox/review-denied'], all: ['outOfSandbox', 'denied'], not: ['toOthers'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox', 'ses'] },
  { codes: ['sandbox/account-in-sandbox'], all: ['sandbox', 'mailing'] },
  { codes: sandbox, all: ['onlyVerified', 'ses', 'mailing'], not: ['pending', 'dkimName'] },
  { codes: sandbox, all: ['onlyVerified', 'toOthers', 'ses'], not: ['dkimName'] },
  { codes: sandbox, all: ['notVerified', 'toOthers', 'ses', 'myOwn'] },
  { codes: sandbox, all: ['notVerified', 'toOthers', 'ses', 'domainVerified'] },
  { codes: sandbox, all: ['notVerified', 'toOthers', 'mailing', 'myOwn'] },
  { codes: lostEvents, all: ['happenings', 'neverComes', 'ses'], not: ['spamFolder'] },
  { codes: lostEvents, all: ['happenings', 'neverComes', 'channel'], not: ['spamFolder'] },
  { codes: lostEvents, all: ['feedback', 'channel', 'neverComes', 'ses'], not: ['spamFolder', 'template'] },
  { codes: ['template/missing-variable'], all: ['template', 'accepted', 'neverComes'] },
  { codes: ['configuration-set/tracking-https'], all: ['tracking', 'certificate'] },
  { codes: ['bounce/domain-blocklisted'], all: ['ses', 'listed', 'ourDomain'], not: ['sendingAddress'] },
  { codes: ['bounce/ip-blocklisted'], all: ['ses', 'listed'] },
  { codes: ['message/via-amazonses'], all: ['via', 'shows'], not: ['spamFolder'] },
  { codes: ['message/spam-verdict'], all: ['mailing', 'lands', 'spamFolder'] },
  { codes: ['message/spam-verdict'], all: ['mailing', 'inFolder'] },
  { codes: ['message/spam-verdict'], all: ['mailing', 'marked', 'asSpam'] },
  { codes: ['message/spam-verdict'], all: ['mailing', 'provider', 'warned'] },
  { codes: ['bounce/suppressed'], all: ['suppression', 'mailing'] },
  { codes: ['quota/daily-exhausted'], all: ['daily', 'allowance', 'reached', 'mailing'] },
  { codes: ['quota/rate-exceeded'], all: ['sendRate', 'allowance', 'reached', 'ses'] },
  { codes: ['sending/under-review'], all: ['underReview', 'ses'] },
  { codes: ['sending/under-review', 'reputation/bounce-rate-review'], all: ['underReview', 'bounceRate'] },
  {
    codes: ['sending/under-review', 'reputation/complaint-rate-review'],
    all: ['underReview', 'complaintRate'],
  },
  {
    codes: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    all: ['ses', 'paused', 'sending', 'mailing'],
    not: ['port', 'hangs'],
  },
  {
    codes: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    all: ['ses', 'paused', 'sending'],
    not: ['port'],
  },
  { codes: ['bounce/rate-limited'], all: ['deferred', 'provider', 'ses', 'mailing'] },
  { codes: ['reputation/complaint-rate-review'], all: ['complaintRate', 'high', 'ses'] },
  { codes: ['reputation/bounce-rate-review'], all: ['bounceRate', 'high', 'ses'] },
  { codes: ['send/access-denied'], all: ['permission', 'iam', 'mailing'] },
  { codes: ['dkim/status-failed'], all: ['dkimName', 'failedState', 'recordsAdded', 'ses'] },
  {
    codes: ['identity/verification-failed'],
    all: ['verification', 'failedState', 'recordsAdded', 'ses'],
    not: ['dmarcName', 'spfName'],
  },
  { codes: ['identity/not-verified', 'dkim/status-failed'], all: ['verification', 'pending', 'ses'] },
  { codes: ['identity/not-verified', 'dkim/status-failed'], all: ['verification', 'pending', 'mailing'] },
  { codes: login, all: ['ses', 'loginWords', 'wrong', 'port'] },
  { codes: ['smtp/port-blocked'], all: ['hangs', 'port', 'ses'] },
  {
    codes: ['access/endpoint-unreachable'],
    all: ['hangs', 'inPrivateNetwork', 'call', 'ses'],
    not: ['port'],
  },
  { codes: ['message/dmarc-failed'], all: ['dmarcName', 'fails', 'ses'] },
  {
    codes: ['message/dkim-invalid'],
    all: ['dkimName', 'fails', 'mailing'],
    not: ['recordsAdded', 'pending'],
  },
  { codes: ['message/spf-failed'], all: ['spfName', 'fails', 'ses'] },
];

/** What may be denied: "we are not in the sandbox". Other concepts hold a denial themselves. */
const statesOnly: ReadonlySet<Concept> = new Set([
  'sandbox',
  'paused',
  'underReview',
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
export const isGeneral = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey|quick question),? ){0,2}(?:what (?:is|are|does|happens|would|counts)|what's|how (?:many|much|long|often|does|do (?:you|people|dedicated)|is|are)|is (?:it|there)|are there|can (?:one|you|ses)|does|do (?:you|dedicated)|which|where can|when does|would)\b/u.test(
    sentence,
  ) && !/\b(?:i|i'm|my|our|we|we're|us|me|mine)\b/u.test(sentence);

const longest = 1500;
/** Who asks says "we" and "my", or puts a question. */
const asks =
  /\?|\b(?:i|i'm|i've|we|we're|we've|our|my|your|us|me|anyone|anybody|hello|hi|hey|help|please|why|how|since|suddenly|always|everything|all|keep|wir|unsere?\w?|meine?\w?|ich|warum|wieso|nous|notre|nos|mes|pourquoi|mis|nuestr\w{1,3}|nossos|meus|miei|nostr\w)\b/u;
/** A line of a log, and no question: a level before it, or members of logfmt. */
export const isOfProgram = (text: string): boolean =>
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
    const has = (concept: Concept): boolean => speaksOf(statesOnly.has(concept) ? affirmed : scope, concept);
    if (has('settled') && !has('spamFolder')) continue;
    const found = meanings.find(({ all, not = [] }) => all.every(has) && !not.some(has));
    if (found === undefined) continue;
    if (found.codes[0]?.startsWith('identity/') === true && isOfAccountElsewhere(whole)) return null;
    return found.codes.map((code, place) => ({
      code,
      quote: text.slice(0, 300),
      data: { basis: 'words' },
      weight: place === 0 ? 1 : 2,
    }));
  }
  return null;
}
