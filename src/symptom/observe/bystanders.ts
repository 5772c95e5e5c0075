import { mentions } from '../mentions.ts';

/**
 * Lines in a log that programs wrote which have nothing to do with mail: a web server's requests, a data base, the daemons of a host.
 * What fails in them is another's, and their words are not weighed with those of a send.
 */

/** How a program that writes such a log begins a line; the group, where there is one, names the program. */
const formats: readonly (readonly [name: string, form: RegExp])[] = [
  // The common log format of web servers.
  ['requests', /^\S{3,45} \S{1,20} \S{1,40} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[^\]]{5,30}\] "[A-Z]{3,7} /u],
  [
    'syslog',
    /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \S{1,80} ([\w./-]{1,40})(?:\[\d{1,10}\])?:/u,
  ],
  [
    'postgres',
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [A-Z]{3,4} \[\d{1,10}\] (?:\S{1,80} )?(?:LOG|ERROR|FATAL|PANIC|WARNING|DETAIL|HINT|STATEMENT):/u,
  ],
  // The same where the time and the host were taken away.
  ['syslog', /^([\w./-]{2,40})\[\d{1,10}\]: /u],
  [
    'rails',
    /^\s{0,4}(?:Started (?:GET|POST|PUT|PATCH|DELETE) "|Completed \d{3} |Processing by [A-Z]|Rendered |Redirected to |ActiveRecord::)/u,
  ],
  [
    'spring',
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{3}\S{0,6}\s{1,4}[A-Z]{4,5} \d{1,9} --- \[[^\]]{1,60}\] ([\w.$]{2,80})\s{0,40}:/u,
  ],
  [
    'iis',
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:W3SVC\d{1,4} )?\S{3,45} (?:GET|HEAD|POST|PUT|DELETE|OPTIONS) \/\S{0,400} \S{1,400} \d{2,5} /u,
  ],
  ['klog', /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,8}\d{1,9} ([\w.-]{1,60}\.go):\d{1,6}\]/u],
  ['nginx', /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[\w{3,8}\] \d{1,9}#\d{1,9}:/u],
  ['apache', /^\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d{1,6} \d{4}\] \[\w{1,20}:\w{1,12}\]/u],
  ['mysql', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z \d{1,10} \[\w{3,12}\]/u],
  ['redis', /^\d{1,9}:[MSXC] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} [*#.-] /u],
  [
    'json',
    /^\{.{0,400}?"(?:svc|service|app|component|logger|container|unit|SYSLOG_IDENTIFIER)": ?"([\w./-]{1,60})"/u,
  ],
];

/** Words of mail, and of AWS: a line with one of them may be of a send. */
const ofMail =
  /mail|smtp|(?<![a-z])ses(?![a-z])|amazon|aws|postfix|exim|haraka|\bmta\b|dkim|\bspf\b|dmarc|bounc|recipient|sender|boto|throttl|identit|sandbox|@[\w-]{1,63}\.[a-z]|(?::|port[ =]|DPT=)(?:25|465|587|2465|2587)(?!\d)|(?<![\d.])[45]\d\d[ -][45]\.\d/iu;

/** Fewer lines are no log with others' lines in it. */
const fewest = 4;

/** The lines of a text apart: those that may be of mail, and those of bystanders. `lines` itself where there are none of these. */
export function apartFromBystanders(lines: readonly string[]): {
  lines: readonly string[];
  bystanders: readonly string[];
} {
  if (lines.length < fewest || !lines.some((line) => mentions(line, ':', '"')))
    return { lines, bystanders: [] };
  const keys = lines.map(programOf);
  const speaking = new Set(lines.flatMap((line, at) => (ofMail.test(line) ? [keys[at] ?? ''] : [])));
  const isBystander = (at: number): boolean => {
    const key = keys[at] ?? null;
    return key !== null && !speaking.has(key);
  };
  const kept = lines.filter((_, at) => !isBystander(at));
  const bystanders = lines.filter((_, at) => isBystander(at));
  return bystanders.length < 2 || !kept.some((line) => ofMail.test(line))
    ? { lines, bystanders: [] }
    : { lines: kept, bystanders };
}

/** Which log a line is of, by its format and its program; null for any other line. */
function programOf(line: string): string | null {
  for (const [name, form] of formats) {
    const found = form.exec(line);
    if (found !== null) return `${name} ${found[1] ?? ''}`;
  }
  return null;
}
