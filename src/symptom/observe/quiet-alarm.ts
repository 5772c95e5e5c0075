import { mentions } from '../mentions.ts';

/** A definition of an alarm of CloudWatch: what is watched, and not that anything was seen. */
const defined =
  /\bput-metric-alarm\b|\baws_cloudwatch_metric_alarm\b|\bAWS::CloudWatch::Alarm\b|\bcloudwatch\.Alarm\(|^\s{0,20}-?\s?alert:\s[^]{1,400}?^\s{0,20}expr:\s/mu;
/** A state that is no alarm (CloudWatch, StateValue of DescribeAlarms and of its notices). */
const quiet =
  /\bentered the (?:OK|INSUFFICIENT_DATA) state\b|\b(?:New)?State(?:Value)?["']?\s{0,3}[:=|]\s{0,3}["']?(?:OK|INSUFFICIENT_DATA)\b|\bALARM (?:->|=>|to|→) OK\b|\b(?:[Rr]ule|[Aa]lert|[Mm]onitor)\b.{0,200}\bstate\s?[=:]\s?\W?(?:inactive|normal|ok)\b|\b[Mm]onitor\b.{0,120}\b[Rr]ecovered\b|^\W{0,4}(?:[A-Z]\w{2,20}: )?\[(?:RESOLVED|Resolved|RECOVERED|Recovered|CLEARED|Cleared|OK)\]/mu;
const loud =
  /\bentered the ALARM state\b|(?<!Old)State(?:Value)?["']?\s{0,3}[:=|]\s{0,3}["']?(?:in )?ALARM\b|\bfiring\b|\bOK (?:->|=>|to|→) ALARM\b/iu;

/** Whether a text is an alarm on a rate of SES that is only defined, or says that all is well. */
export function isQuietAlarm(lines: readonly string[]): boolean {
  const text = lines.slice(0, 200).join('\n');
  return (
    mentions(text, 'alarm', 'alert', 'inactive', 'normal', 'recovered', '[resolved]', '[cleared]', '[ok]') &&
    (defined.test(text) || quiet.test(text)) &&
    !loud.test(text)
  );
}
