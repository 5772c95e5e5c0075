import type { Reading } from '../collector.ts';
import { speaksOf, type Concept } from '../lexicon/lexicon.ts';
import { isOfDeployment } from '../observe/deployment.ts';
import { foldedText } from '../observe/terms.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';
import { worthOf } from '../lexicon/worth.ts';
import { weigh, type Explanation } from './evidence.ts';

/** In any order: each is weighed by what it asks for. */
const notices: readonly Explanation[] = [
  { codes: ['sandbox/review-denied'], all: ['sandboxOrLimits', 'denied'] },
  {
    codes: ['events/topic-encrypted-without-grant', 'events/topic-policy-blocks'],
    all: ['topic', 'publish', 'failed', 'kms'],
  },
  {
    codes: ['events/topic-unreachable', 'events/topic-policy-blocks'],
    all: ['topic', 'publish', 'failed', 'gone'],
  },
  {
    codes: ['events/topic-policy-blocks', 'events/topic-unreachable', 'events/topic-encrypted-without-grant'],
    all: ['topic', 'publish', 'failed'],
  },
  { codes: ['dkim/status-temporary-failure'], all: ['dkimName', 'soon'] },
  { codes: ['dkim/status-failed'], all: ['dkimName', 'failed'], not: ['soon'] },
  { codes: ['mail-from/temporary-failure'], all: ['mailFrom', 'soon'] },
  { codes: ['mail-from/failed'], all: ['mailFrom', 'failed'], not: ['soon'] },
  {
    codes: ['sending/paused-by-aws'],
    all: ['accountSending', 'paused', 'review'],
    not: ['lifted'],
  },
  { codes: ['sending/under-review', 'reputation/complaint-rate-review'], all: ['review', 'complaints'] },
  { codes: ['sending/under-review', 'reputation/bounce-rate-review'], all: ['review', 'bounces'] },
  { codes: ['sending/under-review'], all: ['accountSending', 'review'] },
  // Who writes to its customer that sending is paused, is who paused it.
  { codes: ['sending/paused-by-aws'], all: ['accountSending', 'paused'] },
  { codes: ['identity/verification-temporary-failure'], all: ['identity', 'soon'] },
  { codes: ['identity/verification-failed'], all: ['identity', 'failed'], not: ['soon'] },
];

/** Words by which AWS speaks to its customer, and no program to its log. */
const addressed =
  /\bwe(?:'ve| have|'re| are| were| will| could| cannot| can't| may| need)\b|\byour (?:amazon|aws|account|ses|email|sending|domain|sns|request|identity|bounce|complaint)|^subject:|dear (?:customer|aws|amazon)|お客様|amazon (?:ses|simple email service)(?: has| could| was| is|'s)?\b/iu;
/** What no notice of AWS holds: errors of programs, replies, records. */
const notANotice =
  /\b(?:exception|configurationsetsendingpaused(?:exception)?|traceback|stack trace|an error occurred|(?:paused|disabled|suspended) for (?:the )?configuration set|failed the check|is not authorized to perform|throttling failure)\b|(?<![\d.])[45]\d\d[ -][45]\.\d\.\d|(?<![\d.])(?:421|45[0-4]|53\d|55\d)[ -](?:authentication|message|access|throttling|temporary|transaction|mailbox|requested|must|service|user|recipient|relay)\b|\b(?:server|remote host) (?:returned|responded|replied|said|answered|response)\b|smtp;|\bat [\w.$]+\(|\(service: [\w ]{2,40}[,;] status code|errno|curl:|diagnosticcode|notificationtype|eventtype/iu;
/** What only a provider of mail writes to its customer, though the mail around it is cut away. */
const speaksOfSending =
  /\byour account(?:'?s)? ability to send\b[^.]{0,60}\b(?:paus|suspend|disabl)|\b(?:ability to send|sending (?:ability|privileges))\b[^]{0,400}\b(?:bounce|complaint)|\b(?:bounce|complaint)[^]{0,400}\b(?:ability to send|sending (?:ability|privileges))\b|\b(?:sending (?:limits?|quota)|production access)\b[^]{0,400}\b(?:grant|approve|den(?:y|ied))/iu;
const sendingWords = [
  'ability to send',
  'sending ability',
  'sending privileges',
  'sending limit',
  'sending quota',
  'production access',
];
/** A pause that is said to be possible has not happened. */
const threatened =
  /\b(?:may|might|could|can|would|will|shall)(?: \w+){0,3}? (?:pause|suspend|shut|stop|disable|restrict|place|be (?:paused|suspended|disabled|stopped|restricted))\b/giu;
const longest = 12_000;

/** The one that asks for most says most: what it names is rarer. */
const weightOf = ({ all }: Explanation): number => all.reduce((sum, concept) => sum + worthOf(concept), 0);

/**
 * A notice by which AWS tells its customer of the account, an identity or a topic, by what its sentences are about. Null when the
 * text is none, or tells of nothing that is wrong.
 */
export function readNotice(block: TextBlock): readonly Reading[] | null {
  const text = block.lines.map((line) => line.text.trim()).join('\n');
  if (
    text.length > longest ||
    !(
      (mentions(text, 'amazon', 'aws', 'ses') && /amazon|\baws\b|\bses\b/iu.test(text)) ||
      (mentions(text, ...sendingWords) && speaksOfSending.test(text))
    ) ||
    !addressed.test(foldedText(text)) ||
    notANotice.test(text) ||
    isOfDeployment(text)
  )
    return null;
  const subject = /^subject:(.{1,300})$/imu.exec(text)?.[1] ?? '';
  // A subject says what the mail is about; sentences below it say which of the causes.
  const sentences = [
    `${subject === '' ? '' : `${subject}. `}${text
      .replace(/^subject:.*$/imu, '')
      .slice(0, 400)
      .replace(/\s+/gu, ' ')}`,
    ...text.replace(/\n(?!\n)/gu, ' ').split(/[.!?。\n](?=\s|$)|\n/u),
  ];
  for (const sentence of sentences.slice(0, 80)) {
    const clause = foldedText(sentence);
    const happened = clause.replace(threatened, ' ');
    const has = (concept: Concept): boolean => speaksOf(concept === 'paused' ? happened : clause, concept);
    if (has('lifted') && !has('failed') && !has('denied')) return null;
    const notice = weigh([{ text: clause, share: 1 }], notices, { reads: () => has, weightOf })[0]
      ?.explanation;
    if (notice === undefined) continue;
    const domain = /\b(?:for|domain|identity|of)\s{1,3}([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})\b/iu.exec(
      sentence,
    )?.[1];
    const isOfIdentity = /^(?:dkim|mail-from|identity)\//u.test(notice.codes[0] ?? '');
    const identity = isOfIdentity ? domain?.toLowerCase() : undefined;
    if (identity !== undefined) block.collector.names.addAccepted('senders', identity);
    return notice.codes.map((code, place) => ({
      code,
      subject: identity ?? null,
      quote: (place === 0 || subject === '' ? sentence : subject).trim(),
      data: identity === undefined ? {} : { identity },
      weight: place === 0 ? 0 : 1,
    }));
  }
  // A refused request says what it was about in another sentence than that it is refused.
  const whole = foldedText(text);
  if (speaksOf(whole, 'sandboxOrLimits') && speaksOf(whole, 'denied') && !/granted|approved/u.test(whole))
    return [
      {
        code: 'sandbox/review-denied',
        subject: null,
        quote: subject === '' ? text.slice(0, 300) : subject.trim(),
        data: {},
        weight: 0,
      },
    ];
  return null;
}
