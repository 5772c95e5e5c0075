import { describe, expect, it } from 'vitest';
import { deliver } from '../lab/history/lake.ts';
import { asked, report } from './asked-lake.ts';
import { documentOf, history } from './asked.ts';
import type { HistoryReport } from '../../src/history/document.ts';

interface Sender {
  account: string | null;
  region: string | null;
  mails: number;
  /** One in so many bounced, or drew a complaint; null: none. */
  bounced: number | null;
  complained?: number | undefined;
}

const shop: Sender = { account: '111122223333', region: 'eu-west-1', mails: 6000, bounced: 400 };
const small: Sender = {
  account: '444455556666',
  region: 'us-east-1',
  mails: 1200,
  bounced: 8,
  complained: 100,
};
const range = ['--since', '2026-11-10', '--until', '2026-11-13'];

const idOf = (index: number, nth: number): string =>
  `01000190${nth.toString(16).padStart(8, '0')}-00000000-0000-4000-8000-00000000000${String(index)}-000000`;

/** Mail of three days by several senders, who use the same identity and set. */
function mailOf(senders: readonly Sender[], destination = (user: string) => user): object[] {
  return senders.flatMap(({ account, region, mails, bounced, complained }, index) =>
    Array.from({ length: mails }, (_, nth) => {
      const timestamp = new Date(
        Date.UTC(2026, 10, 10) + Math.floor((nth / mails) * 72 * 3_600_000),
      ).toISOString();
      const address = destination(`user${String(nth)}@shop${String(nth % 40)}.example`);
      const mail = {
        ...{ timestamp, messageId: idOf(index, nth), source: 'news@example.com' },
        ...(account !== null && { sendingAccountId: account }),
        ...(region !== null && { sourceArn: `arn:aws:ses:${region}:999999999999:identity/example.com` }),
        ...{ destination: [address], tags: { 'ses:configuration-set': ['news'] } },
      };
      const isDead = bounced !== null && nth % bounced === 0;
      return [
        { eventType: 'Send', mail, send: {} },
        isDead
          ? {
              ...{ eventType: 'Bounce', mail },
              bounce: {
                ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp },
                bouncedRecipients: [
                  { emailAddress: address, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
                ],
              },
            }
          : { eventType: 'Delivery', mail, delivery: { timestamp, recipients: [address] } },
        ...(complained !== undefined && nth % complained === 1
          ? [
              {
                eventType: 'Complaint',
                mail,
                complaint: { timestamp, complainedRecipients: [{ emailAddress: address }] },
              },
            ]
          : []),
      ];
    }).flat(),
  );
}

const lines = (records: readonly object[]): string => records.map((one) => JSON.stringify(one)).join('\n');
const rates = ({ problems }: HistoryReport): readonly string[] =>
  problems
    .filter(({ code }) => code.includes('rate'))
    .map(({ severity, code, subject }) => `${severity} ${code} ${subject}`.replace(/ mail$/, ''));
const bad = [
  'error history/bounce-rate account 444455556666 in us-east-1',
  'error history/complaint-rate account 444455556666 in us-east-1',
];

describe('mail of several accounts and Regions in one place', () => {
  it.each<[string, readonly Sender[], readonly string[]]>([
    ['a small account over the limits beside a large one', [shop, small], bad],
    [
      'the same account in two Regions',
      [shop, { ...small, account: shop.account }],
      bad.map((one) => one.replace('444455556666', '111122223333')),
    ],
    ['one sender over the limits', [small], ['error history/bounce-rate', 'error history/complaint-rate']],
    ['two that are both well', [shop, { ...small, bounced: 400, complained: undefined }], []],
    [
      'records without an account or Region, beside one',
      [{ ...shop, account: null, region: null }, shop],
      [],
    ],
    [
      'records of nobody known, over the limits',
      [shop, small, { ...small, account: null, region: null }],
      [...bad.slice(0, 1), 'error history/bounce-rate', ...bad.slice(1), 'error history/complaint-rate'],
    ],
  ])('%s', async (_, senders, expected) => {
    const found = await documentOf(lines(mailOf(senders)), [...range, '--question', 'overview']);
    expect(rates(found).toSorted()).toEqual([...expected].toSorted());
    const several =
      new Set(
        senders.map(
          ({ account, region }) => `${String(account ?? shop.account)} ${String(region ?? shop.region)}`,
        ),
      ).size > 1;
    expect(Object.keys(found.tables).includes('senders')).toBe(several);
    const commands = found.problems.flatMap(({ fix }) => fix.map(({ command }) => command ?? ''));
    if (several && expected.length > 0)
      expect(commands.some((one) => one.includes('--where region=us-east-1'))).toBe(true);
  });

  it('is counted by them, and kept to one, in both engines alike', async () => {
    const records = mailOf(
      [
        { ...shop, mails: 900 },
        { ...small, mails: 400 },
      ],
      (user) => (user.startsWith('user1') ? `Some One <${user.toUpperCase()}>` : user),
    );
    const args = [
      ...range,
      '--by',
      'account,region,receiver',
      '--where',
      'region=us-east-1',
      '--where',
      'account=444455556666',
    ];
    const files = await documentOf(lines(records), args);
    expect(files.tables['by']?.rows[0]?.slice(0, 2)).toEqual(['444455556666', 'us-east-1']);
    const ran = await asked([...args, '--json'], ({ lake }) => {
      lake.buckets['events'] = {};
      deliver(lake, 'events', 'ses/', records as Parameters<typeof deliver>[3]);
    });
    expect(report(ran).tables).toEqual(files.tables);
  }, 60_000);
});

describe('an address with the name of a person', () => {
  const records = mailOf([{ ...shop, mails: 300, bounced: 3 }], (user) => `Jane "JD" Doe <${user}>`);

  it('is the address alone: in a story, among receivers, and in the list to suppress', async () => {
    const story = await documentOf(lines(records), [...range, '--recipient', 'user3@shop3.example']);
    expect(story.tables['recipient']?.rows.map((row) => row[1])).toEqual(['Send', 'Bounce']);
    const by = await documentOf(lines(records), [...range, '--by', 'receiver']);
    expect(by.tables['by']?.rows.map(([name]) => name)).not.toContainEqual(expect.stringMatching(/[<>]/));
    const list = await history({ 'e.ndjson': lines(records) }, [
      '{folder}/e.ndjson',
      ...range,
      '--question',
      'dead-addresses',
      '--format',
      'csv',
    ]);
    expect(list.stdout.split('\n')[1]).toMatch(/^user\d+@shop\d+\.example,/);
  });

  it('of a Send is that of the Bounce', async () => {
    const mixed = records.map((one, nth) =>
      nth % 2 === 0
        ? one
        : (JSON.parse(JSON.stringify(one).replaceAll(/Jane \\"JD\\" Doe <([^>]*)>/g, '$1')) as object),
    );
    const story = await documentOf(lines(mixed), [...range, '--message-id', idOf(0, 3)]);
    expect(story.tables['message_outcomes']?.rows.map(([name, outcome]) => [name, outcome])).toEqual([
      ['user3@shop3.example', 'bounced'],
    ]);
  });
});
