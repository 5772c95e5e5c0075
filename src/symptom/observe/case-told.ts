import { once } from '../../model/once.ts';
import { tellsOfFailure } from './failure-words.ts';
import { isStrong, withoutNotDone } from './moods.ts';
import type { Unit } from './units.ts';

/** Somebody tells of their own, by what they did, got or see, and of what is theirs. */
const ofOneself = once(
  () =>
    /(?<![\w-])(?:i|we|he|she|they)(?:'ve|'m|'re|'d)? (?:(?:just|still|also|always|now|only|have|am|are|all|keep|even|never|then|had|been|was|were|both|already|often|sometimes|recently|currently|did|do|don't|didn't|doesn't) ){0,3}(?:get|got|getting|see|saw|seen|seeing|receive|received|receiving|tried|try|trying|can't|cannot|can not|couldn't|could not|sent|ran|noticed|found|have|had|has|send|sending|use|using|set up|setup|checked|changed|verified|followed|created|configured|think|believe|need help|am|are|was|were|did|do|don't|didn't|hit|face|facing|run|switched|moved|updated|upgraded|installed|deployed|thought|call|called|suspect|lost|exceed|exceeded|applied|asked)\b|(?<![\w-])(?:my|our) (?!suppliers?|customers? (?:shall|may|can))(?:\S{1,30} ){1,6}?(?:is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|doesn't|don't|bounce|bounces|bounced|fail|fails|failed|get|gets|got|ends?|lands?|goes?|says?|does|do|keeps?|answers?|stopped|died|came|come|shows?|returns?|reports?|throws?|refuses?|rejects?)\b|\b(?:ich|wir|nous|je|yo|nosotros|mi|nuestr\w{1,2}|meine?\w?|unsere?\w?)\b/u,
);
/** What befalls somebody, whatever it is: they get it, see it, or cannot. */
const befalls = once(
  () =>
    /(?<![\w-])(?:i|we|he|she|they|nobody|recipients?)(?:'ve|'m|'re)? (?:(?:just|still|also|always|now|only|have|am|are|all|keep|even|never|then|had|been|don't|didn't|doesn't|do|did) ){0,3}(?:gets?|got|getting|sees?|saw|seeing|receive|receiving|can't|cannot|can not|couldn't|could not|lost|hit|face|facing)\b|\bno (?:e-?)?(?:mails?|messages?) (?:for|to|at|in|came|arrives?|comes?|reach\w{0,3})\b|^\W{0,6}(?:never|still|not|only) (?:got|get|getting|received)\b/u,
);
const firstPerson = /(?<![\w-])(?:i|i'm|i've|we're|we've|my|our|ours|us|me|mine|we)(?![\w-])/u;
/** When it came: a case has a day. */
export const ofTime =
  /\b(?:(?<!for )today|yesterday|this (?:morning|afternoon|evening|week|month)|tonight|last (?:night|week|month|mon|tues|wednes|thurs|fri|satur|sun)\w{0,4}|(?:ever )?since (?!you\b|it\b|they\b)\w{1,30}|still|suddenly|anymore|any more|just now|right now|at the moment|\w{1,20} (?:minutes?|hours?|days?|weeks?) ago|so far|again and again|all of a sudden|out of nowhere|out of the blue|back then|earlier|seit(?! \S{2,12} jahren)|gestern|heute|depuis|hier soir|aujourd'hui|desde|ayer|hoy|oggi|ieri)\b|^\W{0,4}(?:problem|issue|symptoms?|bug|actual(?: behaviou?r| result)?)\s?:/u;
/** What is told to whom it concerns. */
const ofAddressee =
  /\byour (?:\S{1,20} ){0,8}(?:(?:has|have) (?:now |just |already )?been|has(?! to\b)|was|were|is (?:currently|now|under|in|not|being|at)|could not|couldn't|wasn't|did not|didn't|exceeds|exceeded)\b|\b(?:we|aws|amazon ses|amazon) (?:have |has |had |'ve )?(?:now |just |temporarily )?(?:paused|suspended|disabled|placed|denied|declined|blocked|detected|rejected|noticed)\b|\bwe (?:are|were) (?:unable|sorry|denying)|\bwe can no longer\b|\byou (?:have )?provided\b|\bunfortunately\b|\bsorry\b/u;
/** What only a run has: what a client writes of a call, a time in seconds, who said what, a frame, an id, an address on the net, an account. */
export const ofRun = once(
  () =>
    /\d\d:\d\d:\d\d|\ban error occurred \(\w+\) when|\bsaid: |\b(?:status|relay|dsn|stat)=|\btraceback \(|\b(?:error|exception|err|warning|fatal|failed|(?<!throttling )failure|result|output|response|reply)["']?\s?:\s|^\W{0,8}[$>%\u276f]\s\S|\barn:aws:|(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{10,14}-|\brequest ?id\b|\bat [\w.$<>]{3,80}\(|\b[\w.-]{1,60}\.(?:js|py|php|java|go|rb|cs|ts):\d|smtp;|\bdiagnostic|failed the check in region [\w-]{4,24}:? [\w.+-]{1,64}[@.]\w|\bremote server\b|\bremote host said\b|\bhttp\/\d|\b(?:exit|return) code \d|\be(?:timedout|connrefused|connreset|notfound|hostunreach|auth)\b|\]\s?=>|\bobject\(|\b(?:code|type|name|status|class|message): \S{1,60} \w{2,20}: |^\W{0,4}[a-z_\d.]{2,60}(?:error|exception): |^\W{0,4}\w[\w -]{1,40}: unable to\b|\bunable to (?:locate|connect|deliver|find)\b|\bfind out why\b|\b(?:look(?:s|ing)? into|investigat(?:e|es|ing)|debug|figure out|check|clarify) why\b|\b(?:look(?:s|ing)? into|investigat(?:e|es|ing)|debug|figure out) (?:what|this|that|it|the)\b|\bentered the alarm state\b/u,
);
/** An address of somebody; those of the simulator are nobody's. */
const ofAddress = /[\w.+-]{1,64}@(?!simulator\.)[\w-]{1,63}\.[a-z]/u;
/** What is quoted: in a sentence that states a rule, an example. */
const quoted =
  /"[^"\n]{1,300}"|``[^`\n]{1,300}``|`[^`\n]{1,300}`|'[^'\n]{3,300}'(?!\w)|\*\*[^*\n]{1,300}\*\*/gu;

/** Things that are named after failures: a bounce rate, the handling of errors, a list of suppressed addresses. */
const namedAfter =
  /\b(?:bounces?|complaints?|errors?|failures?|suppression|spam|retry|retries|rejections?|rejects?|timeouts?)[ -]?(?:(?:and|or|&|\/) ?(?:bounces?|complaints?|errors?)[ -]?)?(?:handl\w{2,3}|rates?|topics?|notifications?|events?|processing|processors?|alarms?|alerts?|lists?|folders?|types?|codes?|messages?|pages?|reports?|metrics?|dashboards?|categor\w{1,3}|policy|policies|management|feedback|webhooks?|queues?|simulator|tables?|filters?|scores?|complaints?|import|export|budget|boundary|track\w{2,3})\b|\bp=(?:reject|quarantine)\b|[\w.+-]{1,64}@[\w.-]{0,80}|\bhttp status code: \d{3}/giu;
const bareNouns =
  /\b(?:bounces?|complaints?|errors?|failures?|timeouts?|retries|spam|rejects?|suppression|throttling|rejections?)\b|\b(?:rejected|bounced|failed|suppressed|deferred|blocked|undelivered) (?:messages?|e?-?mails?|addresses|sends?|deliver(?:y|ies)|jobs?|requests?)\b/giu;

/** Failures that are said not to have come: "none bounced", "never been rejected", "isn't paused". */
const deniedFailure =
  /\b(?:none|nobody|no one|nothing|never|neither|nor|not|isn't|aren't|wasn't|weren't|haven't|hasn't|didn't|without|no [a-z-]{2,20})(?: (?:been|ever|yet|once|has|have|had|was|were|is|are|a|any|an|single|of (?:them|these|those|our|the)|[a-z]{2,12}s)){0,3} (?:bounc(?:ed?|es)|complain(?:ed|s|ts?)|reject(?:ed|s)|refused|deferred|blocked|block-?listed|blacklisted|throttled|suppressed|failed|fails|lost|delayed|paused|suspended|failures?|errors?|timeouts?|in spam)\b/giu;

/** Whether a sentence says that a failure did not come. */
export const deniesTrouble = ({ plain }: Unit): boolean => plain.replace(deniedFailure, '') !== plain;

/** Whether a sentence tells of a failure, beside things that are named after failures. */
export function tellsOfTrouble({ raw, isItem }: Unit): boolean {
  if (raw.trim().split(/\s{1,9}/u).length < 2) return false;
  const rest = raw.replace(namedAfter, ' ').replace(deniedFailure, ' ');
  return tellsOfFailure(isItem && !/\d/u.test(rest) ? rest.replace(bareNouns, ' ') : rest);
}

/** What stands before a quotation that somebody got: "the log says", "fail with", "Error:". */
const reporting =
  /(?:\b(?:says?|said|saying|told|tells|gets?|got|getting|see|saw|shows|returns|returned|answers|answered|gives|gave|receives?|received|has|have|logs?|logged|with|in|error|errors|response|reply|message|output|reason|is|was)|:)\W{1,3}$/u;
const isSentence = (text: string): boolean => /\S \S/u.test(text);

/** Words to choose from: "the values sent, delivered, bounced and complained". What things are or get is no choice. */
const listOfWords =
  /(?<!\b(?:is|are|was|were|be|been|being|gets?|got|getting)\s)(?<![\w-])[a-z]{3,20}(?:, [a-z]{3,20}){1,8},? (?:and|or|und|oder|et|ou|y|o) [a-z]{3,20}(?= [a-z]{4,12}s\b|[,.;:)\n]|$)/gu;

/** A sentence without what it only mentions: what is quoted, and nobody says that they got it, and what stands in brackets. */
const withoutMentions = ({ raw, plain }: Unit): string =>
  raw
    .replace(quoted, (all, at: number) => (isSentence(all) && reporting.test(plain.slice(0, at)) ? all : ' '))
    .replace(/\([^()\n]{1,200}\)/gu, ' ')
    .replace(listOfWords, ' ');

/** Whether a sentence that tells of no case says that something failed: what it only quotes and names was mentioned. */
export function assertsTrouble(unit: Unit): boolean {
  const said = withoutMentions(unit);
  return reply.test(said) || tellsOfTrouble({ ...unit, raw: said.replace(bareNouns, ' ') });
}

/** Whether somebody says that they got what is quoted. */
function quotesReport(unit: Unit): boolean {
  return (withoutMentions(unit).match(quoted) ?? []).some(isSentence);
}

/** Whether a failure is only mentioned in a sentence: between quotation marks. */
export const onlyMentions = (unit: Unit): boolean =>
  (reply.test(unit.raw) || tellsOfTrouble(unit) || /["`'] ?(?:\S{1,40} ){2}/u.test(unit.plain)) &&
  withoutMentions(unit) !== unit.raw &&
  !quotesReport(unit) &&
  !assertsTrouble(unit);

/** Whether a sentence, as one of those near one that speaks of somebody's own, may say what befell them. */
export const mayBefall = (unit: Unit): boolean => assertsTrouble(unit) || quotesReport(unit);
const reply = /(?<![\d.])[45]\d\d[ -](?:#?[45]\.\d|[A-Z])/u;

/** What was done to somebody: it is past, and definite. */
const ofPast =
  /\b(?:was|were|has been|have been|had been) (?:\w{2,20}ly )?(?:put|placed|paused|suspended|rejected|refused|denied|blocked|bounced|returned|disabled|deferred|listed)\b/u;
const isCondition = (plain: string): boolean =>
  /(?:^|[\s(])(?:if|when|whenever|once|should|unless|in case|why)\b/u.test(plain);

const startsAsCondition = /^\W{0,4}(?:if|when|once|should|unless|in case)\b/u;

/** The hour at which something failed. */
const atHour = /(?<![\d:])\d{1,2}:\d\d(?![\d:])/u;

/** What tells of a case: the words themselves, or that somebody speaks of their own, which may be of anything. */
export type Telling = 'case' | 'own';

/** How a sentence tells of a case, or null; `isRule`: it, or the one before in its item, states what is so in general. */
export function tellingOf(unit: Unit, isRule: boolean): Telling | null {
  const isSurelyRule = unit.moods.some(isStrong) || (isRule && unit.moods.length === 0);
  const plain = isRule ? unit.plain.replace(quoted, ' ') : unit.plain;
  if (ofRun().test(plain)) return 'case';
  if (ofAddressee.test(plain) && !(isCondition(plain) && (isSurelyRule || startsAsCondition.test(plain))))
    return 'case';
  if (!isSurelyRule && ofTime.test(plain)) return 'case';
  if (!isSurelyRule && tellsOfTrouble(unit) && ofAddress.test(plain)) return 'case';
  if (!isSurelyRule && ofPast.test(plain) && !isCondition(plain)) return 'case';
  const done = withoutNotDone(plain);
  if (tellsOfTrouble(unit) && (atHour.test(plain) || (!isRule && firstPerson.test(done)))) return 'case';
  if (befalls().test(done)) return 'case';
  return ofOneself().test(done) || (!isRule && atHour.test(plain)) ? 'own' : null;
}
