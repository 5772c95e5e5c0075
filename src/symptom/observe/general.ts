import { mentions } from '../mentions.ts';
import { ofRun, ofTime, tellingOf } from './case-told.ts';
import { assertsTrouble, isOfFirst, mayBefall, onlyMentions, onlySupposes } from './mentioned.ts';
import { isAside } from './aside.ts';
import { isSurelyOfEvent, isWithoutEvent } from './event.ts';
import { duty, isStrong, order } from './moods.ts';
import { deniesTrouble, tellsOfTrouble } from './told-trouble.ts';
import { unitsOf, type Unit } from './units.ts';

/**
 * Texts in which nobody tells of a case: pages, lessons, plans, wishes, rules, questions of a test, advertisements. The mood of each
 * sentence decides, and not what it is about; one sentence that tells of a case makes the text something else.
 */

const [shortest, shortestAlone, longest, mostLines] = [40, 80, 20_000, 200];

/** Sentences between quotation marks, one after the other: words to choose from. */
const isListOfQuotes = ({ plain }: Unit): boolean =>
  (plain.match(someQuote)?.length ?? 0) > 2 &&
  plain.replace(someQuote, '').replace(/\W{1,9}/gu, '').length < 25;

const someQuote = /"[^" ]{1,40} [^"]{1,200}"/gu;

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
  // What each reply means, in their order.
  const replies = lines.flatMap(
    (line) => /^\W{0,4}([45]\d\d):?\s{1,8}(?=[a-z])[^@<[]{3,200}$/u.exec(line)?.[1] ?? [],
  );
  if (replies.length > 2 && replies.every((reply, at) => at === 0 || reply > (replies[at - 1] ?? '')))
    return true;
  // A manual, and what a function takes and raises.
  if (count(/^\.(?:SH|TP|B|PP|IP)\b/u) > 2) return true;
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

/** The name of an error as the title of what explains it. */
const boldName = /^\s{0,4}(?:\*\*[^*]{2,80}\*\*|`[^`]{2,80}`)(?: \([^)]{1,30}\))?:?\s{0,3}$/u;

/** Sentences that the form around them makes general, as items of a list of causes, answers beside their questions. */
function framed(units: readonly Unit[]): ReadonlySet<Unit> {
  const found = new Set<Unit>();
  const items = units.filter(({ isItem }) => isItem);
  const orders = items.filter(({ moods }) => moods.includes(order)).length;
  const names = units.filter(({ raw }) => boldName.test(raw));
  const isAsked = (unit: Unit | undefined): boolean => unit?.plain.trim().endsWith('?') === true;
  const asked = units.filter(
    (unit, at) => isAsked(unit) && units[at + 1] !== undefined && !isAsked(units[at + 1]),
  );
  const coded = units.filter(
    (unit, at) =>
      /^\W{0,6}[45](?:\d\d|\.\d{1,3}\.\d{1,3})\b/u.test(unit.raw) &&
      units[at + 1]?.line === unit.line &&
      units[at + 1]?.moods.includes(order) === true,
  );
  let head: Unit | null = null;
  for (const [at, unit] of units.entries()) {
    const before = units[at - 1];
    if (!unit.isItem) head = unit;
    const isListed =
      unit.isItem && head?.raw.trim().endsWith(':') === true && head.moods.some((mood) => mood !== order);
    const isOrdered = unit.isItem && items.length > 2 && orders * 2 >= items.length;
    const isNamed =
      names.length > 1 && (names.includes(unit) || (before !== undefined && names.includes(before)));
    const isOfQuestions =
      asked.length > 1 && isAsked(units[0]) && asked.includes(unit) && !ofOwnTrouble.test(unit.plain);
    if (isListed || isOrdered || isNamed || isOfQuestions || (coded.length > 1 && coded.includes(unit)))
      found.add(unit);
  }
  return found;
}
const ofOwnTrouble =
  /\b(?:i|we|my|our) (?:get|got|see|receive|keep|can't|cannot)\b|^\W{0,4}why (?:do|am|are|is) (?:i|we|my|our)\b/u;

/** Whether what befell somebody is told in their sentence, or in one beside it; in a short text it may need no word of failure. */
function isNearTrouble(units: readonly Unit[], at: number): boolean {
  const [before, unit, after] = [units[at - 1], units[at], units[at + 1]];
  if (unit === undefined) return false;
  if (units.length < 3 && !units.some((one) => deniesTrouble(one) || onlyMentions(one))) return true;
  const befalls = (one: Unit | undefined): boolean =>
    one !== undefined && !(one !== unit && one.moods.some(isStrong)) && mayBefall(one);
  return (tellsOfTrouble(unit) && !onlyMentions(unit)) || befalls(unit) || befalls(before) || befalls(after);
}

/** The sentences that are in a mood in which nothing has happened; null where one tells of a case. */
function generalIn(units: readonly Unit[]): ReadonlySet<Unit> | null {
  const isAdvertised = units.filter(isRhetorical).length >= 2;
  const general = new Set<Unit>(framed(units));
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
      (deniesTrouble(unit) && !tellsOfTrouble(unit)) ||
      isListOfQuotes(unit) ||
      goesOn ||
      isExplained(unit, units[at + 1]) ||
      (isAdvertised && isRhetorical(unit))
    )
      general.add(unit);
  }
  for (const [at, unit] of units.entries()) {
    if (unit.isTitle) continue;
    const telling = tellingOf(unit, general.has(unit));
    // Who speaks of their own may speak of anything: what is near says of what.
    if (telling === 'case' || (telling === 'own' && isNearTrouble(units, at))) return null;
  }
  return general;
}

/** Three words of prose; settings and code are none. */
const isProse = ({ raw }: Unit): boolean =>
  /(?:\S{1,80}\s{1,9}){3}/u.test(raw) &&
  !/ = |[{}]\s{0,3}$|\);\s{0,3}$|\w=\w/u.test(raw.replaceAll('p=', ''));

/** The name of a program or of a class of one before what it says: `PHPMailer: You must provide …`. */
const byProgram =
  /^\W{0,3}(?:[\w.\\]{0,60}[a-z][A-Z]|[A-Z]{2,10}[a-z])\w{0,60}: (?!indicates|means|occurs|returned|raised|thrown|happens|when|if|Indicates|Means|Occurs|Returned|Raised|Thrown|Happens|When|If)/u;

/** A line that is one sentence of a program or a server: it costs no pattern. */
const isOneUtterance = (line: string): boolean =>
  mentions(line, 'an error occurred (', 'status=', ' <-- ') ||
  /(?:(?<!["'`])|[,;\t]")smtp;/iu.test(line) ||
  (!mentions(line, '. ', '? ', '! ', '; ') &&
    (line.length <= shortestAlone ||
      !mentions(
        line,
        'such as',
        ' you ',
        ' if ',
        ' whose ',
        ' explains ',
        'when ',
        ' so ',
        'may ',
        'must ',
        'should ',
        'will ',
      ))) ||
  byProgram.test(line);

/** What programs and servers write, and no person: a reply, a record, a dialogue, a class of an error, a host with its port, the header of a mail. */
const written =
  /^\W{0,12}(?:(?:response|reply|error|server|client|remote|result|output|log|got|smtp|s|c)\b\W{0,6}){0,3}(?:smtp;\s?)?[245]\d\d[ -](?:#?[245]\.\d|[A-Z<])|^\s{0,8}[[{<]|^\s{0,8}(?:>>>|<<<|===|\*\*\*|->|<-)\s|^[A-Za-z][\w-]{1,30}:\s{0,2}$|^(?:subject|from|to|date|received): |(?<!`)\b[A-Z]\w{2,60}(?:Error|Exception)\b\s?[:(]|\b[a-z]{3,20}: [45]\d\d (?:[45]\.\d|[A-Z])|\b[\w-]{1,60}\.[a-z]{2,12}:\d{2,5}\b|\berror:[\dA-F]{6,8}\b|\bFile ".{1,200}", line \d|\t/iu;

/** What a program that collects errors shows of a run: a frame of a stack, a request with the status of its answer, a level. */
const isOfTracker = (line: string): boolean =>
  mentions(line, 'http', ' line ', 'level', 'handled', 'transaction', 'culprit', 'mechanism') &&
  /\bhandled: ?(?:no|yes|true|false)\b|\b(?:transaction|culprit|mechanism): ?\S{3}|^\W{0,6}(?:[\w.-]{1,20}\s{1,4})?(?:GET|POST|PUT|DELETE)\s{1,4}https?:\/\/\S{4,200}\s{1,4}\W?[45]\d\d\b|\S\.(?:[cm]?[jt]sx?|py|rb|php|java|kt|go|cs|rs|exs?) in \S{1,120} (?:at line|line) \d|^\W{0,4}level: ?(?:error|fatal)\b/iu.test(
    line,
  );

/** What a system answered to a program, by its number, beside a host or a time of day: it did so once. */
const isOfSystem = (line: string): boolean =>
  (mentions(line, '(service: ') && /\(Service: [\w ]{2,40}[;,] Status Code: \d/u.test(line)) ||
  (mentions(line, 'errno', 'os error') &&
    /\[errno -?\d{1,5}\]|\(os error \d{1,5}\)|\berrno\s?[=:]\s?\d/iu.test(line) &&
    /amazonaws\.|(?<![\d:])\d{1,2}:\d\d(?![\d:])/iu.test(line));

const lengthOf = (units: readonly Unit[]): number => units.reduce((sum, { raw }) => sum + raw.length, 0);

/** Sentences of people alone, enough of them to tell what they are about. */
const isSpoken = (lines: readonly string[], units: readonly Unit[]): boolean =>
  (units.length > 2 ||
    units.some((unit) => onlyMentions(unit) || onlySupposes(unit) || deniesTrouble(unit))) &&
  lines.join(' ').length > 120 &&
  lengthOf(units.filter(isProse)) * 3 >= lengthOf(units) * 2 &&
  !lines.some((line) => written.test(line));

/** Nobody speaks of their own, or much of what they say is in a mood in which nothing has happened. */
const isCalm = (units: readonly Unit[], general: ReadonlySet<Unit>): boolean =>
  general.size * 4 >= units.length ||
  units.some(onlyMentions) ||
  units.every((unit) => !isOfFirst(unit) || tellingOf(unit, general.has(unit)) === null);

/** Whether nobody in a text tells of a case, since all that it says of failures is in a mood in which none has happened. */
export function isOfNoCase(lines: readonly string[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (lines.length > mostLines || length < shortest || length > longest) return false;
  if (lines.length < 2 && isOneUtterance(lines[0] ?? '')) return false;
  if (lines.some((line) => isOfTracker(line) || isOfSystem(line))) return false;
  if (isMadeUp(lines)) return true;
  const units = unitsOf(lines);
  const general = generalIn(units);
  if (general === null) return false;
  if (isOfList(lines)) return true;
  if (units.some((unit) => !general.has(unit) && assertsTrouble(unit))) return false;
  if (isSpoken(lines, units) && isCalm(units, general)) return true;
  // "You must provide an address": a library that refuses says so, too.
  const counted = units.flatMap((unit) => unit.moods).filter((mood) => units.length > 2 || mood !== duty);
  const moods = new Set(counted).size;
  const [only] = units;
  if (units.length < 2 && only !== undefined)
    return length > shortestAlone && (moods > 1 || onlySupposes(only));
  const items = units.filter(({ isItem }) => isItem).length;
  if (items >= 3 && items * 5 >= units.length * 3) return moods > 0;
  if (general.size === units.length) return true;
  const prose = units.filter((unit) => general.has(unit) || isProse(unit)).length;
  const isSure = units.filter(tellsOfTrouble).every((unit) => unit.moods.filter(isStrong).length > 1);
  if (general.size * 5 < prose * (moods > 2 || isSure ? 2 : 3)) return false;
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

/** Whether a text speaks of failures and holds no mark of an event, though it is more than the name of one. */
export function isTalk(lines: readonly string[]): boolean {
  const text = lines.join('\n');
  if (lines.length > mostLines || text.length > longest || text.length < shortest || isSurelyOfEvent(text))
    return false;
  const units = unitsOf(lines);
  return isAside(text, units) || isWithoutEvent(lines, units);
}
