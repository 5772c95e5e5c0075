import { mentions } from '../mentions.ts';

/** Fields of a delivery report that no other text has (RFC 3464 2.2 and 2.3), and those that have names of many things. */
const own = 'Final-Recipient|Original-Recipient|Diagnostic-Code|Remote-MTA|Reporting-MTA|Last-Attempt-Date';
const shared = 'Action|Status|Arrival-Date|Will-Retry-Until|Original-Envelope-Id|Final-Log-ID';

/** An indent, a mark of a list, or the marks of bold type around a name: dressing by whoever passed the report on. */
const dressed = new RegExp(
  `^[ \\t]{0,40}(?:[-*\\u2022\\u00b7] {1,3})?([*_]{0,3})(${own}|${shared})(\\s{0,2}:)\\1(?=[ \\t]|$)`,
  'iu',
);
const ownInLine = new RegExp(`(?<![\\w-])(?:${own})\\s{0,2}:`, 'iu');
/** A field behind another in the same line, with what separates the two. */
const behind = new RegExp(`\\s{0,3}[,;|/\\u00b7]?\\s{1,3}(?=(?:${own}|${shared})\\s{0,2}:\\s)`, 'giu');
/** A report that shows two of its fields with names of many things. */
const actionAndStatus =
  /^[ \t*_>-]{0,40}action[*_]{0,3}:[*_ ]{1,5}(?:failed|delayed)\b[^]{0,200}^[ \t*_>-]{0,40}status[*_]{0,3}:[*_ ]{1,5}[45]\.\d|^[ \t*_>-]{0,40}status[*_]{0,3}:[*_ ]{1,5}[45]\.\d[^]{0,200}^[ \t*_>-]{0,40}action[*_]{0,3}:[*_ ]{1,5}(?:failed|delayed)\b/imu;

/**
 * The fields of a delivery report in lines of their own, as RFC 3464 has them: where somebody pasted them with an indent, as a list, in
 * bold type, or one behind the other. A text without such fields stays.
 */
export function reportLines(text: string): string {
  const isReport = mentions(text, '-recipient', 'diagnostic-code', 'remote-mta', 'reporting-mta');
  if (!isReport && !(mentions(text, 'action') && actionAndStatus.test(text.slice(0, 65_536)))) return text;
  return text
    .split('\n')
    .map((line) => {
      const plain = line.replace(dressed, '$2$3');
      return plain.length <= 4000 && ownInLine.test(plain) && !/^[ \t]/u.test(plain)
        ? plain.replace(behind, '\n')
        : plain;
    })
    .join('\n');
}
