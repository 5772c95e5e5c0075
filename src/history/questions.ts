import { receivers } from '../knowledge/receivers.ts';
import { failingTypes } from './columns.ts';
import { complaint, counted, suppressed } from './complaint.ts';
import { conditionOf, type Cut } from './cut.ts';
import { knownAs, told } from './told.ts';
import { countsDeliveries, toldOfAll, toldSql } from './coverage.ts';
import { domainsIn } from './domains-in.ts';
import { silentDomains } from './silent-receivers.ts';
import { sqlTime } from './sql-time.ts';
import { dimensions, type Dimension } from './dimensions.ts';
import type { Question } from './question.ts';

/*
 * The questions, in the SQL that DuckDB and Athena (Trino) both speak: aggregates, FILTER, date_trunc, CASE, casts, joins
 * and sub-queries over `ev`. Texts are read at home, never in SQL; a test reads each of these with a grammar of Trino.
 */

const day = "CAST(CAST(date_trunc('day', happened) AS DATE) AS VARCHAR)";
const hour = "CAST(date_trunc('hour', happened) AS VARCHAR)";

/**
 * A bounce that SES counts towards the bounce rate: a permanent one that is no doing of the account's own lists
 * (facts of "Amazon SES sending review process FAQs").
 */
const hard = `type = 'Bounce' AND kind = 'Permanent' AND coalesce(sub_kind, '') NOT IN
  ('OnAccountSuppressionList', 'OnTenantSuppressionList', 'UnsubscribedRecipient', 'EmailValidationSuppressed')`;

/**
 * Whether something is of the range itself, and not of the days before it that are read to compare with: a range may begin
 * within a day. `from`: its beginning, or null.
 */
const inside = (time: string, from: string | null): string =>
  from === null ? '1' : `CASE WHEN ${time} >= CAST(? AS TIMESTAMP) THEN 1 ELSE 0 END`;
const boundTime = (from: string | null): readonly string[] => (from === null ? [] : [sqlTime(from)]);

/** Mail whose complaints nobody hears of. */
const reportsNone = domainsIn(silentDomains);

/**
 * Columns: day, type, hard bounce or complaint of a person (1 or 0), recipients, records, of the range (1 or 0), day on which
 * the mail was sent, sent within the range (1 or 0), what is told of the mail (`told`), first and last time, account and
 * Region that sent it, to a receiver that reports no complaints (1 or 0).
 */
export const perDay = (from: string | null, coverage = toldOfAll): Question => {
  const known = toldSql(coverage);
  return {
    // The groups are made of dates and told as text: as text, each row would be written as a date.
    select: `SELECT CAST(on_date AS VARCHAR) AS on_day, type, CASE WHEN (${hard}) OR (${complaint}) THEN 1 ELSE 0 END AS is_hard,
    sum(recipients) AS recipients, sum(records) AS records, in_range, CAST(sent_on AS VARCHAR) AS sent_day, sent_inside, known,
    CAST(min(first_at) AS VARCHAR) AS first_time, CAST(max(last_at) AS VARCHAR) AS last_time, account, region, is_silent
  FROM (SELECT CAST(happened AS DATE) AS on_date, type, kind, sub_kind, ${inside('happened', from)} AS in_range,
    CAST(sent AS DATE) AS sent_on, ${inside('sent', from)} AS sent_inside, ${known.sql} AS known, account, region,
    CASE WHEN ${reportsNone.sql} THEN 1 ELSE 0 END AS is_silent, count(*) FILTER (WHERE ${counted}) AS recipients, count(*) FILTER (WHERE nth = 1) AS records, min(happened) AS first_at, max(happened) AS last_at
    FROM ev GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) AS days
  GROUP BY 1, 2, 3, 6, 7, 8, 9, 12, 13, 14 ORDER BY 1, 2, 3, 6, 7, 8, 9, 12, 13, 14`,
    values: [...boundTime(from), ...boundTime(from), ...known.values, ...reportsNone.values],
  };
};

/** Days with events, whatever --where keeps to. Columns: day, records. */
export const daysWithEvents: Question = {
  select: `SELECT CAST(on_date AS VARCHAR) AS on_day, records
  FROM (SELECT CAST(happened AS DATE) AS on_date, count(*) AS records FROM ev GROUP BY 1) AS days ORDER BY 1`,
};

/** So many days of publishers are looked at. */
const mostPublisherDays = 300_000;

/**
 * What each publisher tells of the mail of a day (see coverage.ts), whatever --where keeps to. Columns: day on which the mail
 * was sent, configuration set, account, identity where there is no set, sends, deliveries, bounces, complaints, other events
 * that only mail which was sent can have, what happened in hours whose Sends are not all there, failures of the range that are
 * asked about, time of the first event, rejects, Sends and Deliveries of the range that are asked about, time of the last
 * event. An event stands in the hour its mail was sent in, and so does its Send.
 */
export const publishers = ({ from, where }: Cut): Question => {
  const asked = conditionOf({ from, to: null, where });
  const isAsked = asked.sql === '' ? '' : ` AND ${asked.sql.replace(' WHERE ', '')}`;
  return {
    select: `SELECT CAST(sent_on AS VARCHAR) AS sent_day, configuration_set, account, sender, sum(sends) AS sends,
    sum(deliveries) AS deliveries, sum(bounces) AS bounces, sum(complaints) AS complaints, sum(others) AS others,
    sum(CASE WHEN sends < deliveries OR sends < bounces OR sends < complaints OR (sends = 0 AND others > 0)
      THEN deliveries + bounces + complaints ELSE 0 END) AS lacking, sum(failures) AS failures,
    CAST(min(first_at) AS VARCHAR) AS first_time, sum(rejects) AS rejects, sum(asked_sends) AS asked_sends,
    sum(asked_deliveries) AS asked_deliveries, CAST(max(last_at) AS VARCHAR) AS last_time
  FROM (SELECT CAST(sent_hour AS DATE) AS sent_on, configuration_set, account, sender, sends, deliveries, bounces, complaints, others, failures, first_at,
      rejects, asked_sends, asked_deliveries, last_at
    FROM (SELECT date_trunc('hour', sent) AS sent_hour, configuration_set, account,
      sender, count(*) FILTER (WHERE type = 'Send') AS sends,
      count(*) FILTER (WHERE type = 'Delivery') AS deliveries,
      count(*) FILTER (WHERE type = 'Bounce') AS bounces,
      count(*) FILTER (WHERE type = 'Complaint' AND nth = 1) AS complaints,
      count(*) FILTER (WHERE type IN ('DeliveryDelay', 'Open', 'Click')) AS others,
      count(*) FILTER (WHERE type IN ('Bounce', 'Complaint', 'DeliveryDelay') AND ${counted}${isAsked}) AS failures, min(happened) AS first_at,
      count(*) FILTER (WHERE type = 'Reject' OR (type = 'Complaint' AND ${suppressed})) AS rejects, count(*) FILTER (WHERE type = 'Send'${isAsked}) AS asked_sends,
      count(*) FILTER (WHERE type = 'Delivery'${isAsked}) AS asked_deliveries, max(happened) AS last_at
      FROM ev GROUP BY 1, 2, 3, 4) AS hours) AS cells
  GROUP BY 1, 2, 3, 4 ORDER BY 11 DESC, 1, 2, 3, 4 LIMIT ${mostPublisherDays}`,
    values: [...asked.values, ...asked.values, ...asked.values],
  };
};

const failing = `type IN (${failingTypes.map((type) => `'${type}'`).join(', ')})`;

/** So many groups of failures are read at most; what the rest holds is counted as such. */
export const mostGroups = 500_000;

/**
 * Columns: day, type, kind, sub_kind, status, reply_key, domain, campaign, identity, recipients, a reply, of the range (1 or
 * 0), day on which the mail was sent, sent within the range (1 or 0), what is told of the mail (`told`), recipients of whom it
 * is the first failure of this type: of a share, each is one; configuration set; those of whom it is the first in the range, or
 * before it; account; Region.
 */
export const failureGroups = (from: string | null, coverage = toldOfAll): Question => {
  const known = toldSql(coverage);
  return {
    readsFailures: true,
    select: `SELECT CAST(on_date AS VARCHAR) AS on_day, type, kind, sub_kind, status, reply_key, domain, campaign, identity, recipients,
    reply, in_range, CAST(sent_on AS VARCHAR) AS sent_day, sent_inside, known, firsts, configuration_set, firsts_here, account, region
  FROM (SELECT CAST(happened AS DATE) AS on_date, type, kind, sub_kind, status, reply_key, domain, campaign, identity,
    ${inside('happened', from)} AS in_range, CAST(sent AS DATE) AS sent_on, ${inside('sent', from)} AS sent_inside, known,
    configuration_set, account, region, count(*) AS recipients, min(reply) AS reply, count(*) FILTER (WHERE place = 1) AS firsts, count(*) FILTER (WHERE place_here = 1) AS firsts_here
    FROM (SELECT happened, sent, type, kind, sub_kind, status, reply_key, domain, campaign, identity, configuration_set, account, region, reply, ${known.sql} AS known,
      row_number() OVER (PARTITION BY type, message_id, recipient ORDER BY happened, reply_key) AS place,
      row_number() OVER (PARTITION BY type, message_id, recipient, ${inside('happened', from)} ORDER BY happened, reply_key) AS place_here
      FROM ev WHERE ${failing} AND ${counted}) AS each_one
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) AS failures
  ORDER BY 10 DESC, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 17, 19, 20 LIMIT ${mostGroups}`,
    values: [...boundTime(from), ...boundTime(from), ...known.values, ...boundTime(from)],
  };
};

/** A part of the mail with fewer failures says nothing. */
const fewestOfPart = 8;
const mostPartDays = 500_000;

/**
 * The mail of each identity, campaign and configuration set with failures, by the day it was sent. Columns: day, identity,
 * campaign, configuration set (two of the three are null), which of them it is (3, 5 or 6: the bits of those it is not), what is
 * told of the mail (`told`), sends, deliveries, bounces.
 */
export const perPart = (coverage = toldOfAll): Question => {
  const known = toldSql(coverage);
  // Where Sends tell of all mail, nobody reads its Deliveries: half of all events.
  const types = [
    'Send',
    'Bounce',
    'Complaint',
    'DeliveryDelay',
    ...(countsDeliveries(coverage) ? ['Delivery'] : []),
  ];
  return {
    select: `SELECT CAST(sent_on AS VARCHAR) AS sent_day, identity, campaign, configuration_set, part, known, sends, deliveries, bounces
  FROM (SELECT sent_on, identity, campaign, configuration_set, part, known, sends, deliveries, bounces,
      sum(failures) OVER (PARTITION BY part, identity, campaign, configuration_set) AS failing
    FROM (SELECT sent_on, identity, campaign, configuration_set, grouping(identity, campaign, configuration_set) AS part, known,
      sum(sends) AS sends, sum(deliveries) AS deliveries, sum(bounces) AS bounces, sum(failures) AS failures
      FROM (SELECT CAST(sent AS DATE) AS sent_on, identity, campaign, configuration_set, ${known.sql} AS known,
        count(*) FILTER (WHERE type = 'Send') AS sends, count(*) FILTER (WHERE type = 'Delivery') AS deliveries,
        count(*) FILTER (WHERE type = 'Bounce') AS bounces,
        count(*) FILTER (WHERE type IN ('Bounce', 'Complaint', 'DeliveryDelay') AND ${counted}) AS failures
        FROM ev WHERE type IN (${types.map((type) => `'${type}'`).join(', ')}) GROUP BY 1, 2, 3, 4, 5) AS mixed
      GROUP BY GROUPING SETS ((sent_on, known, identity), (sent_on, known, campaign), (sent_on, known, configuration_set))) AS parts) AS all_parts
  WHERE failing >= ${fewestOfPart} AND known > 0
  ORDER BY failing DESC, 5, 2, 3, 4, 1, 6 LIMIT ${mostPartDays}`,
    values: known.values,
  };
};

/** Receivers with fewer failures say nothing. */
export const fewestFailures = 20;

/** Whether a domain is of a receiver that has a name: all of its domains count, however little goes to one. */
const isNamed = domainsIn(receivers.flatMap(({ domains }) => domains));

/**
 * Columns: day, domain, sends, deliveries, bounces, messages that began to wait on that day, failures, of the range (1 or
 * 0), day on which the mail was sent, sent within the range (1 or 0), what is told of the mail (`told`). Of the domains without
 * a receiver's name only those with enough failures.
 */
export const perReceiver = (from: string | null, coverage = toldOfAll): Question => {
  const known = toldSql(coverage);
  return {
    select: `SELECT CAST(on_date AS VARCHAR) AS on_day, domain, sends, deliveries, bounces, delayed, failures, in_range,
    CAST(sent_on AS VARCHAR) AS sent_day, sent_inside, known
  FROM (SELECT on_date, domain, sends, deliveries, bounces, delayed, failures, in_range, sent_on, sent_inside, known,
      sum(failures) OVER (PARTITION BY domain) AS failing
    FROM (SELECT coalesce(on_date, CAST(first_at AS DATE)) AS on_date, domain,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Send'), 0) AS sends,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Delivery'), 0) AS deliveries,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Bounce'), 0) AS bounces,
      count(*) FILTER (WHERE type = 'DeliveryDelay') AS delayed,
      coalesce(sum(rows_of) FILTER (WHERE type IN ('Bounce', 'DeliveryDelay')), 0) AS failures, in_range, sent_on, sent_inside, known
      FROM (SELECT on_date, domain, type, rows_of, first_at, coalesce(in_range, ${inside('first_at', from)}) AS in_range, sent_on, sent_inside, known
        FROM (SELECT CASE WHEN type <> 'DeliveryDelay' THEN CAST(happened AS DATE) END AS on_date, domain, type,
        CASE WHEN type = 'DeliveryDelay' THEN message_id END AS waiting,
        CASE WHEN type <> 'DeliveryDelay' THEN ${inside('happened', from)} END AS in_range, CAST(sent AS DATE) AS sent_on,
        ${inside('sent', from)} AS sent_inside, ${known.sql} AS known, count(*) AS rows_of, min(happened) AS first_at
        FROM ev WHERE type IN ('Send', 'Delivery', 'Bounce', 'DeliveryDelay') AND domain IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8) AS waits) AS parts
      GROUP BY 1, 2, 8, 9, 10, 11) AS days) AS all_days
  WHERE failing >= ${fewestFailures} OR ${isNamed.sql} ORDER BY 1, 2, 8, 9, 10, 11`,
    values: [...boundTime(from), ...boundTime(from), ...boundTime(from), ...known.values, ...isNamed.values],
  };
};

/** As many campaigns or domains are told one by one; and with fewer deliveries only those that drew complaints. */
const mostShares = 10_000;
const fewestDeliveries = 1000;

/**
 * Columns: name, deliveries, complaints, mail that shares are of, complaints about it. `column` is the campaign or the domain;
 * the row without a name holds all others. The mail is what arrived: the deliveries, or where a set does not publish them its
 * Sends less what bounced; only mail of the range of which the records tell, and none to the domains of `silent`.
 */
export const complaintsBy = (
  column: 'campaign' | 'domain',
  from: string | null,
  coverage = toldOfAll,
  silent: readonly string[] = [],
): Question => {
  const named = column === 'domain' ? isNamed : { sql: 'false', values: [] };
  const known = toldSql(coverage);
  const unheard = domainsIn(silent);
  const isHeard = silent.length === 0 ? '' : ' AND is_silent = 0';
  return {
    select: `SELECT CASE WHEN place <= ${mostShares} AND (complaints > 0 OR arrived >= ${fewestDeliveries}) OR ${named.sql} THEN ${column} END AS name,
    sum(deliveries) AS deliveries, sum(complaints) AS complaints, sum(arrived) AS arrived, sum(judged) AS judged
  FROM (SELECT ${column}, deliveries, complaints, arrived, judged, row_number() OVER (ORDER BY complaints DESC, arrived DESC, ${column}) AS place
    FROM (SELECT ${column}, coalesce(sum(rows_of) FILTER (WHERE type = 'Delivery'), 0) AS deliveries,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Complaint'), 0) AS complaints,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Delivery' AND sent_inside = 1 AND known IN (${knownAs(told.deliveries, told.both)})${isHeard}), 0)
        + coalesce(sum(rows_of) FILTER (WHERE type = 'Send' AND sent_inside = 1 AND known IN (${knownAs(told.sends)})${isHeard}), 0)
        - coalesce(sum(rows_of) FILTER (WHERE type = 'Bounce' AND sent_inside = 1 AND known IN (${knownAs(told.sends)})${isHeard}), 0) AS arrived,
      coalesce(sum(rows_of) FILTER (WHERE type = 'Complaint' AND sent_inside = 1 AND known > 0), 0) AS judged
      FROM (SELECT ${column}, type, ${inside('sent', from)} AS sent_inside, ${known.sql} AS known, count(*) AS rows_of${silent.length === 0 ? '' : `, CASE WHEN ${unheard.sql} THEN 1 ELSE 0 END AS is_silent`}
        FROM ev WHERE type IN ('Send', 'Delivery', 'Bounce') OR (${complaint} AND nth = 1) GROUP BY 1, 2, 3, 4${silent.length === 0 ? '' : ', 6'}) AS kinds
      GROUP BY 1) AS counts
    WHERE deliveries > 0 OR complaints > 0 OR arrived > 0) AS places
  GROUP BY 1 ORDER BY 3 DESC, 4 DESC, 1`,
    values: [...named.values, ...boundTime(from), ...known.values, ...unheard.values],
  };
};

/** As many addresses are listed at most. */
export const mostAddresses = 1_000_000;

/**
 * Columns: address, hard bounces, first and last of them, kind, sub_kind, status, reply_key, reply of the last, last sign
 * of life (a delivery, a click, an opening by a person), sends after the first bounce. Only addresses that gave no sign
 * after their last hard bounce. `cut` says which bounces are asked for. A sign of life counts whenever and in whatever mail
 * it came, so that no living address is told as dead: the question is put to `wholeLives(cut)`.
 */
export const deadAddresses = (cut: Cut): Question => {
  const asked = conditionOf({ ...cut, from: null });
  return {
    values: asked.values,
    ctes: `hard AS (
    SELECT recipient, happened, kind, sub_kind, status, reply_key, reply, asked,
      row_number() OVER (PARTITION BY recipient, asked ORDER BY happened DESC, message_id DESC, reply) AS back
    FROM (SELECT *, CASE WHEN ${asked.sql === '' ? '1 = 1' : asked.sql.replace(' WHERE ', '')} THEN 1 ELSE 0 END AS asked
      FROM ev WHERE ${hard} AND recipient IS NOT NULL AND NOT simulated) AS bounces),
  bounced AS (
    SELECT recipient, count(*) FILTER (WHERE asked = 1) AS bounces, min(happened) FILTER (WHERE asked = 1) AS first_at,
      max(happened) FILTER (WHERE asked = 1) AS last_at, max(happened) AS last_of_all,
      ${['kind', 'sub_kind', 'status', 'reply_key', 'reply']
        .map((name) => `max(${name}) FILTER (WHERE back = 1 AND asked = 1) AS ${name}`)
        .join(', ')}
    FROM hard GROUP BY recipient HAVING sum(asked) > 0),
  lives AS (
    SELECT bounced.recipient,
      max(CASE WHEN ev.type IN ('Delivery', 'Click') OR (ev.type = 'Open' AND NOT ev.automated) THEN ev.happened END) AS alive_at,
      count(*) FILTER (WHERE ev.type = 'Send' AND ev.happened > bounced.first_at) AS sends
    FROM bounced JOIN ev ON ev.recipient = bounced.recipient
    WHERE ev.type IN ('Delivery', 'Click', 'Open', 'Send') GROUP BY 1)`,
    select: `SELECT bounced.recipient, bounces, CAST(first_at AS VARCHAR) AS first_bounce, CAST(last_at AS VARCHAR) AS last_bounce,
    kind, sub_kind, status, reply_key, reply, CAST(alive_at AS VARCHAR) AS alive, coalesce(sends, 0) AS sends_after
  FROM bounced LEFT JOIN lives ON lives.recipient = bounced.recipient
  WHERE alive_at IS NULL OR alive_at < last_of_all ORDER BY 11 DESC, 2 DESC, 1 LIMIT ${mostAddresses}`,
  };
};

/** The events that tell whether an address lives: all since the range began. */
export const wholeLives = (cut: Cut): Cut => ({ from: cut.from, to: null, where: [] });

/** So many events of a recipient or message are shown: the newest. */
export const mostEvents = 1000;

/** Newest first. Columns: time, type, recipient, message, kind, sub_kind, status, reply, campaign, configuration set, automated, reply_key, recipients that the record names. */
export const timeline = (column: 'recipient' | 'message_id', value: string): Question => ({
  select: `SELECT CAST(happened AS VARCHAR) AS at_time, type, recipient, message_id, kind, sub_kind, status, reply, campaign,
    configuration_set, CASE WHEN automated THEN 1 ELSE 0 END AS by_machine, reply_key, record_names
  FROM ev WHERE ${column} = ? ORDER BY happened DESC, type DESC, recipient DESC LIMIT ${mostEvents}`,
  values: [column === 'recipient' ? value.toLowerCase() : value],
});

const expressions: Readonly<Partial<Record<Dimension, string>>> = { day, hour };

/**
 * Columns: one for each dimension, then records and recipients. For the cause, the five columns it is read from and a
 * sample stand behind; then only failures count.
 */
export function countsBy(by: readonly Dimension[]): Question {
  const named = by
    .filter((one) => one !== 'cause')
    .map((one) => expressions[one] ?? dimensions[one] ?? 'type');
  const isCause = by.includes('cause');
  const read = isCause ? ['type', 'kind', 'sub_kind', 'status', 'reply_key', 'domain'] : [];
  const keys = [...named, ...read];
  const groups = keys.map((_, index) => String(index + 1)).join(', ');
  const counts = [
    'count(*) FILTER (WHERE nth = 1) AS records',
    `count(*) FILTER (WHERE ${counted}) AS recipients`,
    ...(isCause ? ['min(reply) AS reply'] : []),
  ];
  return {
    readsFailures: isCause,
    select: `SELECT ${[...keys.map((key, index) => `${key} AS key_${index}`), ...counts].join(', ')}
  FROM ev${isCause ? ` WHERE ${failing}` : ''} GROUP BY ${groups} ORDER BY ${keys.length + 2} DESC, ${groups} LIMIT ${mostGroups}`,
  };
}
