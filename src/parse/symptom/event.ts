import type { SymptomItem } from '../../symptom.ts';
import { receiverOf } from '../../knowledge/receivers.ts';
import type { Collector, Reading } from './collector.ts';
import { domainOf, withLowerDomain } from './names.ts';
import { readRemoteReply } from './remote-reply.ts';
import { listOf, objectOf, textOf, type Json } from './json.ts';
import type { EventCounter } from './event-counter.ts';

const manyEvents = 500;

const isSimulator = (recipient: string | null): recipient is string =>
  recipient?.toLowerCase().endsWith('@simulator.amazonses.com') === true;

/** A notification or event record of SES, of whatever type. True when it was one. */
export function readEvent(record: Json, collector: Collector, counter: EventCounter): boolean {
  const kind = textOf(record['eventType']) ?? textOf(record['notificationType']) ?? impliedType(record);
  const mail = objectOf(record['mail']);
  if (kind === null || (mail === null && impliedType(record) === null)) return false;
  const title = `${kind} ${record['notificationType'] === undefined ? 'event' : 'notification'}`;
  readMail(mail ?? {}, collector);
  const time = timeOf(record, mail);
  const outgoing = tag(mail, 'ses:outgoing-ip');
  const read = (recipient: string | null, readings: readonly Reading[]): void => {
    const simulated = isSimulator(recipient);
    const code = simulated ? 'recipient/simulator' : (readings[0]?.code ?? 'send/no-failure');
    const ip = readings[0]?.data?.['ip'] ?? outgoing;
    const domain = recipient === null ? null : domainOf(recipient);
    collector.names.add('ips', ip);
    counter.count({
      code,
      time,
      receiver: receiverOf(domain, readings[0]?.quote ?? '')?.name ?? domain,
      list: readings[0]?.data?.['list'] ?? null,
      ip,
      address: recipient,
    });
    // In a long file only the counts grow; one sample of each code is enough.
    if (counter.events > manyEvents && collector.knows(code)) return;
    const context = { ...(outgoing === null ? {} : { ip: outgoing }), ...contextOf(mail, time) };
    const known: readonly Reading[] = readings.map((reading) => ({
      ...reading,
      data: { ...context, ...reading.data },
    }));
    const item = collector.item(
      kindOf(record),
      recipient === null
        ? title
        : `${title} for ${recipient}${time === null ? '' : `, ${time.slice(0, 10)}`}`,
    );
    const simulator: readonly Reading[] = simulated
      ? [{ code, subject: recipient, quote: known[0]?.quote ?? recipient, data: {}, weight: 0 }]
      : [];
    collector.add(item, [...simulator, ...known]);
  };

  switch (kind.toLowerCase().replace(/[\s_-]/gu, '')) {
    case 'bounce':
      readBounce(objectOf(record['bounce']) ?? {}, mail, read);
      break;
    case 'complaint':
      readComplaint(objectOf(record['complaint']) ?? {}, mail, read);
      break;
    case 'deliverydelay':
      readDelay(objectOf(record['deliveryDelay']) ?? {}, mail, read);
      break;
    case 'reject': {
      const reason = textOf(objectOf(record['reject'])?.['reason']) ?? 'Bad content';
      read(null, [
        { code: 'send/rejected-content', quote: reason, subject: null, data: { reason }, weight: 0 },
      ]);
      break;
    }
    case 'renderingfailure': {
      const failure = objectOf(record['failure']) ?? {};
      read(
        null,
        readRenderingFailure(
          textOf(failure['errorMessage']) ?? '',
          textOf(failure['templateName']),
          collector,
        ),
      );
      break;
    }
    default:
      read(null, [
        {
          code: 'send/no-failure',
          quote: `${kind} ${textOf(mail?.['messageId']) ?? ''}`,
          subject: null,
          data: { messageId: textOf(mail?.['messageId']) ?? '', event: kind },
          weight: 3,
        },
      ]);
  }
  return true;
}

type Read = (recipient: string | null, readings: readonly Reading[]) => void;

function readBounce(bounce: Json, mail: Json | null, read: Read): void {
  const type = textOf(bounce['bounceType']) ?? '';
  const subType = textOf(bounce['bounceSubType']) ?? '';
  const recipients = listOf(bounce['bouncedRecipients']).map((entry) => objectOf(entry) ?? {});
  const all =
    recipients.length > 0
      ? recipients
      : listOf(mail?.['destination']).map((address): Json => ({ emailAddress: address }));
  for (const entry of all.length > 0 ? all : [{}]) {
    const recipient = textOf(entry['emailAddress']);
    const address = recipient === null ? null : withLowerDomain(recipient);
    read(
      address,
      bounceReadings({
        type,
        subType,
        diagnostic: textOf(entry['diagnosticCode']) ?? '',
        status: textOf(entry['status']),
        recipient: address,
      }),
    );
  }
}

/** What a bounce says of itself, for `bounceReadings`. */
export interface BounceFields {
  type: string;
  subType: string;
  diagnostic: string;
  status: string | null;
  recipient: string | null;
}

/**
 * Reading order: what the receiver said, then its status, then SES's sub-type, then its type. The sub-types that
 * SES gives when it refuses to send are its own words about its own act, and come before the status.
 */
export function bounceReadings({
  type,
  subType,
  diagnostic,
  status,
  recipient,
}: BounceFields): readonly Reading[] {
  const data: Record<string, string> = {
    bounceType: type,
    bounceSubType: subType,
    ...(status === null ? {} : { status }),
  };
  const own = bySubType[subType.toLowerCase()];
  const quote =
    diagnostic === ''
      ? [type, subType, status].filter((part) => part !== null && part !== '').join(' / ')
      : diagnostic;
  const finish = (readings: readonly Reading[]): readonly Reading[] =>
    readings.map((reading) => ({ ...reading, data: { ...data, ...reading.data } }));
  if (own?.decides === true) {
    return finish(
      [own.code, ...own.also].map((code) => ({ code, subject: recipient, quote, data: own.data, weight: 0 })),
    );
  }
  const remote = readRemoteReply({
    text: withoutType(diagnostic),
    status: diagnostic === '' && own !== undefined ? null : status,
    recipient,
  });
  if (remote.length > 0) return finish(remote);
  if (own !== undefined)
    return finish(
      [own.code, ...own.also].map((code) => ({ code, subject: recipient, quote, data: own.data, weight: 0 })),
    );
  const byStatus = readRemoteReply({ text: '', status, recipient });
  if (byStatus.length > 0) return finish(byStatus.map((reading) => ({ ...reading, quote })));
  if (type.toLowerCase() === 'transient' && diagnostic === '') {
    // SES files out-of-office replies under Transient/General, without a reply of a server (notification-contents).
    return finish([
      { code: 'bounce/auto-reply', subject: recipient, quote, data: {}, weight: 0 },
      { code: 'bounce/undetermined', subject: recipient, quote, data: {}, weight: 1 },
    ]);
  }
  return finish([{ code: 'bounce/undetermined', subject: recipient, quote, data: {}, weight: 0 }]);
}

interface SubType {
  code: string;
  also: readonly string[];
  data: Readonly<Record<string, string>>;
  /** SES's own act, whatever the diagnostic and status say. */
  decides?: boolean;
}

const bySubType: Readonly<Record<string, SubType>> = {
  onaccountsuppressionlist: {
    code: 'bounce/suppressed',
    also: [],
    data: { layer: 'account' },
    decides: true,
  },
  ontenantsuppressionlist: { code: 'bounce/suppressed', also: [], data: { layer: 'tenant' }, decides: true },
  suppressed: { code: 'bounce/suppressed', also: [], data: { layer: 'global' }, decides: true },
  unsubscribedrecipient: { code: 'bounce/unsubscribed-recipient', also: [], data: {}, decides: true },
  emailvalidationsuppressed: { code: 'bounce/validation-suppressed', also: [], data: {}, decides: true },
  customtimeoutexceeded: {
    code: 'configuration-set/max-delivery-short',
    also: ['bounce/expired'],
    data: {},
    decides: true,
  },
  noemail: { code: 'bounce/unknown-user', also: [], data: {} },
  mailboxfull: { code: 'bounce/mailbox-full', also: [], data: {} },
  messagetoolarge: { code: 'bounce/message-too-large', also: [], data: {} },
  contentrejected: { code: 'bounce/content-rejected', also: [], data: {} },
  attachmentrejected: { code: 'bounce/attachment-rejected', also: [], data: {} },
};

function readComplaint(complaint: Json, mail: Json | null, read: Read): void {
  const subType = textOf(complaint['complaintSubType']) ?? '';
  const feedback = textOf(complaint['complaintFeedbackType']) ?? '';
  const agent = textOf(complaint['userAgent']) ?? '';
  const listed = listOf(complaint['complainedRecipients']).map((entry) =>
    textOf(objectOf(entry)?.['emailAddress']),
  );
  const recipients = listed.length > 0 ? listed : listOf(mail?.['destination']).map(textOf);
  const data: Record<string, string> = {
    feedbackType: feedback,
    userAgent: agent,
    possible: String(Math.max(1, recipients.length)),
  };
  const suppressed = bySubType[subType.toLowerCase()];
  for (const recipient of recipients.length > 0 ? recipients : [null]) {
    const quote = ['Complaint', feedback, subType, recipient]
      .filter((part) => part !== null && part !== '')
      .join(' / ');
    const complaintReading: Reading = {
      code: 'bounce/complaint',
      subject: recipient,
      quote,
      data,
      weight: 0,
    };
    if (suppressed?.code === 'bounce/suppressed') {
      read(recipient, [
        {
          code: 'bounce/suppressed',
          subject: recipient,
          quote,
          data: { ...data, ...suppressed.data },
          weight: 0,
        },
        complaintReading,
      ]);
      continue;
    }
    read(recipient, [complaintReading]);
  }
}

const byDelayType: Readonly<Record<string, readonly string[]>> = {
  ipfailure: ['bounce/ip-blocked-by-provider', 'bounce/rate-limited'],
  mailboxfull: ['bounce/mailbox-full'],
  spamdetected: ['bounce/spam-rejected'],
  recipientservererror: ['bounce/recipient-server-fault'],
  transientcommunicationfailure: ['bounce/recipient-server-fault'],
  internalfailure: ['send/temporary-failure'],
  sendingdeferral: ['bounce/rate-limited'],
  byoiphostnamelookupunavailable: ['bounce/reverse-name-rejected'],
};

function readDelay(delay: Json, mail: Json | null, read: Read): void {
  const delayType = textOf(delay['delayType']) ?? '';
  const entries = listOf(delay['delayedRecipients']).map((entry) => objectOf(entry) ?? {});
  const all =
    entries.length > 0
      ? entries
      : listOf(mail?.['destination']).map((address): Json => ({ emailAddress: address }));
  for (const entry of all.length > 0 ? all : [{}]) {
    const recipient = textOf(entry['emailAddress']);
    const diagnostic = textOf(entry['diagnosticCode']) ?? '';
    const status = textOf(entry['status']);
    const quote = diagnostic === '' ? `DeliveryDelay / ${delayType}` : diagnostic;
    const data = { delayType };
    const remote =
      diagnostic === '' ? [] : readRemoteReply({ text: withoutType(diagnostic), status: null, recipient });
    const own = byDelayType[delayType.toLowerCase()] ?? [];
    const codes = remote.length > 0 ? [] : own;
    const byStatus =
      remote.length === 0 && codes.length === 0 ? readRemoteReply({ text: '', status, recipient }) : [];
    const readings = [
      ...remote,
      ...codes.map((code): Reading => ({ code, subject: recipient, quote, data, weight: 0 })),
      ...byStatus.map((reading) => ({ ...reading, quote })),
    ];
    read(
      recipient,
      readings.length > 0
        ? readings.map((reading) => ({ ...reading, data: { ...data, ...reading.data } }))
        : [{ code: 'bounce/undetermined', subject: recipient, quote, data, weight: 0 }],
    );
  }
}

/** What a rendering failure says. Upper-cased block helpers arrive as attributes of that name. */
export function readRenderingFailure(
  message: string,
  template: string | null,
  collector: Collector,
): readonly Reading[] {
  collector.names.set('template', template);
  const variable =
    /attribute\s{1,3}['"]?([^'"\s]{1,120})['"]?\s{1,3}is not present/iu.exec(message)?.[1] ?? null;
  const data: Record<string, string> = {
    message,
    ...(template === null ? {} : { template }),
    ...(variable === null ? {} : { variable }),
  };
  const quote = message === '' ? 'Rendering Failure' : message;
  const subject = template;
  if (variable !== null) {
    const helper = /^(?:if|each|else|unless|with|\/if|\/each)$/iu.test(variable);
    const missing: Reading = { code: 'template/missing-variable', subject, quote, data, weight: 0 };
    return helper ? [{ ...missing, code: 'template/syntax-error' }, missing] : [missing];
  }
  const lower = message.toLowerCase();
  if (lower.includes('partial'))
    return [{ code: 'template/partial-not-in-part', subject, quote, data, weight: 0 }];
  if (lower.includes('helper'))
    return [{ code: 'template/unsupported-helper', subject, quote, data, weight: 0 }];
  if (lower.includes('json') || lower.includes('rendering data'))
    return [{ code: 'template/data-invalid-json', subject, quote, data, weight: 0 }];
  if (lower.includes('does not exist'))
    return [{ code: 'template/not-found', subject, quote, data, weight: 0 }];
  return [{ code: 'template/render-rejected', subject, quote, data, weight: 0 }];
}

/** `smtp; 550 …` without the type of RFC 3464 2.3.6. */
const withoutType = (diagnostic: string): string =>
  diagnostic.replace(/^\s{0,4}(?:smtp|x-[\w-]{1,40}|dns)\s{0,3};\s{0,4}/iu, '');

function readMail(mail: Json, { names }: Collector): void {
  names.add('senders', textOf(mail['source']));
  for (const address of listOf(mail['destination']).slice(0, 50)) names.add('recipients', textOf(address));
  names.add('messageIds', textOf(mail['messageId']));
  names.set('configurationSet', tag(mail, 'ses:configuration-set'));
  names.set('tenant', tag(mail, 'ses:tenant-name'));
  const arn = textOf(mail['sourceArn']);
  names.setRegion(arn === null ? null : arn.split(':')[3]);
  names.add('ips', tag(mail, 'ses:outgoing-ip'));
}

function contextOf(mail: Json | null, time: string | null): Record<string, string> {
  const sender = textOf(mail?.['source']);
  const set = tag(mail, 'ses:configuration-set');
  return {
    ...(sender === null ? {} : { sender }),
    ...(set === null ? {} : { configurationSet: set }),
    ...(time === null ? {} : { time }),
  };
}

const tag = (mail: Json | null, name: string): string | null =>
  textOf(listOf(objectOf(mail?.['tags'])?.[name])[0]);

const timeOf = (record: Json, mail: Json | null): string | null => {
  for (const part of ['bounce', 'complaint', 'deliveryDelay', 'delivery']) {
    const time = textOf(objectOf(record[part])?.['timestamp']);
    if (time !== null) return time;
  }
  return textOf(mail?.['timestamp']);
};

const kindOf = (record: Json): SymptomItem['kind'] =>
  record['notificationType'] === undefined ? 'event' : 'notification';

/** A record whose type was lost on the way is known by its parts. */
function impliedType(record: Json): string | null {
  if (objectOf(record['bounce'])?.['bounceType'] !== undefined) return 'Bounce';
  if (objectOf(record['complaint'])?.['complainedRecipients'] !== undefined) return 'Complaint';
  if (objectOf(record['deliveryDelay'])?.['delayedRecipients'] !== undefined) return 'DeliveryDelay';
  return null;
}
