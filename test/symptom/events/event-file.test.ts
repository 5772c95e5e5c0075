import { describe, expect, it } from 'vitest';
import type { Symptom } from '../../../src/model/symptom.ts';
import { readEventFile, type EventFile } from '../../../src/symptom/events/file.ts';
import { readRange } from '../../../src/symptom/events/range.ts';
import { createSymptomReader, readSymptom } from '../../../src/symptom/reader.ts';

/** The n-th record: most went well, some bounced, complained or wait; a few senders, many recipients. */
function record(n: number): string {
  const address = `user${(n * 7919) % 4001}@d${n % 37}.example`;
  const timestamp = new Date(Date.UTC(2026, 10, 1) + ((n * 7919) % 100_000) * 1000).toISOString();
  const mail = {
    timestamp,
    source: n % 211 === 0 ? `"Zoë ${n % 3}" <zoe${n % 5}@example.com>` : 'news@example.com',
    sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
    messageId: `0102${String(n).padStart(12, '0')}-000000`,
    destination: [address],
    headers: [{ name: 'Subject', value: `Grüße {"eventType":"Bounce"} ${n}` }],
    tags: {
      'ses:configuration-set': ['events'],
      'ses:outgoing-ip': [`192.0.2.${n % 256}`],
      ...(n > 2600 && n % 7 === 0 ? { 'ses:tenant-name': ['late'] } : {}),
    },
  };
  const bounce = (type: string, diagnosticCode: string): string =>
    JSON.stringify({
      eventType: 'Bounce',
      mail,
      bounce: {
        bounceType: type,
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: address, diagnosticCode }],
        timestamp,
      },
    });
  switch (n % 11) {
    case 0:
      return bounce('Permanent', `smtp; 550 5.1.1 <${address}>: User unknown in virtual mailbox table`);
    case 1:
      return bounce('Permanent', '554 5.7.1 Client host [192.0.2.9] blocked using zen.spamhaus.org');
    case 2:
      return JSON.stringify({
        eventType: 'Complaint',
        mail,
        complaint: { complainedRecipients: [{ emailAddress: address }], timestamp },
      });
    case 3:
      return JSON.stringify({ eventType: 'Send', mail, send: {} });
    case 4:
      return n % 500 < 11
        ? bounce('Permanent', '552 5.2.2 user is over quota')
        : JSON.stringify({ eventType: 'Open', mail, open: {} });
    default:
      return JSON.stringify({ eventType: 'Delivery', mail, delivery: { timestamp, recipients: [address] } });
  }
}

const records = Array.from({ length: 4200 }, (_, n) => record(n));
const fileOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

/** Blocks are read at once and ready in any order, as threads are. */
function eventFile(
  bytes: Uint8Array,
  threads: number,
  blockSize: number,
): EventFile & { blocks: () => number } {
  let blocks = 0;
  return {
    size: bytes.length,
    blockSize,
    threads,
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
    block: async (start, end, known) => {
      blocks += 1;
      for (let turn = (blocks * 7) % (threads + 1); turn > 0; turn -= 1) await new Promise(setImmediate);
      return structuredClone(
        readRange((from, to) => bytes.subarray(from, to), start, end, {
          size: bytes.length,
          known: structuredClone(known),
        }),
      );
    },
    close: () => Promise.resolve(),
    blocks: () => blocks,
  };
}

async function inBlocks(
  bytes: Uint8Array,
  threads: number,
  blockSize: number,
): Promise<{ symptom: Symptom; read: number; blocks: number }> {
  const file = eventFile(bytes, threads, blockSize);
  const reader = createSymptomReader();
  const read = await readEventFile(
    file,
    reader,
    () => false,
    () => undefined,
  );
  reader.push(bytes.subarray(read));
  return { symptom: reader.end(), read, blocks: file.blocks() };
}

const splits = [
  [1, 1_000_000],
  [2, 262_144],
  [7, 262_144],
  [7, 65_537],
  [2, 4099],
  [3, 700],
] as const;

describe('a file of events', () => {
  const plain = fileOf(records);
  const alone = JSON.stringify(readSymptom(plain));

  it('has what the measurement needs', () => {
    expect(plain.length).toBeGreaterThan(1_800_000);
    const { summary, names } = JSON.parse(alone) as Symptom;
    expect(summary?.events).toBe(records.length);
    expect(summary?.byCode.length).toBeGreaterThan(4);
    expect(names.tenant).toBe('late');
  });

  for (const [threads, blockSize] of splits) {
    it(`says the same read by ${threads} threads in blocks of ${blockSize}`, async () => {
      const { symptom, read, blocks } = await inBlocks(plain, threads, blockSize);
      expect(JSON.stringify(symptom)).toBe(alone);
      expect(read).toBe(plain.length);
      expect(blocks).toBeGreaterThan(1);
    });
  }

  const odd: Readonly<Record<string, readonly string[]>> = {
    'a line of text': ['Nov 12 mail postfix/smtp[1]: 550 5.7.1 refused for policy reasons'],
    'a sentence of SES': [
      '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com',
    ],
    'a record in an envelope': [
      JSON.stringify({
        Type: 'Notification',
        TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t',
        Message: record(22),
      }),
    ],
    'a record that was cut': [record(22).slice(0, 300)],
    'a record over several lines': JSON.stringify(JSON.parse(record(22)), null, 2).split('\n'),
    'two records on a line': [`${record(25)}${record(22)}`],
    'an unknown type': [record(25).replace('Delivery', 'Failed')],
    'a type that is another one in its body': [record(22).replace('"Bounce"', '"Delivery"')],
    'a delivery whose answer is a refusal': [
      record(27).replace('"recipients":', '"smtpResponse":"550 5.1.1 no","recipients":'),
    ],
    'a delivery that also tells of a bounce': [
      record(27).replace(/\}$/u, ',"bounce":{"bounceType":"Permanent"}}'),
    ],
    'a record of sending that also tells of a bounce': [
      record(25).replace(/\}$/u, ',"bounce":{"bounceType":"Permanent"}}'),
    ],
    'JSON of something else': ['{"level":"error","message":"Throttling: Maximum sending rate exceeded."}'],
    'an escaped sender': [record(25).replace('news@example.com', String.raw`n\u0065ws2@example.com`)],
    'a time of another shape': [record(25).replaceAll('.000Z', '+00:00')],
    'empty lines': ['', ' ', '\r'],
    'the end of a line as Windows has it': [`${record(25)}\r`, `${record(22)}\r`],
    'a code for the first time': [
      record(22)
        .replace('550 5.1.1', '552 5.3.4')
        .replace('User unknown in virtual mailbox table', 'Message size exceeds fixed limit'),
    ],
  };
  for (const [what, lines] of Object.entries(odd)) {
    it(`says the same with ${what} in it`, async () => {
      const bytes = fileOf([...records.slice(0, 3000), ...lines, ...records.slice(3000)]);
      const expected = JSON.stringify(readSymptom(bytes));
      for (const [threads, blockSize] of [
        [2, 65_537],
        [7, 40_009],
      ] as const)
        expect(JSON.stringify((await inBlocks(bytes, threads, blockSize)).symptom), `${threads}`).toBe(
          expected,
        );
    });
  }

  it(
    'counts more addresses than are counted exactly in the order of the file',
    { timeout: 180_000 },
    async () => {
      const bytes = fileOf(
        Array.from({ length: 51_000 }, (_, n) => record((n % 500) * 11).replaceAll(/user\d+@/gu, `u${n}@`)),
      );
      const expected = readSymptom(bytes);
      expect(expected.summary?.errorBound).toBeGreaterThan(0);
      expect(JSON.stringify((await inBlocks(bytes, 7, 1_000_001)).symptom)).toBe(JSON.stringify(expected));
    },
  );

  it('leaves a log, a message and a short file to the reader of everything', async () => {
    const log = fileOf(
      Array.from({ length: 15_000 }, (_, n) => `Nov 12 10:00:00 mail postfix/smtp[${n}]: connect`),
    );
    const mixed = fileOf(['{"level":"info"}', 'a line', ...records]);
    for (const bytes of [log, mixed])
      expect(await inBlocks(bytes, 2, 65_537)).toMatchObject({ read: 0, blocks: 0 });
    const few = fileOf([...records.slice(0, 100), `{"pad":"${'x'.repeat(1_100_000)}"}`]);
    expect((await inBlocks(few, 2, 65_537)).blocks).toBe(0);
  });

  it('stops at a signal', async () => {
    const reader = createSymptomReader();
    const read = await readEventFile(
      eventFile(plain, 2, 65_537),
      reader,
      () => true,
      () => undefined,
    );
    expect(read).toBe(plain.length);
    expect(reader.end().summary?.events).toBeLessThan(records.length);
  });
});
