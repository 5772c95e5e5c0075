/** A whole reply of an SMTP server (RFC 5321 4.2). */
export interface SmtpReply {
  /** Three digits. */
  code: number;
  /** The text of each line, without the code. */
  lines: readonly string[];
}

export type ReplyRead =
  | { kind: 'reply'; reply: SmtpReply; rest: string }
  /** The reply has not ended yet. */
  | { kind: 'more' }
  /** What came is no SMTP reply. */
  | { kind: 'foreign' };

/** A code, then a dash when more lines follow. A bare code without text is allowed. */
const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/;

/**
 * Reads the first reply in what a server has sent so far. A line feed alone ends a line as well: strictness here
 * would only hide what the server said.
 */
export function readReply(text: string): ReplyRead {
  const lines: string[] = [];
  let code: string | null = null;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    const line = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    start = end + 1;
    const [whole, digits = '', mark = ' ', words = ''] = replyLine.exec(line) ?? [];
    // All lines of a reply carry the same code (RFC 5321 4.2.1).
    if (whole === undefined || (code !== null && digits !== code)) return { kind: 'foreign' };
    code = digits;
    lines.push(words);
    if (mark === ' ') return { kind: 'reply', reply: { code: Number(code), lines }, rest: text.slice(start) };
  }
  return startsLikeReply(text.slice(start)) ? { kind: 'more' } : { kind: 'foreign' };
}

/** The EHLO keywords of a reply, upper case, each with its parameters; the first line is the greeting (RFC 5321 4.1.1.1). */
export function ehloKeywords({ lines }: SmtpReply): readonly string[] {
  return lines
    .slice(1, 65)
    .map((line) => line.trim().slice(0, 128).toUpperCase())
    .filter((line) => /^[A-Z0-9]/.test(line));
}

function startsLikeReply(text: string): boolean {
  return /^(?:$|[2-5](?:$|\d(?:$|\d(?:$|[ \r-]))))/.test(text.slice(0, 4));
}
