import type { Reading } from '../collector.ts';
import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { foldedText } from '../observe/terms.ts';
import { isOfAccountElsewhere } from '../observe/accounts-elsewhere.ts';
import { isLabelled } from '../observe/label.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { isOfPaper, isOver, withoutDenied } from '../observe/stance.ts';
import type { TextBlock } from '../text-block.ts';
import { troubles } from './told-troubles.ts';

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
    not: ['port', 'hangs', 'billing'],
  },
  {
    codes: ['sending/paused-by-aws', 'sending/disabled-by-you'],
    all: ['ses', 'paused', 'sending'],
    not: ['port', 'billing'],
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
  'boxed',
  'shut',
  'reviewed',
  'spent',
  'suppressed',
  'junkPlace',
]);

/** A question about how things are in general, and none about a trouble of one's own. */
export const isGeneral = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey|quick question),? ){0,2}(?:what (?:is|are|does|happens|would|counts)|what's|how (?:many|much|long|often|does|do (?:you|people|dedicated)|is|are)|is (?:it|there)|are there|can (?:one|you|ses)|does|do (?:you|dedicated|ses|aws|amazon|smtp|the)|which|where can|when does|would)\b/u.test(
    sentence,
  ) && !/\b(?:i|i'm|my|our|ours|we|we're|us|me|mine)\b/u.test(sentence);

/** How something is done or looked up, and no trouble with it. */
const isHowTo = (sentence: string): boolean =>
  /^\W{0,3}(?:(?:so|and|hi|hello|hey),? ){0,2}(?:where|how) (?:can|do|could|would|should) (?:i|we|you|one) (?:see|view|check|look|monitor|set|create|configure|enable|choose|calculate|measure|export|list|integrate|use)\b/u.test(
    sentence,
  ) &&
  !sentence.includes('suppress') &&
  !tellsOfFailure(sentence.replace(/\bbounces?\b|\bcomplaints?\b/gu, ' '));

const longest = 1500;
/** Who asks says "we" and "my", or puts a question. */
const asks =
  /\?|\b(?:i|i'm|i've|we|we're|we've|our|my|your|us|me|anyone|anybody|hello|hi|hey|help|please|why|how|since|suddenly|always|everything|all|keep|wir|unsere?\w?|meine?\w?|ich|warum|wieso|nous|notre|nos|mes|pourquoi|mis|nuestr\w{1,3}|nossos|meus|miei|nostr\w)\b/u;
/** A line of a log, and no question: a level before it, or members of logfmt. */
export const isOfProgram = (text: string): boolean =>
  /^\W{0,3}(?:INFO|DEBUG|TRACE|NOTICE)\b/u.test(text) ||
  (text.match(/(?<![\w&?])[a-z_.]{2,30}=[^\s=]/gu)?.length ?? 0) >= 3;

/** Whom a post speaks to, and not of. */
const toTheForum =
  /\b(?:hi|hello|hey|dear|thanks|thank you|morning),? (?:all|everyone|everybody|people|folks|guys|there)\b|\b(?:any ?one|any ?body|some ?one|some ?body)(?: here| else| out there){0,2} (?:know|knows|have|has|had|any|ideas?|help|explain|been|seen|saw|tell|please|experienc\w{0,5}|face\w?|facing|got|getting|run|ran|using|point)\b|\b(?:any ?one|any ?body)(?: else)?\?/giu;
/** What goes well beside what does not: "sends work fine, but …" is no end of the trouble. */
const withoutContrast = (text: string): string =>
  text
    .split(/(?<=[.!?;])\s|,\s/u)
    .map((part) =>
      /\b(?:now|again|after|since|once|finally)\b/iu.test(part)
        ? part
        : part.replace(
            /\b(?:works?|working|is|are) (?:fine|ok|okay|perfectly|flawlessly|as expected|well|good)\b/giu,
            ' ',
          ),
    )
    .join(', ');

/** What programs and servers write, and people only quote: then the quotation decides. */
const quotes =
  /\b[A-Z][A-Za-z]{4,60}(?:Exception|Error)\b|Exception:|\.ERROR\b|\b(?!ses:)[a-z][a-z\d-]{1,20}:(?:Get|Put|List|Describe|Create|Delete|Publish|Send|Invoke|Decrypt|Encrypt|Receive|Assume)[A-Z]|Traceback|Error:|smtp;|diagnostic|(?<![\d.])[45]\d\d[ -](?:[45]\.\d|[A-Z][a-z])|\bat [\w.$]{1,120}\(/u;

/** What somebody asks about in plain words, when nothing in the text is an error of a program; null when it is about something else. */
export function readQuestion(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null && !block.isSes) return null;
  const lines = block.lines.map(({ text }) => text.trim()).filter((text) => text !== '');
  const text = lines.join(' ');
  if (text.length > longest || text.length < 8 || quotes.test(text)) return null;
  if ((isLabelled(text) && !block.isSes) || isOfProgram(text)) return null;
  const whole = foldedText(
    text
      .replace(toTheForum, ' ')
      .replace(/\{\{.{1,40}?\}\}/gu, ' placeholder ')
      .replaceAll('%', ' percent')
      .replace(/no deseado/giu, 'spam')
      .replace(/(\d)(?=[mg]i?b\b)/giu, '$1 '),
  );
  if (!asks.test(whole) && lines.length > 1) return null;
  const sentences = whole.split(/[.!?\n](?=\s|$)/u).filter((sentence) => sentence.length > 5);
  if ((isOver(withoutContrast(text)) && !/\?\s{0,3}$/u.test(text)) || isOfPaper(text)) return null;
  const codes =
    codesToldIn(block, sentences.slice(0, 20), whole) ?? codesMeantIn(sentences.slice(0, 20), whole);
  if (codes === null || (codes[0]?.startsWith('identity/') === true && isOfAccountElsewhere(whole)))
    return null;
  return codes.map((code, place) => ({
    code,
    quote: text.slice(0, 300),
    data: { basis: 'words' },
    weight: place === 0 ? 1 : 2,
  }));
}

/** Whether a scope speaks of a concept; what may be denied, is looked for in what it does not deny. */
function speaker(scope: string): (concept: Concept) => boolean {
  const affirmed = withoutDenied(scope);
  const happened = affirmed.replace(feared, ' ');
  const seen = new Map<Concept, boolean>();
  return (concept) => {
    let known = seen.get(concept);
    if (known === undefined) {
      known = speaksOf(concept === 'shut' ? happened : statesOnly.has(concept) ? affirmed : scope, concept);
      seen.set(concept, known);
    }
    return known;
  };
}

function codesMeantIn(sentences: readonly string[], whole: string): readonly string[] | null {
  for (const scope of [...sentences, whole]) {
    if (isGeneral(scope)) continue;
    const has = speaker(scope);
    if (has('settled') && !has('spamFolder')) continue;
    const found = meanings.find(({ all, not = [] }) => all.every(has) && !not.some(has));
    if (found !== undefined) return found.codes;
  }
  return null;
}

/** Mail of AWS is spoken of: what is told then is told of SES. */
const ofMail =
  /\be?-?mail\w{0,8}|\bidentit|\bsender\b|\bfrom address|\bsmtp\b|\bnewsletters?\b|\bsandbox|\bdkim\b|\bbounc(?:e|es|ed|ing)\b|\bcomplaints?\b|\bsend(?:ing)?\b|\bsuppression\b/u;
/** Counts one after the other, and the members of a record: a program speaks. */
const counts =
  /^\s{0,3}[{[<]|(?:\b\d{1,9} [a-z]{3,20}, ){2}|(?:\b[a-z]{3,20}: \d{1,9}, ){2}|(?:\b[a-z]{3,20}: [\w.:@-]{1,60} ){3}/u;
/** Good news. */
const granted =
  /\b(?:increased|granted|approved|restored|reinstated|lifted|re-?enabled|resumed|(?:now|been|successfully) verified)\b/u;
/** What is feared has not happened. */
const feared =
  /\b(?:before|until|unless|avoid|afraid|risk|fear|will|might|may|could|would|going to|about to|threat\w{0,6})\b(?: [^\s,;:.!?]{1,24}){0,6}/gu;

/** The narrowest trouble that one sentence tells of, or two side by side, or all of them. */
function codesToldIn(
  block: TextBlock,
  sentences: readonly string[],
  whole: string,
): readonly string[] | null {
  if (!block.isSes && !(block.isAws && ofMail.test(whole))) return null;
  if (counts.test(whole) || (granted.test(whole) && !tellsOfFailure(whole))) return null;
  const own = sentences.filter((sentence) => !isGeneral(sentence) && !isHowTo(sentence));
  if (own.length === 0) return null;
  const pairs = sentences.slice(1).map((sentence, at) => `${sentences[at] ?? ''}. ${sentence}`);
  for (const scopes of [own, pairs, [sentences.join('. ')]]) {
    const speakers = scopes.map(speaker);
    for (const { codes, all, not = [] } of troubles)
      if (speakers.some((has) => all.every(has) && !not.some(has))) return codes;
  }
  return null;
}
