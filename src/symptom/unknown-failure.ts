/**
 * A reply or an error that names itself: the number of a refusal with its enhanced status, or at the beginning of what
 * somebody said (RFC 5321 4.2, RFC 3463), or the name that botocore prints of an error of AWS. Whatever else tells of a
 * failure may be about one that is read elsewhere.
 */
const reply = /(?<![\d.:/\w-])([45][0-5]\d)[ -]+([45]\.\d{1,3}\.\d{1,3})(?![\d.])/u;
const bareReply =
  /^(?:.{0,80}(?:[\]:]|[<>]{1,3}|[-=~]>|<[-=~]+)\s{1,3})?['"(]{0,2}([45][0-5]\d)[ -]+(?!(?:e-?mails?|mails|messages?|recipients?|addresses|rows|lines|items|users|bytes|ms|seconds|times|[kM]?B)\b)[A-Za-z<("']/u;
const status = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/u;
const ofAws = /\bAn error occurred \((\w{3,80})\) when calling\b/u;

/** What a line calls its failure: its status, its number, or the name of an error; null where it names none. */
function nameOf(line: string): string | null {
  const text = line.slice(0, 2000);
  return reply.exec(text)?.[2] ?? bareReply.exec(text)?.[1] ?? ofAws.exec(text)?.[1] ?? null;
}

/** Whether a line that no rule knows is a failure of its own. */
export const isUnknownFailure = (line: string): boolean => nameOf(line) !== null;

/** Whether a line repeats what a quote says: the same words, or the same number or status of a reply. */
export function saysTheSame(line: string, quote: string): boolean {
  const name = nameOf(line) ?? status.exec(line)?.[1] ?? null;
  return (
    quote.includes(line.trim().slice(0, 200)) ||
    line.includes(quote.trim().slice(0, 200)) ||
    (name !== null && new RegExp(`(?<![\\d.])${name.replaceAll('.', '\\.')}(?![\\d.])`, 'u').test(quote))
  );
}
