import { once } from '../../model/once.ts';
import { outcomes } from '../lexicon/outcomes.ts';
import { tellsOfFailure } from './failure-words.ts';
import { alternativesOf, foldedText } from './terms.ts';

/**
 * Failures of a log that a later attempt overcame: the same message, batch or job went through in the end, and a line says so. What is
 * left tells of those that did not.
 */

const words = (list: string): string => `(?<![\\p{L}\\d])(?:${alternativesOf(list)})(?!\\p{L})`;

/** That a message went through: words of mail servers, of SES, and of programs that count what was taken. */
const through = once(
  () =>
    new RegExp(
      `\\bstat(?:us)?=sent\\b|(?<![\\d.])250 (?:2\\.\\d\\.\\d )?ok\\b|["']?ok["']?\\s?[:=]\\s?true\\b|\\bmessage-?id["']?\\s?[:=]\\s?["']?01[\\da-f]{6}|\\bid["']?\\s?[:=]\\s?["']?01[\\da-f]{8,14}-|=> \\S{1,64}@|${words(outcomes.wentThrough)}`,
      'u',
    ),
);
/** The same, whatever else a line says. */
const surelyThrough = /\bstat(?:us)?=sent\b|(?<![\d.])250 (?:2\.\d\.\d )?ok\b|["']ok["']\s?:\s?true\b/u;
/** What takes that back. */
const notThrough = once(
  () =>
    new RegExp(
      `(?<![\\p{L}\\d])(?:${alternativesOf(outcomes.noneOf)})\\s{1,3}(?:\\p{L}{2,12}\\s{1,3}){0,2}(?:${alternativesOf(outcomes.sentOnes)})|\\bok["']?\\s?[:=]\\s?false|(?:accepted|sent|delivered)\\s?[=:]\\s?0\\b`,
      'u',
    ),
);
/** A line that tells of an attempt that failed, also where a word says that it is tried again. */
const failed =
  /\bstatus=deferred\b|(?<![\d.])[45]\d\d[ -](?:#?[45]\.\d|[A-Z])|\b(?:throttl\w{2,10}|exceeded|E[A-Z]{6,12}|time-?d? ?out|lost connection|reset by peer)\b|\w(?:Error|Exception)\b/iu;
/** That it is not the last attempt. */
const again = once(() => new RegExp(words(outcomes.triedAgain), 'u'));
const gaveUp = once(
  () =>
    new RegExp(
      `(?<![\\d.])5\\d\\d[ -]5\\.|\\bdsn=5\\.|\\bstatus=(?:bounced|expired)\\b|\\s\\*\\*\\s|${words(outcomes.wasGivenUp)}`,
      'u',
    ),
);

/** A count of what failed: the rest of a batch that went through says nothing of these. */
const countOfFailed = once(
  () =>
    new RegExp(
      `(?<![\\d.,/])(?![45]\\d\\d )[1-9]\\d{0,8} (?:\\p{L}{2,20} ){0,2}?${words(outcomes.failedOnes)}|${words(outcomes.failedOnes)}["']?\\s?[:=]\\s?[1-9]\\d{0,8}(?!\\d| of\\b)`,
      'u',
    ),
);

/** What a line is about: a queue id, or a word with the number or the id behind it. */
const keys: readonly RegExp[] = [
  /(?<=\s|^)([\dA-F]{4,15}|[\dB-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,16}): /gu,
  /(?<=\s|^)(\w{6}-\w{6,11}-\w{2,4})(?=\s)/gu,
  /(?<![\w.])((?:mail|message|msg|job|batch|chunk|beleg|order|item|id|task|record|request|req|row|invoice|rechnung|facture|pedido|factura|fattura|ordine|bericht|mensagem|mensaje)["']?(?: ?[:=#] ?|\s#?)["'<]?[\w.@+:-]{0,60}[\d@][\w.@+:-]{0,60})/giu,
];
/** The times and the numbers of attempts are no part of what a line is about. */
const ofAttempt = once(
  () =>
    new RegExp(
      `["']?${words(outcomes.anAttempt)}["']?\\s?[:=#]?\\s?#?\\d{1,3}(?:\\s?(?:\\/|${alternativesOf(outcomes.outOf)})\\s?\\d{1,3})?|\\b\\d{1,2}\\. ${words(outcomes.anAttempt)}`,
      'giu',
    ),
);

function keysOf(line: string): readonly string[] {
  const plain = line.replace(ofAttempt(), ' ');
  return keys.flatMap((key) =>
    [...plain.matchAll(key)].map(([, found = '']) =>
      found
        .toLowerCase()
        .replace(/["'#=:<>\s]{1,3}/gu, ' ')
        .trim(),
    ),
  );
}
/** A line without what it is about: `mail 551` is no reply. */
const withoutKeys = (line: string): string =>
  keys.reduce((rest, key) => rest.replace(key, ' '), line.replace(ofAttempt(), ' '));
const address = /[\w.+-]{1,64}@[\w.-]{1,253}/gu;
/** Whether two lines may be about the same recipient. */
function maySend(one: string, other: string): boolean {
  const addresses: readonly string[] = one.match(address) ?? [];
  const others: readonly string[] = other.match(address) ?? [];
  return addresses.length === 0 || others.length === 0 || addresses.some((each) => others.includes(each));
}
const attemptNumber = once(
  () =>
    new RegExp(
      `${words(outcomes.anAttempt)}["']?\\s?[:=#]?\\s?#?(\\d{1,3})\\b|\\b(\\d{1,2})\\. ${words(outcomes.anAttempt)}`,
      'iu',
    ),
);
const numberOfAttempt = (line: string): number => {
  const found = attemptNumber().exec(line);
  return Number(found?.[1] ?? found?.[2] ?? 0);
};

function isThrough(line: string): boolean {
  const folded = foldedText(line);
  if (!through().test(folded) || notThrough().test(folded)) return false;
  const said = withoutKeys(line);
  return surelyThrough.test(folded) || !(failed.test(said) || tellsOfFailure(said));
}
function isFailed(line: string): boolean {
  const said = withoutKeys(line);
  return failed.test(said) || tellsOfFailure(said);
}

/** A count of all, of which all went through: `900 of 900 accepted`. */
const all = once(
  () =>
    new RegExp(
      `(?<![\\d.,])(\\d{1,9}) ?(?:\\/|${alternativesOf(outcomes.outOf)}) ?\\1 (?:\\p{L}{2,20} ){0,2}?(?:done|${alternativesOf(outcomes.sentOnes)})(?!\\p{L})`,
      'u',
    ),
);

/** That nothing of it failed. */
const noFailure = once(
  () =>
    new RegExp(
      `,? ?\\b0 ${words(outcomes.failedOnes)}|,? ?${words(outcomes.failedOnes)}: ?(?:0|none|keine|aucune?|ninguno|nessuno|${alternativesOf(outcomes.noneOf)})(?!\\p{L})`,
      'giu',
    ),
);

const mostLines = 400;

/** Lines without the failures that a later attempt overcame. */
export function withoutOvercome(lines: readonly string[]): readonly string[] {
  if (lines.length < 2 || lines.length > mostLines || !lines.some(isThrough)) return lines;
  const isEnd = (line: string): boolean =>
    all().test(foldedText(line)) && isThrough(line.replace(noFailure(), ''));
  const end = lines.findLastIndex(isEnd);
  const later = lines.map((line) =>
    isThrough(line) ? { line, keys: new Set(keysOf(line)), attempt: numberOfAttempt(line) } : null,
  );
  const lastFailure = new Map<string, number>();
  for (const [at, line] of lines.entries())
    if (later[at] === null && isFailed(line)) for (const key of keysOf(line)) lastFailure.set(key, at);
  const isOvercome = (line: string, at: number): boolean => {
    if (
      later[at] !== null ||
      gaveUp().test(foldedText(line)) ||
      countOfFailed().test(foldedText(withoutKeys(line))) ||
      !isFailed(line)
    )
      return false;
    if (end > at && again().test(foldedText(line))) return true;
    const own = keysOf(line);
    const attempt = numberOfAttempt(line);
    return later.some((one, then) => {
      if (one === null || then <= at || !maySend(line, one.line)) return false;
      const shared = own.filter((key) => one.keys.has(key));
      if (shared.length > 0) return shared.every((key) => (lastFailure.get(key) ?? 0) < then);
      // Without a name of its own it is the next attempt, on a line close by that counts one.
      return own.length === 0 && attempt > 0 && one.attempt === attempt + 1 && then - at <= 3;
    });
  };
  const kept = lines.filter((line, at) => !isOvercome(line, at));
  return kept.length === lines.length ? lines : kept;
}
