import { campaignTags, eventTypes, failingTypes, type EvColumn } from '../columns.ts';
import { simulatorDomain } from '../../knowledge/simulator.ts';
import type { Needed } from '../needed.ts';
import { literal, replyKey } from '../reply-key.ts';
import { flattened, pathsOf, type Form } from './form.ts';
import { eventShape } from './shape.ts';

const tag = (name: string): string => `"mail.tags.${name}"[1]`;

/** Most records spell their type as the table does: the dear comparison is for the others. */
const word = 'coalesce("eventType", "notificationType")';
const typeOf = `CASE WHEN coalesce("mail.messageId", "mail.timestamp") IS NOT NULL AND ${word} IS NOT NULL THEN CASE ${word}
  ${Object.values(eventTypes)
    .map((type) => `WHEN ${literal(type)} THEN ${literal(type)}`)
    .join(' ')}
  ELSE CASE lower(regexp_replace(${word}, '[ _-]', '', 'g'))
  ${Object.entries(eventTypes)
    .map(([name, type]) => `WHEN ${literal(name)} THEN ${literal(type)}`)
    .join(' ')} ELSE 'Other' END END END`;

/** A time as SES writes it, as mail and HTTP write it (RFC 5322 3.3), or a number: the microseconds since 1970. */
const microsOf = (time: string): string =>
  `coalesce(epoch_us(try_cast(${time} AS TIMESTAMPTZ)), epoch_us(try_strptime(${time}, '%a, %d %b %Y %H:%M:%S GMT')),
  ${microsOfNumber(`try_cast(${time} AS DOUBLE)`)})`;

/** Stores of documents count seconds, thousandths, millionths or billionths of them: by their size, no two are of these years. */
const microsOfNumber = (value: string): string =>
  `try_cast(${value} * CASE WHEN ${value} < 1e11 THEN 1e6 WHEN ${value} < 1e14 THEN 1e3 WHEN ${value} < 1e17 THEN 1 ELSE 1e-3 END AS BIGINT)`;
const micros =
  microsOf(`coalesce("bounce.timestamp", "complaint.timestamp", "deliveryDelay.timestamp", "delivery.timestamp",
  "open.timestamp", "click.timestamp", "subscription.timestamp", "mail.timestamp")`);
const userAgent = `coalesce("open.userAgent", "click.userAgent", '')`;

// Through AT TIME ZONE it takes three times as long. SES began in 2011; a year has four digits.
const timeOf = (sql: string): string =>
  `CASE WHEN ${sql} BETWEEN ${Date.UTC(2011, 0)}000 AND ${Date.UTC(9999, 0)}000 THEN make_timestamp(${sql}) END`;

/** To count the letters of a text takes as long as to find it: most are short by their bytes. */
const cutTo = (text: string, most: number): string =>
  `CASE WHEN strlen(${text}) <= ${most} THEN ${text} ELSE left(${text}, ${most}) END`;

const identity = cutTo(
  `coalesce(nullif(split_part("mail.sourceArn", ':identity/', 2), ''), ${tag('ses:from-domain')},
    nullif(rtrim(split_part("mail.source", '@', -1), '> '), ''))`,
  320,
);
const accounted = '"mail.sendingAccountId"';

/** What is the same for all recipients of a record. */
const ofRecord = {
  happened: timeOf('micros'),
  sent: `coalesce(${timeOf('sent_micros')}, ${timeOf('micros')})`,
  message_id: 'left("mail.messageId", 200)',
  identity,
  // Of mail with a set, which is most, nothing is cut out of texts.
  sender: `CASE WHEN ${tag('ses:configuration-set')} IS NULL THEN ${identity} END`,
  account: `CASE WHEN strlen(${accounted}) <= 20 THEN ${accounted}
    ELSE left(coalesce(${accounted}, nullif(split_part("mail.sourceArn", ':', 5), '')), 20) END`,
  region: `nullif(${cutTo(`split_part("mail.sourceArn", ':', 4)`, 30)}, '')`,
  configuration_set: cutTo(tag('ses:configuration-set'), 64),
  campaign: cutTo(`coalesce(${campaignTags.map(tag).join(', ')})`, 256),
  ip: `left(${tag('ses:outgoing-ip')}, 45)`,
  kind: `left(CASE type WHEN 'Bounce' THEN "bounce.bounceType" WHEN 'DeliveryDelay' THEN "deliveryDelay.delayType"
    WHEN 'Complaint' THEN "complaint.complaintFeedbackType" END, 60)`,
  sub_kind: `left(CASE type WHEN 'Bounce' THEN "bounce.bounceSubType" WHEN 'Complaint' THEN "complaint.complaintSubType" END, 60)`,
  automated: `type IN ('Open', 'Click') AND (coalesce("open.isBotEvent", "click.isBotEvent", '') = 'Likely'
    OR ${userAgent} = 'Mozilla/5.0' OR contains(${userAgent}, 'GoogleImageProxy')
    OR contains(${userAgent}, 'YahooMailProxy'))`,
  extra: 'coalesce("click.link", "bounce.bounceSubType", "failure.errorMessage")',
} as const satisfies Readonly<Partial<Record<EvColumn | 'extra', string>>>;

/** The words of a receiver stand with each recipient, those of SES hold for all that the record names. */
const reason = `CASE WHEN len("mail.destination") > 0 THEN CASE type WHEN 'Reject' THEN "reject.reason"
  WHEN 'RenderingFailure' THEN "failure.errorMessage" END END`;
const reply = 'left(coalesce(replied[nth].diagnosticCode, reason), 1000)';

// SES tells an address as the sender wrote it: `Jane Doe <jane@example.com>` is the mailbox in the brackets.
const bare = `left(CASE WHEN suffix(address, '>') THEN coalesce(nullif(regexp_extract(address, '<([^<>]*)> *$', 1), ''), address)
  ELSE address END, 320)`;

/** What each recipient has of its own. */
const ofRecipient = {
  recipient: `lower(${bare})`,
  domain: `nullif(lower(split_part(${bare}, '@', -1)), '')`,
  simulated: `coalesce(contains(address, '@${simulatorDomain}'), false)`,
  record_names: 'len(names)::BIGINT',
  status: 'left(replied[nth].status, 20)',
  reply,
  reply_key: replyKey(
    reply,
    (text, pattern, put) => `regexp_replace(${text}, ${literal(pattern)}, ${literal(put)}, 'g')`,
  ),
} as const satisfies Readonly<Partial<Record<EvColumn, string>>>;

const each = (list: string): string => `list_transform(${list}, r -> r.emailAddress)`;
const addresses = `CASE type WHEN 'Bounce' THEN ${each('"bounce.bouncedRecipients"')}
  WHEN 'DeliveryDelay' THEN ${each('"deliveryDelay.delayedRecipients"')}
  WHEN 'Complaint' THEN ${each('"complaint.complainedRecipients"')}
  WHEN 'Delivery' THEN "delivery.recipients" END`;

// With IN and five values, the engine makes a join of it.
const fails = failingTypes.map((type) => `type = ${literal(type)}`).join(' OR ');

/**
 * The rows of the flat table, from a relation with the columns of the form. A row that is no event comes out once, with a
 * type of NULL. Only the columns that are needed are made; `key_1` and `key_2` are the same for the copies of a record, and
 * for nothing else: 128 bits of hash.
 */
export function stagingSql(source: string, form: Form, needed: Needed): string {
  const record = made(ofRecord, needed);
  const recipient = made(ofRecipient, needed);
  const list = (columns: readonly Made[]): string =>
    columns.map(({ name, sql }) => `${sql} AS ${name}`).join(', ');
  const sent = hasName(needed.all, 'sent') || hasName(needed.ofFailures, 'sent');
  const sentMicros = sent ? `, ${microsOf('"mail.timestamp"')} AS sent_micros` : '';
  const stages = `typed AS (SELECT *, ${typeOf} AS type, ${micros} AS micros${sentMicros} FROM flat),
listed AS (SELECT *, ${fails} AS fails, ${addresses} AS listed FROM typed),
-- Of a message to several, an opening does not say whose it was.
named AS (SELECT *, hash("mail.messageId") AS key_1, ${list(record)},
  CASE type WHEN 'Bounce' THEN "bounce.bouncedRecipients" WHEN 'DeliveryDelay' THEN "deliveryDelay.delayedRecipients" END AS replied,
  ${reason} AS reason,
  CASE WHEN len(listed) > 0 THEN listed
    WHEN coalesce(len("mail.destination"), 0) = 0 OR (type IN ('Open', 'Click') AND len("mail.destination") > 1)
      THEN [NULL::VARCHAR]
    ELSE "mail.destination" END AS names FROM listed),
rows AS (SELECT *, unnest(names) AS address, generate_subscripts(names, 1) AS nth FROM named)
SELECT type, nth::BIGINT AS nth, key_1, hash(type, lower(address), happened, extra, nth) AS key_2,
  ${[...record.map(({ name }) => name), list(recipient)].filter((text) => text !== '').join(', ')}
FROM rows`;
  const paths = pathsOf(eventShape).filter((path) => stages.includes(`"${path}"`));
  return `\nWITH flat AS (${flattened(form, source, paths)}),\n${stages}`;
}

interface Made {
  name: string;
  sql: string;
}

/** The columns that are needed. Where failures alone are asked for one, no time is lost on the others. */
function made(expressions: Readonly<Record<string, string>>, needed: Needed): readonly Made[] {
  return Object.entries(expressions).flatMap(([name, sql]) => {
    if (keyed.has(name) || hasName(needed.all, name)) return [{ name, sql }];
    return hasName(needed.ofFailures, name) ? [{ name, sql: `CASE WHEN fails THEN ${sql} END` }] : [];
  });
}

const hasName = (names: ReadonlySet<string>, name: string): boolean => names.has(name);

/** What tells two events of a message apart, beside type and recipient. */
const keyed: ReadonlySet<string> = new Set(['happened', 'extra']);
