import { mentions } from '../mentions.ts';

const failures =
  'fail(?:ed|ures?)|timeouts?|errors?|bounced?|bounces|complaints?|rejects?|rejected|deferred|delayed|suppressed|throttled|throttles|throttling|dropped|expired|held|warnings?|alarms?';
/** A count of failures that is zero, with what it is of: `SASL failures 0`, `0 bounced`. No other figure stands behind it. */
const zero = new RegExp(
  `\\b(?:[A-Za-z]{2,12} )?(?:${failures})\\b["']?\\s{0,3}[:=|]?\\s{1,24}0(?![.,:/-]?\\d|[-/:])(?: ?%)?|(?<![.,:=|\\d]|[:=|] )0 (?:[A-Za-z]{2,12} )?(?:${failures})\\b(?!\\s{0,3}[:=|]|\\s{1,3}\\d)`,
  'giu',
);
/** What there is none of, said as a whole: `no throttling, no complaints.` */
const none = new RegExp(
  `(?<![\\w']|\\b(?:gets?|got|getting|receives?|received|sees?) )(?:no|zero|without(?: any)?|not a single) (?:(?:new|open|hard|soft|active|unexpected) ){0,2}(?:failures|timeouts|complaints|rejects|throttling|warnings|alarms?|deferrals?|retries|incidents?)(?: (?:and|or|nor) (?:${failures}))?(?= ?(?:[,.;!)|]|$| (?:since|so far|this week|today|yet|at all|all week)\\b))`,
  'giu',
);

/** A rate far below those at which AWS looks into an account: 5 % of bounces and 0.1 % of complaints (SES, reputation metrics). */
const rate =
  /\b(bounce|complaint) rate\b["']?(?: (?:is|was|of|at|stays|around|about|now|still)){0,3}\s{0,3}[:=~]?\s{0,3}(\d{1,2}(?:[.,]\d{1,4})?) ?%/giu;
/** The same as a count with its share: `bounced 103 (0.21 %)`. */
const share = /\b(bounce|complaint)(?:s|d)?\b[ :=]{1,3}\d[\d,. ]{0,12} ?\((\d{1,2}(?:[.,]\d{1,4})?) ?%\)/giu;
/** A share alone: `bounces 0.3 %`. */
const alone = /\b(bounce|complaint)(?:s|d)?\b[ :=(]{1,3}(\d{1,2}(?:[.,]\d{1,4})?) ?%/giu;
const low: Readonly<Record<string, number>> = { bounce: 2, complaint: 0.08 };

const withoutLow = (all: string, what: string, value: string): string =>
  Number(value.replace(',', '.')) < (low[what.toLowerCase()] ?? 0) ? ' ' : all;

/** A sample of Prometheus or StatsD that is zero: whatever its name and its labels call, it has not come. */
const zeroSample =
  /^\s{0,4}(?:[A-Za-z_:][\w:.]{0,120})?(?:\{[^{}]{1,400}\}\s{0,20}(?:=>?|:)?\s{0,20}0(?:\.0{1,9})?(?:e\+00)?(?:\s\d{10,13})?|:0\|[a-z]{1,2}(?:\|.{0,200})?)\s{0,4}$|^\s{0,4}[A-Za-z][A-Za-z\d]{0,40}(?:[_.:][A-Za-z\d]{1,40}){1,8}\s{1,40}0(?:\.0{1,9})?\s{0,4}$/u;

/** A line without the failures that it says there were none of. */
export function withoutZero(text: string): string {
  if (mentions(text, '} 0', '}\t0', '} ', ':0|', ' 0') && zeroSample.test(text)) return '';
  const line = mentions(text, 'bounce', 'complaint')
    ? text.replace(share, withoutLow).replace(alone, withoutLow)
    : text;
  if (mentions(line, 'ce rate', 'nt rate')) return withoutZeros(line.replace(rate, withoutLow));
  return withoutZeros(line);
}

/** A member whose name tells of a failure, and which says that there is none. */
const unset = new RegExp(
  `(?<![\\w-])["']?(?:\\w{1,20}_)?(?:${failures}|mailbox_?full|blocked|paused|unsubscribed)(?:_(?:at|on|reason|count))?["']?\\s{0,3}[:=]\\s{0,3}(?:false|null|nil|none)\\b["']?`,
  'giu',
);

/** `311 sent, none bounced` */
const noneOfThem =
  /\bnone (?:of (?:them|these|those) )?(?:(?:was|were|has|have|had|been) ){0,2}(?:failed|bounced|rejected|refused|deferred|delayed|throttled|dropped|suppressed|lost)\b/giu;

const words =
  'fail timeout error bounce complain reject defer delay suppress throttl dropped expired held warning alarm incident retr'.split(
    ' ',
  );

function withoutZeros(line: string): string {
  if (!mentions(line, ...words)) return line;
  const set = mentions(line, 'false', 'null', 'nil', 'none') ? line.replace(unset, ' ') : line;
  const rest = mentions(set, ' 0', '0 ') ? set.replace(zero, ' ') : set;
  const all = mentions(rest, 'none ') ? rest.replace(noneOfThem, ' ') : rest;
  return mentions(all, 'no ', 'zero ', 'without ', 'not a ') ? all.replace(none, ' ') : all;
}
