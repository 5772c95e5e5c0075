import { mentions } from '../mentions.ts';
import { listsErrors } from './aws-error.ts';
import { isOfSelf } from './layout.ts';

/**
 * Pages to look things up in, told by their form: a table of what each reply means, a record of a decision, the questions of a test, the
 * review of a change. Nobody speaks in them of what is theirs.
 */

/** What only a run leaves behind: a time, an address on the net, one of somebody, an id. */
const ofRun =
  /(?<![\d:])\d\d:\d\d(?::\d\d)?|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]|\b01[\da-f]{8,14}-|\barn:aws|\b(?:relay|dsn|status|said)\s?[=:]/iu;

/** A reply, behind the mark of an item or of a cell, and what stands beside it. */
const reply =
  /^[^\p{L}\p{N}]{0,8}([245]\d\d)\b(?:[^|\t\u2013\u2014\u2192=]{0,70}?)["'`\u201d\u00bb)]{0,2}(?:\s{0,3}\||\s{2,40}|\t|\s[\u2013\u2014\u2192=]\s|\s?->\s|:\s{1,4}|\.\s{1,4})\s{0,20}\S{2}/u;

/** Replies one below the other, each with what it means or what to do. */
function isTableOfReplies(lines: readonly string[]): boolean {
  const found = new Set(lines.flatMap((line) => reply.exec(line)?.[1] ?? []));
  return found.size > 2;
}

/** Errors of an API, a name in a line of its own, and below them the status of HTTP: the pages of AWS list them so. */
function isListOfErrors(lines: readonly string[]): boolean {
  const names = new Set(
    lines.flatMap((line) => /^[\s#*\u2022-]{0,8}([A-Z][A-Za-z]{5,60})\s{0,4}$/u.exec(line)?.[1] ?? []),
  );
  return names.size > 1 && lines.filter((line) => /\bHTTP status code: ?\d{3}\b/iu.test(line)).length > 1;
}

/** The heads of a record of a decision (adr.github.io), in the languages of the signs. */
const headsOfDecision: readonly RegExp[] = [
  /^\W{0,6}(?:context|contexte|kontext|contexto|contesto)\b/iu,
  /^\W{0,6}(?:decision|d\u00e9cision|entscheidung|besluit|decisi\u00f3n|decisione|decis\u00e3o)\b/iu,
  /^\W{0,6}(?:consequences?|cons\u00e9quences?|konsequenzen|folgen|gevolgen|consecuencias|conseguenze|consequ\u00eancias)\b/iu,
];
const isDecision = (lines: readonly string[]): boolean =>
  headsOfDecision.every((head) => lines.some((line) => head.test(line)));

/** A question with its number. */
const numbered = /^\s{0,6}\(?\d{1,2}[.):]\s{1,4}\S/u;
function isQuiz(lines: readonly string[]): boolean {
  const questions = lines.filter((line) => numbered.test(line));
  return questions.length > 2 && questions.filter((line) => line.includes('?')).length * 2 > questions.length;
}

/** What reviewers of code say of it, each kind once; what they quote is source code. */
const ofReview: readonly RegExp[] = [
  /\b(?:commented|left a comment) on\b|\bcomment on line \d/iu,
  /\b(?:lgtm|looks? good|look good to me|ship it)\b/iu,
  /\b(?:nit(?:pick)?s?[:,]|not? blocking|non-blocking|out of scope|feel free to merge|ready to merge|good to merge)/iu,
  /\b(?:approved|requested changes|resolved this conversation|suggested change)\b/iu,
  /\b(?:should (?:we|this) (?:not |also |rather )|could (?:we|you) (?:also |rather |please )?(?:add|rename|map|move|extract|use|catch|rescue|handle)|i would (?:use|rename|move|extract|catch))\b/iu,
];
const isReview = (text: string): boolean =>
  mentions(text, '`', '> ') &&
  /`[^`\n]{2,120}`|^>\s{1,4}\S/mu.test(text) &&
  ofReview.filter((sign) => sign.test(text)).length > 1;

const [most, longest] = [80, 8000];

/** Whether a text is such a page. */
export function isReference(texts: readonly string[]): boolean {
  const lines = texts.filter((line) => line.trim() !== '');
  const text = lines.join('\n');
  if (lines.length > most || text.length > longest) return false;
  // A decision may tell of the case that led to it, and who reviews code speaks of themselves.
  if ((lines.length > 2 && isDecision(lines)) || (isReview(text) && !ofRun.test(text))) return true;
  if (lines.length > 0 && lines.every((line) => listsErrors(line))) return true;
  if (lines.length < 3) return false;
  return (
    !ofRun.test(text) &&
    !isOfSelf(text) &&
    (isTableOfReplies(lines) || isListOfErrors(lines) || isQuiz(lines))
  );
}
