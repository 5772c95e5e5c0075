/** Whether a value is the reply of a server (RFC 5321 4.2), with or without the type of RFC 3464 2.3.6 before it. */
export const isReply = (value: string | undefined): boolean =>
  value !== undefined && /^\s{0,3}(?:(?:smtp|x-[\w-]{1,20});\s{0,3})?[45]\d\d[ -]/iu.test(value);

/** Members that stand behind a reply in the same line; a reply has words before a colon, too. */
const nextMember =
  /[,;|]\s{0,3}["']?(?:bounce|complain|feedback|email|reporting|message|event|notification|status|action|time|recipient|destination|source)[A-Za-z_]{0,20}["']?\s{0,2}(?:=>|[=:])|\s{1,20}[a-z][A-Za-z_.-]{2,40}=/u;

/** A reply without quotes goes on to the end of its line, to the next key, or to the end of what it is a member of. */
export function wholeReply(line: string): string {
  const part = line.split(nextMember, 1)[0] ?? line;
  let depth = 0;
  for (let at = 0; at < part.length; at += 1) {
    const sign = part[at];
    if (sign === '{' || sign === '[' || sign === '(') depth += 1;
    if (sign === '}' || sign === ']' || sign === ')') depth -= 1;
    if (depth < 0) return part.slice(0, at);
  }
  return part;
}
