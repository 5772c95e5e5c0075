import { describe, expect, it } from 'vitest';
import { documentOf, history } from './asked.ts';

/** A message to several: what became of it for each of them. */
const to = ['a@one.example', 'b@two.example', 'c@three.example'] as const;
const [a, b, c] = to;
const id = '0102018f0a0b0c0d-11111111-2222-3333-4444-555555555555-000000';
const event = (
  eventType: string,
  second: number,
  part: object = {},
  destination: readonly string[] = to,
): object => {
  const time = (seconds: number): string => new Date(Date.UTC(2026, 10, 9, 10, 0, seconds)).toISOString();
  const key = eventType.slice(0, 1).toLowerCase() + eventType.slice(1).replace(' ', '');
  return {
    eventType,
    mail: { timestamp: time(0), messageId: id, source: 'news@example.com', destination },
    [key]: { timestamp: time(second), ...part },
  };
};
const send = event('Send', 0);
const delivery = (second: number, ...recipients: readonly string[]): object =>
  event('Delivery', second, { recipients });
const bounce = (second: number, ...addresses: readonly string[]): object =>
  event('Bounce', second, {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: addresses.map((emailAddress) => ({
      emailAddress,
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    })),
  });
const delay = (second: number, address: string): object =>
  event('DeliveryDelay', second, {
    delayType: 'MailboxFull',
    delayedRecipients: [
      { emailAddress: address, status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
    ],
  });
const complaint = (second: number, address: string): object =>
  event('Complaint', second, { complainedRecipients: [{ emailAddress: address }] });
const open = (second: number, destination: readonly string[] = to): object =>
  event('Open', second, { userAgent: 'Firefox' }, destination);

const cases: Readonly<Record<string, readonly [records: readonly object[], outcomes: readonly string[]]>> = {
  'one arrives, one bounces, of one nothing is known': [
    [send, delivery(5, a), bounce(7, b), open(60)],
    ['delivered', 'bounced', 'not known: nothing after Send'],
  ],
  'all in one delivery': [
    [send, delivery(5, a, b, c)],
    ['delivered', 'delivered', 'delivered'],
  ],
  'two in one bounce': [
    [send, delivery(5, a), bounce(7, b, c)],
    ['delivered', 'bounced', 'bounced'],
  ],
  'one waits and arrives, one waits and bounces, one waits': [
    [send, delay(60, a), delay(60, b), delay(60, c), delivery(900, a), bounce(2000, b)],
    ['delivered after waiting', 'bounced after waiting', 'not known: it waited'],
  ],
  'one bounces after it was delivered, one complains': [
    [send, delivery(5, a, b, c), bounce(900, a), complaint(5000, b)],
    ['bounced after it was delivered', 'delivered (complaint)', 'delivered'],
  ],
  'without the Send': [
    [delivery(5, a), bounce(7, b), complaint(9000, c)],
    ['delivered', 'bounced', 'arrived (complaint)'],
  ],
  rejected: [[send, event('Reject', 1, { reason: 'Bad content' })], Array.from(to, () => 'rejected by SES')],
  'not rendered': [[event('Rendering Failure', 0)], Array.from(to, () => 'not rendered, never sent')],
};

describe('the story of a message to several', () => {
  it.each(Object.entries(cases))('%s', async (_, [records, outcomes]) => {
    // Events of a message lie in any order, and may come twice.
    const text = [...records.toReversed(), ...records].map((record) => JSON.stringify(record)).join('\n');
    const { tables } = await documentOf(text, ['--message-id', id]);
    expect(
      new Map(tables['message_outcomes']?.rows.map(([recipient, outcome]) => [recipient, outcome])),
    ).toEqual(new Map(to.map((recipient, nth) => [recipient, outcomes[nth]])));
    const times = tables['message']?.rows.map(([time]) => String(time)) ?? [];
    expect(times).toEqual(times.toSorted());
    expect(tables['message']?.rows[0]?.[1]).toBe(
      (records[0] as { eventType: string }).eventType.replace(' ', ''),
    );
  });

  it('is told with each of them on a screen', async () => {
    const text = [send, delivery(5, a), bounce(7, b), open(60)].map((one) => JSON.stringify(one)).join('\n');
    const { stdout, exitCode } = await history({ 'a.ndjson': text }, [
      '{folder}/a.ndjson',
      '--message-id',
      id,
    ]);
    expect(stdout).toMatch(/^i 6 events, 3 recipients: 1 delivered, 1 bounced, 1 not known\n/m);
    const html = await history({ 'a.ndjson': text }, [
      '{folder}/a.ndjson',
      '--message-id',
      id,
      '--format',
      'html',
    ]);
    expect(html.stdout).toContain('<p>6 events, 3 recipients: 1 delivered, 1 bounced, 1 not known</p>');
    expect(html.stdout).toContain('does not say which recipient');
    expect(html.stdout).not.toContain('Nothing stands out');
    for (const name of to) expect(stdout).toContain(name);
    expect(exitCode).toBe(0);
  });

  it('of one recipient is as short as before', async () => {
    const own = [a];
    const records = [event('Send', 0, {}, own), event('Delivery', 0, { recipients: own }, own)];
    const text = records.map((one) => JSON.stringify(one)).join('\n');
    const { stdout } = await history({ 'a.ndjson': text }, ['{folder}/a.ndjson', '--message-id', id]);
    // Of two events of one second, the sending came first.
    expect(stdout).toMatch(/^i 2 events; the last is Delivery of 2026-11-09 10:00 UTC/m);
  });

  it('of a recipient, each message has its end', async () => {
    const text = [
      ...[send, delivery(5, a), bounce(7, b)],
      ...[
        event('Send', 100),
        event('Bounce', 101, { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: a }] }),
      ].map((one) => ({ ...one, mail: { ...(one as { mail: object }).mail, messageId: 'm-2' } })),
    ]
      .map((one) => JSON.stringify(one))
      .join('\n');
    const { tables } = await documentOf(text, ['--recipient', a]);
    expect(new Map(tables['recipient_outcomes']?.rows.map(([id, outcome]) => [id, outcome]))).toEqual(
      new Map([
        [id, 'delivered'],
        ['m-2', 'bounced'],
      ]),
    );
  });

  it('of one cause alone has no ends', async () => {
    const text = [send, delivery(5, a), bounce(7, b)].map((one) => JSON.stringify(one)).join('\n');
    const { tables } = await documentOf(text, ['--message-id', id, '--where', 'cause=bounce/unknown-user']);
    expect(Object.keys(tables)).toEqual(['message']);
  });
});
