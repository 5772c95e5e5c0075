import { mentions } from '../mentions.ts';

/** Elements that only a DMARC aggregate report has (RFC 7489 appendix C). */
const element = /<(?:policy_published|policy_evaluated|auth_results|report_metadata)>/u;
const ofMailer = /^\s{0,8}(?:diagnostic-code|final-recipient|status):/imu;

/** Whether a text is a DMARC aggregate report or a part of one: its elements are read as a report or not at all, and are no sentences. */
export function isPartOfReport(lines: readonly string[]): boolean {
  const text = lines.slice(0, 400).join('\n');
  return (
    mentions(text, '<policy_', '<auth_results', '<report_metadata') &&
    element.test(text) &&
    !ofMailer.test(text)
  );
}
