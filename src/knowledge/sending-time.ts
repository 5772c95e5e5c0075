/** What SES lets an account send (GetAccount.SendQuota), in recipients; `max24Hour` null: no limit. */
export interface SendQuota {
  max24Hour: number | null;
  maxPerSecond: number;
  sentLast24Hours: number;
}

const day = 86_400;

/**
 * How long SES takes to accept mail for so many recipients, in seconds; null when it never will. Counts what is left
 * of the rolling 24 hours now and a full quota every 24 hours after: what was sent already may leave the window sooner.
 */
export function sendingTime(
  recipients: number,
  { max24Hour, maxPerSecond, sentLast24Hours }: SendQuota,
): number | null {
  if (maxPerSecond <= 0) return null;
  const perDay = Math.min(max24Hour ?? Infinity, maxPerSecond * day);
  const today = Math.min(Math.max(0, (max24Hour ?? Infinity) - sentLast24Hours), maxPerSecond * day);
  if (recipients <= today) return recipients / maxPerSecond;
  if (perDay <= 0) return null;
  const later = recipients - today;
  const fullDays = Math.ceil(later / perDay) - 1;
  return day * (1 + fullDays) + (later - fullDays * perDay) / maxPerSecond;
}
