import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { tellsOfFailure } from './failure-words.ts';
import { isStrong, moodsOf, withoutNotDone } from './moods.ts';

/**
 * Texts in which nobody tells of a case: pages, lessons, plans, wishes, rules, questions of a test, advertisements. The mood of each
 * sentence decides, and not what it is about; one sentence that tells of a case makes the text something else.
 */

/** A sentence, or an item of a list, with the line that it stands in. */
interface Unit {
  raw: string;
  /** In lower case, with plain quotes. */
  plain: string;
  moods: readonly number[];
  /** It is the title of what follows. */
  isTitle: boolean;
  /** It is an item of a list. */
  isItem: boolean;
  /** Its line begins with what it is for: a question, an example. */
  isLabelled: boolean;
  line: number;
}

const [shortest, shortestAlone, longest, mostLines] = [40, 80, 20_000, 200];

/** A mark of chats before what somebody says: the time, who it is. */
const saidBy = /^\s{0,8}(?:\[?\d{1,2}:\d\d(?: ?[ap]m)?\]?\s{1,3})?(?:<@?\w{1,20}>\s|[a-z]\w{0,20}:\s)?/u;
const bullet =
  /^\s{0,12}(?:(?:[-*\u2022\u25aa+]\s{1,3})?\[[ xX]\]|[-*\u2022\u25aa+]|\d{1,2}(?:[.)]|\.\d{1,2}[.)]?)|[A-Da-d][.)])\s{1,4}/u;
const label =
  /^\W{0,4}(?:[a-z]\w{1,12} )?(?:question|quiz|exercise|scenario|example|case study|lab \d{1,2}|proposal|tip|hint|freelance gig|vacancy)\b\s?\d{0,3}\s?:/iu;
const underline = /^\s{0,4}(?:={4,}|-{4,}|~{4,}|\^{4,})\s{0,4}$/u;
const title =
  /^\s{0,4}(?:#{1,6} \S|={1,4} \S.{1,80} ={1,4}\s{0,3}$|(?:chapter|section|lesson|unit|module|table|figure|appendix|exercise|slide|clause|annex) [\dA-Z]{1,3}\b)/iu;

/** The first line of a table that explains the names in it. */
const headOfTable =
  /(?:\||^\s{0,4})\s{0,8}(?:meaning|when|description|cause|explanation|what (?:it means|to do)|thrown when|action)\b[^.]{0,40}$/iu;

/** Sentences of a line; what stands in quotes or brackets stays in one. */
function sentencesOf(line: string): readonly string[] {
  const found: string[] = [];
  for (const part of line.split(
    line.split('; ').length > 2
      ? /(?<=[.!?;]["')*\]]{0,3})\s{1,4}(?=\S)/u
      : /(?<=[.!?]["')*\]]{0,3})(?<!\b(?:e\.g|i\.e|etc|vs|ca|z\.B)\.)\s{1,4}(?=\S)/u,
  )) {
    const last = found.at(-1);
    if (last !== undefined && isOpen(last)) found[found.length - 1] = `${last} ${part}`;
    else found.push(part);
  }
  return found;
}
const isOpen = (text: string): boolean =>
  (text.match(/"/gu)?.length ?? 0) % 2 === 1 ||
  (text.match(/\(/gu)?.length ?? 0) > (text.match(/\)/gu)?.length ?? 0);

function unitsOf(lines: readonly string[]): readonly Unit[] {
  const units: Unit[] = [];
  let isInTable = false;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || underline.test(line)) continue;
    isInTable = line.includes('|') && (isInTable || headOfTable.test(line));
    const isTitle = isInTable || title.test(line) || underline.test(lines[at + 1] ?? '');
    const text = line.replace(saidBy, '');
    for (const raw of sentencesOf(text.replace(bullet, ''))) {
      if (!/\p{L}{2}/u.test(raw)) continue;
      const plain = raw
        .toLowerCase()
        .replace(/[\u2018\u2019]/gu, "'")
        .replace(/[\u201c\u201d]/gu, '"');
      units.push({
        raw,
        plain,
        moods: moodsOf(plain),
        isTitle,
        isItem: bullet.test(text),
        isLabelled: label.test(text),
        line: at,
      });
    }
  }
  return units;
}

/** Somebody tells of their own, by what they did, got or see, and of what is theirs. */
const ofOneself = once(
  () =>
    /(?<![\w-])(?:i|we|he|she|they)(?:'ve|'m|'re|'d)? (?:(?:just|still|also|always|now|only|have|am|are|all|keep|even|never|then|had|been|was|were|both|already|often|sometimes|recently|currently|did|do|don't|didn't|doesn't) ){0,3}(?:get|got|getting|see|saw|seen|seeing|receive|received|receiving|tried|try|trying|can't|cannot|can not|couldn't|could not|sent|ran|noticed|found|have|had|has|send|sending|use|using|set up|setup|checked|changed|verified|followed|created|configured|think|believe|need help|am|are|was|were|did|do|don't|didn't|hit|face|facing|run|switched|moved|updated|upgraded|installed|deployed|thought|call|called|suspect|lost|exceed|exceeded|applied|asked)\b|(?<![\w-])(?:my|our) (?!suppliers?|customers? (?:shall|may|can))(?:\S{1,30} ){1,6}?(?:is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|doesn't|don't|bounce|bounces|bounced|fail|fails|failed|get|gets|got|ends?|lands?|goes?|says?|does|do|keeps?|answers?|stopped|died|came|come|shows?|returns?|reports?|throws?|refuses?|rejects?)\b|\b(?:ich|wir|nous|je|yo|nosotros|mi|nuestr\w{1,2}|meine?\w?|unsere?\w?)\b/u,
);
const firstPerson = /(?<![\w-])(?:i|i'm|i've|we're|we've|my|our|ours|us|me|mine|we)(?![\w-])/u;
/** When it came: a case has a day. */
const ofTime =
  /\b(?:today|yesterday|this (?:morning|afternoon|evening|week|month)|tonight|last (?:night|week|month|mon|tues|wednes|thurs|fri|satur|sun)\w{0,4}|(?:ever )?since (?!you\b|it\b|they\b)\w+|still|suddenly|anymore|any more|just now|right now|at the moment|\w+ (?:minutes?|hours?|days?|weeks?) ago|so far|again and again|all of a sudden|out of nowhere|out of the blue|back then|earlier)\b/u;
/** What is told to whom it concerns. */
const ofAddressee =
  /\byour (?:\S{1,20} ){0,5}(?:(?:has|have) (?:now |just |already )?been|has|was|were|is (?:currently|now|under|in|not|being|at)|could not|couldn't|wasn't|did not|didn't|exceeds|exceeded)\b|\b(?:we|aws|amazon ses|amazon) (?:have |has |had |'ve )?(?:now |just |temporarily )?(?:paused|suspended|disabled|placed|denied|declined|blocked|detected|rejected|noticed)\b|\bwe (?:are|were) (?:unable|sorry)|\bunfortunately\b|\bsorry\b/u;
/** What only a run has: what a client writes of a call, a time in seconds, who said what, a frame, an id, an address on the net, an account. */
const ofRun = once(
  () =>
    /\d\d:\d\d:\d\d|\ban error occurred \(\w+\) when|\bsaid: |\b(?:status|relay|dsn|stat)=|\btraceback \(|\b(?:error|exception|err|warning|fatal|failed|(?<!throttling )failure|result|output|response|reply)["']?\s?:\s|^\W{0,8}[$>%\u276f]\s\S|\barn:aws:|(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{10,14}-|\brequest ?id\b|\bat [\w.$<>]{3,80}\(|\b[\w.-]{1,60}\.(?:js|py|php|java|go|rb|cs|ts):\d|smtp;|\bdiagnostic|failed the check in region [\w-]{4,24}:? [\w.+-]{1,64}[@.]\w|\bremote server\b|\bremote host said\b|\bhttp\/\d|\b(?:exit|return) code \d|\be(?:timedout|connrefused|connreset|notfound|hostunreach|auth)\b|\]\s?=>|\bobject\(|\b(?:code|type|name|status|class|message): \S{1,60} \w{2,20}: |^\W{0,4}[a-z_\d.]{2,60}(?:error|exception): |^\W{0,4}\w[\w -]{1,40}: unable to\b|\bunable to (?:locate|connect|deliver|find)\b|\bfind out why\b|\b(?:look into|investigate|debug|figure out|check why|clarify why)\b/u,
);
/** An address of somebody; those of the simulator are nobody's. */
const ofAddress = /[\w.+-]{1,64}@(?!simulator\.)[\w-]{1,63}\.[a-z]/u;
/** What is quoted: in a sentence that states a rule, an example. */
const quoted =
  /"[^"\n]{1,300}"|``[^`\n]{1,300}``|`[^`\n]{1,300}`|'[^'\n]{3,300}'(?!\w)|\*\*[^*\n]{1,300}\*\*/gu;

/** Things that are named after failures: a bounce rate, the handling of errors, a list of suppressed addresses. */
const namedAfter =
  /\b(?:bounces?|complaints?|errors?|failures?|suppression|spam|retry|retries|rejections?|rejects?|timeouts?)[ -]?(?:(?:and|or|&|\/) ?(?:bounces?|complaints?|errors?)[ -]?)?(?:handl\w{2,3}|rates?|topics?|notifications?|events?|processing|processors?|alarms?|alerts?|lists?|folders?|types?|codes?|messages?|pages?|reports?|metrics?|dashboards?|categor\w{1,3}|policy|policies|management|feedback|webhooks?|queues?|simulator|tables?|filters?|scores?|complaints?|import|export|budget|boundary|track\w{2,3})\b|[\w.+-]{1,64}@[\w.-]{0,80}|\bhttp status code: \d{3}/giu;
const bareNouns =
  /\b(?:bounces?|complaints?|errors?|failures?|timeouts?|retries|spam|rejects?|suppression)\b/giu;

/** Whether a sentence tells of a failure, beside things that are named after failures. */
function tellsOfTrouble({ raw, isItem }: Unit): boolean {
  if (raw.trim().split(/\s{1,9}/u).length < 2) return false;
  const rest = raw.replace(namedAfter, ' ');
  return tellsOfFailure(isItem && !/\d/u.test(rest) ? rest.replace(bareNouns, ' ') : rest);
}

/** What was done to somebody: it is past, and definite. */
const ofPast =
  /\b(?:was|were|has been|have been|had been) (?:\w{2,20}ly )?(?:put|placed|paused|suspended|rejected|refused|denied|blocked|bounced|returned|disabled|deferred|listed)\b/u;
const isCondition = (plain: string): boolean =>
  /(?:^|[\s(])(?:if|when|whenever|once|should|unless|in case|why)\b/u.test(plain);

/** The hour at which something failed. */
const atHour = /(?<![\d:])\d{1,2}:\d\d(?![\d:])/u;

/** Whether a sentence tells of a case; `isRule`: it, or the one before in its item, states what is so in general. */
function tellsOfCase(unit: Unit, isRule: boolean): boolean {
  const isSurelyRule = unit.moods.some(isStrong) || (isRule && unit.moods.length === 0);
  const plain = isRule ? unit.plain.replace(quoted, ' ') : unit.plain;
  if (ofRun().test(plain)) return true;
  if (ofAddressee.test(plain) && !/^\W{0,4}(?:if|when|once|should|unless|in case)\b/u.test(plain))
    return true;
  if (!isSurelyRule && ofTime.test(plain)) return true;
  if (!isSurelyRule && tellsOfTrouble(unit) && ofAddress.test(plain)) return true;
  if (!isSurelyRule && ofPast.test(plain) && !isCondition(plain)) return true;
  const done = withoutNotDone(plain);
  if (ofOneself().test(done)) return true;
  return tellsOfTrouble(unit) && (atHour.test(plain) || (!isRule && firstPerson.test(done)));
}

/** A question without a verb, of nobody: "Bounce rates through the roof?" */
const isRhetorical = ({ plain }: Unit): boolean =>
  plain.trim().endsWith('?') &&
  plain.length < 90 &&
  !/\b(?:i|my|our|we|us|is|are|do|does|did|why|how|can|what|which|was|were|has|have|any|anyone|help)\b/u.test(
    plain,
  );

/** Texts of a form that holds made-up cases alone: a question of a test with its answers, a card with two sides, a scenario. */
function isMadeUp(lines: readonly string[]): boolean {
  const count = (form: RegExp): number => lines.filter((line) => form.test(line)).length;
  const choices = new Set(lines.flatMap((line) => /^\s{0,8}[([]?([A-E])[.):\]]\s/u.exec(line)?.[1] ?? []));
  if (choices.size >= 3 && choices.has('A') && lines.some((line) => /\?|_{3}/u.test(line))) return true;
  if (count(/^\s{0,4}(?:front|back)\s{0,2}:/iu) === 2) return true;
  if (
    /^\W{0,4}(?:merge (?:pull request|branch)\b|bump \S{1,60} from \d|(?:case study|success story|press release)\b)/iu.test(
      lines.find((line) => line.trim() !== '') ?? '',
    )
  )
    return !lines.some((line) => ofRun().test(line) || ofTime.test(line));
  // A manual, and what a function takes and raises.
  if (count(/^[A-Z]{4,12}(?: [A-Z]{4,12}){0,2}\s{0,3}$/u) > 1 && count(/^\s{2,12}\S/u) > 1) return true;
  if (count(/^\s{0,8}(?:parameters|arguments|args|raises|returns|throws|yields)\s{0,2}:?\s{0,3}$/iu) > 1)
    return true;
  const steps =
    /^\s{0,12}(?:[*-]\s)?(?:(?:given|when|then|and|but)\s|(?:scenario(?: outline)?|feature|examples?|background):)/iu;
  return (
    count(steps) >= 3 &&
    count(/^\s{0,12}(?:[*-]\s)?then\s/iu) > 0 &&
    count(/^\s{0,12}(?:[*-]\s)?(?:given|when)\s/iu) > 0
  );
}

/** What stands below the mails of a list of subscribers; notices of SNS have a footer of another kind. */
function isOfList(lines: readonly string[]): boolean {
  const end = lines.slice(-8).join(' ');
  return (
    /\bunsubscribe\b/iu.test(end) &&
    /\b(?:you(?:'re| are)? (?:are )?receiv\w{1,3} this|view (?:this|it)? ?in (?:your |the )?browser|(?:manage|update) (?:your )?(?:preferences|subscriptions?)|because you (?:are |have )?(?:signed|subscribed|opted))\b/iu.test(
      end,
    ) &&
    !/\bsns\b|amazonaws|topic/iu.test(end) &&
    !lines.some((line) => /^\W{0,3}[45]\d\d[ -]/u.test(line))
  );
}

/** An error that the sentence behind it explains: "It means that", "This code is returned when". */
const isExplained = ({ line }: Unit, next: Unit | undefined): boolean =>
  next !== undefined &&
  next.line - line < 2 &&
  /^\W{0,4}(?:it|this|that) (?:means|indicates|happens when|occurs when)\b|\b(?:returns?|raises|throws) (?:this|the) (?:error|code|exception|reply)\b|^\W{0,4}(?:this|the) (?:error|code|reply|exception|status|response|message) (?:means|occurs|indicates|appears|is (?:returned|thrown|raised|given))\b/u.test(
    next.plain,
  );

/** The sentences that are in a mood in which nothing has happened; null where one tells of a case. */
function generalIn(units: readonly Unit[]): ReadonlySet<Unit> | null {
  const isAdvertised = units.filter(isRhetorical).length >= 2;
  const general = new Set<Unit>();
  for (const [at, unit] of units.entries()) {
    const before = units[at - 1];
    const goesOn =
      before !== undefined &&
      (unit.isItem || before.isLabelled) &&
      before.line === unit.line &&
      general.has(before);
    if (
      unit.isTitle ||
      unit.moods.length > 0 ||
      goesOn ||
      isExplained(unit, units[at + 1]) ||
      (isAdvertised && isRhetorical(unit))
    )
      general.add(unit);
    if (!unit.isTitle && tellsOfCase(unit, general.has(unit))) return null;
  }
  return general;
}

/** Three words of prose; settings and code are none. */
const isProse = ({ raw }: Unit): boolean => /(?:\S{1,80}\s{1,9}){3}/u.test(raw) && !/[={};]/u.test(raw);

/** The name of a program or of a class of one before what it says: `PHPMailer: You must provide …`. */
const byProgram =
  /^\W{0,3}(?:[\w.\\]{0,60}[a-z][A-Z]|[A-Z]{2,10}[a-z])\w{0,60}: (?!indicates|means|occurs|returned|raised|thrown|happens|when|if|Indicates|Means|Occurs|Returned|Raised|Thrown|Happens|When|If)/u;

/** A line that is one sentence of a program or a server: it costs no pattern. */
const isOneUtterance = (line: string): boolean =>
  mentions(line, 'an error occurred (', 'smtp;', 'status=') ||
  (!mentions(line, '. ', '? ', '! ', '; ') &&
    (line.length <= shortestAlone ||
      !mentions(line, ' if ', 'when ', ' so ', 'may ', 'must ', 'should ', 'will '))) ||
  byProgram.test(line);

/** Whether nobody in a text tells of a case, since all that it says of failures is in a mood in which none has happened. */
export function isOfNoCase(lines: readonly string[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (lines.length > mostLines || length < shortest || length > longest) return false;
  if (lines.length < 2 && isOneUtterance(lines[0] ?? '')) return false;
  if (isMadeUp(lines)) return true;
  const units = unitsOf(lines);
  const general = generalIn(units);
  if (general === null) return false;
  if (isOfList(lines)) return true;
  if (units.some((unit) => !general.has(unit) && tellsOfTrouble(unit))) return false;
  const moods = new Set(units.flatMap((unit) => unit.moods)).size;
  if (units.length < 2) return length > shortestAlone && moods > 1;
  const items = units.filter(({ isItem }) => isItem).length;
  if (items >= 3 && items * 5 >= units.length * 3) return moods > 0;
  if (general.size === units.length) return true;
  const prose = units.filter((unit) => general.has(unit) || isProse(unit)).length;
  if (general.size * 5 < prose * (moods > 2 ? 2 : 3)) return false;
  return (
    moods > 1 || units[0]?.isLabelled === true || (general.size * 4 >= units.length * 3 && units.length > 2)
  );
}

/** A page that shows what a record looks like says so before it. */
const shown =
  /\b(?:examples?|samples?|looks? (?:like|as follows)|should (?:see|get|receive|be|look)|following (?:format|structure|shape|fields)|expected|such as|e\.g\.)(?![\w-])/iu;

/** Whether what is said around a record is a page that shows an example of one. */
export const showsExample = (text: string): boolean =>
  mentions(text, 'example', 'sample', 'look', 'should', 'following', 'expected', 'such as', 'e.g.') &&
  shown.test(text) &&
  isOfNoCase(text.split('\n'));
