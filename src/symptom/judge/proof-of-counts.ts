import { once } from '../../model/once.ts';
import { outcomes } from '../lexicon/outcomes.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { alternativesOf, foldedText } from '../observe/terms.ts';
import { isNegative } from '../observe/told-members.ts';

const whole = (list: string): RegExp => new RegExp(`^(?:${alternativesOf(list)})$`, 'u');
/** What a word beside a number counts. */
const kinds = once(() => ({
  sent: whole(outcomes.sentOnes),
  failed: whole(outcomes.failedOnes),
  all: whole(outcomes.allOnes),
}));
type Kind = keyof ReturnType<typeof kinds>;

/** Times, days, ids, levels, versions, names of Regions: their digits count nothing. */
const noCounts =
  /\b\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?)?|\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?|\b\d{1,4}[./]\d{1,2}[./]\d{1,4}\b|\b(?:in|took|nach|en|after|dans|w) \d{1,9}(?:[.,]\d{1,6})? ?(?:ms|s|sec\w{0,5}|seconds|min\w{0,5}|h|hours|sekunden|secondes|segundos|secondi|seconden|minuten|sekund)\b|\b\w{1,20}\[\d{1,8}\]:?|\b[a-z]{2}(?:-[a-z]{2,9}){1,2}-\d\b|[\w.+-]{1,64}@[\w.-]{1,120}|#\d{1,9}\b|(?:^|[\]\s])\p{L}{3,20} #?\d{1,9}:(?=\s)|\b(?:batch|job|run|page|chunk|campaign)["']?(?: ?[:=#] ?| )["']?[\w-]{0,40}\d[\w-]{0,40}|\bses ?v?\d\b|\b(?=[\w-]{0,40}[a-z])(?=[\w-]{0,40}\d)[\w-]{6,60}\b/gu;
/** All of so many: one number, where both are the same. */
const ofAll = once(
  () => new RegExp(`\\b(\\d{1,9}) ?(?:\\/|${alternativesOf(outcomes.outOf)}) ?\\1(?!\\d)`, 'gu'),
);
/** A number with the name before it and its sign, and up to three words behind it. */
const count =
  /(?:(\p{L}{2,30})["'\]]{0,2}\s{0,2}(?:=>|[:=])\s{0,2}["']?|(\p{L}{2,30}) )?(?<![\p{L}\d.,-])(\d{1,9})(?![\d.,]\d|\d)["']?((?:\s?[\p{L}-]{1,24}(?![\p{L}-]|["'\]]{0,2}\s?[:=])){0,3})/gu;

/** As much as may be sent, and not what was. */
const ofLimits = /\b(?:quotas?|limits?|max\w{0,5}|allowance|kontingent|cuota|cota)\b/u;
const longest = 400;
/**
 * None of something, or all of so many: without either no count proves that nothing failed, and few lines hold one. Fewer still a
 * zero, or two numbers near each other: V8 takes long to compile classes of Unicode.
 */
const holdsProof = /(?<![\d.,])0(?![\d.,:-]\d|\d)|(?<!\d)([1-9]\d{0,8}) ?(?:\/|\p{L}{1,4}) ?\1(?!\d)/u;
/** Who says more than a program does beside its counts tells of something else. */
const mostWords = 8;

/**
 * Whether the counts of a line prove that nothing of a batch failed: some were sent, none failed, and what stands beside no number is
 * something else. "99 sent, 1 failed" and "0 sent, 0 failed" prove nothing, and neither does a number whose word nobody knows.
 */
export function provesByCounts(line: string): boolean {
  if (line.length > longest || !/0|\d\D{1,6}\d/u.test(line) || !holdsProof.test(line)) return false;
  const text = foldedText(line).replace(noCounts, ' ');
  const isOfAll = text.search(ofAll()) !== -1;
  const counted = text.replace(ofAll(), '$1');
  const rest = counted.replace(count, ' ');
  if (ofLimits.test(counted) || tellsOfFailure(rest) || (rest.match(/\p{L}{2,}/gu)?.length ?? 0) > mostWords)
    return false;
  const found = [...counted.matchAll(count)].map((match) => ({
    kind: kindOf(match),
    number: Number(match[3]),
  }));
  const of = (kind: Kind): readonly number[] =>
    found.filter((one) => one.kind === kind).map(({ number }) => number);
  const [most = 0, ...others] = [...of('sent'), ...of('all')];
  return (
    found.every(({ kind }) => kind !== null) &&
    of('sent').length > 0 &&
    most > 0 &&
    others.every((number) => number === most) &&
    of('failed').every((number) => number === 0) &&
    (isOfAll || of('failed').length > 0)
  );
}

/** What a number counts: by its name with a sign, else by the words behind it or the one before; null where none is known. */
function kindOf([, named, before, , behind = '']: RegExpExecArray): Kind | null {
  const ofName = named === undefined ? null : kindOfWord(named);
  if (ofName !== null) return ofName;
  const [first = '', ...further] = behind.trim().split(/\s/u);
  const ofFirst = kindOfWord(first);
  if (ofFirst === null) return before === undefined ? null : kindOfWord(before);
  // "100 mails sent", "80 messages failed": what became of them counts.
  return ofFirst === 'all'
    ? (further.map(kindOfWord).find((kind) => kind !== null && kind !== 'all') ??
        (before === undefined ? 'all' : (kindOfWord(before) ?? 'all')))
    : ofFirst;
}

function kindOfWord(word: string): Kind | null {
  if (kinds().failed.test(word) || isNegative(word)) return 'failed';
  if (kinds().sent.test(word)) return 'sent';
  return kinds().all.test(word) ? 'all' : null;
}
