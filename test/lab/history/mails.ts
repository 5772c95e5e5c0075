/** A message to one recipient and what became of it: what is published of it is decided apart. */
export interface Mail {
  /** 2026-11-01T10:00:00.000Z */
  at: string;
  to: string;
  set: string | null;
  account: string;
  identity: string;
  campaign: string;
  /** What happened, and how many minutes after it was sent. */
  fate: readonly { type: Fate; after: number; reply?: string }[];
}

export type Fate =
  | 'Send'
  | 'Delivery'
  | 'Bounce'
  | 'SoftBounce'
  | 'Complaint'
  | 'DeliveryDelay'
  | 'Rendering Failure'
  | 'Reject'
  | 'Open'
  | 'MachineOpen'
  | 'Click';

/** Bounces and complaints come as notifications of an identity, without tags. */
export type Published = 'event' | 'notification' | 'nothing';

const gone = 'smtp; 550 5.1.1 user unknown';

/** Mail of a day, spread over it: `count` messages of which the first so many bounce for good, the next draw a complaint. */
export function mailsOf(
  day: string,
  count: number,
  of: Partial<Omit<Mail, 'at' | 'to' | 'fate'>> & {
    bounced?: number;
    complained?: number;
    delayed?: number;
    /** Minutes after which a bounce comes. */
    bouncesAfter?: number;
    complaintsAfter?: number;
    reply?: string;
    domain?: string;
    fromHour?: number;
  } = {},
): readonly Mail[] {
  const { bounced = 0, complained = 0, delayed = 0, bouncesAfter = 1, complaintsAfter = 30 } = of;
  const { fromHour = 0, domain = 'receiver.example' } = of;
  const { set = 'marketing', account = '111122223333', identity = 'example.com', campaign = 'news' } = of;
  return Array.from({ length: count }, (_, nth): Mail => {
    const minute = Math.floor(((nth + 0.5) * (24 - fromHour) * 60) / count);
    const at = new Date(Date.parse(`${day}T00:00:00Z`) + (fromHour * 60 + minute) * 60_000).toISOString();
    // The bounced ones lie among the others.
    const place = (nth * 7919) % count;
    const isBounced = place < bounced;
    const reply = of.reply === undefined ? {} : { reply: of.reply };
    return {
      ...{ at, set, account, identity, campaign, to: `u${day}-${set ?? ''}-${nth}@${domain}` },
      fate: isBounced
        ? [
            { type: 'Send', after: 0 },
            { type: 'Bounce', after: bouncesAfter, ...reply },
          ]
        : [
            { type: 'Send', after: 0 },
            ...(place < bounced + complained + delayed && place >= bounced + complained
              ? [{ type: 'DeliveryDelay' as const, after: 5, ...reply }]
              : []),
            { type: 'Delivery', after: 10 },
            ...(place < bounced + complained ? [{ type: 'Complaint' as const, after: complaintsAfter }] : []),
          ],
    };
  });
}

/** The records of some mail, as far as they are published. */
export function recordsOf(
  mails: readonly Mail[],
  publish: (mail: Mail, type: Fate) => Published = () => 'event',
): readonly object[] {
  return mails.flatMap((mail, nth) =>
    mail.fate.flatMap(({ type, after, reply }) => {
      const how = publish(mail, type);
      return how === 'nothing' ? [] : [recordOf(mail, nth, type, after, reply, how)];
    }),
  );
}

export const linesOf = (records: readonly object[]): string =>
  records.map((record) => JSON.stringify(record)).join('\n');

function recordOf(
  mail: Mail,
  nth: number,
  type: Fate,
  after: number,
  reply: string | undefined,
  how: Published,
): object {
  const timestamp = new Date(Date.parse(mail.at) + after * 60_000).toISOString();
  const isNotice = how === 'notification';
  const entry = { emailAddress: mail.to, action: 'failed', status: '5.1.1', diagnosticCode: reply ?? gone };
  const event = type === 'SoftBounce' ? 'Bounce' : type === 'MachineOpen' ? 'Open' : type;
  const parts: Readonly<Record<string, object>> = {
    Send: { send: {} },
    Delivery: { delivery: { timestamp, recipients: [mail.to] } },
    Bounce: {
      bounce: {
        timestamp,
        bounceType: type === 'SoftBounce' ? 'Transient' : 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [entry],
      },
    },
    Complaint: { complaint: { timestamp, complainedRecipients: [{ emailAddress: mail.to }] } },
    DeliveryDelay: {
      deliveryDelay: {
        timestamp,
        delayType: 'TransientCommunicationFailure',
        delayedRecipients: [
          { emailAddress: mail.to, status: '4.7.28', diagnosticCode: reply ?? 'smtp; 421 4.7.28 slow down' },
        ],
      },
    },
    Reject: { reject: { reason: 'Bad content' } },
    'Rendering Failure': {
      failure: { errorMessage: "Attribute 'name' is not present in the rendering data." },
    },
    Open: { open: { timestamp, userAgent: type === 'MachineOpen' ? 'Mozilla/5.0' : 'Firefox' } },
    Click: { click: { timestamp, link: 'https://a.example' } },
  };
  return {
    [isNotice ? 'notificationType' : 'eventType']: event,
    mail: {
      timestamp: mail.at,
      messageId: `m-${mail.account}-${nth}`,
      source: `news@${mail.identity}`,
      sourceArn: `arn:aws:ses:eu-west-1:${mail.account}:identity/${mail.identity}`,
      sendingAccountId: mail.account,
      destination: [mail.to],
      ...(isNotice
        ? {}
        : {
            tags: {
              ...(mail.set === null ? {} : { 'ses:configuration-set': [mail.set] }),
              campaign: [mail.campaign],
            },
          }),
    },
    ...parts[event],
  };
}

/** Days from one on. */
export const daysFrom = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, nth) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + nth * 86_400_000).toISOString().slice(0, 10),
  );
