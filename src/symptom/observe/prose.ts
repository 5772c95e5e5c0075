import { isOfNoCase } from './general.ts';
import { moodsOf } from './moods.ts';

/** How a reply, a record or an error begins, behind what a client writes before it. */
const begins =
  /^\W{0,12}(?:(?:response|reply|error|server|remote|result|output|log|got|smtp|s)\b\W{0,6}){0,3}(?:smtp;\s?)?[245]\d\d[ -](?:#?[245]\.\d|[A-Z<])|^\s{0,8}[{[]\s{0,4}["'{[]|^\s{0,8}"\w{2,40}"\s?:/iu;
const beginsWithClass = /^\W{0,4}[A-Z][a-z]+(?:[A-Z][a-z]+){1,4}:\s/u;
/** What only one case has: an address, an id, a time, an address on the net. */
const ofCase = /[\w.+-]@[\w-]{1,60}\.|\b01[\da-f]{10,14}-|\d\d:\d\d|\barn:aws|\d{1,3}(?:\.\d{1,3}){3}/iu;
/** SES names the identities that it has looked for. */
const ofIdentities = /failed the check in region [\w-]{4,24}:? \S/iu;

/** A line that a program, a server or SES wrote, beside prose, and that explains nothing. */
function isUtterance(line: string): boolean {
  if (ofIdentities.test(line)) return true;
  if (!begins.test(line) && !beginsWithClass.test(line)) return false;
  return ofCase.test(line) || moodsOf(line.toLowerCase()).length === 0;
}

/** Lines without the pages of documentation among them, where a program's own words stand beside: these are what happened. */
export function withoutProse(lines: readonly string[]): readonly string[] {
  if (lines.length < 2 || lines.length > 60) return lines;
  const prose = lines.filter((line) => !isUtterance(line));
  if (prose.length === lines.length || !isOfNoCase(prose)) return lines;
  return lines.map((line) => (isUtterance(line) ? line : ''));
}
