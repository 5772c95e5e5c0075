import { randomFrom } from './random.ts';

/** Something that goes wrong, and that must be found again. Days count from 0. */
export type Incident =
  /** A share of the mail bounces with a reply of its own kind, from a day on, for some days. */
  | {
      kind: 'rise';
      cause: 'spam' | 'unknown-user';
      fromDay: number;
      days: number;
      share: number;
      receiver?: string;
      campaign?: string;
    }
  /** A receiver that defers a share of the mail from a day on. */
  | { kind: 'deferral'; receiver: string; fromDay: number; share: number }
  /** A campaign that draws complaints. */
  | { kind: 'complaints'; campaign: string; share: number }
  /** Addresses that are dead and written to every day. */
  | { kind: 'dead'; count: number };

export interface Story {
  seed: number;
  /** First day, as 2026-10-01. */
  start?: string;
  days?: number;
  perDay?: number;
  incidents?: readonly Incident[];
}

/** A record of event publishing. */
export interface EventRecord {
  eventType: string;
  mail: {
    timestamp: string;
    messageId: string;
    destination: readonly string[];
    tags: Readonly<Record<string, readonly string[]>>;
  } & Record<string, unknown>;
  [part: string]: unknown;
}

export const receivers = ['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de', 'company.example'] as const;
const shares = [0.42, 0.2, 0.15, 0.11, 0.12];
export const campaigns = ['newsletter', 'receipts', 'winback'] as const;

const replies = {
  'unknown-user': (address: string) =>
    `smtp; 550 5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`,
  spam: (_: string, n: number) =>
    `smtp; 550 5.7.1 [192.0.2.${n % 250}] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent, this message has been blocked. a${n}si${n * 7}wrb.${n % 999} - gsmtp`,
  full: (address: string) => `smtp; 552 5.2.2 <${address}>: mailbox is over quota`,
  deferral: (_: string, n: number) =>
    `smtp; 421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address 192.0.2.${n % 250}. Please slow down. b${n}si${n * 3}`,
};

/** The events of a sender over some days, as SES publishes them: the same for the same story. */
export function* eventsOf({
  seed,
  start = '2026-10-01',
  days = 30,
  perDay = 2000,
  incidents = [],
}: Story): Generator<EventRecord> {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[], weights: readonly number[]): T => {
    let at = random();
    for (const [index, weight] of weights.entries()) {
      at -= weight;
      const value = values[index];
      if (at <= 0 && value !== undefined) return value;
    }
    return values[0] as T;
  };
  const first = Date.parse(`${start}T00:00:00Z`);
  let number = seed * 10_000_000;
  const deadCount = incidents.reduce((sum, one) => sum + (one.kind === 'dead' ? one.count : 0), 0);

  for (let day = 0; day < days; day += 1) {
    // Weekends are quieter.
    const weekday = new Date(first + day * 86_400_000).getUTCDay();
    const volume = Math.round(perDay * (weekday === 0 || weekday === 6 ? 0.6 : 1) * (0.95 + random() * 0.1));
    for (let index = 0; index < volume + deadCount; index += 1) {
      number += 1;
      const isDead = index >= volume;
      const receiver = isDead ? 'company.example' : pick(receivers, shares);
      const campaign = pick(campaigns, [0.5, 0.3, 0.2]);
      const address = isDead
        ? `gone${index - volume}@${receiver}`
        : `user${Math.floor(random() * 200_000)}@${receiver}`;
      const at = first + day * 86_400_000 + Math.floor(random() * 80_000_000);
      const time = (after: number): string => new Date(at + after).toISOString();
      const mail = {
        timestamp: time(0),
        source: 'Shop <news@example.com>',
        sourceArn: `arn:aws:ses:eu-west-1:111122223333:identity/${campaign === 'receipts' ? 'shop.example' : 'example.com'}`,
        sendingAccountId: '111122223333',
        messageId: `0102${number.toString(16).padStart(12, '0')}-000000`,
        destination: [address],
        tags: {
          'ses:configuration-set': [campaign === 'receipts' ? 'transactional' : 'marketing'],
          'ses:from-domain': ['example.com'],
          'ses:outgoing-ip': [`192.0.2.${number % 8}`],
          campaign: [campaign],
        },
      };
      yield { eventType: 'Send', mail, send: {} };
      const rise = incidents.find(
        (one) =>
          one.kind === 'rise' &&
          day >= one.fromDay &&
          day < one.fromDay + one.days &&
          (one.receiver === undefined || one.receiver === receiver) &&
          (one.campaign === undefined || one.campaign === campaign) &&
          random() < one.share,
      );
      const bounce = (kind: string, subKind: string, status: string, reply: string): EventRecord => ({
        eventType: 'Bounce',
        mail,
        bounce: {
          feedbackId: `f${number}`,
          bounceType: kind,
          bounceSubType: subKind,
          bouncedRecipients: [{ emailAddress: address, action: 'failed', status, diagnosticCode: reply }],
          timestamp: time(4000),
        },
      });
      if (isDead) {
        yield bounce('Permanent', 'General', '5.1.1', replies['unknown-user'](address));
        continue;
      }
      if (rise?.kind === 'rise') {
        yield rise.cause === 'spam'
          ? bounce('Transient', 'General', '5.7.1', replies.spam(address, number))
          : bounce('Permanent', 'General', '5.1.1', replies['unknown-user'](address));
        continue;
      }
      const chance = random();
      if (chance < 0.004) {
        yield bounce('Permanent', 'General', '5.1.1', replies['unknown-user'](`left${number}@${receiver}`));
        continue;
      }
      if (chance < 0.007) {
        yield bounce('Transient', 'MailboxFull', '5.2.2', replies.full(address));
        continue;
      }
      const deferral = incidents.find(
        (one) => one.kind === 'deferral' && one.receiver === receiver && day >= one.fromDay,
      );
      if (random() < (deferral?.kind === 'deferral' ? deferral.share : 0.01)) {
        yield {
          eventType: 'DeliveryDelay',
          mail,
          deliveryDelay: {
            delayType: 'TransientCommunicationFailure',
            delayedRecipients: [
              { emailAddress: address, status: '4.7.28', diagnosticCode: replies.deferral(address, number) },
            ],
            timestamp: time(60_000),
          },
        };
      }
      yield {
        eventType: 'Delivery',
        mail,
        delivery: {
          timestamp: time(120_000),
          processingTimeMillis: 812,
          recipients: [address],
          smtpResponse: '250 2.0.0 OK',
          reportingMTA: 'a1-23.smtp-out.eu-west-1.amazonses.com',
        },
      };
      if (random() < 0.2) {
        yield {
          eventType: 'Open',
          mail,
          open: {
            timestamp: time(600_000),
            ipAddress: '198.51.100.7',
            userAgent: random() < 0.5 ? 'Mozilla/5.0' : 'Mozilla/5.0 (X11; Linux x86_64) Firefox/120.0',
          },
        };
      }
      const complaints = incidents.find((one) => one.kind === 'complaints' && one.campaign === campaign);
      if (random() < (complaints?.kind === 'complaints' ? complaints.share : 0.0001)) {
        yield {
          eventType: 'Complaint',
          mail,
          complaint: {
            complainedRecipients: [{ emailAddress: address }],
            timestamp: time(3_600_000),
            complaintFeedbackType: 'abuse',
            userAgent: 'Yahoo!-Mail-Feedback/2.0',
          },
        };
      }
    }
  }
}
