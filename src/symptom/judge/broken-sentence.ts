import type { Reading } from '../collector.ts';
import { isStamped } from '../observe/stamped-line.ts';
import { plainText, saysAny } from '../reply-rule.ts';
import { readSentence } from '../ses-sentence.ts';
import { withoutStatus } from '../speaker.ts';
import type { TextBlock } from '../text-block.ts';
import { repairedLine } from './cut-sentence.ts';

/** What a sentence means, and on how many lines it stands. */
interface Found {
  readings: readonly Reading[];
  lines: number;
}

/** Mail programs wrap at some 72 characters: the longest sentence of SES takes four lines. */
const mostLines = 4;

/**
 * A sentence of SES that begins on a line, with the lines below on which it ends; null where none begins there. `plain`: the line
 * in the form of `plainText`, without its status.
 */
export function readBrokenSentence(block: TextBlock, at: number, plain: string): Found | null {
  const text = block.lines[at]?.text ?? '';
  const readings = readSentence(block, at, text, plain);
  if (readings !== null) return withList(block, at, text, readings);
  return saysAny(plain, beginnings) ? readRest(block, at, text) : null;
}

/** The refusal of an identity, broken off before the list. */
const brokenRefusal =
  /(?:verified\.?|the following|identities|failed(?: the)?|check|in(?: region)?|region [\w-]{4,24}:?)\s*$/iu;

/** A refusal whose list of identities stands on the lines below: with that list. */
function withList(block: TextBlock, at: number, text: string, readings: readonly Reading[]): Found {
  const alone = { readings, lines: 1 };
  if (readings[0]?.code !== 'identity/not-verified' || namesOne(readings) || !brokenRefusal.test(text))
    return alone;
  for (let lines = 2; lines <= mostLines && at + lines <= block.lines.length; lines += 1) {
    const below = block.lines[at + lines - 1]?.text ?? '';
    // Another line of a log, or another refusal: the list is not theirs.
    if (isStamped(below) || /message rejected/iu.test(below)) break;
    const joined = joinedAt(block, at, lines);
    if (joined !== null && namesOne(joined)) return { readings: joined, lines };
  }
  return alone;
}

const namesOne = ([first]: readonly Reading[]): boolean => (first?.subject ?? null) !== null;

/** With what words sentences begin that are long enough to be broken. */
const beginnings: readonly string[] = [
  'message rejected',
  'access denied: user',
  'throttling failure',
  'transaction failed',
  'authentication credentials',
];

/** A sentence that says nothing before it goes on below, or that was cut off. */
function readRest(block: TextBlock, at: number, text: string): Found | null {
  const readings = joinedAt(block, at, mostLines);
  if (readings !== null) {
    let lines = 2;
    while (lines < mostLines && !saysTheSame(joinedAt(block, at, lines), readings)) lines += 1;
    return { readings, lines };
  }
  const whole = repairedLine(text);
  const repaired = whole === null ? null : readSentence(block, at, whole, withoutStatus(whole));
  return repaired === null ? null : { readings: repaired.map((one) => ({ ...one, quote: text })), lines: 1 };
}

/** What some lines say as one sentence. */
function joinedAt(block: TextBlock, at: number, lines: number): readonly Reading[] | null {
  const text = block.lines
    .slice(at, at + lines)
    .map((line) => line.text.trim())
    .join(' ');
  return readSentence(block, at, text, withoutStatus(plainText(text.slice(0, 4096))));
}

const saysTheSame = (some: readonly Reading[] | null, others: readonly Reading[]): boolean =>
  some?.length === others.length &&
  some.every(({ code, subject }, place) => code === others[place]?.code && subject === others[place].subject);
