import { randomFrom } from '../lab/history/random.ts';

/** A record as SES may write it: whatever members it has. */
export interface OddRecord {
  eventType: string;
  mail: { messageId: string; timestamp: string; destination: string[]; tags: Record<string, string[]> };
  [part: string]: unknown;
}

/** A row of the flat table, made without any SQL. */
export interface OddRow {
  type: string;
  at: string;
  day: string;
  nth: number;
  messageId: string;
  recipient: string;
  domain: string;
  campaign: string | null;
  isHard: boolean;
  isAutomated: boolean;
  record: OddRecord;
}

const domains = [
  ...['gmail.com', 'GoogleMail.com', 'hotmail.fr', 'outlook.com', 'live.de', 'tampabay.rr.com', 'rr.com'],
  ...['xn--mller-kva.example', 'Firma-Süd.example', 'a.example', 'b.example', 'c.example'],
  ...Array.from({ length: 60 }, (_, index) => `small${index}.example`),
];
const campaigns = [
  ...["o'neill", 'a,b "c"', 'select', '=1+1', 'two\nlines', 'x', 'Ünïcode 🎉'],
  ...Array.from({ length: 30 }, (_, index) => `small-${index}`),
];
const spam = 'smtp; 550 5.7.1 Message rejected as spam by the content filter';
const gone = 'smtp; 550 5.1.1 user unknown';

/** Mail to several at once, addresses in any case, tags of any letters, delays over midnight, little to each domain. */
export function oddRecords(seed: number, messages = 4000): readonly OddRecord[] {
  const random = randomFrom(seed);
  const any = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const records: OddRecord[] = [];
  const first = Date.UTC(2024, 1, 20);
  for (let index = 0; index < messages; index += 1) {
    const at = first + Math.floor(random() * 20 * 86_400_000);
    const time = (after: number): string => new Date(at + after).toISOString();
    const count = random() < 0.9 ? 1 : 2 + Math.floor(random() * 3);
    const destination = Array.from({ length: count }, () => {
      const user = `user${Math.floor(random() * 300)}`;
      return `${random() < 0.3 ? user.toUpperCase() : user}@${any(domains)}`;
    });
    const campaign = random() < 0.2 ? null : any(campaigns);
    const mail = {
      timestamp: time(0),
      messageId: `odd-${seed}-${index}`,
      source: random() < 0.5 ? '"A, B" <News@Example.com>' : 'news@example.com',
      destination,
      tags: campaign === null ? {} : { [any(['campaign', 'campaign_id', 'campaignid'])]: [campaign] },
    } as OddRecord['mail'];
    const add = (eventType: string, part: object): number => records.push({ eventType, mail, ...part });
    if (random() < 0.95) add('Send', { send: {} });
    const chance = random();
    const [to = ''] = destination;
    if (chance < 0.1)
      add('Bounce', {
        bounce: {
          bounceType: any(['Permanent', 'Permanent', 'Transient', 'Undetermined']),
          bounceSubType: any(['General', 'NoEmail', 'OnAccountSuppressionList', 'Suppressed']),
          bouncedRecipients: destination.map((emailAddress) => ({
            emailAddress,
            ...(random() < 0.8 ? { status: '5.1.1', diagnosticCode: any([spam, gone]) } : {}),
          })),
          timestamp: time(1000),
        },
      });
    else {
      if (random() < 0.2)
        for (const hours of [1, 20, 40])
          add('DeliveryDelay', {
            deliveryDelay: {
              delayType: 'MailboxFull',
              delayedRecipients: [
                { emailAddress: to, status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 full' },
              ],
              timestamp: time(hours * 3_600_000),
            },
          });
      add('Delivery', { delivery: { timestamp: time(2000), recipients: destination } });
      if (random() < 0.02)
        add('Complaint', {
          complaint: { complainedRecipients: [{ emailAddress: to }], timestamp: time(9_000_000) },
        });
      if (random() < 0.3)
        add(random() < 0.5 ? 'Open' : 'Click', {
          [random() < 0.5 ? 'open' : 'click']: {
            timestamp: time(60_000),
            userAgent: any(['Mozilla/5.0', 'Firefox', 'x GoogleImageProxy']),
            link: 'https://example.com/?a=1',
          },
        });
    }
  }
  return records;
}

type Part = {
  timestamp?: string;
  bounceType?: string;
  bounceSubType?: string;
  userAgent?: string;
} & Record<string, readonly ({ emailAddress?: string } | string)[] | undefined>;

const ownLists = ['OnAccountSuppressionList', 'OnTenantSuppressionList', 'UnsubscribedRecipient'];

/** A row for each recipient of each record. */
export function rowsOf(records: readonly OddRecord[]): readonly OddRow[] {
  return records.flatMap((record) => {
    const parts = ['bounce', 'complaint', 'deliveryDelay', 'delivery', 'open', 'click'];
    const part = parts.map((name) => record[name] as Part | undefined).find((one) => one !== undefined) ?? {};
    const listed =
      part['bouncedRecipients'] ??
      part['complainedRecipients'] ??
      part['delayedRecipients'] ??
      part['recipients'];
    const isEngagement = record.eventType === 'Open' || record.eventType === 'Click';
    const names =
      listed?.map((one) => (typeof one === 'string' ? one : (one.emailAddress ?? ''))) ??
      (isEngagement && record.mail.destination.length > 1 ? [''] : record.mail.destination);
    const at = part.timestamp ?? record.mail.timestamp;
    const agent = part.userAgent ?? '';
    return names.map((name, index): OddRow => ({
      type: record.eventType,
      at,
      day: at.slice(0, 10),
      nth: index + 1,
      messageId: record.mail.messageId,
      recipient: name.toLowerCase(),
      domain: name.toLowerCase().split('@')[1] ?? '',
      campaign: Object.values(record.mail.tags)[0]?.[0] ?? null,
      isHard: part.bounceType === 'Permanent' && !ownLists.includes(part.bounceSubType ?? ''),
      isAutomated: isEngagement && (agent === 'Mozilla/5.0' || agent.includes('GoogleImageProxy')),
      record,
    }));
  });
}
