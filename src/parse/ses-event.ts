import { eventNames } from '../knowledge/event-types.ts';
import type { Known } from './event-pattern.ts';

/** No message attributes: SES publishes none ("Contents of event data that Amazon SES publishes to Amazon SNS"). */
export const noAttributes: Known = { kind: 'object', members: {}, closed: true };

/** What is known of who sends: the configuration set that publishes, the account; and of the message, where there is one. */
export interface Publisher {
  set?: string;
  account?: string;
  /** What is known of a bounce before it comes; null: that is not sure. */
  bounce?: { type: string | null; subType: string | null };
  mail?: KnownMail;
}

/** A message of which everything is known that its sender chose. */
export interface KnownMail {
  from: string;
  recipient: string;
  /** Tags that the sender gave it; SES adds some whose names begin with `ses:`. */
  tags: Readonly<Record<string, string>>;
}

const present: Known = { kind: 'present' };
const textOf = (text: string): Known => ({ kind: 'text', text });
/** A list of one value fits as the value does ("Arrays in event patterns"). */
const open = (members: Readonly<Record<string, Known>>): Known => ({
  kind: 'object',
  members,
  closed: false,
});

/** Members of `mail` in both kinds of records ("The mail object" of both pages of contents). */
const mailMembers = [
  'timestamp',
  'messageId',
  'source',
  'sourceArn',
  'sourceIp',
  'callerIdentity',
  'sendingAccountId',
  'destination',
  'headersTruncated',
  'headers',
  'commonHeaders',
];

/** The mail of a record. Its tags hold what SES sets, and what each message names. */
function mailOf(typeMember: 'eventType' | 'notificationType', { set, account, mail }: Publisher): Known {
  return {
    kind: 'object',
    closed: true,
    members: {
      ...Object.fromEntries(mailMembers.map((name) => [name, present])),
      ...(account !== undefined && { sendingAccountId: textOf(account) }),
      ...(mail !== undefined && {
        source: textOf(mail.from),
        destination: textOf(mail.recipient),
        // Notifications of an identity have header fields only where that was switched on.
        ...(typeMember === 'eventType' && {
          commonHeaders: open({ from: textOf(mail.from), to: textOf(mail.recipient) }),
        }),
      }),
      ...(typeMember === 'eventType' && {
        tags: {
          ...{ kind: 'object', closed: false },
          ...(mail !== undefined && { openPrefix: 'ses:' }),
          members: {
            ...(set !== undefined && { 'ses:configuration-set': textOf(set) }),
            ...(mail !== undefined && {
              ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, textOf(value)])),
              'ses:from-domain': textOf(mail.from.slice(mail.from.lastIndexOf('@') + 1)),
            }),
          },
        },
      }),
    },
  };
}

/** What is known of the part that is the event's own, as `bounce`. */
function ownPart(type: string, { bounce, mail }: Publisher): Known {
  const recipient = mail === undefined ? {} : { emailAddress: textOf(mail.recipient) };
  switch (type) {
    case 'BOUNCE':
      return open({
        ...(bounce !== undefined && {
          bounceType: bounce.type === null ? present : textOf(bounce.type),
          bounceSubType: bounce.subType === null ? present : textOf(bounce.subType),
        }),
        bouncedRecipients: open(recipient),
      });
    case 'COMPLAINT':
      return open({ complainedRecipients: open(recipient) });
    case 'DELIVERY':
      return mail === undefined ? present : open({ recipients: textOf(mail.recipient) });
    default:
      return present;
  }
}

/** What is known of the record of an event before there is one; `type` is one of `eventNames`, as `BOUNCE`. */
export function recordOf(
  type: string,
  typeMember: 'eventType' | 'notificationType',
  publisher: Publisher = {},
): Known {
  const name = eventNames[type];
  if (name === undefined) return { kind: 'present' };
  return {
    kind: 'object',
    closed: true,
    members: {
      [typeMember]: { kind: 'text', text: name.recordType },
      mail: mailOf(typeMember, publisher),
      [name.member]: ownPart(type, publisher),
    },
  };
}

/** What is known of the event that EventBridge makes of it ("Monitoring email events using Amazon EventBridge"). */
export function bridgeEventOf(type: string, region: string | null, publisher: Publisher = {}): Known {
  const name = eventNames[type];
  if (name === undefined) return { kind: 'present' };
  return {
    kind: 'object',
    closed: true,
    members: {
      version: { kind: 'text', text: '0' },
      id: { kind: 'present' },
      source: { kind: 'text', text: 'aws.ses' },
      'detail-type': { kind: 'text', text: name.detailType },
      account:
        publisher.account === undefined ? { kind: 'present' } : { kind: 'text', text: publisher.account },
      time: { kind: 'present' },
      region: region === null ? { kind: 'present' } : { kind: 'text', text: region },
      resources: { kind: 'present' },
      detail: recordOf(type, 'eventType', publisher),
    },
  };
}
