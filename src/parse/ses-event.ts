import { eventNames } from '../knowledge/event-types.ts';
import type { Known } from './event-pattern.ts';
import type { Form } from './text-forms.ts';

/** No message attributes: SES publishes none ("Contents of event data that Amazon SES publishes to Amazon SNS"). */
export const noAttributes: Known = { kind: 'object', members: {}, closed: true };

/** What is known of who sends: the configuration set that publishes, the account; and of the message, where there is one. */
export interface Publisher {
  set?: string;
  account?: string;
  /** What is known of a bounce before it comes; null: that is not sure. */
  bounce?: { type: string | null; subType: string | null };
  mail?: KnownMail;
  /** The identity that sends, a domain or an address, where nothing is known of the message itself. */
  sender?: string;
  /** Whose identity it is: the account, or null where another one lent it. */
  owner?: string | null;
  region?: string;
  /** As `aws`. */
  partition?: string;
}

/** A message of which everything is known that its sender chose. */
export interface KnownMail {
  from: string;
  recipient: string;
  /** Tags that the sender gave it; SES adds some whose names begin with `ses:`. */
  tags: Readonly<Record<string, string>>;
}

const present: Known = { kind: 'present' };
const anyText: Known = { kind: 'texts', forms: [{ begins: '', ends: '' }] };
const textOf = (text: string): Known => ({ kind: 'text', text });
/** A list of one value fits as the value does ("Arrays in event patterns"). */
const open = (members: Readonly<Record<string, Known>>): Known => ({
  kind: 'object',
  members,
  closed: false,
});

/** Members of `mail` in both kinds of records ("The mail object" of both pages of contents). */
const mailMembers: Readonly<Record<string, Known>> = {
  ...{ timestamp: anyText, messageId: anyText, source: anyText, sourceArn: anyText, sourceIp: anyText },
  ...{ callerIdentity: anyText, sendingAccountId: anyText, destination: anyText },
  // A truth value, a list of objects, an object.
  ...{ headersTruncated: present, headers: present, commonHeaders: present },
};

/** An address of the sender as SES writes it: as it was sent, with a name before it or without, in any case. */
const addressOf = (sender: string): Known => ({
  kind: 'texts',
  anyCase: true,
  forms: endsOf(sender).flatMap((ends) => [
    { begins: '', ends },
    { begins: '', ends: `${ends}>` },
  ]),
});

/** A domain stands for its subdomains, too ("Verified identities in Amazon SES"). */
const endsOf = (sender: string): readonly string[] =>
  sender.includes('@') ? [sender] : [`@${sender}`, `.${sender}`];

/** The domain of a From header of the sender. */
function domainOf(sender: string): Known {
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const forms: readonly Form[] = [{ text: domain }];
  return {
    kind: 'texts',
    anyCase: true,
    forms: sender.includes('@') ? forms : [...forms, { begins: '', ends: `.${domain}` }],
  };
}

/** The ARN of the identity that was used: the one asked about, or one for an address or a subdomain of it. */
function identityArnOf(sender: string, { partition, region, owner, account }: Publisher): Known {
  const parts = ['arn', partition, 'ses', region, owner === undefined ? account : owner];
  const known = parts.findIndex((part) => part === undefined || part === null);
  const begins = known < 0 ? `${parts.join(':')}:identity/` : `${parts.slice(0, known).join(':')}:`;
  const whole = (identity: string): Form =>
    known < 0 ? { text: `${begins}${identity}` } : { begins, ends: `:identity/${identity}` };
  return {
    kind: 'texts',
    anyCase: true,
    forms: [
      ...[sender, ...domainsAbove(sender)].map(whole),
      ...endsOf(sender).map((ends) => ({ begins, ends })),
    ],
  };
}

/** The domains whose identity may stand for the sender, nearest first. */
function domainsAbove(sender: string): readonly string[] {
  const labels = sender.slice(sender.lastIndexOf('@') + 1).split('.');
  const all = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return all.filter((domain) => domain !== sender);
}

/** What the sender tells of a mail that was not sent yet. */
const membersBySender = (
  typeMember: 'eventType' | 'notificationType',
  { sender, ...publisher }: Publisher,
): Readonly<Record<string, Known>> =>
  sender === undefined
    ? {}
    : {
        source: addressOf(sender),
        sourceArn: identityArnOf(sender, publisher),
        ...(typeMember === 'eventType' && { commonHeaders: open({ from: addressOf(sender) }) }),
      };

/** The mail of a record. Its tags hold what SES sets, and what each message names. */
function mailOf(typeMember: 'eventType' | 'notificationType', publisher: Publisher): Known {
  const { set, account, mail, sender } = publisher;
  return {
    kind: 'object',
    closed: true,
    members: {
      ...mailMembers,
      ...membersBySender(typeMember, publisher),
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
            ...(sender !== undefined && { 'ses:from-domain': domainOf(sender) }),
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
      return open(mail === undefined ? {} : { recipients: textOf(mail.recipient) });
    default:
      return open({});
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

/** EventBridge lists the configuration set alone: neither the identity nor the recipient. */
const resourceOf = ({ set, account, region }: Publisher): Known => ({
  kind: 'texts',
  forms: [
    {
      begins: 'arn:',
      ends:
        set === undefined
          ? ''
          : account === undefined || region === undefined
            ? `:configuration-set/${set}`
            : `:ses:${region}:${account}:configuration-set/${set}`,
    },
  ],
});

/** What is known of the event that EventBridge makes of it ("Monitoring email events using Amazon EventBridge"). */
export function bridgeEventOf(type: string, publisher: Publisher = {}): Known {
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
      region: publisher.region === undefined ? { kind: 'present' } : textOf(publisher.region),
      resources: resourceOf(publisher),
      detail: recordOf(type, 'eventType', publisher),
    },
  };
}
