import { mentions } from './mentions.ts';
import { namesMail, replyIn } from './unwrap/reply-record.ts';

/** A member of logfmt: a key, and a value in quotes or up to the next blank. */
const pair =
  /(?<![\w.-])([A-Za-z_][\w.-]{0,40})=(?:"([^"\n]{0,2000})"|'([^'\n]{0,2000})'|([^\s"',;]{1,200}))/gu;
const ofWords = /(?:msg|message|reason|error|err|text|reply|response|details?|description|final|cause)$/iu;
const mostPairs = 60;

/**
 * A line of logfmt whose members hold the words of a reply before its number, `reason="mailbox full" smtp_code=552`: with both behind the
 * other members, as the server said them. Any other line stays.
 */
export function replyOfPairs(text: string): string {
  if (!mentions(text, '=') || text.length > 8192) return text;
  const found = [...text.matchAll(pair)].slice(0, mostPairs);
  // With more than one member of words, which of them the server said is not known.
  if (found.length < 3 || found.filter(([, key = '']) => ofWords.test(key)).length > 1) return text;
  const members = Object.fromEntries(
    found.map(([, key = '', double, single, bare]) => [key, double ?? single ?? bare ?? '']),
  );
  const reply = namesMail(members) ? replyIn(members, true) : null;
  if (reply === null) return text;
  const [number = ''] = reply.split(' ', 1);
  const words = reply.replace(/^\d{3} (?:\d\.\d{1,3}\.\d{1,3} )?/u, '');
  const place = (value: string): number => found.findIndex((match) => match.slice(2).includes(value));
  if (place(words) === -1 || place(words) > place(number)) return text;
  const rest = found.filter((match) => !match.slice(2).some((value) => value === words || value === number));
  return [text.slice(0, found[0]?.index ?? 0).trim(), ...rest.map(([all]) => all), `reply="${reply}"`]
    .filter((part) => part !== '')
    .join(' ');
}
