import { withoutNotDone } from './moods.ts';
import { bareNouns, tellsOfTrouble } from './told-trouble.ts';
import type { Unit } from './units.ts';

/** What a sentence only mentions, and does not say: what it quotes, what would be so under a condition, what is to be found out. */

/** Words of the first person. */
export const firstPerson = /(?<![\w-])(?:i|i'm|i've|we're|we've|my|our|ours|us|me|mine|we)(?![\w-])/u;
/** What is quoted: in a sentence that states a rule, an example. */
export const quoted =
  /"[^"\n]{1,300}"|``[^`\n]{1,300}``|`[^`\n]{1,300}`|'[^'\n]{3,300}'(?!\w)|\u00ab[^\u00bb\n]{1,300}\u00bb|\u201e[^\u201c\u201d"\n]{1,300}[\u201c\u201d"]|\u201c[^\u201d\n]{1,300}\u201d|\*\*[^*\n]{1,300}\*\*/gu;
/** What stands before a quotation that somebody got: "the log says", "fail with", "Error:". */
const reporting =
  /(?:\b(?:says?|said|saying|told|tells|gets?|got|getting|see|saw|shows|returns|returned|answers|answered|gives|gave|receives?|received|has|have|logs?|logged|with|in|error|errors|response|reply|message|output|reason|is|was|renvoie|dit|r\u00e9pond|sagt|meldet|antwortet|kommt|bekomme\w?|mit|avec|con|dice|devuelve|responde)|:)\W{1,3}$/u;
const isSentence = (text: string): boolean => /\S \S/u.test(text);

/** Words to choose from: "the values sent, delivered, bounced and complained". What things are or get is no choice. */
const listOfWords =
  /(?<!\b(?:is|are|was|were|be|been|being|gets?|got|getting)\s)(?<![\w-])[a-z]{3,20}(?:, [a-z]{3,20}){1,8},? (?:and|or|und|oder|et|ou|y|o) [a-z]{3,20}(?= [a-z]{4,12}s\b|[,.;:)\n]|$)/gu;

/** A condition that is nobody's own: "if the mailbox is full, …"; what was, once it was, is none. */
const supposed =
  /(?:(?<=^\W{0,4})should|(?<![\w-])(?:if|when(?:ever)?|once|unless|in case|as soon as|while|wenn|falls|sobald|si|quand|lorsque|cuando)) (?!i\b|i'|we\b|we'|my\b|our\b|ich\b|wir\b|asked\b)(?![^,;:.!?\n]{0,160}\b(?:was|were|had|did)\b)[^,;:.!?\n]{3,160}(?:, [a-z]{3,20}){0,4}(?:,? (?:or|and) [a-z]{3,20})?/giu;
/** What is to be found out or told: "explain why a message was rejected". */
const wondered =
  /(?<=\w{2} |^\W{0,4}o\u00f9 voir )(?:why|whether|how|what|which|where|warum|weshalb|ob|wie|pourquoi|comment|por qu\u00e9|c\u00f3mo) (?!(?:do|does|did|is|are|was|were|can) (?:i|we|my|our)\b)[^,;:.!?\n]{3,160}(?:, [a-z]{3,20}){0,4}(?:,? (?:or|and) [a-z]{3,20})?/giu;

/** A sentence without the quotations of which nobody says that they got them. */
export const withoutUnreported = (raw: string, plain = raw): string =>
  raw.replace(quoted, (all, at: number) =>
    isSentence(all) && reporting.test(plain.slice(0, at)) ? all : ' ',
  );

const withoutQuotes = ({ raw, plain }: Unit): string =>
  withoutUnreported(raw, plain).replace(/\([^()\n]{1,200}\)/gu, ' ');

/** A sentence without what it only mentions: what is quoted, and nobody says that they got it, what
 * stands in brackets, words to choose from, conditions. */
const withoutMentions = (unit: Unit): string =>
  withoutQuotes(unit).replace(supposed, ' ').replace(wondered, ' ').replace(listOfWords, ' ');

/** What somebody will do, should it come. */
const promised = /\b(?:i|we)(?:'ll| will| would| shall)\b[^.!?;]{0,200}/giu;

/** Whether a sentence that tells of no case says that something failed: what it only quotes and names was mentioned. */
export function assertsTrouble(unit: Unit): boolean {
  const said = withoutMentions(unit);
  return (
    reply.test(said) || tellsOfTrouble({ ...unit, raw: said.replace(promised, ' ').replace(bareNouns, ' ') })
  );
}
/** What befell an account, in words that tell of no failure elsewhere. */
const ofAccount = /\b(?:paused|suspended|suspendu|under review|the review|in the sandbox|turned down)\b/iu;

/** Whether somebody says that they got what is quoted. */
function quotesReport(unit: Unit): boolean {
  return (withoutMentions(unit).match(quoted) ?? []).some(isSentence);
}

/** Whether a sentence is in the first person. */
export const isOfFirst = ({ plain }: Unit): boolean => firstPerson.test(plain);

/** Whether a failure is only mentioned in a sentence: between quotation marks, or in brackets. */
export const onlyMentions = (unit: Unit): boolean =>
  (reply.test(unit.raw) || tellsOfTrouble(unit) || /["`'\u00ab] ?(?:\S{1,40} ){2}/u.test(unit.plain)) &&
  (withoutQuotes(unit) !== unit.raw || unit.raw.search(quoted) !== -1) &&
  !quotesReport(unit) &&
  !assertsTrouble(unit);

/** Whether a sentence speaks of a failure as of something that may come, and of nothing that is somebody's. */
export function onlySupposes({ plain, ...unit }: Unit): boolean {
  const real = withoutNotDone(plain).replace(supposed, ' ').replace(wondered, ' ');
  const tells = (raw: string): boolean =>
    reply.test(raw) ||
    ofAccount.test(raw) ||
    tellsOfTrouble({ ...unit, plain, raw: raw.replace(bareNouns, ' ') });
  return tells(plain) && !tells(real) && (!firstPerson.test(real) || /\s,\s?we\b/u.test(real));
}

/** Whether a sentence, as one of those near one that speaks of somebody's own, may say what befell them. */
export const mayBefall = (unit: Unit): boolean =>
  assertsTrouble(unit) || quotesReport(unit) || ofAccount.test(withoutMentions(unit));
const reply = /(?<![\d.])[45]\d\d[ -](?:#?[45]\.\d|[A-Z])/u;
