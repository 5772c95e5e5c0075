import { receiverOf } from '../knowledge/receivers.ts';
import { bouncedByRule, bounceReadings, withoutType } from './bounce-fields.ts';
import type { Collector, Reading } from './collector.ts';
import type { EventCounter } from './events/counter.ts';
import { whileTried } from './finality.ts';
import type { Fields } from './header-fields.ts';
import { readRemoteReply } from './remote-reply.ts';
import { plainText } from './reply-rule.ts';
import { isOnlyOfSes } from './speaker.ts';
import { readText } from './text.ts';
import { domainAfterAt, withLowerDomain } from './names.ts';

type Group = Record<string, string>;

/** What one report says of all its recipients. */
interface Report {
  collector: Collector;
  counter: EventCounter;
  /** Reporting-MTA, or ''. */
  reporter: string;
}

/**
 * Per-recipient groups of message/delivery-status (RFC 3464 2.3). The order of the fields in a group is free. True when
 * there is one, and when the bounce is that of another mail server.
 */
export function readDsn(
  lines: readonly string[],
  fields: Fields,
  collector: Collector,
  counter: EventCounter,
): boolean {
  const all = lines.join('\n');
  const reporter = fields.find(({ name }) => name === 'reporting-mta')?.value;
  const groups = groupsOf(lines);
  // A piece of a report that does not say who wrote it may as well be of SES.
  const isOfOther = reporter !== undefined && !groups.some((group) => isOfReceiver(group, reporter));
  if (isOfOther && !/amazonses|amazonaws/iu.test(all)) {
    readForeign(reporter.replace(/^dns;\s{0,3}/iu, ''), groups, collector);
    return true;
  }
  collector.names.add('ips', /X-SES-Outgoing:\s{0,3}[\d.]{8,10}-((?:\d{1,3}\.){3}\d{1,3})/iu.exec(all)?.[1]);
  for (const group of groups)
    if (recipientOf(group) !== null) addReason(group, lines, recipientOf(group) ?? '');
  for (const group of groups) readGroup(group, { collector, counter, reporter: reporter ?? '' });
  return groups.length > 0;
}

/**
 * The reporter is the receiver's own server: it took the message, and found only then that it cannot deliver it. It names no further
 * host (RFC 3464 2.3.5), and is of the recipient's domain or of a provider of mailboxes. Who sent the message is then open.
 */
function isOfReceiver(group: Group, reporter: string | undefined): boolean {
  if ((group['remote-mta'] ?? '') !== '') return false;
  const host = (reporter ?? '').replace(/^[\w-]{1,20};\s{0,3}/u, '').toLowerCase();
  if (/\.(?:exchangelabs\.com|outlook\.com|google\.com|googlemail\.com)$/u.test(host)) return true;
  // An address inside a network is no relay's that writes to others.
  if (/^\[?(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./u.test(host)) return true;
  const domain =
    domainAfterAt(recipientOf(group) ?? '')
      ?.split('.')
      .slice(-2)
      .join('.') ?? '';
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/**
 * Adds what the part for people says of a recipient, `<jo@example.com>: host mx.example.com[192.0.2.1] said: 550 user unknown`, where the
 * part for programs leaves it out. Lines that go on are indented (Postfix, bounce_notify_util.c).
 */
function addReason(group: Group, lines: readonly string[], recipient: string): void {
  if (group['diagnostic-code'] !== undefined) return;
  const at = lines.findIndex((text) => text.toLowerCase().includes(`<${recipient.toLowerCase()}>:`));
  const after = at === -1 ? [] : lines.slice(at + 1, at + 12);
  const end = after.findIndex((text) => !/^\s{2,12}\S/u.test(text));
  const paragraph = [lines[at] ?? '', ...after.slice(0, end === -1 ? after.length : end)]
    .map((text) => text.trim())
    .join(' ');
  const found =
    /^<[^>]{3,320}>:\s{1,4}(?:host (\S{3,255}?)\[[^\]]{1,60}\] said: )?(?=[45]\d\d[ -])(.{4,600})/u.exec(
      paragraph,
    );
  if (found === null) return;
  group['diagnostic-code'] = found[2] ?? '';
  if (found[1] !== undefined) group['remote-mta'] ??= `dns; ${found[1]}`;
}

/** The report of a mail server that did not get the mail from SES. */
function readForeign(mta: string, groups: readonly Group[], collector: Collector): void {
  collector.add(collector.item('dsn', `Bounce mail of ${mta}`), [
    {
      code: 'send/not-sent-by-ses',
      quote: `Reporting-MTA: ${mta}`,
      subject: null,
      data: { whose: `the mail server ${mta}` },
      weight: 2,
    },
    ...groups.slice(0, 5).flatMap(meaningOf),
  ]);
}

/** What the reply in a group means, whoever sent the mail. */
function meaningOf(group: Group): readonly Reading[] {
  const recipient = recipientOf(group);
  const text = withoutType(group['diagnostic-code'] ?? '');
  const status = /[245]\.\d{1,3}\.\d{1,3}/u.exec(group['status'] ?? '')?.[0] ?? null;
  if (status?.startsWith('2') === true) return [];
  const readings = readRemoteReply({ text, status, recipient });
  return (isDelayed(group) ? whileTried(readings) : readings)
    .slice(0, 1)
    .map((reading) => ({ ...reading, weight: 2 }));
}

/** RFC 3464 2.3.3: the reporter has not delivered the message yet, and goes on trying. */
const isDelayed = (group: Group): boolean => /^\s{0,4}delayed/iu.test(group['action'] ?? '');

/** The groups that say something of a recipient. */
function groupsOf(lines: readonly string[]): readonly Group[] {
  const groups: Group[] = [{}];
  let goesOn = false;
  for (const line of lines) {
    const group = groups.at(-1) ?? {};
    const match =
      /^(Final-Recipient|Original-Recipient|Action|Status|Diagnostic-Code|Remote-MTA)\s{0,2}:(.*)$/iu.exec(
        line,
      );
    const reply = group['diagnostic-code'] ?? '';
    if (match === null && goesOn && isRestOf(reply, line))
      group['diagnostic-code'] = `${reply} ${line.trim()}`;
    else goesOn = match?.[1]?.toLowerCase() === 'diagnostic-code';
    if (match !== null) group[(match[1] ?? '').toLowerCase()] ??= (match[2] ?? '').trim();
    // A blank line ends a group once it holds the recipient; SES leaves one after Reporting-MTA.
    else if (line.trim() === '' && isOfRecipient(group)) groups.push({});
  }
  const found = groups.filter(isOfRecipient);
  return found.length > 0
    ? found
    : groups.filter(({ status, ...rest }) => status !== undefined && Object.keys(rest).length > 0);
}

/** A line of a reply that was pasted without the blanks that fold it (RFC 5322 2.2.3): a further line of the server, or the middle of a sentence. */
const isRestOf = (reply: string, line: string): boolean =>
  /^(?:[45]\d\d[ -]\S|[a-z][a-z']{0,20} )/u.test(line) ||
  (/^(?:[\w-]{1,20};\s{0,3})?[45]\d\d(?:[ -][\d.]{5,9})?(?:[ -][\w-]{1,63}(?:\.[\w-]{1,63}){1,6})?$/u.test(
    reply,
  ) &&
    /^[A-Z][a-z]{1,20} [\w']{1,20} /u.test(line));

const isOfRecipient = (group: Group): boolean =>
  group['final-recipient'] !== undefined || group['diagnostic-code'] !== undefined;

/**
 * Whether fields are a piece of a report that names no recipient: its status, beside the action or the host that answered (RFC 3464
 * 2.3.3 to 2.3.5). A status alone may be one of anything.
 */
export const isPieceOfReport = (fields: Fields): boolean => {
  const value = (name: string): string => fields.find((field) => field.name === name)?.value ?? '';
  return (
    /^[245]\.\d{1,3}\.\d{1,3}\b/u.test(value('status')) &&
    (/^(?:failed|delayed|delivered|relayed|expanded)\b/iu.test(value('action')) ||
      /^(?:dns|smtp|x-[\w-]{1,20})\s{0,2};/iu.test(value('remote-mta')))
  );
};

/**
 * The action decides (RFC 3464 2.3.3), and a success is none that the status or the reply contradicts; where no action stands, a status
 * of success is enough.
 */
function tellsOfSuccess(group: Group): boolean {
  const status = group['status'] ?? '';
  const reply = withoutType(group['diagnostic-code'] ?? '');
  if (/^\s{0,4}[45]\./u.test(status) || /^\W{0,4}[45]\d\d\b/u.test(reply)) return false;
  const action = group['action'];
  return action === undefined
    ? /^\s{0,4}2\./u.test(status)
    : /^(?:delivered|relayed|expanded)/iu.test(action.trim());
}

function readGroup(group: Group, { collector, counter, reporter }: Report): void {
  const recipient = recipientOf(group);
  const action = (group['action'] ?? 'failed').toLowerCase();
  const diagnostic = group['diagnostic-code'] ?? '';
  const isSuccess = tellsOfSuccess(group);
  const stated = /[245]\.\d{1,3}\.\d{1,3}/u.exec(group['status'] ?? '')?.[0] ?? null;
  // What failed with a status of success has none that tells why.
  const status = !isSuccess && stated?.startsWith('2') === true ? null : stated;
  collector.names.add('recipients', recipient);
  const item = collector.item('dsn', `Bounce mail for ${recipient ?? 'an unknown recipient'}`);
  if (isSuccess) {
    collector.add(item, [{ code: 'send/no-failure', quote: `Action: ${action}`, subject: null, weight: 3 }]);
    return;
  }
  if (isOfSes(group)) {
    readOwnReply(group, recipient, diagnostic, collector);
    return;
  }
  const byRule = bouncedByRule(reporter, diagnostic, recipient);
  const bounce: readonly Reading[] = [
    ...(byRule === null ? [] : [byRule]),
    ...bounceReadings({
      type: isDelayed(group) ? 'Transient' : 'Permanent',
      isDelay: isDelayed(group),
      subType: '',
      diagnostic,
      status,
      recipient,
    }),
  ];
  const outgoing = collector.names.all('ips')[0];
  const readings: readonly (Reading & { data: Readonly<Record<string, string>> })[] = bounce.map(
    (reading) => ({
      ...reading,
      data: { ...(outgoing === undefined ? {} : { ip: outgoing }), ...(reading.data ?? {}) },
    }),
  );
  const simulated = recipient?.toLowerCase().endsWith('@simulator.amazonses.com') === true;
  collector.add(
    item,
    simulated
      ? [{ code: 'recipient/simulator', subject: recipient, quote: recipient, weight: 0 }, ...readings]
      : readings,
  );
  counter.count({
    code: readings[0]?.code ?? 'bounce/undetermined',
    time: null,
    receiver: receiverOf(recipient === null ? null : domainAfterAt(recipient), diagnostic)?.name ?? null,
    list: readings[0]?.data['list'] ?? null,
    ip: readings[0]?.data['ip'] ?? null,
    address: recipient,
  });
}

/** The reply is one of SES to the relay that wrote this report: what it says alone. */
function readOwnReply(
  group: Group,
  recipient: string | null,
  diagnostic: string,
  collector: Collector,
): void {
  readText(
    [
      `host: ${group['remote-mta'] ?? 'email-smtp'}`,
      `to=<${recipient ?? ''}>`,
      withoutType(diagnostic).replace(/^.{0,200}\bsaid:\s{1,3}/u, ''),
    ],
    collector,
    null,
  );
}

/** The reply of a group came from the SMTP endpoint of SES, as its host or its sentence says. */
const isOfSes = (group: Readonly<Record<string, string>>): boolean =>
  /email-smtp[\w.-]{0,60}\.(?:amazonaws\.com|api\.aws)/iu.test(
    `${group['remote-mta'] ?? ''} ${group['diagnostic-code'] ?? ''}`,
  ) ||
  ((group['remote-mta'] ?? '') === '' && isOnlyOfSes(plainText(withoutType(group['diagnostic-code'] ?? ''))));

const recipientOf = (group: Readonly<Record<string, string>>): string | null => {
  const address = (group['final-recipient'] ?? group['original-recipient'] ?? '')
    .replace(/^[\w-]{1,20}\s{0,2};\s{0,3}/u, '')
    .trim();
  return address === '' ? null : withLowerDomain(address);
};
