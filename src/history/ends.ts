import { suppressed } from './complaint.ts';
import type { Question } from './question.ts';

/** So many events are matched by their messages: more take memory that a table of millions is not to need. */
const mostMatched = 2_000_000;
const secondsOfMinute = 60;

/**
 * In how many seconds of each minute the mail was sent that is looked at: all of it, or a part where there are more `events`.
 */
export const secondsLookedAt = (events: number): number =>
  Math.max(1, Math.min(secondsOfMinute, Math.floor((secondsOfMinute * mostMatched) / Math.max(1, events))));

/**
 * Which messages have a Send and no end, or an end and no Send, whatever --where keeps to: by the message, since one may have
 * two ends (an automatic reply, or a bounce that came late, follows a Delivery). `seconds`: of `secondsLookedAt`. Columns: day on which
 * the mail was sent, configuration set, account, identity where there is no set, Sends, those of them without an end, ends, those of
 * them without a Send.
 */
export const messageEnds = (seconds: number): Question => {
  // Spread over the minute: what goes out at the full minute is not all that is looked at.
  const some = Array.from({ length: seconds }, (_, at) =>
    Math.floor(((at + 0.5) * secondsOfMinute) / seconds),
  );
  const sample = seconds >= secondsOfMinute ? '' : ` AND extract(second FROM sent) IN (${some.join(', ')})`;
  return {
    select: `SELECT CAST(sent_on AS VARCHAR) AS sent_day, configuration_set, account, sender, sum(sends) AS sends,
    sum(CASE WHEN sends > ends THEN sends - ends ELSE 0 END) AS without_end, sum(ends) AS ends,
    sum(CASE WHEN sends = 0 THEN ends ELSE 0 END) AS without_send
  FROM (SELECT message_key, min(CAST(sent AS DATE)) AS sent_on, max(configuration_set) AS configuration_set, max(account) AS account,
    CASE WHEN max(configuration_set) IS NULL THEN max(sender) END AS sender, count(*) FILTER (WHERE type = 'Send') AS sends,
    count(*) FILTER (WHERE type <> 'Send') AS ends
    FROM ev WHERE (type IN ('Send', 'Delivery', 'Bounce', 'Reject') OR (type = 'Complaint' AND ${suppressed}))${sample}
    GROUP BY message_key) AS messages
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  };
};
