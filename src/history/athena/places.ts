import { campaignTags } from '../columns.ts';
import { literal } from '../reply-key.ts';
import type { HiveType } from './hive-type.ts';
import { identifier, type LakeTable } from './lake-table.ts';

/** A place in a record: an expression of SQL with the type of what it gives. */
interface Place {
  sql: string;
  type: HiveType;
}

/** A list of objects of which some members are read: `list` and `member`. */
interface ListPlace {
  list: string;
  members: readonly string[];
}

/** Every single text that the flat table is made of. What a record has had only since some year need not be there. */
const texts = [
  ...['mail.timestamp', 'mail.messageId'],
  ...['bounce.timestamp', 'bounce.bounceType', 'bounce.bounceSubType'],
  ...['complaint.timestamp', 'complaint.complaintFeedbackType'],
  ...['delivery.timestamp', 'deliveryDelay.timestamp', 'deliveryDelay.delayType'],
  ...['open.timestamp', 'open.userAgent', 'click.timestamp', 'click.userAgent', 'click.link'],
  ...['reject.reason', 'failure.errorMessage'],
] as const;
const moreTexts = [
  ...['eventType', 'notificationType', 'mail.source', 'mail.sourceArn', 'mail.sendingAccountId'],
  ...['complaint.complaintSubType', 'subscription.timestamp', 'open.isBotEvent', 'click.isBotEvent'],
] as const;
const textLists = ['mail.destination', 'delivery.recipients'] as const;
const objectLists: readonly ListPlace[] = [
  { list: 'bounce.bouncedRecipients', members: ['emailAddress', 'status', 'diagnosticCode'] },
  { list: 'deliveryDelay.delayedRecipients', members: ['emailAddress', 'status', 'diagnosticCode'] },
  { list: 'complaint.complainedRecipients', members: ['emailAddress'] },
];
const tags = ['ses:configuration-set', 'ses:from-domain', 'ses:outgoing-ip', ...campaignTags];

/** Where a table holds the parts of a record. */
export interface Places {
  /** SQL of a text by its path, as `bounce.bounceType`; NULL where the table has no such member. */
  text: (path: (typeof texts)[number] | (typeof moreTexts)[number]) => string;
  /** SQL of a list of texts: `mail.destination`, or a member of each entry, as `bounce.bouncedRecipients` and `status`. */
  list: (path: string, member?: string) => string;
  tag: (name: string) => string;
  /** Columns of the table that are read. */
  columns: readonly string[];
  /** Paths that a table of SES's records has to have, and this one has not. */
  missing: readonly string[];
}

/** Maps the columns of a table, whose names are lower case in Glue. */
export function placesOf(table: LakeTable): Places {
  const found = new Map<string, string>();
  const missing: string[] = [];
  const columns = new Set<string>();
  const keep = (path: string, place: Place | null, sql: (place: Place) => string | null): boolean => {
    const text = place === null ? null : sql(place);
    if (text === null) return false;
    found.set(path, text);
    columns.add(path.split('.')[0]?.toLowerCase() ?? '');
    return true;
  };
  for (const path of texts) if (!keep(path, placeOf(table, path), textSql)) missing.push(path);
  for (const path of moreTexts) keep(path, placeOf(table, path), textSql);
  if (!found.has('eventType') && !found.has('notificationType')) missing.unshift('eventType');
  for (const path of textLists) if (!keep(path, placeOf(table, path), listSql)) missing.push(path);
  for (const { list, members } of objectLists) {
    for (const member of members) {
      const path = `${list}.${member}`;
      if (!keep(path, placeOf(table, list), (place) => memberList(table, place, member))) missing.push(path);
    }
  }
  const tagged = placeOf(table, 'mail.tags');
  if (tagged === null) missing.push('mail.tags');
  else for (const tag of tags) keep(`mail.tags.${tag}`, memberOf(table, tagged, tag), firstSql);
  const nothing = 'CAST(NULL AS VARCHAR)';
  return {
    text: (path) => found.get(path) ?? nothing,
    list: (path, member) => found.get(member === undefined ? path : `${path}.${member}`) ?? nothing,
    tag: (name) => found.get(`mail.tags.${name}`) ?? nothing,
    columns: [...columns].toSorted(),
    missing,
  };
}

function placeOf(table: LakeTable, path: string): Place | null {
  const [column = '', ...rest] = path.split('.');
  const name = column.toLowerCase();
  const type = table.columns.get(name) ?? null;
  if (type === null) return null;
  return rest.reduce<Place | null>(
    (place, member) => (place === null ? null : memberOf(table, place, member)),
    { sql: identifier(name), type },
  );
}

/** A member of a struct, by its name, by what the SerDe reads it from, or by its letters; or the value of a map. */
function memberOf({ mapping }: LakeTable, { sql, type }: Place, member: string): Place | null {
  if (type.kind === 'map') return { sql: `element_at(${sql}, ${literal(member)})`, type: type.of };
  if (type.kind !== 'struct') return null;
  const field =
    type.fields.find(({ name }) => name.toLowerCase() === member.toLowerCase()) ??
    type.fields.find(({ name }) => mapping[name.toLowerCase()]?.toLowerCase() === member.toLowerCase()) ??
    type.fields.find(
      ({ name }) => mapping[name.toLowerCase()] === undefined && letters(name) === letters(member),
    );
  return field === undefined
    ? null
    : { sql: `${sql}.${identifier(field.name.toLowerCase())}`, type: field.type };
}

/** `ses:configuration-set` and `ses_configuration_set` are one name: a field of a struct holds neither colon nor dash. */
const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const isText = (type: HiveType): boolean =>
  type.kind === 'scalar' && /^(?:string|varchar|char)/.test(type.name);

function textSql({ sql, type }: Place): string | null {
  if (type.kind !== 'scalar') return null;
  return isText(type) ? sql : `CAST(${sql} AS VARCHAR)`;
}

const listSql = ({ sql, type }: Place): string | null =>
  type.kind === 'array' && isText(type.of) ? sql : null;

/** Message tags are lists of one. */
const firstSql = ({ sql, type }: Place): string | null =>
  type.kind === 'array' && isText(type.of) ? `element_at(${sql}, 1)` : textSql({ sql, type });

function memberList(table: LakeTable, { sql, type }: Place, member: string): string | null {
  if (type.kind !== 'array') return null;
  const item = memberOf(table, { sql: 'r', type: type.of }, member);
  const text = item === null ? null : textSql(item);
  return text === null ? null : `transform(${sql}, r -> ${text})`;
}
