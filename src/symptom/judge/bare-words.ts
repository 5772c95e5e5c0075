import type { Reading } from '../collector.ts';
import { isLabelled } from '../observe/label.ts';
import { isOfPaper, isOver } from '../observe/stance.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { readRemoteReply } from '../remote-reply.ts';
import { saysAny } from '../reply-rule.ts';
import { speakerOf } from '../speaker.ts';
import type { TextBlock } from '../text-block.ts';
import { weighWords } from './reply-words.ts';

/** A text that short may be one sentence of a receiver, taken out of its bounce. */
const longest = 300;
/** Words must speak that clearly where nothing else says that a receiver is quoted. */
const leastWeight = 2.8;

/** What servers of mail say and hardly any other program. */
const idioms: readonly string[] = [
  'user unknown',
  'unknown user',
  'no such user here',
  'no such recipient',
  'unknown recipient',
  'recipient unknown',
  'mailbox full',
  'mailbox is full',
  'mailbox unavailable',
  'mailbox not found',
  'over quota',
  'overquota',
  'quota exceeded',
  'relay access denied',
  'relaying denied',
  'unable to relay',
  'recipient address rejected',
  'sender address rejected',
  'client host rejected',
  'greylisted',
  'rejected as spam',
  'blocked as spam',
  'refused as spam',
  'detected as spam',
  'unrouteable address',
  'host or domain name not found',
  'message size exceeds',
  'helo command rejected',
  'in domino directory',
  'notes mail file',
];
/** Programs of another kind have users, accounts, quotas and files too. */
const otherThings =
  /\b(?:https?|login|log in|sign in|password|sql|select|database|(?<!recipient |mailbox |alias )table|cookie|session|api key|token|permission denied|(?<!domino )directory(?! entry)|folder|render|rendered|property|component|image|registry|variable|module|import|argument|parameter|field|column|object|method|endpoint|server error|warn|queue|chapter|section|page|figure|cache|GET|POST|ms|kB|MB|GB|bundle|github|git|docker|http|\.(?:js|ts|py|php|java|go|rb|cs)\b|undefined|null|function|class|bucket|lambda|kubectl|npm|ldap|sudo|ssh|disk|upgrade|subscription|drive|cloud|photos|your plan)\b|[{}=]|::|\bat [\w.]+\(/iu;
const mailThings =
  /\bmail|mailbox|e-?mail|recipient|smtp|inbox|postmaster|postfach|empf[aä]nger|boîte|destinataire|buz[oó]n|destinatari|casella|mailer-daemon|mx\b|spf\b|dkim|dmarc|sender (?:address|domain|verif)|\bbounced\b|[\w.+-]{1,64}@[\w-]{1,60}\.[a-z]/iu;

/** A sentence of that length holds hardly more than what it says of the recipient. */
const shortest = 40;
const allMailThings =
  /\be?-?mails?\b|mailbox|recipient|smtp|inbox|postmaster|\bmessages?\b|deliver\w{0,4}|\bserver|\bspam|sender|\bdomain|\bhost\b|\bip\b|spf\b|dkim|dmarc|\bmx\b|[\w.+-]{1,64}@[\w-]|postfach|empf[aä]nger|nachricht|boîte|destinataire|buz[oó]n|destinatari|casella|mensa/giu;
/** How many different things of mail a text names: a mailbox at a street corner is one. */
const wordsOfMail = (text: string): number =>
  new Set((text.match(allMailThings) ?? []).map((word) => word.toLowerCase())).size;

/** What a short text means that is nothing but a sentence of a receiver; null when it may as well be anything else. */
export function readBareWords(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null || block.foreign !== null || block.smtpAt.length > 0) return null;
  if (block.lines.some(({ plain }) => speakerOf(plain, false) === 'ses')) return null;
  const text = block.lines
    .map((line) => line.text.trim())
    .filter((line) => line !== '')
    .join(' ');
  if (
    isLabelled(text) ||
    text.length > longest ||
    text.length < 6 ||
    otherThings.test(text) ||
    /\?\s{0,3}$/u.test(text)
  )
    return null;
  if (isOver(text) || isOfPaper(text)) return null;
  const plain = block.lines.map((line) => line.plain).join(' ');
  const isIdiom = saysAny(
    plain,
    idioms.map((idiom) => `~${idiom}~`),
  );
  const [best] = weighWords(text);
  // The name of a method of authentication is no failure of it.
  const isTold =
    best !== undefined &&
    best.weight >= leastWeight &&
    mailThings.test(text) &&
    (text.length <= shortest || wordsOfMail(text) > 1) &&
    (best.code !== 'bounce/authentication-failed' || tellsOfFailure(text));
  if (!(isIdiom && text.length <= (block.isSes ? 160 : 80)) && !isTold) return null;
  return readRemoteReply({ text, status: null, recipient: null })
    .slice(0, 2)
    .map((reading) => ({ ...reading, weight: 2, data: { ...reading.data, basis: 'words' } }));
}
