import { mentions } from '../mentions.ts';

/** Programs of a developer's machine and of databases, by how they begin what they say or by their commands. */
const programs =
  /(?:^|\s)(?:psql|mysqldump|sqlplus|pg_dump|kubectl|helm|git|npm|yarn|pip|composer|gem|cargo): |response from daemon|\bdocker (?:login|pull|push|run|compose)\b|\bnpm err!|\bsqlstate\b|\bkubectl \w|\bgit (?:push|pull|clone|fetch)\b|\bpermission denied \(publickey|\berror \d{4} \(\w{5}\)|\(using password: (?:yes|no)\)/iu;

/** The counters of a filter for incoming mail. */
const countersOfFilter =
  /^(?:\S{1,40} ){0,4}?(?:rspamd|amavis|spamd|clamd|spamassassin)[\w-]{0,20}(?:\[\d{1,10}\])?: (?:[a-z ]{2,24}:? \d{1,12}(?: \([\d.]{1,6} ?%\))?[,;.]? ?){3}/iu;

/** Whether a line is said by a program that sends no mail. */
export const isOfOtherProgram = (line: string): boolean =>
  (mentions(line, 'rspamd', 'amavis', 'spamd', 'clamd', 'spamassassin') && countersOfFilter.test(line)) ||
  (mentions(
    line,
    'psql',
    'mysqldump',
    'sqlplus',
    'pg_dump',
    'kubectl',
    'helm',
    'git',
    'npm',
    'yarn',
    'pip: ',
    'composer: ',
    'gem: ',
    'cargo: ',
    'daemon',
    'docker',
    'sqlstate',
    'publickey',
    'using password',
    'error ',
  ) &&
    programs.test(line) &&
    !/smtp|\bses\b|\bmail ?server|sendmail|e-?mail\b/iu.test(line));
