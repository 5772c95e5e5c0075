import { namesSesAddress } from '../../parse/ses-address.ts';
import { mentions } from '../mentions.ts';
import { sesWords } from '../origins.ts';
import { saysAny } from '../reply-rule.ts';
import { tellsOfFailure } from './failure-words.ts';

/** What programs say of what they did, where nothing failed. */
const well =
  /\b(?:accepted|sent|delivered|queued|submitted|handed over|flushed|succeeded|mailed|stored|renewed|finished|done|passed|ok|ready|up|healthy)\b|\b(?:GET|POST|PUT) \S{1,200} 2\d\d\b/iu;

/** Whether a line tells of something that went well, and of nothing that failed. */
export const saysItWentWell = (text: string): boolean => well.test(text) && !tellsOfFailure(text);

/** A mail that went out, or what was asked of SES and done. */
const sentOut =
  /\b(?:accepted|sent|mailed|delivered|queued|submitted|handed over|flushed|stored|renewed|250 ok)\b/iu;

/** Whether a line tells of mail that went out, and of nothing that failed. */
export const saysItWentOut = (text: string): boolean => sentOut.test(text) && !tellsOfFailure(text);

/** How a program begins what it writes: the time, a level, its own name. */
const byProgram =
  /^\W{0,4}(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:|\d\d:\d\d|(?:INFO|WARN|ERROR|DEBUG|info|warn|error|debug|ok|crit)\b|(?:[\w.-]{2,20} (?:> )?){0,5}[\w./-]{2,40}(?:\[\d{1,8}\])?\s{0,20}[:|]\s|\{)/u;

/** Whether one line names SES, by its hosts, its API or its name. */
const namesSes = (text: string, plain: string): boolean =>
  (mentions(plain, 'ses') && /(?<![a-z])ses(?![a-z])/iu.test(text)) ||
  saysAny(plain, sesWords) ||
  namesSesAddress(plain);

/** Whether programs name SES only in lines in which all went well: what failed beside them is another one's. */
export function wentWellWithSes(lines: readonly { text: string; plain: string }[]): boolean {
  const named = lines.filter(({ text, plain }) => namesSes(text, plain));
  return (
    named.length > 0 &&
    named.length < lines.filter(({ text }) => text.trim() !== '').length &&
    lines.every(({ text }) => text.trim() === '' || byProgram.test(text)) &&
    named.every(({ text }) => saysItWentWell(text))
  );
}
