import type { Reading } from '../collector.ts';
import { addressesIn } from '../names.ts';
import { senderInReply } from '../sender-in-reply.ts';
import type { TextBlock } from '../text-block.ts';
import { weighWords } from './reply-words.ts';

/** In a bounce mail little is enough: that something failed is certain. */
const leastWeight = 1.5;

/** What the sentences of a bounce mail say, where no reply stands in it; null when they say nothing clear. */
export function readBounceWords(lines: readonly string[], recipient: string | null): Reading | null {
  const paragraphs = lines
    .map((line) => line.trim())
    .join('\n')
    .split(/\n\n/u)
    .map((paragraph) => paragraph.replace(/\n/gu, ' ').slice(0, 1000));
  const told = paragraphs
    .flatMap((paragraph) => weighWords(paragraph).map((cause) => ({ ...cause, paragraph })))
    .sort((one, other) => other.weight - one.weight)[0];
  if (told === undefined || told.weight < leastWeight) return null;
  return {
    code: told.code,
    subject: recipient,
    quote: told.paragraph,
    data: { ...told.data, basis: 'words' },
    weight: 1,
  };
}

/** Where the message begins that came back: its words are none of the bounce. */
const original =
  /^\s{0,8}original (?:mail|message) (?:as )?follows|^\W{0,4}-{2,}.{0,40}\b(?:original|returned|unsent|copy of (?:the|your)|header of the|below this line)\b|^\s{0,8}(?:original message follows|below (?:this line )?is a copy|the original message follows)/iu;

/** The lines of a bounce mail above the message that it gives back. */
export function aboveOriginal(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(
    (line, at) => at > 1 && original.test(line) && lines.slice(0, at).some((above) => !/^\W*$/u.test(above)),
  );
  return end === -1 ? lines : lines.slice(0, end);
}

/** The body of a mail, where its header fields stand above it: their words tell no cause. */
function withoutFields(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line) => line.trim() === '');
  const isHeader = end > 0 && lines.slice(0, end).every((line) => /^(?:[\w-]{1,60}\s?:|[ \t])/u.test(line));
  return isHeader ? lines.slice(end + 1) : lines;
}

/** How bounce mails begin, of whatever program: what they are about, and that it came to nothing. */
const opening =
  /not member article|had trouble delivering your message|created automatically by mail delivery software|(?:error|problem|failure)s? (?:has |have )?(?:occurred|occured|was encountered|arose)? ?(?:while|when|in|during) (?:trying to |attempting to )?deliver|this is the (?:mail system|qmail-send program)|(?:could|can) ?not be delivered to|couldn't be delivered|wasn't delivered|was not delivered|wasn't able to deliver|unable to deliver your message|delivery (?:has failed|incomplete|to the following recipients? (?:has )?(?:been delayed|failed))|(?:did not|didn't|could not|couldn't) reach (?:some|one|the|any|its|his|her)\b|message (?:blocked|not delivered)\b|your (?:message|mail|email) to .{3,120} (?:has been|was) (?:blocked|rejected|delayed|refused)|had (?:permanent|transient) (?:fatal|non-fatal) errors|problem while delivering your message|konnte nicht (?:zugestellt|erreicht)|konnten nicht (?:zugestellt|erreicht)|nicht zustellen|hat einige oder alle empfänger nicht erreicht|n'a pas (?:pu être|été) (?:remis|distribu|livré)|no se (?:ha podido|pudo) entregar|não pôde ser entregue|non è stato possibile (?:consegnare|recapitare)|\b(?:message|mail|e-mail|email)\b.{0,80}\b(?:undeliverable|undelivered|not (?:be )?delivered|delivery failed|failed delivery)\b/iu;

/** A bounce mail whose header fields are gone, by its words; null when the text is none. */
export function readBounceText(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null && !block.isSes) return null;
  const lines = aboveOriginal(block.lines.slice(0, 80).map(({ text }) => text));
  const text = lines.join('\n');
  const sender = senderInReply(text);
  const recipient = addressesIn(text).find(
    (address) => address !== sender && !/postmaster|mailer-daemon|amazonses/iu.test(address),
  );
  if (
    recipient === undefined &&
    !/^(?:from|subject|betreff|von|objet|de): .{0,80}(?:mailer-daemon|postmaster|delivery (?:sub)?system|undeliver|returned mail|failure notice|delivery (?:status|failure))/imu.test(
      text,
    )
  )
    return null;
  if (!opening.test(text.replace(/\s+/gu, ' ').slice(0, 6000))) return null;
  if (recipient !== undefined) block.collector.names.add('recipients', recipient);
  const told = readBounceWords(
    // The opening says that it failed, in the words of causes.
    withoutFields(lines).map((line) => (line.length > 300 ? line : line.replace(opening, ' '))),
    recipient ?? null,
  );
  return [
    told ?? {
      code: 'bounce/undetermined',
      subject: recipient ?? null,
      quote: lines.find((line) => opening.test(line)) ?? text.slice(0, 200),
      data: {},
      weight: 1,
    },
  ];
}
