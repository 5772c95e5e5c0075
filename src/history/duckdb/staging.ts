import { campaignTags, eventTypes } from '../columns.ts';
import { literal, replyKey } from '../reply-key.ts';
import { eventShape } from './shape.ts';

/** `e`: the event of a row, out of EventBridge or SNS where it is in one. */
const eventOfRow = `CASE
  WHEN mail IS NOT NULL THEN {${Object.keys(eventShape)
    .map((name) => `'${name}': "${name}"`)
    .join(', ')}}
  WHEN detail IS NOT NULL THEN detail
  WHEN Message IS NOT NULL AND (TopicArn IS NOT NULL OR Type = 'Notification')
    THEN try(from_json(Message, getvariable('event_shape'))) END`;

const tag = (name: string): string => `e.mail.tags."${name}"[1]`;
const one = (address: string, reply = 'NULL::VARCHAR'): string =>
  `{'a': ${address}, 's': NULL::VARCHAR, 'd': ${reply}}`;
const replied = (list: string): string =>
  `list_transform(${list}, r -> {'a': r.emailAddress, 's': r.status, 'd': r.diagnosticCode})`;
const each = (list: string, item: string): string => `list_transform(${list}, r -> ${item})`;

const typeOf = `CASE WHEN e.mail IS NOT NULL AND coalesce(e.eventType, e.notificationType) IS NOT NULL THEN
  CASE lower(replace(replace(coalesce(e.eventType, e.notificationType), ' ', ''), '_', ''))
  ${Object.entries(eventTypes)
    .map(([word, type]) => `WHEN ${literal(word)} THEN ${literal(type)}`)
    .join(' ')} ELSE 'Other' END END`;

const userAgent = "coalesce(e.open.userAgent, e.click.userAgent, '')";

/**
 * The rows of the flat table, from a relation with the columns of `lineShape`. A row that is no event comes out once,
 * with a type of NULL.
 */
export const stagingSql = (source: string): string => `
WITH opened AS (SELECT ${eventOfRow} AS e FROM ${source}),
typed AS (SELECT ${typeOf} AS type, e FROM opened),
listed AS (
  SELECT type, e, CASE type
    WHEN 'Bounce' THEN ${replied('e.bounce.bouncedRecipients')}
    WHEN 'DeliveryDelay' THEN ${replied('e.deliveryDelay.delayedRecipients')}
    WHEN 'Complaint' THEN ${each('e.complaint.complainedRecipients', one('r.emailAddress'))}
    WHEN 'Delivery' THEN ${each('e.delivery.recipients', one('r'))}
    WHEN 'Reject' THEN ${each('e.mail.destination', one('r', 'e.reject.reason'))}
    WHEN 'RenderingFailure' THEN ${each('e.mail.destination', one('r', 'e.failure.errorMessage'))}
    END AS named
  FROM typed),
-- Of a message to several, an opening does not say whose it was.
named AS (
  SELECT type, e, CASE WHEN len(named) > 0 THEN named
    WHEN coalesce(len(e.mail.destination), 0) = 0 OR (type IN ('Open', 'Click') AND len(e.mail.destination) > 1)
      THEN [${one('NULL::VARCHAR')}]
    ELSE ${each('e.mail.destination', one('r'))} END AS named
  FROM listed),
rows AS (SELECT type, e, unnest(named) AS r, generate_subscripts(named, 1) AS nth FROM named)
SELECT
  try_cast(coalesce(e.bounce.timestamp, e.complaint.timestamp, e.deliveryDelay.timestamp, e.delivery.timestamp,
    e.open.timestamp, e.click.timestamp, e.subscription.timestamp, e.mail.timestamp) AS TIMESTAMPTZ)
    AT TIME ZONE 'UTC' AS happened,
  type, nth::BIGINT AS nth, left(e.mail.messageId, 200) AS message_id,
  lower(left(r.a, 320)) AS recipient,
  nullif(lower(split_part(left(r.a, 320), '@', -1)), '') AS domain,
  left(coalesce(nullif(split_part(e.mail.sourceArn, ':identity/', 2), ''), ${tag('ses:from-domain')},
    nullif(rtrim(split_part(e.mail.source, '@', -1), '> '), '')), 320) AS identity,
  left(${tag('ses:configuration-set')}, 64) AS configuration_set,
  left(coalesce(${campaignTags.map(tag).join(', ')}), 256) AS campaign,
  left(${tag('ses:outgoing-ip')}, 45) AS ip,
  left(CASE type WHEN 'Bounce' THEN e.bounce.bounceType WHEN 'DeliveryDelay' THEN e.deliveryDelay.delayType
    WHEN 'Complaint' THEN e.complaint.complaintFeedbackType END, 60) AS kind,
  left(CASE type WHEN 'Bounce' THEN e.bounce.bounceSubType WHEN 'Complaint' THEN e.complaint.complaintSubType END, 60)
    AS sub_kind,
  left(r.s, 20) AS status,
  left(r.d, 1000) AS reply,
  CASE WHEN r.d IS NOT NULL THEN ${replyKey(
    'left(r.d, 1000)',
    (text, pattern, put) => `regexp_replace(${text}, ${literal(pattern)}, ${literal(put)}, 'g')`,
  )} END AS reply_key,
  type IN ('Open', 'Click') AND (coalesce(e.open.isBotEvent, e.click.isBotEvent, '') = 'Likely'
    OR ${userAgent} = 'Mozilla/5.0' OR contains(${userAgent}, 'GoogleImageProxy')
    OR contains(${userAgent}, 'YahooMailProxy')) AS automated,
  coalesce(e.click.link, e.bounce.bounceSubType, e.failure.errorMessage) AS extra
FROM rows`;
