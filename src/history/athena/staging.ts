import { simulatorDomain } from '../../knowledge/simulator.ts';
import { campaignTags, evColumns, eventTypes } from '../columns.ts';
import { literal, replyKey } from '../reply-key.ts';
import type { Bound } from '../with-ev.ts';
import { identifier, type LakeTable } from './lake-table.ts';
import type { Places } from './places.ts';

/**
 * The tables that make `events` of a table of records, in Trino's SQL; what src/history/duckdb/staging.ts makes of
 * files. `partitions` keeps to those that the range reaches. Records that came more than once stand in `copies`, what is no
 * record has a type of NULL there.
 */
export function stagingOf(table: LakeTable, places: Places, partitions: Bound): Bound {
  const { columns } = places;
  const from = `${identifier(table.database)}.${identifier(table.name)}`;
  return {
    sql: [
      `source AS (SELECT ${columns.map(identifier).join(', ')} FROM ${from}${partitions.sql === '' ? '' : ` WHERE ${partitions.sql}`})`,
      `typed AS (SELECT ${typeOf(places)} AS type, ${columns.map(identifier).join(', ')} FROM source)`,
      `listed AS (SELECT *, ${addressesOf(places)} AS addresses FROM typed)`,
      `named AS (SELECT *, ${namesOf(places)} AS names FROM listed)`,
      `flat AS (SELECT ${Object.entries(columnsOf(places))
        .map(([name, sql]) => `${sql} AS ${name}`)
        .join(', ')}
        FROM named CROSS JOIN UNNEST(names) WITH ORDINALITY AS r(address, place))`,
      `copies AS (SELECT *, row_number() OVER (PARTITION BY type, message_id, recipient, happened, extra, nth
        ORDER BY configuration_set, reply, status, campaign) AS copy FROM flat)`,
      `events AS (SELECT ${Object.keys(evColumns).join(', ')} FROM copies
        WHERE type IS NOT NULL AND happened IS NOT NULL AND copy = 1)`,
    ].join(',\n'),
    values: partitions.values,
  };
}

function typeOf({ text }: Places): string {
  const word = `coalesce(${text('eventType')}, ${text('notificationType')})`;
  return `CASE WHEN coalesce(${text('mail.messageId')}, ${text('mail.timestamp')}) IS NOT NULL AND ${word} IS NOT NULL THEN
    CASE lower(replace(replace(${word}, ' ', ''), '_', ''))
    ${Object.entries(eventTypes)
      .map(([name, type]) => `WHEN ${literal(name)} THEN ${literal(type)}`)
      .join(' ')} ELSE 'Other' END END`;
}

const addressesOf = ({ list }: Places): string => `CASE type
  WHEN 'Bounce' THEN ${list('bounce.bouncedRecipients', 'emailAddress')}
  WHEN 'DeliveryDelay' THEN ${list('deliveryDelay.delayedRecipients', 'emailAddress')}
  WHEN 'Complaint' THEN ${list('complaint.complainedRecipients', 'emailAddress')}
  WHEN 'Delivery' THEN ${list('delivery.recipients')}
  WHEN 'Reject' THEN ${list('mail.destination')}
  WHEN 'RenderingFailure' THEN ${list('mail.destination')} END`;

/** Of a message to several, an opening does not say whose it was. */
const namesOf = ({ list }: Places): string => {
  const all = list('mail.destination');
  return `CASE WHEN cardinality(addresses) > 0 THEN addresses
    WHEN coalesce(cardinality(${all}), 0) = 0 OR (type IN ('Open', 'Click') AND cardinality(${all}) > 1)
      THEN ARRAY[CAST(NULL AS VARCHAR)] ELSE ${all} END`;
};

/** The columns of the flat table, and what tells two events apart that are else alike. */
function columnsOf({ text, list, tag }: Places): Readonly<Record<keyof typeof evColumns | 'extra', string>> {
  // As of files: the mailbox in the brackets.
  const address = `substr(CASE WHEN address LIKE '%>' THEN coalesce(nullif(regexp_extract(address, '<([^<>]*)> *$', 1), ''), address)
    ELSE address END, 1, 320)`;
  const reply = `substr(coalesce(CASE type WHEN 'Bounce' THEN element_at(${list('bounce.bouncedRecipients', 'diagnosticCode')}, CAST(place AS INTEGER))
    WHEN 'DeliveryDelay' THEN element_at(${list('deliveryDelay.delayedRecipients', 'diagnosticCode')}, CAST(place AS INTEGER)) END,
    CASE WHEN cardinality(addresses) > 0 THEN CASE type WHEN 'Reject' THEN ${text('reject.reason')}
      WHEN 'RenderingFailure' THEN ${text('failure.errorMessage')} END END), 1, 1000)`;
  const userAgent = `coalesce(${text('open.userAgent')}, ${text('click.userAgent')}, '')`;
  const domainOf = (sql: string): string => `element_at(split(${sql}, '@'), -1)`;
  const time = (
    [
      'bounce.timestamp',
      'complaint.timestamp',
      'deliveryDelay.timestamp',
      'delivery.timestamp',
      'open.timestamp',
      'click.timestamp',
      'subscription.timestamp',
      'mail.timestamp',
    ] as const
  ).map((path) => text(path));
  // As of files: SES began in 2011, and a year has four digits.
  const timeOf = (sql: string): string => {
    const number = `try_cast(${sql} AS DOUBLE)`;
    const since1970 = `from_unixtime(${number} / CASE WHEN ${number} < 1e11 THEN 1e0 WHEN ${number} < 1e14 THEN 1e3 WHEN ${number} < 1e17 THEN 1e6 ELSE 1e9 END)`;
    const utc = `CAST(coalesce(try(from_iso8601_timestamp(replace(${sql}, ' ', 'T'))), try(${since1970})) AT TIME ZONE 'UTC' AS TIMESTAMP)`;
    return `CASE WHEN ${utc} >= TIMESTAMP '2011-01-01 00:00:00' AND ${utc} < TIMESTAMP '9999-01-01 00:00:00' THEN ${utc} END`;
  };
  const identity = `substr(coalesce(nullif(split_part(${text('mail.sourceArn')}, ':identity/', 2), ''), ${tag('ses:from-domain')},
      nullif(regexp_replace(${domainOf(text('mail.source'))}, '[> ]+$', ''), '')), 1, 320)`;
  const happened = timeOf(`coalesce(${time.join(', ')})`);
  return {
    happened,
    sent: `coalesce(${timeOf(text('mail.timestamp'))}, ${happened})`,
    type: 'type',
    nth: 'place',
    record_names: 'cardinality(names)',
    message_id: `substr(${text('mail.messageId')}, 1, 200)`,
    message_key: `substr(${text('mail.messageId')}, 1, 200)`,
    recipient: `lower(${address})`,
    domain: `nullif(lower(${domainOf(address)}), '')`,
    simulated: `coalesce(strpos(address, '@${simulatorDomain}') > 0, false)`,
    identity,
    sender: `CASE WHEN ${tag('ses:configuration-set')} IS NULL THEN ${identity} END`,
    account: `substr(coalesce(${text('mail.sendingAccountId')}, nullif(split_part(${text('mail.sourceArn')}, ':', 5), '')), 1, 20)`,
    region: `nullif(substr(split_part(${text('mail.sourceArn')}, ':', 4), 1, 30), '')`,
    configuration_set: `substr(${tag('ses:configuration-set')}, 1, 64)`,
    campaign: `substr(coalesce(${campaignTags.map(tag).join(', ')}), 1, 256)`,
    ip: `substr(${tag('ses:outgoing-ip')}, 1, 45)`,
    kind: `substr(CASE type WHEN 'Bounce' THEN ${text('bounce.bounceType')} WHEN 'DeliveryDelay' THEN ${text('deliveryDelay.delayType')}
      WHEN 'Complaint' THEN ${text('complaint.complaintFeedbackType')} END, 1, 60)`,
    sub_kind: `substr(CASE type WHEN 'Bounce' THEN ${text('bounce.bounceSubType')}
      WHEN 'Complaint' THEN ${text('complaint.complaintSubType')} END, 1, 60)`,
    status: `substr(CASE type WHEN 'Bounce' THEN element_at(${list('bounce.bouncedRecipients', 'status')}, CAST(place AS INTEGER))
      WHEN 'DeliveryDelay' THEN element_at(${list('deliveryDelay.delayedRecipients', 'status')}, CAST(place AS INTEGER)) END, 1, 20)`,
    reply,
    // An alias of the same SELECT is not known in Trino.
    reply_key: replyKey(
      reply,
      (inner, pattern, put) => `regexp_replace(${inner}, ${literal(pattern)}, ${literal(put)})`,
    ),
    automated: `type IN ('Open', 'Click') AND (coalesce(${text('open.isBotEvent')}, ${text('click.isBotEvent')}, '') = 'Likely'
      OR ${userAgent} = 'Mozilla/5.0' OR strpos(${userAgent}, 'GoogleImageProxy') > 0 OR strpos(${userAgent}, 'YahooMailProxy') > 0)`,
    extra: `coalesce(${text('click.link')}, ${text('bounce.bounceSubType')}, ${text('failure.errorMessage')})`,
  };
}
