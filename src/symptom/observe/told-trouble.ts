import { tellsOfFailure } from './failure-words.ts';
import type { Unit } from './units.ts';

/** Whether a sentence tells of a failure: beside things that are named after failures, and failures that it denies. */

/** Things that are named after failures: a bounce rate, the handling of errors, a list of suppressed addresses. */
const namedAfter =
  /\b(?:bounces?|complaints?|errors?|failures?|suppression|spam|retry|retries|rejections?|rejects?|timeouts?)[ -]?(?:(?:and|or|&|\/) ?(?:bounces?|complaints?|errors?)[ -]?)?(?:handl\w{2,3}|rates?|topics?|notifications?|events?|processing|processors?|alarms?|alerts?|lists?|folders?|types?|codes?|messages?|pages?|reports?|metrics?|dashboards?|categor\w{1,3}|policy|policies|management|feedback|webhooks?|queues?|simulator|tables?|filters?|scores?|complaints?|import|export|budget|boundary|track\w{2,3})\b|\bp=(?:reject|quarantine)\b|[\w.+-]{1,64}@[\w.-]{0,80}|\bhttp status code: \d{3}/giu;
export const bareNouns =
  /\b(?:bounces?|complaints?|errors?|failures?|timeouts?|retries|spam|rejects?|suppression|throttling|rejections?)\b|\b(?:rejected|bounced|failed|suppressed|deferred|blocked|undelivered|throttled|suspended|paused) (?:messages?|e?-?mails?|campaigns?|accounts?|addresses|sends?|deliver(?:y|ies)|jobs?|requests?)\b/giu;

/** Failures that are said not to have come: "none bounced", "never been rejected", "isn't paused". */
const deniedFailure =
  /\b(?:none|nobody|no one|nothing|never|neither|nor|not|isn't|aren't|wasn't|weren't|haven't|hasn't|didn't|without|no [a-z-]{2,20})(?: (?:been|ever|yet|once|has|have|had|was|were|is|are|a|any|an|single|of (?:them|these|those|our|the)|[a-z]{2,12}s)){0,3} (?:bounc(?:ed?|es)|complain(?:ed|s|ts?)|reject(?:ed|s)|refused|deferred|blocked|block-?listed|blacklisted|throttled|suppressed|failed|fails|lost|delayed|paused|suspended|failures?|errors?|timeouts?|in spam)\b/giu;

/** Whether a sentence says that a failure did not come. */
export const deniesTrouble = ({ plain }: Unit): boolean => plain.replace(deniedFailure, '') !== plain;

/** Whether a sentence tells of a failure, beside things that are named after failures. */
export function tellsOfTrouble({ raw, isItem }: Unit): boolean {
  if (raw.trim().split(/\s{1,9}/u).length < 2) return false;
  const rest = raw.replace(namedAfter, ' ').replace(deniedFailure, ' ');
  return tellsOfFailure(isItem && !/\d/u.test(rest) ? rest.replace(bareNouns, ' ') : rest);
}
