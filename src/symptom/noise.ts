import { isWorthReading } from './unwrap/worth-reading.ts';

/** Text above this length, in characters, is held against the share of words that any language has. */
const longEnough = 16 * 1024;
/** The share of characters that stand in words. Logs have above 0.3; random printable characters or base64, below 0.08. */
const leastInWords = 0.1;
/** The longest line with which a client logs in by SMTP, in characters. */
const longestLogin = 400;

/**
 * Leaves out what nobody wrote to be read: base64 and long random text. Three letters are found in any such text by
 * chance, and would then name a service that has nothing to do with it.
 */
export function withoutNoise(lines: readonly string[]): readonly string[] {
  const encoded = lines.map((line) => isEncoded(line));
  const readable = lines.filter((line, at) => {
    const amongOthers = encoded[at - 1] === true || encoded[at + 1] === true;
    return encoded[at] !== true || (!amongOthers && line.length <= longestLogin);
  });
  return isRandom(readable) ? readable.flatMap(sentencesIn) : readable;
}

/** Stretches that are looked at for words of a sentence, in characters, and what is kept on either side of one. */
const stretch = 64;
const margin = 128;

/**
 * The parts of a line that somebody wrote, where most of what stands around is none: several words close together, with one
 * of those without which nothing is told. Random characters make a word by chance, and not a sentence.
 */
function sentencesIn(line: string): readonly string[] {
  const parts: { start: number; end: number }[] = [];
  for (let start = 0; start < line.length; start += stretch / 2) {
    if (lettersInWords(line.slice(start, start + stretch)) < stretch * leastInSentence) continue;
    const last = parts.at(-1);
    const end = start + stretch + margin;
    if (last !== undefined && start - margin <= last.end) last.end = end;
    else parts.push({ start: Math.max(0, start - margin), end });
  }
  return parts.map(({ start, end }) => line.slice(start, end)).filter(isWorthReading);
}

/** The share of characters in words that a sentence has at least. */
const leastInSentence = 0.4;

/** Control characters in every thirtieth place. NUL is none: a crash leaves runs of it in a log. */
export function isBinary(line: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  const controls = line.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]/gu);
  return controls !== null && controls.length * 30 > line.length;
}

/** A line of base64 as mail and PEM files have it. */
const isEncoded = (line: string): boolean =>
  line.length >= 60 &&
  /^\s{0,8}[A-Za-z0-9+/_-]{60,5000}={0,2}\s{0,8}$/u.test(line) &&
  /[A-Z]/u.test(line) &&
  /\d/u.test(line);

function isRandom(lines: readonly string[]): boolean {
  let length = 0;
  let inWords = 0;
  for (const line of lines) {
    length += line.length;
    inWords += lettersInWords(line);
  }
  return length > longEnough && inWords < length * leastInWords;
}

function lettersInWords(text: string): number {
  let letters = 0;
  for (const [word] of text.matchAll(/[a-z]{4,24}|[\u0100-\uffff]{2,100}/gu)) letters += word.length;
  return letters;
}
