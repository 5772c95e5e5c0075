/** The first line of a message of Apple Mail (.emlx): how many bytes of it follow. */
const count = /^[ \t]{0,10}(\d{1,9})[ \t]{0,10}\r?\n(?=[\x21-\x39\x3b-\x7e]{1,100}:)/;
/** What Apple Mail keeps about a message stands behind it. */
const property = /^\s{0,10}(?:<\?xml|<!DOCTYPE plist|<plist)\b/i;

/** The message in what Apple Mail stores it in (.emlx); other bytes as they are. `bytes`: latin1. */
export function storedMessage(bytes: string): string {
  const [line, length] = count.exec(bytes.slice(0, 200)) ?? [];
  if (line === undefined) return bytes;
  const end = line.length + Number(length);
  const rest = bytes.slice(end, end + 40);
  if (end <= bytes.length && (rest.trim() === '' || property.test(rest)))
    return bytes.slice(line.length, end);
  // Whoever changed the ends of the lines made the count wrong.
  const list = bytes.lastIndexOf('<?xml');
  return list > line.length && bytes.includes('<plist', list)
    ? bytes.slice(line.length, list)
    : bytes.slice(line.length);
}

/** A line that a mailbox (mbox) would take for the next message, and that got a `>` for it (RFC 4155, "mboxrd"). */
const quoted = /(?<=\n)>(?=>{0,20}From )/g;

/**
 * The message before a mailbox put a `>` before its lines "From "; null where none has one. What was sent so looks alike: only a
 * signature tells.
 */
export function withoutQuotedFrom(bytes: string): string | null {
  const text = bytes.replace(quoted, '');
  return text.length === bytes.length ? null : text;
}
