import { once } from '../../model/once.ts';
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

/** What a record names as the part that it is of: `[redis] …`, `worker/3 s3: …`, `component=stripe`, `1772355600.4 kafka …`. */
const parts = once((): readonly RegExp[] => [
  /^\s{0,4}(?:\S{1,40} ){0,3}?\[([a-z][\w.-]{0,40})\][: ]/iu,
  /(?:^|[\s,])(?:component|service|svc|module|subsystem|logger|app|source|job)=["']?([\w.-]{1,40})/iu,
  /^(?:\S{1,40} ){0,4}?(?:[\w-]{1,30}\/\d{1,4} )?([a-z][\w.-]{1,40})(?:\[\d{1,10}\])?: /iu,
  /^\d{10,13}(?:\.\d{1,9})? ([a-z][\w.-]{1,40}) /iu,
]);

/** Parts of a system that send no mail, by the names that they have everywhere. */
const elsewhere = once(
  () =>
    /^(?:redis|valkey|memcached?|postgres\w{0,6}|pg|pgbouncer|mysqld?|mariadbd?|mongo\w{0,4}|db|database|kafka|rabbitmq|zookeeper|elasticsearch|opensearch|solr|s3|dynamodb|rds|cloudfront|stripe|paypal|adyen|twilio|slack|fcm|apns|nginx|haproxy|traefik|sshd?|sudo|crond?|kubelet|dockerd?|containerd|vault|consul|etcd|prometheus|grafana|ldap|search|cache)$/iu,
);

/** Words of a send: with one of them even a record of such a part may be of mail. */
const ofSend = once(
  () =>
    /mail|smtp|(?<![a-z])ses(?![a-z])|amazon(?!aws\.com\/)|dkim|dmarc|bounc|sender|recipient|newsletter|digest|\b(?:send|sending|sent|deliver\w{0,4})\b|@[\w-]{1,63}\.[a-z]|(?::|port[ =])(?:25|465|587|2465|2587)(?!\d)|(?<![\d.])[45]\d\d[ -][45]\.\d/iu,
);

const ofRequest = /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \//u;

/** A line that goes on with the record above. */
const goesOn = /^(?:\s{1,40}\S|Caused by: |\.{3} \d)/u;

/** Fewer lines are no log with others' lines in it. */
const fewest = 4;

/** The lines of a text apart: those that may be of mail, and those of bystanders. `lines` itself where there are none of these. */
export function apartFromBystanders(lines: readonly string[]): {
  lines: readonly string[];
  bystanders: readonly string[];
} {
  if (lines.length < 2 || !lines.some((line) => mentions(line, ':', '"', ']', '=')))
    return { lines, bystanders: [] };
  const named = lines.map(isElsewhere);
  const keys = lines.map(programOf);
  const speaking = new Set(lines.flatMap((line, at) => (ofMail.test(line) ? [keys[at] ?? ''] : [])));
  const beside: boolean[] = [];
  for (const [at, line] of lines.entries()) {
    const key = keys[at] ?? null;
    const isQuiet = key === null ? named[at] === true : !speaking.has(key);
    beside[at] =
      (isQuiet && (named[at] === true || lines.length >= fewest)) ||
      (beside[at - 1] === true && goesOn.test(line) && !ofMail.test(line));
  }
  const kept = lines.filter((_, at) => beside[at] !== true);
  const bystanders = lines.filter((_, at) => beside[at] === true);
  return (bystanders.length < 2 && !named.includes(true)) || !kept.some((line) => ofMail.test(line))
    ? { lines, bystanders: [] }
    : { lines: kept, bystanders };
}

/** Whether a line is a record that names a part of the system which sends no mail, and speaks of no mail. */
function isElsewhere(line: string): boolean {
  if (ofSend().test(line)) return false;
  const names = parts().map((form) => form.exec(line)?.[1] ?? '');
  // A client of HTTP calls AWS as well: a request of another kind names its method.
  return names.some((name) => elsewhere().test(name) || (/^https?$/iu.test(name) && ofRequest.test(line)));
}

/** Which log a line is of, by its format and its program; null for any other line. */
function programOf(line: string): string | null {
  for (const [name, form] of formats) {
    const found = form.exec(line);
    if (found !== null) return `${name} ${found[1] ?? ''}`;
  }
  return null;
}
