import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { rewrite } from '../../src/history/duckdb/rewrite.ts';
import { runOffline } from '../cli/host.ts';
import { historyHost } from '../support/history-host.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { history } from './asked.ts';

const records = [...eventsOf({ seed: 3, days: 3, perDay: 60 })];
const counts: Record<string, number> = {};
for (const { eventType } of records) counts[eventType] = (counts[eventType] ?? 0) + 1;
const json = JSON.stringify;

/** The notification record of an event, as identity feedback writes it. */
const notification = ({ eventType, ...rest }: EventRecord): object => ({
  notificationType: eventType,
  ...rest,
});
const sns = (record: unknown): object => ({
  Type: 'Notification',
  MessageId: 'b1',
  TopicArn: 'arn:aws:sns:eu-west-1:111122223333:ses',
  Message: json(record),
  Timestamp: '2026-10-01T00:00:00Z',
});
const bridge = (record: unknown): object => ({
  version: '0',
  id: '1',
  'detail-type': 'Email Sent',
  source: 'aws.ses',
  detail: record,
});
const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );

/** Every way in which records reach a file. */
const encodings: Readonly<Record<string, string | Uint8Array>> = {
  'lines (NDJSON)': records.map((one) => json(one)).join('\n'),
  'lines of Windows': records.map((one) => json(one)).join('\r\n'),
  'concatenated, as Firehose writes it': records.map((one) => json(one)).join(''),
  'an array': json(records),
  'a pretty array': JSON.stringify(records, null, 2),
  'two records on a line': chunks(records, 2)
    .map((pair) => pair.map((one) => json(one)).join(''))
    .join('\n'),
  'identity notifications': records.map((one) => json(notification(one))).join('\n'),
  'gzip lines': gzipSync(records.map((one) => json(one)).join('\n')),
  'gzip concatenated': gzipSync(records.map((one) => json(one)).join('')),
  'gzip of two members': Buffer.concat(
    chunks(records, 200).map((part) => gzipSync(`${part.map((one) => json(one)).join('\n')}\n`)),
  ),
  'SNS over HTTP or Firehose': records.map((one) => json(sns(one))).join('\n'),
  'SNS, concatenated': records.map((one) => json(sns(one))).join(''),
  'SQS with SNS inside, as receive-message prints it': JSON.stringify(
    { Messages: records.map((one) => ({ MessageId: '1', Body: json(sns(one)) })) },
    null,
    2,
  ),
  'SQS with raw delivery': records.map((one) => json({ MessageId: '1', Body: json(one) })).join('\n'),
  EventBridge: records.map((one) => json(bridge(one))).join('\n'),
  'EventBridge in SQS': records.map((one) => json({ MessageId: '1', Body: json(bridge(one)) })).join('\n'),
  'Lambda with SQS': chunks(records, 10)
    .map((part) => json({ Records: part.map((one) => ({ messageId: '1', body: json(one) })) }))
    .join('\n'),
  'Lambda with SNS': chunks(records, 10)
    .map((part) => json({ Records: part.map((one) => ({ EventSource: 'aws:sns', Sns: sns(one) })) }))
    .join('\n'),
  'CloudWatch Logs, subscription': chunks(records, 10)
    .map((part) =>
      json({ messageType: 'DATA_MESSAGE', logEvents: part.map((one) => ({ id: '1', message: json(one) })) }),
    )
    .join(''),
  'CloudWatch Logs, packed': chunks(records, 10)
    .map((part) =>
      json({
        awslogs: {
          data: gzipSync(json({ logEvents: part.map((one) => ({ message: json(one) })) })).toString('base64'),
        },
      }),
    )
    .join('\n'),
  'CloudWatch Logs, export with dates': records
    .map((one) => `2026-10-01T00:00:00.000Z ${json(one)}`)
    .join('\n'),
  'UTF-16 with its mark, as PowerShell writes it': Buffer.from(
    `\uFEFF${records.map((one) => json(one)).join('\r\n')}`,
    'utf16le',
  ),
  'UTF-16 without its mark': Buffer.from(records.map((one) => json(one)).join('\n'), 'utf16le'),
  'what AWS writes among them that tells of no mail': [
    json({ Type: 'SubscriptionConfirmation', TopicArn: 'arn:x', Message: 'You have chosen', Token: 'x' }),
    json({ ...sns({}), Message: 'Successfully validated SNS topic for Amazon SES event publishing.' }),
    json({ notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'You have subscribed' }),
    json(sns({ notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'You have subscribed' })),
    json({ messageType: 'CONTROL_MESSAGE', logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE' }] }),
    json({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }),
    ...records.map((one) => json(sns(one))),
    json({ Type: 'UnsubscribeConfirmation', TopicArn: 'arn:x', Message: 'You have chosen' }),
  ].join('\n'),
  'a mixture': records
    .map((one, index) => json([one, sns(one), bridge(one), { Body: json(one) }][index % 4]))
    .join('\n'),
};

describe('every encoding', () => {
  it.each(Object.entries(encodings))('%s', async (_, content) => {
    const { stdout, stderr } = await history({ 'events.json': content }, [
      '{folder}/events.json',
      '--json',
      '--question',
      'overview',
    ]);
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as HistoryReport;
    expect(report.records).toEqual({ read: records.length, unreadable: 0, duplicates: 0, outsideRange: 0 });
    expect(report.events).toEqual(counts);
  });

  it('zstd, lines and concatenated', async () => {
    for (const content of [encodings['lines (NDJSON)'], encodings['concatenated, as Firehose writes it']]) {
      const packed = execFileSync('zstd', ['-q', '-c'], { input: content, maxBuffer: 1e9 });
      const { stdout } = await history({ 'events.zst': packed }, [
        '{folder}/events.zst',
        '--json',
        '--question',
        'overview',
      ]);
      expect((JSON.parse(stdout) as HistoryReport).records).toEqual({
        read: records.length,
        unreadable: 0,
        duplicates: 0,
        outsideRange: 0,
      });
    }
  });

  it('zstd of Firehose without a line break, and what cannot be unpacked so', async () => {
    const many = [...eventsOf({ seed: 4, days: 3, perDay: 2000 })];
    const packed = execFileSync('zstd', ['-q', '-c'], {
      input: many.map((one) => json({ ...one, headers: 'x'.repeat(1500) })).join(''),
      maxBuffer: 1e9,
    });
    const asked = ['{folder}/events.zst', '--json', '--question', 'overview'];
    const { stdout } = await history({ 'events.zst': packed }, asked);
    expect((JSON.parse(stdout) as HistoryReport).records).toEqual({
      read: many.length,
      unreadable: 0,
      duplicates: 0,
      outsideRange: 0,
    });
    // From a pipe as well, and with a broken record, where it is read piece by piece.
    const piped = await history({}, ['-', ...asked.slice(1)], packed);
    expect((JSON.parse(piped.stdout) as HistoryReport).records.read).toBe(many.length);
    const cut = many.map((one, index) => (index === 9 ? json(one).slice(0, 99) : json(one))).join('');
    const broken = await history(
      { 'events.zst': execFileSync('zstd', ['-q', '-c'], { input: cut, maxBuffer: 1e9 }) },
      asked,
    );
    expect((JSON.parse(broken.stdout) as HistoryReport).records).toMatchObject({
      read: many.length - 1,
      unreadable: 1,
    });
    const bytes = Buffer.concat([Buffer.from(json(many[0])), Buffer.from([10, 255, 254, 0, 10])]);
    const noText = execFileSync('zstd', ['-q', '-c'], { input: bytes });
    const { exitCode, stderr } = await history({ 'events.zst': noText }, asked);
    expect(stderr).toMatch(/cannot read "\{folder\}\/events.zst": it was cut off.*unpack it with zstd -d/);
    expect(exitCode).toBe(2);
  });

  it('a folder, a pattern, standard input', async () => {
    const files = Object.fromEntries(
      chunks(records, 50).map((part, index) => [
        `part-${index}.json`,
        part.map((one) => json(one)).join('\n'),
      ]),
    );
    for (const word of ['{folder}', '{folder}/*.json', '{folder}/**/part-*']) {
      const { stdout } = await history(files, [word, '--json', '--question', 'overview']);
      expect((JSON.parse(stdout) as HistoryReport).events, word).toEqual(counts);
    }
    const { stdout } = await history(
      {},
      ['-', '--json', '--question', 'overview'],
      records.map((one) => json(one)).join('\n'),
    );
    expect((JSON.parse(stdout) as HistoryReport).events).toEqual(counts);
  });
});

describe('files as they lie about', () => {
  const lines = records.map((one) => json(one));
  const text = `${lines.join('\n')}\n`;
  it.each<[string, string, string | Uint8Array, Partial<HistoryReport['records']>]>([
    ['with the mark of UTF-8', 'a.json', `\uFEFF${text}`, {}],
    ['UTF-16, largest byte first', 'a.json', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), {}],
    ['line ends of an old Mac', 'a.json', text.replaceAll('\n', '\r'), {}],
    ['commas behind lines', 'a.json', text.replaceAll('}\n', '},\n'), {}],
    ['called gz and not packed', 'a.gz', text, {}],
    ['a name of signs of patterns', 'a[1]*?.json', text, {}],
    ['a name with quotes', "o'neill.json", text, {}],
    ['newest first', 'a.json', lines.toReversed().join('\n'), {}],
    ['everything twice', 'a.json', text + text, { duplicates: records.length }],
    [
      'event publishing and notifications in turn',
      'a.json',
      records.map((one, index) => json(index % 2 === 0 ? one : notification(one))).join('\n'),
      {},
    ],
    ['a NUL between lines', 'a.json', text.replace('\n', '\n\0'), {}],
    [
      'records of nothing before',
      'a.json',
      `${'{"eventType":null,"mail":null}\n'.repeat(50)}${text}`,
      { unreadable: 50 },
    ],
    ['a last line that was cut off', 'a.json', `${text}${lines[0]?.slice(0, 90) ?? ''}`, { unreadable: 1 }],
  ])('%s', async (_, name, content, counted) => {
    const { stdout, stderr, exitCode } = await history({ [name]: content }, [
      `{folder}/${name}`,
      ...['--json', '--question', 'overview'],
    ]);
    expect(stderr).toBe('');
    const { records: read, events } = JSON.parse(stdout) as HistoryReport;
    const expected = { read: records.length, unreadable: 0, duplicates: 0, outsideRange: 0, ...counted };
    expect(read).toEqual(expected);
    expect(events).toEqual(counts);
    expect(exitCode).toBe(expected.unreadable > 0 ? 3 : 0);
  });
});

describe('records that are broken', () => {
  const broken = (text: string): string => text.slice(0, Math.floor(text.length / 2));
  it.each([
    ['lines', '\n'],
    ['concatenated', ''],
  ])('%s: each is counted, none takes a good one along', async (_, between) => {
    const text = records
      .map((one, index) => (index % 40 === 7 ? broken(json(one)) : json(one)))
      .join(between);
    const lost = records.filter((_one, index) => index % 40 === 7).length;
    const { stdout, exitCode } = await history({ 'events.json': text }, [
      '{folder}/events.json',
      '--json',
      '--question',
      'overview',
    ]);
    expect((JSON.parse(stdout) as HistoryReport).records).toEqual({
      read: records.length - lost,
      unreadable: lost,
      duplicates: 0,
      outsideRange: 0,
    });
    expect(exitCode).toBe(3);
  });

  it('a gzip file that was cut off: what came before is read', async () => {
    const packed = gzipSync(records.map((one) => json(one)).join('\n'));
    const { stdout } = await history({ 'e.gz': packed.subarray(0, packed.length - 2000) }, [
      '{folder}/e.gz',
      '--json',
      '--question',
      'overview',
    ]);
    const { read, unreadable } = (JSON.parse(stdout) as HistoryReport).records;
    expect(read).toBeGreaterThan(100);
    expect(unreadable).toBeGreaterThan(0);
  });

  const packed = gzipSync(records.map((one) => json(one)).join('\n'));
  const changed = (at: number): Buffer => {
    const bytes = Buffer.from(packed);
    bytes.writeUInt8((bytes.at(at) ?? 0) ^ 0xff, bytes.length + at);
    return bytes;
  };
  it.each<[string, Uint8Array, number]>([
    ['with words behind it', Buffer.concat([packed, Buffer.from('uploaded by cron')]), 1],
    [
      'with what looks like another member',
      Buffer.concat([packed, Buffer.from([0x1f, 0x8b, 0x30, 1, 2])]),
      1,
    ],
    ['with half a mark behind it', Buffer.concat([packed, Buffer.from([0x1f])]), 1],
    ['with zeros behind it, as on a tape', Buffer.concat([packed, Buffer.alloc(1000)]), 0],
    ['with a new line behind it', Buffer.concat([packed, Buffer.from('\n')]), 0],
    ['without its checksum', packed.subarray(0, -8), 1],
    ['with a wrong checksum', changed(-7), 1],
    ['behind an empty member', Buffer.concat([gzipSync(''), packed]), 0],
    ['that Firehose packed once more', gzipSync(packed), 0],
  ])(
    'a gzip file %s: all its records are read, from a file and from a pipe',
    async (_, bytes, unreadable) => {
      for (const [files, word, piped] of [
        [{ 'e.gz': bytes }, '{folder}/e.gz', ''],
        [{}, '-', bytes],
      ] as const) {
        const asked = [word, '--json', '--question', 'overview'];
        const { stdout, exitCode } = await history(files, asked, piped);
        expect((JSON.parse(stdout) as HistoryReport).records).toMatchObject({
          read: records.length,
          unreadable,
        });
        expect(exitCode).toBe(unreadable === 0 ? 0 : 3);
      }
    },
  );

  it('are told by their file', async () => {
    const whole = records.map((one) => json(one)).join('\n');
    const { stdout } = await history(
      {
        'a.json': whole,
        'b.json': `${json(records[0])}\nno record\n{"eventType":\n`,
        'c.zip': 'PK\u0003\u0004',
      },
      ['{folder}', '--json', '--question', 'overview'],
    );
    const { problems, records: counted } = JSON.parse(stdout) as HistoryReport;
    expect(counted).toMatchObject({ read: records.length, duplicates: 1, unreadable: 3 });
    expect(problems[0]?.evidence.slice(0, 2).map(({ what, actual }) => [what, actual])).toEqual([
      ['2 of them in', '{folder}/b.json'],
      ['not read', '{folder}/c.zip: it is a zip archive; unpack it with unzip and give what comes out'],
    ]);
  });

  it('bytes that are no UTF-8, and a line of five megabytes', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${json(records[0])}\n`),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`"${'x'.repeat(5_000_000)}"\n${json(records[1])}\n`),
    ]);
    const { stdout } = await history({ 'e.json': bytes }, [
      '{folder}/e.json',
      '--json',
      '--question',
      'overview',
    ]);
    const { read, unreadable } = (JSON.parse(stdout) as HistoryReport).records;
    expect(read).toBe(2);
    expect(unreadable).toBeGreaterThanOrEqual(2);
  });

  it('records that came twice count once', async () => {
    const text = [...records, ...records.slice(0, 30)].map((one) => json(one)).join('\n');
    const { stdout } = await history({ 'e.json': text }, [
      '{folder}/e.json',
      '--json',
      '--question',
      'overview',
    ]);
    expect((JSON.parse(stdout) as HistoryReport).records).toEqual({
      read: records.length,
      unreadable: 0,
      duplicates: 30,
      outsideRange: 0,
    });
  });
});

describe('usage', () => {
  const text = records.map((one) => json(one)).join('\n');
  it.each([
    [
      'a file that is no event',
      { 'a.txt': 'hello\n{"a": 1}\n' },
      ['{folder}/a.txt'],
      /no event record of SES/,
    ],
    ['no such file', {}, ['{folder}/missing.json'], /there is no such file or folder/],
    ['an empty folder', {}, ['{folder}'], /there is no file in/],
    ['a pattern of nothing', {}, ['{folder}/*.gz'], /no file fits/],
    [
      'a range of none',
      { 'a.json': text },
      ['{folder}/a.json', '--since', '2026-10-03', '--until', '2026-10-02'],
      /the range holds nothing/,
    ],
    [
      'a time that is none',
      { 'a.json': text },
      ['{folder}/a.json', '--since', 'tuesday'],
      /--since: write "tuesday" as/,
    ],
    [
      'a question nobody knows',
      { 'a.json': text },
      ['{folder}/a.json', '--question', 'why'],
      /--question: "why" is none of/,
    ],
    [
      'a dimension nobody knows',
      { 'a.json': text },
      ['{folder}/a.json', '--by', 'moon'],
      /--by: "moon" is none of/,
    ],
    [
      'a condition without a value',
      { 'a.json': text },
      ['{folder}/a.json', '--where', 'receiver'],
      /--where: write "receiver" as key=value/,
    ],
    [
      'a day that does not exist',
      { 'a.json': text },
      ['{folder}/a.json', '--since', '2026-02-30'],
      /--since: write "2026-02-30" as/,
    ],
    [
      'a cause that is none',
      { 'a.json': text },
      ['{folder}/a.json', '--where', 'cause=bounce/unknwn-user'],
      /"bounce\/unknwn-user" is not a cause; did you mean bounce\/unknown-user\?/,
    ],
    [
      'a cause without its area',
      { 'a.json': text },
      ['{folder}/a.json', '--where', 'cause=unknown-user'],
      /did you mean bounce\/unknown-user\?/,
    ],
    [
      'a cache without a name',
      { 'a.json': text },
      ['{folder}/a.json', '--cache', ''],
      /--cache: name a folder/,
    ],
    [
      'a cache that is a file',
      { 'a.json': text },
      ['{folder}/a.json', '--cache', '{folder}/a.json'],
      /--cache: cannot write/,
    ],
    [
      'a type of event that is none',
      { 'a.json': text },
      ['{folder}/a.json', '--where', 'type=bounced'],
      /"bounced" is not a type of event; types are Send, Delivery/,
    ],
    [
      'a Parquet file of four bytes',
      { 'a.parquet': 'PAR1' },
      ['{folder}/a.parquet'],
      /cut off or is damaged/,
    ],
    [
      'a Parquet file that was cut off',
      { 'a.parquet': `PAR1${'x'.repeat(200)}` },
      ['{folder}/a.parquet'],
      /cut off or is damaged.*a\.parquet/,
    ],
    [
      'a Parquet file whose end is no footer',
      { 'a.parquet': `PAR1${'x'.repeat(200)}\u0010\0\0\0PAR1` },
      ['{folder}/a.parquet'],
      /cut off or is damaged/,
    ],
    ...(
      [
        ['a zip archive', 'PK\u0003\u0004', /it is a zip archive; unpack it with unzip/],
        ['bzip2', 'BZh91AY&SY', /it is packed with bzip2; unpack it with bunzip2/],
        ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), /it is packed with xz; unpack it with unxz/],
        ['Snappy', Buffer.from('ff060000734e61507059', 'hex'), /packed with Snappy.*GZIP/],
        ['ORC', 'ORC\u0008', /an ORC file; let Firehose convert to Parquet/],
        ['XML', '<?xml version="1.0"?><feedback/>', /check --dmarc-report/],
        ['tar', `${'x'.repeat(257)}ustar`, /a tar archive; unpack it with tar -xf/],
        ['tar in gzip', gzipSync(`${'x'.repeat(257)}ustar`), /a tar archive; unpack it with tar -xf/],
      ] as const
    ).map(
      ([name, content, said]) =>
        [`a file that is ${name}`, { 'a.json': content }, ['{folder}/a.json'], said] as [
          string,
          Record<string, string | Uint8Array>,
          string[],
          RegExp,
        ],
    ),
    ['an empty file', { 'a.json': '' }, ['{folder}/a.json'], /\(nothing in it\)/],
    [
      'a file that cannot be written',
      { 'a.json': text },
      ['{folder}/a.json', '--output', '/nowhere/a.json'],
      /cannot write "\/nowhere\/a.json"/,
    ],
    [
      'an ending nobody knows',
      { 'a.json': text },
      ['{folder}/a.json', '--output', 'a.xyz'],
      /cannot tell the format/,
    ],
  ])('%s', async (_, files, args, said) => {
    const { exitCode, stdout, stderr } = await history(files, args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('--where: a type in any spelling, and the same key twice means any of the two', async () => {
    const by = async (...where: string[]): Promise<number> => {
      const { stdout } = await history({ 'a.json': text }, [
        ...['{folder}/a.json', '--json', '--by', 'type'],
        ...where.flatMap((one) => ['--where', one]),
      ]);
      const rows = (JSON.parse(stdout) as HistoryReport).tables['by']?.rows ?? [];
      return rows.reduce((sum, row) => sum + Number(row[1]), 0);
    };
    expect(await by('type=delivery')).toBe(counts['Delivery']);
    expect(await by('type=delivery-delay', 'type=BOUNCE')).toBe(
      (counts['DeliveryDelay'] ?? 0) + (counts['Bounce'] ?? 0),
    );
    const gmail = await by('receiver=Gmail');
    const gmx = await by('receiver=gmx.de');
    expect(gmail * gmx).toBeGreaterThan(0);
    expect(await by('receiver=Gmail', 'receiver=gmx.de')).toBe(gmail + gmx);
    expect(await by('receiver=Gmail', 'type=Send')).toBeLessThan(gmail);
  });

  it('Ctrl-C while it reads: 130, nothing printed, nothing left in the temporary folder', async () => {
    const controller = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), 'history-test-'));
    try {
      const { exitCode, stdout } = await runOffline(['history', '-'], {
        interrupted: controller.signal,
        history: { ...historyHost, temporaryFolder: folder },
        read: async function* () {
          yield await Promise.resolve(new TextEncoder().encode(text));
          controller.abort('SIGINT');
          yield new TextEncoder().encode(text);
        },
      });
      expect([exitCode, stdout]).toEqual([130, '']);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk: a line, and no half file', async () => {
    // What is written to it always fails with ENOSPC.
    async function* pieces(): AsyncGenerator<string> {
      yield await Promise.resolve(text.repeat(3));
    }
    await expect(rewrite(pieces(), '/dev/full')).rejects.toThrow(/the disk of the temporary folder is full/);
  });

  it('a range without events is an open question', async () => {
    const { exitCode, stdout } = await history({ 'a.json': text }, [
      '{folder}/a.json',
      '--since',
      '2025-01-01',
      '--until',
      '2025-01-05',
    ]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('history/range-not-covered');
  });

  it.each([
    ['a receiver that is spelt otherwise', ['--where', 'receiver=Gmial'], 'No event has receiver=Gmial.'],
    ['a type that none has', ['--where', 'type=Subscription'], 'No event has type=Subscription.'],
    [
      'a recipient nobody wrote to',
      ['--recipient', 'nobody@receiver.example'],
      'No event is about the recipient',
    ],
    [
      'a message of other records',
      ['--message-id', '0100018f0a0b0c0d-11111111-2222-3333-4444-555555555555-000000'],
      'No event is about the message',
    ],
    ['a cause that none has', ['--where', 'cause=bounce/spam-rejected'], 'No event has the cause'],
    [
      'a group of a cause that none has',
      ['--where', 'cause=bounce/spam-rejected', '--by', 'receiver'],
      'No event has the cause',
    ],
    ['a rise of too few days', ['--question', 'rise'], 'A rise cannot be seen'],
  ])('%s: an open question, without a tick', async (_, args, told) => {
    const { exitCode, stdout } = await history({ 'a.json': text }, ['{folder}/a.json', ...args]);
    expect(exitCode).toBe(3);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(told);
    expect(stdout).not.toContain('✓');
  });

  it.each([
    ['a table of groups', ['--by', 'type']],
    ['a story', ['--recipient', records[0]?.mail.destination[0] ?? '']],
  ])('%s is told, not judged: no tick', async (_, args) => {
    const { exitCode, stdout } = await history({ 'a.json': text }, ['{folder}/a.json', ...args]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^i \d+ (?:groups of )?events/m);
  });

  it('--fail-on counts findings', async () => {
    const bad = [...eventsOf({ seed: 3, days: 12, perDay: 200, incidents: [{ kind: 'dead', count: 4 }] })]
      .map((one) => json(one))
      .join('\n');
    expect((await history({ 'a.json': bad }, ['{folder}/a.json'])).exitCode).toBe(0);
    expect((await history({ 'a.json': bad }, ['{folder}/a.json', '--fail-on', 'warning'])).exitCode).toBe(1);
    expect((await history({ 'a.json': bad }, ['{folder}/a.json', '--fail-on', 'error'])).exitCode).toBe(0);
  });
});

describe('Parquet', () => {
  const text = records.map((one) => json(one)).join('\n');
  const question = ['--json', '--question', 'overview', '--question', 'dead-addresses'];

  it('the cache answers as the files did', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-cache-'));
    try {
      const events = join(folder, 'events.json');
      writeFileSync(events, `${text}\nrubbish\n`);
      const ask = (): Promise<string> =>
        history({}, [events, '--cache', join(folder, 'kept'), ...question]).then(({ stdout }) => stdout);
      const first = await ask();
      const kept = readdirSync(join(folder, 'kept'));
      expect(kept).toEqual([expect.stringMatching(/^history-[0-9a-f]{32}\.parquet$/)]);
      expect(await ask()).toBe(first);
      // Beside the files it is what was read of them, and not more of them.
      const beside = await history({}, [folder, ...question]);
      expect((JSON.parse(beside.stdout) as HistoryReport).records.read).toBe(records.length);
      const direct = await history({}, [join(folder, 'kept'), ...question]);
      expect((JSON.parse(direct.stdout) as HistoryReport).tables).toEqual(
        (JSON.parse(first) as HistoryReport).tables,
      );
      writeFileSync(events, text);
      expect((JSON.parse(await ask()) as HistoryReport).records.unreadable).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('the cache keeps the last state of the same sources, what is young, and what is not its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-cache-'));
    try {
      const [events, others, kept] = ['events.json', 'others.json', 'kept'].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      const ask = (of: string): Promise<unknown> => history({}, [of, '--cache', kept, ...question]);
      const backdate = (): void => {
        for (const name of readdirSync(kept)) utimesSync(join(kept, name), new Date(0), new Date(0));
      };
      writeFileSync(others, text);
      await ask(others);
      writeFileSync(events, text);
      await ask(events);
      const [first, second] = readdirSync(kept).toSorted();
      writeFileSync(join(kept, 'mine.parquet'), 'x');
      backdate();
      writeFileSync(events, `${text}\n`);
      await ask(events);
      const after = readdirSync(kept);
      expect(after).toHaveLength(3);
      expect(after).toContain('mine.parquet');
      expect([first, second].filter((name) => after.includes(name ?? ''))).toHaveLength(1);
      // Another run may still read the one of a minute ago.
      writeFileSync(events, `${text}\n\n`);
      await ask(events);
      expect(readdirSync(kept)).toHaveLength(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('the cache takes away the tables of earlier versions, whatever their sources were, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-cache-'));
    const instance = await DuckDBInstance.create(':memory:');
    try {
      const connection = await instance.connect();
      const events = join(folder, 'events.json');
      const named = (digit: string): string => `history-${digit.repeat(32)}.parquet`;
      const counts = '"read":1,"unreadable":0,"duplicates":0,"damaged":[]}';
      const write = async (digit: string, metadata: string): Promise<void> => {
        await connection.run(
          `COPY (SELECT 1 AS a) TO '${join(folder, named(digit))}' (FORMAT parquet${metadata === '' ? '' : `, KV_METADATA {${metadata}}`})`,
        );
      };
      await write('0', `ses_doctor: '{${counts}'`);
      await write('1', `ses_doctor: '{"version":4,${counts}'`);
      await write('2', `ses_doctor: '{"version":999,${counts}'`);
      await write('3', '');
      await write('4', `other: '{${counts}'`);
      writeFileSync(join(folder, named('5')), 'x');
      writeFileSync(join(folder, named('6')), '');
      writeFileSync(join(folder, named('7')), Buffer.from('PAR1\xff\xff\xff\x7fPAR1', 'latin1'));
      for (const digit of '01234567') utimesSync(join(folder, named(digit)), new Date(0), new Date(0));
      // Another run may still read one so young.
      await write('8', `ses_doctor: '{${counts}'`);
      writeFileSync(events, text);
      const { exitCode } = await history({}, [events, '--cache', folder, ...question]);
      expect(exitCode).toBe(0);
      const left = readdirSync(folder);
      expect(Array.from('012345678').filter((digit) => left.includes(named(digit)))).toEqual(
        Array.from('2345678'),
      );
      expect(left).toHaveLength(9);
    } finally {
      instance.closeSync();
      rmSync(folder, { recursive: true });
    }
  });

  it("records as Firehose's format conversion writes them, with names in lower case", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-parquet-'));
    const instance = await DuckDBInstance.create(':memory:');
    try {
      writeFileSync(join(folder, 'a.json'), text);
      const connection = await instance.connect();
      for (const [name, columns] of [
        ['as-is', '*'],
        [
          'lower',
          'eventType AS eventtype, mail::STRUCT("timestamp" VARCHAR, messageid VARCHAR, source VARCHAR, sourcearn VARCHAR, destination VARCHAR[]) AS mail',
        ],
      ] as const) {
        const path = join(folder, `${name}.parquet`);
        await connection.run(
          `COPY (SELECT ${columns} FROM read_json('${join(folder, 'a.json')}', format = 'newline_delimited', sample_size = -1)) TO '${path}' (FORMAT parquet)`,
        );
        const { stdout, stderr } = await history({}, [path, '--json', '--question', 'overview']);
        expect(stderr).toBe('');
        expect((JSON.parse(stdout) as HistoryReport).events, name).toEqual(counts);
      }
      await connection.run(
        `COPY (SELECT 1 AS a, 2 AS b) TO '${join(folder, 'other.parquet')}' (FORMAT parquet)`,
      );
      const other = await history({}, [join(folder, 'other.parquet')]);
      expect(other).toMatchObject({ exitCode: 2, stdout: '' });
      expect(other.stderr).toMatch(/has no column mail and none called eventtype; its columns are a, b/);
    } finally {
      instance.closeSync();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what is written', () => {
  it('csv with a quote before what a spreadsheet would run, html without scripts, Parquet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-out-'));
    try {
      const evil = records
        .map((one) => json({ ...one, mail: { ...one.mail, tags: { campaign: ['=cmd|" /C calc"!A0'] } } }))
        .join('\n');
      const outputs = ['by.csv', 'report.html', 'by.parquet', 'report.json', 'report.txt'].map((name) =>
        join(folder, name),
      );
      const { exitCode, stderr } = await history({ 'a.json': evil }, [
        '{folder}/a.json',
        '--by',
        'campaign,type',
        ...outputs.flatMap((path) => ['--output', path]),
      ]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(readdirSync(folder).sort()).toEqual([
        'by.csv',
        'by.parquet',
        'report.html',
        'report.json',
        'report.txt',
      ]);
      const csv = readFileSync(join(folder, 'by.csv'), 'utf8');
      expect(csv.split('\r\n')[0]).toBe('campaign,type,events,recipients,share');
      expect(csv).toContain(`"'=cmd|"" /C calc""!A0",Send,${counts['Send'] ?? 0},`);
      const html = readFileSync(join(folder, 'report.html'), 'utf8');
      expect(html).not.toMatch(/<script|"=cmd\|" /);
      expect(readFileSync(join(folder, 'by.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
