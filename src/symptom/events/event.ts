import type { SymptomItem } from '../../model/symptom.ts';
import { receiverByDomain } from '../../knowledge/receivers.ts';
import type { Collector, Reading } from '../collector.ts';
import { accountsOfMail, noAccounts } from '../accounts.ts';
import { readBounce } from './bounce.ts';
import { readComplaint } from './complaint.ts';
import type { EventSink } from './counter.ts';
import { readDelay } from './delay.ts';
import { contextOf, readMail, tag, timeOf } from './mail.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { listOf, objectOf, textOf, type Json } from '../json.ts';
import { domainAfterAt } from '../names.ts';
import { sendingIpIn } from '../sending-ip-in.ts';
import type { EnvelopePlace } from '../unwrap/segment.ts';
import { readRenderingFailure } from '../rendering-failure.ts';

/** Above so many events only the counts grow: one sample of each code is kept. */
export const manyEvents = 500;

const isSimulator = (recipient: string | null): recipient is string =>
  recipient !== null && recipient.length > 24 && recipient.toLowerCase().endsWith('@simulator.amazonses.com');

/** A notification or event record of SES, of whatever type; `place` is what its envelopes say. True when it was one. */
export function readEvent(
  record: Json,
  collector: Collector,
  counter: EventSink,
  place: EnvelopePlace | null = null,
): boolean {
  // Whose account it is stands with the words alone.
  const isWordless = counter.isWordless === true;
  if (!isWordless) collector.speakOf(noAccounts);
  const stated = textOf(record['eventType']) ?? textOf(record['notificationType']);
  const kind = (stated !== null && isDocumented(stated) ? stated : null) ?? impliedType(record) ?? stated;
  const mail = objectOf(record['mail']);
  if (kind === null || (mail === null && impliedType(record) === null)) return false;
  if (!isWordless) collector.speakOf(accountsOfMail(mail ?? {}, place));
  readMail(mail ?? {}, place, collector);
  const time = timeOf(record, mail);
  const outgoing = tag(mail, 'ses:outgoing-ip');
  const take = (recipient: string | null, outcome: Outcome): void => {
    const simulated = isSimulator(recipient);
    const code = simulated ? 'recipient/simulator' : outcome.code;
    const ip =
      outcome.diagnostic === ''
        ? outgoing
        : (sendingIpIn(outcome.diagnostic, { code: outcome.code, recipient }) ?? outgoing);
    const domain = recipient === null ? null : domainAfterAt(recipient);
    collector.names.add('ips', ip);
    counter.count({
      code,
      time,
      receiver: outcome.receiver ?? receiverByDomain(domain)?.name ?? domain,
      list: outcome.list,
      ip,
      address: recipient,
      isOver: outcome.isOver === true,
    });
    if (isWordless) return;
    if (counter.events > manyEvents && collector.knows(code, outcome.isOver)) return;
    const context = { ...(outgoing === null ? {} : { ip: outgoing }), ...contextOf(mail, time) };
    const known: readonly Reading[] = outcome.readings().map((reading) => ({
      ...reading,
      data: { ...context, ...reading.data },
    }));
    const item = collector.item(kindOf(record), titleOf(record, kind, recipient, time));
    const simulator: readonly Reading[] = simulated
      ? [{ code, subject: recipient, quote: known[0]?.quote ?? recipient, data: {}, weight: 0 }]
      : [];
    collector.add(item, [...simulator, ...known]);
  };

  switch (nameOf(kind)) {
    case 'bounce':
      readBounce(objectOf(record['bounce']) ?? {}, mail, take);
      break;
    case 'complaint':
      readComplaint(objectOf(record['complaint']) ?? {}, mail, take);
      break;
    case 'deliverydelay':
      readDelay(objectOf(record['deliveryDelay']) ?? {}, mail, take);
      break;
    case 'reject': {
      const reason = textOf(objectOf(record['reject'])?.['reason']) ?? 'Bad content';
      take(
        null,
        outcomeOf([
          { code: 'send/rejected-content', quote: reason, subject: null, data: { reason }, weight: 0 },
        ]),
      );
      break;
    }
    case 'renderingfailure': {
      const failure = objectOf(record['failure']) ?? {};
      const message = textOf(failure['errorMessage']) ?? '';
      take(null, outcomeOf(readRenderingFailure(message, textOf(failure['templateName']), collector)));
      break;
    }
    default: {
      const told = Object.keys(record);
      const contrary = told.find((name) => ofFailures.has(name) && objectOf(record[name]) !== null);
      if (!successes.has(kind.toLowerCase()))
        take(null, unknownOf(kind, told, `the event type ${kind}, which SES does not document`));
      else if (isRefusal(objectOf(record['delivery'])?.['smtpResponse']))
        take(null, unknownOf(kind, told, `a ${kind} whose answer of the receiver is a refusal`));
      else if (contrary !== undefined)
        take(null, unknownOf(kind, told, `a ${kind} that also tells of a ${contrary}`));
      else {
        if (kind.toLowerCase() === 'delivery') noteDelivery(record, mail, collector);
        take(null, successOf(kind, textOf(mail?.['messageId']) ?? ''));
      }
    }
  }
  return true;
}

/** `mail.destination` holds all recipients, `delivery.recipients` those of this delivery (event-publishing-retrieving-sns-contents). */
function noteDelivery(record: Json, mail: Json | null, collector: Collector): void {
  const addresses = (list: unknown): readonly string[] =>
    listOf(list)
      .slice(0, mostRecipients)
      .flatMap((one) => textOf(one) ?? [])
      .map((one) => (/<([^<>]{3,320})>\s{0,3}$/u.exec(one)?.[1] ?? one).trim().toLowerCase());
  const recipients = objectOf(record['delivery'])?.['recipients'];
  const reached = addresses(recipients);
  const destination = addresses(mail?.['destination']);
  const isOfNobody = destination.length === 0 && reached.length === 0 && recipients !== undefined;
  const all = isOfNobody ? ['its recipient'] : destination;
  collector.noteDelivered(textOf(mail?.['messageId']) ?? '', all, reached);
}

/** SES takes 50 recipients a message. */
const mostRecipients = 50;

/** The types of events that prove that nothing failed (event-publishing-retrieving-sns-contents). */
const successes: ReadonlySet<string> = new Set(['send', 'delivery', 'open', 'click', 'subscription']);

/** A reply that accepts nothing (RFC 5321 4.2.1). */
const isRefusal = (response: unknown): boolean => /^\s{0,3}[45]\d\d\b/u.test(textOf(response) ?? '');

/** Members that SES writes into records of failures alone. */
const ofFailures: ReadonlySet<string> = new Set([
  'bounce',
  'complaint',
  'reject',
  'failure',
  'deliveryDelay',
]);

/** A type that SES does not document, or one that its members contradict, proves neither a failure nor success. */
const unknownOf = (kind: string, members: readonly string[], seen: string): Outcome => ({
  code: 'send/unrecognised',
  list: null,
  receiver: null,
  diagnostic: '',
  readings: () => [
    {
      code: 'send/unrecognised',
      quote: `a record of the type “${kind}” with the members ${members.slice(0, 8).join(', ')}`,
      subject: null,
      data: { seen },
      weight: 2,
    },
  ],
});

/** A delivery, an opening, a click: nothing failed. */
const successOf = (kind: string, messageId: string): Outcome => ({
  code: 'send/no-failure',
  list: null,
  receiver: null,
  diagnostic: '',
  readings: () => [
    {
      code: 'send/no-failure',
      quote: `${kind} ${messageId}`,
      subject: null,
      data: { messageId, event: kind },
      weight: 3,
    },
  ],
});

function titleOf(record: Json, kind: string, recipient: string | null, time: string | null): string {
  const title = `${kind} ${record['notificationType'] === undefined ? 'event' : 'notification'}`;
  if (recipient === null) return title;
  return `${title} for ${recipient}${time === null ? '' : `, ${time.slice(0, 10)}`}`;
}

const kindOf = (record: Json): SymptomItem['kind'] =>
  record['notificationType'] === undefined ? 'event' : 'notification';

const failures: ReadonlySet<string> = new Set([
  'bounce',
  'complaint',
  'deliverydelay',
  'reject',
  'renderingfailure',
]);

/** The types that were seen, as they are looked up: files name the same few again and again. */
const seen = new Map<string, string>();

/** A type in small letters, without what may stand between its words. */
function nameOf(kind: string): string {
  const known = seen.get(kind);
  if (known !== undefined) return known;
  const name = kind.toLowerCase().replace(/[\s_-]/gu, '');
  if (seen.size < 100) seen.set(kind, name);
  return name;
}

const isDocumented = (kind: string): boolean => {
  const name = nameOf(kind);
  return successes.has(name) || failures.has(name);
};

/** A record whose type was lost on the way is known by its parts. */
function impliedType(record: Json): string | null {
  if (objectOf(record['bounce'])?.['bounceType'] !== undefined) return 'Bounce';
  if (objectOf(record['complaint'])?.['complainedRecipients'] !== undefined) return 'Complaint';
  if (objectOf(record['deliveryDelay'])?.['delayedRecipients'] !== undefined) return 'DeliveryDelay';
  if (objectOf(record['reject'])?.['reason'] !== undefined) return 'Reject';
  if (objectOf(record['failure'])?.['errorMessage'] !== undefined) return 'Rendering Failure';
  return null;
}
