import { counted } from './complaint.ts';
import type { Question } from './question.ts';

/**
 * Failures that came as notifications of an identity, and so name no configuration set, of messages whose Send names one.
 * Columns: day the mail was sent, that configuration set, account, identity, failures, bounces among them.
 */
export const noticesOfSets: Question = {
  ctes: `notices AS (
    SELECT message_key, CAST(sent AS DATE) AS sent_on, account, sender, count(*) AS failures,
      count(*) FILTER (WHERE type = 'Bounce') AS bounces
    FROM ev WHERE configuration_set IS NULL AND type IN ('Bounce', 'Complaint') AND ${counted} GROUP BY 1, 2, 3, 4),
  owners AS (
    SELECT message_key, max(configuration_set) AS owner FROM ev
    WHERE type = 'Send' AND configuration_set IS NOT NULL AND message_key IN (SELECT message_key FROM notices) GROUP BY 1)`,
  select: `SELECT CAST(sent_on AS VARCHAR) AS sent_day, owner, account, sender, sum(failures) AS failures, sum(bounces) AS bounces
  FROM notices JOIN owners ON owners.message_key = notices.message_key GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
};

/** Whether that is worth asking: by the rows of `publishers`, some failures name no set, and some Sends do. */
export const hasNotices = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.some(
    ([, set, , , , , bounces, complaints]) => set === null && Number(bounces) + Number(complaints) > 0,
  ) && rows.some(([, set, , , sends]) => set !== null && Number(sends) > 0);
