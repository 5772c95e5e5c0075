import { once } from '../../model/once.ts';
import { firstPerson, quoted, withoutUnreported } from './mentioned.ts';
import { isStrong, withoutNotDone } from './moods.ts';
import { tellsOfTrouble } from './told-trouble.ts';
import type { Unit } from './units.ts';

/** Somebody tells of their own, by what they did, got or see, and of what is theirs. */
const ofOneself = once(
  () =>
    /(?<![\w-])(?:i|we|he|she|they)(?:'ve|'m|'re|'d)? (?:(?:just|still|also|always|now|only|have|am|are|all|keep|even|never|then|had|been|was|were|both|already|often|sometimes|recently|currently|did|do|don't|didn't|doesn't) ){0,3}(?:get|got|getting|see|saw|seen|seeing|receive|received|receiving|tried|try|trying|can't|cannot|can not|couldn't|could not|sent|ran|noticed|found|have|had|has|send|sending|use|using|set up|setup|checked|changed|verified|followed|created|configured|think|believe|need help|am|are|was|were|did|do|don't|didn't|hit|face|facing|run|switched|moved|updated|upgraded|installed|deployed|thought|call|called|suspect|lost|exceed|exceeded|applied|asked)\b|(?<![\w-])(?:my|our) (?!suppliers?|customers? (?:shall|may|can))(?:\S{1,30} ){1,6}?(?:is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|doesn't|don't|bounce|bounces|bounced|fail|fails|failed|get|gets|got|ends?|lands?|goes?|says?|does|do|keeps?|answers?|stopped|died|came|come|shows?|returns?|reports?|throws?|refuses?|rejects?)\b/u,
);
/** The same in German, French and Spanish: who speaks of their own there may as well state a rule, and the mood says which. */
const ofOneselfElsewhere =
  /\b(?:ich|wir|nous|notre|nos|je|yo|nosotros|mi|nuestr\w{1,2}|meine?\w?|unsere?\w?)\b/u;
/** What befalls somebody, whatever it is: they get it, see it, or cannot. */
const befalls = once(
  () =>
    /(?<![\w-])(?:i|we|he|she|they|nobody|recipients?)(?:'ve|'m|'re)? (?:(?:just|still|also|always|now|only|have|am|are|all|keep|even|never|then|had|been|don't|didn't|doesn't|do|did) ){0,3}(?:gets?|got|getting|sees?|saw|seeing|receive|receiving|can't|cannot|can not|couldn't|could not|lost|hit|face|facing)\b|\b(?:ses|aws|amazon|gmail|outlook|the server) (?:will not|won't|does not|doesn't|refuses to) [a-z]{3,12}\b[^.!?]{0,40}\b(?:my|our|us|me)\b|\bno (?:e-?)?(?:mails?|messages?) (?:for|to|at|in|came|arrives?|comes?|reach\w{0,3})\b|^\W{0,6}(?:never|still|not|only) (?:got|get|getting|received)\b/u,
);
/** When it came: a case has a day. */
export const ofTime =
  /\b(?:(?<!for )today|yesterday|this (?:morning|afternoon|evening|week|month)|tonight|last (?:night|week|month|mon|tues|wednes|thurs|fri|satur|sun)\w{0,4}|(?:ever )?since (?!you\b|it\b|they\b|(?:the|an?|its|your|their|this|these) (?:[a-z-]{1,20} ){1,3}?(?:is|are|was|were|has|have|does|do|did|can|cannot)\b)\w{1,30}|still|suddenly|anymore|any more|just now|right now|at the moment|\w{1,20} (?:minutes?|hours?|days?|weeks?) ago|so far|again and again|all of a sudden|out of nowhere|out of the blue|back then|earlier|seit(?! \S{2,12} jahren)|gestern|heute|depuis|hier soir|aujourd'hui|desde|ayer|hoy|oggi|ieri)\b|^\W{0,4}(?:problem|issue|symptoms?|bug|actual(?: behaviou?r| result)?)\s?:/u;
/** What is told to whom it concerns. */
const ofAddressee =
  /\byour (?:\S{1,20} ){0,8}(?:(?:has|have) (?:now |just |already )?been|has(?! to\b)|was|were|is (?:currently|now|under|in|not|being|at)|could not|couldn't|wasn't|did not|didn't|exceeds|exceeded)\b|\b(?:we|aws|amazon ses|amazon) (?:have |has |had |'ve )?(?:now |just |temporarily )?(?:paused|suspended|disabled|placed|denied|declined|blocked|detected|rejected|noticed)\b|\bwe (?:are|were) (?:unable|sorry|denying)|\bwe can no longer\b|\byou (?:have )?provided\b|\bunfortunately\b|\bsorry\b/u;
/** What only a run has: what a client writes of a call, a time in seconds, who said what, a frame, an id, an address on the net, an account. */
export const ofRun = once(
  () =>
    /\d\d:\d\d:\d\d|\ban error occurred \(\w+\) when|\bsaid: |\b(?:status|relay|dsn|stat)=|\btraceback \(|\b(?:error|exception|err|warning|fatal|failed|(?<!throttling )failure|result|output|response|reply)["']?\s?:\s|^\W{0,8}[$>%\u276f]\s\S|\barn:aws:|(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{10,14}-|\brequest ?id\b|\bat [\w.$<>]{3,80}\(|\b[\w.-]{1,60}\.(?:js|py|php|java|go|rb|cs|ts):\d|smtp;|\bdiagnostic[ -]?(?:code)?["']?\s?[:=]|\bdiagnostic information|failed the check in region [\w-]{4,24}:? [\w.+-]{1,64}[@.]\w|\bremote server\b|\bremote host said\b|\bhttp\/\d|\b(?:exit|return) code \d|\be(?:timedout|connrefused|connreset|notfound|hostunreach|auth)\b|\]\s?=>|\bobject\(|\b(?:code|type|name|status|class|message): \S{1,60} \w{2,20}: |^\W{0,4}[a-z_\d.]{2,60}(?:error|exception): |^\W{0,4}\w[\w -]{1,40}: unable to\b|\bfind out why\b|\b(?:look(?:s|ing)? into|investigat(?:e|es|ing)|debug|figure out|check|clarify) why\b|\b(?:look(?:s|ing)? into|investigat(?:e|es|ing)|debug|figure out) (?:what|this|that|it|the)\b|\bentered the alarm state\b/u,
);
/** An address of somebody; those of the simulator are nobody's. */
const ofAddress = /[\w.+-]{1,64}@(?!simulator\.)[\w-]{1,63}\.[a-z]/u;
/** What was done to somebody: it is past, and definite. */
const ofPast =
  /\b(?:was|were|has been|have been|had been) (?:\w{2,20}ly )?(?:put|placed|paused|suspended|rejected|refused|denied|blocked|bounced|returned|disabled|deferred|listed)\b/u;
const isCondition = (plain: string): boolean =>
  /(?:^|[\s(])(?:if|when|whenever|while|once|should|unless|in case|why)\b/u.test(plain);

const startsAsCondition = /^\W{0,4}(?:if|while|when|once|should|unless|in case)\b/u;

/** The hour at which something failed. */
const atHour = /(?<![\d:])\d{1,2}:\d\d(?![\d:])/u;

const unable = /\bunable to (?:locate|connect|deliver|find)\b/u;

/** What tells of a case: the words themselves, or that somebody speaks of their own, which may be of anything. */
export type Telling = 'case' | 'own';

/** How a sentence tells of a case, or null; `isRule`: it, or the one before in its item, states what is so in general. */
export function tellingOf(unit: Unit, isRule: boolean): Telling | null {
  const isSurelyRule = unit.moods.some(isStrong) || (isRule && unit.moods.length === 0);
  if (ofRun().test(isRule ? unit.plain.replace(quoted, ' ') : unit.plain)) return 'case';
  const plain = withoutUnreported(isRule ? unit.plain.replace(quoted, ' ') : unit.plain);
  if (ofAddressee.test(plain) && !(isCondition(plain) && (isSurelyRule || startsAsCondition.test(plain))))
    return 'case';
  if (!isSurelyRule && ofTime.test(plain)) return 'case';
  if (!isSurelyRule && tellsOfTrouble(unit) && ofAddress.test(plain)) return 'case';
  if (!isSurelyRule && ofPast.test(plain) && !isCondition(plain)) return 'case';
  const done = withoutNotDone(plain);
  if (tellsOfTrouble(unit) && (atHour.test(plain) || (!isRule && firstPerson.test(done)))) return 'case';
  if (befalls().test(done) || unable.test(done)) return 'case';
  const isOfOne = ofOneself().test(done) || (unit.moods.length === 0 && ofOneselfElsewhere.test(done));
  return isOfOne || (!isRule && atHour.test(plain)) ? 'own' : null;
}
