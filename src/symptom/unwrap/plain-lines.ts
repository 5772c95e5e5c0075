import { withoutControls } from './controls.ts';
import { withWholeCells } from './whole-cells.ts';

/** A prefix that a carrier puts before every line. What it says beside the time (a program, a level) stays. */
const prefixes: readonly RegExp[] = [
  // Quotes of a mail or an issue (RFC 3676 4.5), tables of a terminal.
  /^[ \t]{0,4}[>|\u2502](?:[ \t]|(?=[>|])|$)/u,
  // Docker Compose and kubectl --prefix: name-1  | , [pod/name/container]
  /^[\w.-]{1,60} {1,20}\| /u,
  /^\[pod\/[\w./-]{1,150}\] /u,
  // The container runtime interface: time, stream, F or P.
  /^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /u,
  // aws logs tail: time, then the stream.
  /^\d{4}-\d\d-\d\dT[\d:.]{8,20}(?:Z|[+-]\d\d:\d\d) \d{4}\/\d\d\/\d\d\/\[[^\]\s]{1,20}\][0-9a-f]{8,40} /u,
  // CloudWatch Logs of Lambda: time, request, level, between tabs.
  /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z\t[0-9a-f-]{36}\t[A-Z]{3,8}\t/u,
  // RFC 5424.
  /^<\d{1,3}>1 \d{4}-\d\d-\d\dT\S{8,30} \S{1,80} (?=\S)/u,
  // Syslog and journald: time and host; the program stays.
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? [\w.:-]{1,80} (?=[\w./-]{1,60}(?:\[\d{1,10}\])?:)/u,
  // A time alone.
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?\]? (?=\S)/u,
];

/** The share of lines that must have a prefix before it counts as one. */
const most = 0.6;

/**
 * A text without what its carriers put around each line: line ends of one kind, control characters, and prefixes that stand
 * before most lines, as many as there are.
 */
export function plainLines(text: string): string {
  let lines = withWholeCells(withoutControls(text.replace(/\r\n?/gu, '\n')).split('\n'));
  for (let layer = 0; layer < 12; layer += 1) {
    const stripped = withoutPrefix(lines);
    if (stripped === null) break;
    lines = stripped;
  }
  return lines.join('\n');
}

function withoutPrefix(lines: readonly string[]): string[] | null {
  const filled = lines.filter((line) => line.trim() !== '').length;
  if (filled < 2) return null;
  for (const prefix of prefixes) {
    const count = lines.reduce((sum, line) => sum + (line.trim() !== '' && prefix.test(line) ? 1 : 0), 0);
    if (count >= 2 && count >= filled * most) return lines.map((line) => line.replace(prefix, ''));
  }
  return null;
}
