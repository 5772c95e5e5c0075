import { once } from '../../model/once.ts';
import { mentions } from '../mentions.ts';
import { ofTime, tellingOf } from './case-told.ts';
import { isOfFirst, withoutUnreported } from './mentioned.ts';
import { listsKinds } from './kinds.ts';
import { isStrong } from './moods.ts';
import { tellsOfTrouble } from './told-trouble.ts';
import type { Unit } from './units.ts';

/**
 * Whether something happened: the marks that only an event leaves in a text. A text that speaks of failures and holds none of them
 * speaks of what may come; one that is nothing but the sentence of a failure is somebody's who has it, and quotes no more.
 */

/** A time of day, who said it, the reply of a server, an error in the form of a program, an id, an address, a place on the net. */
const marks = once((): readonly RegExp[] => [
  /\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?<![\d:])\d{1,2}:\d\d(?![\d:])/u,
  /(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d|(?<![\d.\w]|\b(?:or|and|code|with|reply) )[45]\d\d[ -][A-Z<]|\([45]\d\d[,)]|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|smtp;/u,
  /\b[A-Za-z]\w{2,60}(?:Error|Exception|Rejected|Fault|Failure)\b\W{0,2}[:(]|\b(?:[Ee]rror|ERROR|[Ff]atal|FATAL|[Ff]ailed|[Ff]ailure|[Ww]arning|WARN|[Ee]rr|panic|Fehler|[Ee]rreur)\b["'\]]{0,2}\s?[:=|\]]|\bTraceback|\bAn error occurred \(|\bE[A-Z]{5,14}\b|\berrno\b|\bcurl: \(|^(?:ba|z|da)?sh: |\bStatus Code: \d|\bHTTP\/\d|^\W{0,4}[\w.]{0,80}(?:Error|Exception)\W{0,3}$|^\W{0,4}\w{3,20}[:=|\s]{1,20}(?:\w{1,30}(?:::|\.|\\)){1,6}\w{2,60}(?:Error|Exception)\W{0,3}$|\bat line \d|\b(?:line|Zeile|ligne)[: ]\d|^\W{0,4}\w{1,40}\.\w{1,40}: \S/u,
  /\b01[\da-f]{8,14}-|\barn:aws|(?<![\d.v])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|[\w.+-]{1,64}@(?!simulator\.)[\w-]{1,63}\.[a-z]|\brequest ?id\b|\b[\w-]{1,63}\.[\w.-]{2,120}:\d{2,5}\b|\bemail-smtp\.|amazonaws|amazonses/iu,
  /\b(?:status|relay|dsn|stat|said|reason|eventType|notificationType|bounceType|diagnosticCode|EnforcementStatus)["']?\s?[=:]/iu,
  /^\W{0,4}\{|^\W{0,4}\[\{|^\S{30,4000}$|\b(?:FIRING|firing)\b|\bALARM\b|(?:^|\s)(?:->|<-|>>>|<<<|=>|\u2192)\s|^[$>%\u276f]\s|^Subject: /u,
]);
/** What was done, and by whom it could not be: past, and definite. */
const past =
  /\b(?:was|were|did(?:n't| not)|had|has(?: now| just)? (?:been|not|expired|failed)|have (?:now |just )?been|hasn't|haven't|could(?:n't| not)|can(?:not|'t)|unable to|failed to|no longer|stopped|refuses?|wurden?|konnten?|kam(?:en)?|a \u00e9t\u00e9|ont \u00e9t\u00e9|n'a pas|fue(?:ron)?|ha sido|no (?:se )?pud\w{1,3})\b/u;

/** Whether a sentence says that something happened. */
function isOfEvent(unit: Unit): boolean {
  const isRule = unit.moods.some(isStrong);
  if (tellingOf(unit, isRule) !== null) return true;
  if (!isRule && isOfFirst(unit) && tellsOfTrouble(unit)) return true;
  return !isRule && (past.test(unit.plain) || ofTime.test(unit.plain));
}

/** Who has a failure names it, and says a little of where; a lesson, a plan, a page say more. */
const [longestBare, mostBare] = [260, 3];

/** Whether a text is so short that it may be the failure itself, in the words of a program or of a person. */
const isBare = (units: readonly Unit[]): boolean =>
  (units.length <= mostBare || units.every(({ raw }) => raw.length <= longestLabel)) &&
  units.reduce((sum, { raw }) => sum + raw.length, 0) <= longestBare;
/** Somebody has copied what stood on a page, one label below the other. */
const longestLabel = 40;

/** So many letters beside what is quoted are a sentence about it; fewer are its label. */
const shortestBeside = 16;

/** Whether nothing in a text happened, and it is more than the name of a failure. */
export function isWithoutEvent(lines: readonly string[], units: readonly Unit[]): boolean {
  if (units.length === 0 || (isBare(units) && !listsKinds(lines.join('\n')))) return false;
  const isMarked = (line: string): boolean => {
    const said = withoutUnreported(line, line.toLowerCase());
    // Where next to nothing stands beside the quotation it is no quotation: `reply: b'554 …'` is how smtplib writes a dialogue.
    const own = said.trim().length < shortestBeside ? line : said;
    return marks().some((mark) => mark.test(own));
  };
  return !lines.some(isMarked) && !units.some(isOfEvent);
}

/** Texts that a program wrote surely hold one of these: they need no sentences. */
export const isSurelyOfEvent = (text: string): boolean =>
  mentions(
    text,
    'exception:',
    'error:',
    'nocredentialproviders:',
    'an error occurred (',
    'status=',
    'traceback',
    'arn:aws',
  ) ||
  (mentions(text, 'smtp;') && /smtp; ?["']?[245]\d\d/iu.test(text)) ||
  // Exim's log: router, transport and host of a delivery.
  (mentions(text, ' t=') && / T=[\w-]{1,40} .{0,60}\bH=\S/u.test(text));

/** Whether a text is one line that a program or a server wrote, told without a pattern: most texts are. */
export function isLineOfProgram(lines: readonly string[]): boolean {
  const [line = '', ...rest] = lines;
  if (rest.length > 0) return false;
  const isReply = /^[45]\d\d[ -]/u.test(line);
  return isReply || line.startsWith('connect E') || isSurelyOfEvent(line);
}
