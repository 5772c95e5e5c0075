import { lettersOf } from './segment.ts';
import { isQuery } from '../observe/query.ts';
import { mentions } from '../mentions.ts';
import { isReply, wholeReply } from './whole-reply.ts';

/** Keys of a bounce, a complaint or a delay: one of them must stand in a text before it is searched for the others. */
const telling =
  /(?:bounce|delay)[ _-]?(?:sub)?[ _-]?type|complaint[ _-]?feedback[ _-]?type|diagnostic[ _-]?code["'\\]{0,4}\s{0,3}(?:=>|[:=,|])|(?:^|[\s"'{,;])(?:(?:event|notification|record)[ _-]?)?type["'\\]{0,4}\s{0,3}(?:=>|[:=])\s{0,3}["'\\]{0,4}(?:complaint|delivery)\b/iu;

const known: ReadonlySet<string> = new Set(
  'eventtype notificationtype recordtype reportingmta type feedback feedbacktype rcpt bouncetype bouncesubtype complaintfeedbacktype complaintsubtype delaytype diagnosticcode emailaddress recipient destination to status action source from sender messageid errormessage templatename timestamp isp reason error response smtpresponse diagnostic diag smtpreply reply dsn message detail details description'.split(
    ' ',
  ),
);

/** A reply that SES gave to its client, in the fields of a report: no bounce of a receiver. */
const isOfOwnSession = (text: string): boolean =>
  /remote[ _-]?mta\W{1,6}(?:dns\W{1,4})?[\w.-]{0,80}amazonaws/iu.test(text) ||
  /diagnostic[ _-]?code\W{1,6}smtp; ?554 (?:message rejected: (?!address)|transaction failed|access denied: user)/iu.test(
    text,
  );

/** A key of letters, a sign, and a value: in quotes, or up to what ends it in logfmt, YAML and reprs. */
const pair =
  /([A-Za-z][A-Za-z_-]{1,40})(?:["'\\]|\*{2}){0,4}\s{0,3}(?:=>|[:=])[ \t]{0,3}(?:[bu]?\\{0,3}"((?:[^"\\]|\\[^"]){0,2000})|[bu]?\\{0,3}'((?:[^'\\]|\\[^']){0,2000})|\[?((?:(?:smtp|SMTP|dns|DNS|[Xx]-[\w-]{1,20});\s{0,3})?[^\s,;{}[\]()"'\\][^,;{}[\]"'\n]{0,500}))/gu;

/**
 * The event that a text is a part of, by members of it that stand there in whatever notation: broken or cut JSON, reprs, YAML,
 * `key=value`. Null when it is none. The first value of a name counts.
 */
export function eventFromPairs(text: string): Readonly<Record<string, unknown>> | null {
  const part = text.slice(0, 256 * 1024);
  if (!mentions(part, 'type', 'diagnostic') || !telling.test(part) || isOfOwnSession(part)) return null;
  if (isQuery(part.trim())) return null;
  const fields = new Map<string, string>();
  const pattern = new RegExp(pair);
  for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
    const name = lettersOf(match[1] ?? '');
    const bare = bareValue(part, match, name);
    // A value without quotes ends where the next key begins: that is read next.
    if (bare !== null)
      pattern.lastIndex = match.index + match[0].length - (match[4] ?? '').length + bare.length;
    if (!known.has(name) || fields.has(name)) continue;
    const value = (match[2] ?? match[3] ?? bare ?? '').trim();
    if (value !== '' && !/^(?:null|none|nil|undefined|string)$/iu.test(value))
      fields.set(name, unescaped(value));
  }
  return eventFromFields(fields);
}

/** A line of a log or a list that is an event of its own: its type, and whom it was for. */
const ownLine =
  /(?:bounce|delay)[ _-]?(?:sub)?[ _-]?type["'\\]{0,4}\s{0,3}(?:=>|[:=])|complaint[ _-]?feedback[ _-]?type["'\\]{0,4}\s{0,3}(?:=>|[:=])/iu;

/**
 * The events of a text that has one in each of several lines, as logfmt and lists do, and what is left of the text. Null where
 * there are fewer than two.
 */
export function eventsFromLines(
  text: string,
): { events: readonly Readonly<Record<string, unknown>>[]; rest: string } | null {
  if (!mentions(text, 'type')) return null;
  const lines = text.slice(0, 256 * 1024).split('\n');
  const isOwn = (line: string): boolean => line.length < 8192 && line.includes('@') && ownLine.test(line);
  if (lines.filter(isOwn).length < 2) return null;
  const events: Readonly<Record<string, unknown>>[] = [];
  const rest: string[] = [];
  for (const line of lines) {
    const event = isOwn(line) ? eventFromPairs(line) : null;
    if (event === null) rest.push(line);
    else events.push(event);
  }
  return events.length < 2 ? null : { events, rest: rest.join('\n') };
}

/** A value without quotes; null where it has them. What a server said holds signs that end other values. */
function bareValue(text: string, match: RegExpExecArray, name: string): string | null {
  const bare = match[4];
  if (bare === undefined) return null;
  if (!replies.includes(name) && name !== 'diagnosticcode') return untilNextKey(bare);
  const start = match.index + match[0].length - bare.length;
  const line = /[^\n]{0,2000}/uy;
  line.lastIndex = start;
  const rest = line.exec(text)?.[0] ?? bare;
  return isReply(rest) ? wholeReply(rest) : untilNextKey(bare);
}

/** `Permanent bounceSubType=General`: a value without quotes ends where the next key begins. Replies hold colons of their own. */
const untilNextKey = (value: string): string =>
  value.split(
    isReply(value) ? /\s{1,20}[A-Za-z_.-]{2,40}=/u : /\s{1,20}(?:[|\u2502]|[A-Za-z_.-]{2,40}(?:=|:\s))/u,
    1,
  )[0] ?? value;

const unescaped = (value: string): string =>
  value.replace(/\\{1,3}[nrt]/gu, ' ').replace(/\\{1,3}(["'/])/gu, '$1');

/** Members under which programs keep what the receiver said; only a value that is a reply counts (RFC 5321 4.2). */
const replies = [
  'smtpresponse',
  'response',
  'diagnostic',
  'diag',
  'smtpreply',
  'reply',
  'reason',
  'error',
  'message',
  'details',
  'detail',
  'description',
];

/** An event of SES, from members by the letters of their names; null when they are those of none. */
export function eventFromFields(
  fields: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> | null {
  const field = (...names: readonly string[]): string | undefined =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined);
  const address = field('emailaddress', 'recipient', 'rcpt', 'destination', 'to');
  const recipient = {
    emailAddress: address?.includes('@') === true ? address : undefined,
    status: field('status')?.match(/[245]\.\d{1,3}\.\d{1,3}/u)?.[0],
    action: field('action'),
    diagnosticCode: field('diagnosticcode') ?? replies.map((name) => fields.get(name)).find(isReply),
  };
  const mail = {
    source: field('source', 'from', 'sender'),
    messageId: field('messageid'),
    timestamp: field('timestamp'),
    destination: [],
  };
  const named = field('eventtype', 'notificationtype', 'recordtype')?.toLowerCase();
  const type = named ?? (/^complaint$/iu.test(field('type') ?? '') ? 'complaint' : undefined);
  const bounceType = field('bouncetype');
  const delayType = field('delaytype');
  const complaint = field(
    'complaintfeedbacktype',
    ...(type === 'complaint' ? ['feedbacktype', 'feedback'] : []),
  );
  if (complaint !== undefined || type === 'complaint')
    return {
      eventType: 'Complaint',
      mail,
      complaint: { complaintFeedbackType: complaint, complainedRecipients: [recipient] },
    };
  // A delivery that the receiver took (RFC 5321 4.2.1: 2yz); what it says else is no proof of one.
  if (named === 'delivery' && /^\s{0,3}2\d\d[ -]/u.test(field('smtpresponse') ?? ''))
    return {
      eventType: 'Delivery',
      mail,
      delivery: { recipients: address === undefined ? [] : [address], smtpResponse: field('smtpresponse') },
    };
  if (delayType !== undefined)
    return { eventType: 'DeliveryDelay', mail, deliveryDelay: { delayType, delayedRecipients: [recipient] } };
  if (bounceType !== undefined || field('bouncesubtype') !== undefined)
    return {
      eventType: 'Bounce',
      mail,
      bounce: {
        bounceType: bounceType ?? '',
        bounceSubType: field('bouncesubtype'),
        bouncedRecipients: [recipient],
        reportingMTA: field('reportingmta'),
      },
    };
  if (field('errormessage') !== undefined && type !== undefined && lettersOf(type) === 'renderingfailure')
    return {
      eventType: 'Rendering Failure',
      mail,
      failure: { errorMessage: field('errormessage'), templateName: field('templatename') },
    };
  if (field('diagnosticcode') !== undefined)
    return {
      eventType: 'Bounce',
      mail,
      bounce: { bounceType: '', bouncedRecipients: [recipient], reportingMTA: field('reportingmta') },
    };
  return null;
}
