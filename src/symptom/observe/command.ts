import { mentions } from '../mentions.ts';
import { tellsOfFailure } from './failure-words.ts';
import { isOfRun } from './told-by-nobody.ts';

/** The prompt of a shell, settings before the command, and a command that reads or changes something and says nothing itself. */
const command =
  /^\s{0,8}(?:[\w.@~:/[\]-]{0,60}[$%\u276f]\s{1,3}|PS [^>\n]{0,100}>\s?)?(?:(?:sudo|time)\s{1,4}){0,2}(?:[A-Z_]{2,40}=\S{1,80}\s{1,4}){0,4}(?:(aws)\s{1,4}(?:ses|sesv2|sns|sqs|iam|logs|cloudwatch|events|firehose|sts|ssm|lambda)\s{1,4}[a-z][a-z-]{2,60}(?=\s|$)|(?:grep|egrep|zgrep|tail|less|journalctl|jq|awk)\s{1,4}\S)/u;
/** Flags whose value says who sends to whom, and where. */
const role =
  /--(?:from|from-email-address|source|source-arn|to|destination|region|profile|endpoint-url|identity|email-identity|configuration-set-name|template-name)[ =]\S{1,300}/gu;
const quoted = /'[^'\n]{0,600}'|"(?:[^"\\\n]|\\.){0,600}"/gu;

/**
 * A command that somebody typed without what its words are about: `delete-suppressed-destination` says of no address that it is
 * suppressed. Who sends, to whom and where is kept. Any other line as it is.
 */
export function withoutWordsOfCommand(line: string): string {
  if (!mentions(line, 'aws ', 'grep ', 'tail ', 'less ', 'journalctl ', 'jq ', 'awk ')) return line;
  const found = command.exec(line);
  if (found === null) return line;
  const rest = line
    .slice(found[0].length)
    .replace(quoted, "''")
    .replace(/--[a-z-]{2,60}(?:[ =][\w.@:/+={},*-]{1,300}){0,3}/gu, ' ')
    .replace(/\s#\s.{0,400}$/u, (tail) =>
      tellsOfFailure(tail) || isOfRun.test(tail.replace(/^\s#\s/u, '')) ? tail : '',
    );
  if (tellsOfFailure(rest) || /:\s|\s(?:->|=>|\u2192)\s/u.test(rest)) return line;
  const roles = line.match(role) ?? [];
  const isSend = /\ssend-[a-z-]{2,40}/u.test(found[0]);
  return [isSend ? found[0].trim() : found[1] === undefined ? '' : 'aws', ...roles].join(' ').trim();
}
