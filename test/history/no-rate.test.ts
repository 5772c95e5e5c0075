import { describe, expect, it } from 'vitest';
import { documentOf, history } from './asked.ts';

const range = ['--since', '2026-11-10', '--until', '2026-11-13'];
interface Mail {
  to: string;
  campaign?: string;
  /** What came of it; a delivery without it. */
  bounce?: string;
  complaint?: Readonly<Record<string, string>>;
}

/** Mail of three days: a Send each, an end, and a complaint where one is told. */
function lines(mails: readonly Mail[]): string {
  const records = mails.flatMap(({ to, campaign = 'news', bounce, complaint }, nth) => {
    const timestamp = new Date(
      Date.UTC(2026, 10, 10) + Math.floor((nth / mails.length) * 71 * 3_600_000),
    ).toISOString();
    const mail = {
      ...{
        timestamp,
        messageId: `m-${String(nth)}`,
        source: 'news@example.com',
        sendingAccountId: '111122223333',
      },
      ...{ destination: [to], tags: { 'ses:configuration-set': ['news'], campaign: [campaign] } },
    };
    const isTried = complaint?.['complaintSubType'] === undefined;
    return [
      { eventType: 'Send', mail, send: {} },
      ...(bounce !== undefined
        ? [
            {
              ...{ eventType: 'Bounce', mail },
              bounce: {
                ...{ bounceType: 'Permanent', bounceSubType: 'General', timestamp },
                bouncedRecipients: [{ emailAddress: to, status: '5.1.1', diagnosticCode: bounce }],
              },
            },
          ]
        : isTried
          ? [{ eventType: 'Delivery', mail, delivery: { timestamp, recipients: [to] } }]
          : []),
      ...(complaint === undefined
        ? []
        : [
            {
              eventType: 'Complaint',
              mail,
              complaint: { timestamp, ...complaint, complainedRecipients: [{ emailAddress: to }] },
            },
          ]),
    ];
  });
  return records.map((one) => JSON.stringify(one)).join('\n');
}

const many = (count: number, one: (nth: number) => Partial<Mail>): readonly Mail[] =>
  Array.from({ length: count }, (_, nth) => ({
    to: `user${String(nth)}@shop${String(nth % 50)}.example`,
    ...one(nth),
  }));
const gone = 'smtp; 550 5.1.1 user unknown';
const told = async (mails: readonly Mail[]) => {
  const { problems, notes, tables } = await documentOf(lines(mails), [
    ...range,
    '--question',
    'overview',
    '--question',
    'complaints',
  ]);
  return {
    codes: problems
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, code }) => `${severity} ${code}`),
    notes,
    tables,
  };
};

describe('what AWS counts in no rate', () => {
  it.each<[string, readonly Mail[], readonly string[], string?]>([
    [
      'bounces of the mailbox simulator, however many',
      [
        ...many(3000, (nth) => (nth % 300 === 0 ? { bounce: gone } : {})),
        ...many(900, () => ({ to: 'bounce+x1@simulator.amazonses.com', bounce: gone })),
      ],
      [],
      'Mail to 900 recipients went to the mailbox simulator: counted, and in no share, as AWS does.',
    ],
    [
      'complaints of the mailbox simulator',
      [
        ...many(3000, (nth) => (nth % 300 === 0 ? { bounce: gone } : {})),
        ...many(90, () => ({ to: 'complaint@simulator.amazonses.com', complaint: {} })),
      ],
      [],
    ],
    [
      'as many bounces elsewhere',
      [
        ...many(3000, () => ({})),
        ...many(900, (nth) => ({ to: `u${String(nth)}@elsewhere.example`, bounce: gone })),
      ],
      ['error history/bounce-rate'],
    ],
    [
      'what a suppression list kept from being tried',
      many(3000, (nth) =>
        nth % 100 === 0
          ? { complaint: { complaintSubType: 'OnAccountSuppressionList' } }
          : nth % 300 === 1
            ? { bounce: gone }
            : {},
      ),
      [],
    ],
    [
      'reports that mail was no spam',
      many(3000, (nth) =>
        nth % 100 === 0
          ? { complaint: { complaintFeedbackType: 'not-spam' } }
          : nth % 300 === 1
            ? { bounce: gone }
            : {},
      ),
      [],
    ],
    [
      'as many reports of abuse',
      many(3000, (nth) =>
        nth % 100 === 0
          ? { complaint: { complaintFeedbackType: 'abuse' } }
          : nth % 300 === 1
            ? { bounce: gone }
            : {},
      ),
      ['error history/complaint-rate', 'error history/campaign-complaints'],
    ],
    [
      'one complaint on ten messages of a campaign',
      [
        ...many(30_000, (nth) => (nth % 300 === 1 ? { bounce: gone } : {})),
        ...many(10, (nth) => ({ campaign: 'tiny', ...(nth === 3 && { complaint: {} }) })),
      ],
      [],
    ],
    [
      'two on ten',
      [
        ...many(30_000, (nth) => (nth % 300 === 1 ? { bounce: gone } : {})),
        ...many(10, (nth) => ({ campaign: 'tiny', ...(nth < 2 && { complaint: {} }) })),
      ],
      [],
    ],
    [
      'three on ten',
      [
        ...many(30_000, (nth) => (nth % 300 === 1 ? { bounce: gone } : {})),
        ...many(10, (nth) => ({ campaign: 'tiny', ...(nth < 3 && { complaint: {} }) })),
      ],
      ['error history/campaign-complaints'],
    ],
  ])('%s', async (_, mails, expected, note) => {
    const { codes, notes } = await told(mails);
    expect(codes.toSorted()).toEqual([...expected].toSorted());
    if (note !== undefined) expect(notes).toContain(note);
  });

  it('no address of the simulator is dead', async () => {
    const list = await history(
      {
        'e.ndjson': lines(
          many(300, (nth) =>
            nth % 3 === 0
              ? { to: 'bounce@simulator.amazonses.com', bounce: gone }
              : nth === 1
                ? { bounce: `${gone}\r\nFor help see https://postmaster.example/` }
                : {},
          ),
        ),
      },
      ['{folder}/e.ndjson', ...range, '--question', 'dead-addresses', '--format', 'csv'],
    );
    const rows = list.stdout.trimEnd().split('\r\n');
    expect(rows.length).toBe(2);
    // A reply of two lines is one cell of one line: the command of the fix reads lines.
    expect(rows[1]).toMatch(/^user1@shop1\.example,.*user unknown For help/);
  });
});

describe('what to do about a receiver', () => {
  it.each([
    ['421 4.7.28 Our system has detected an unusual rate of mail', true],
    [
      '552 5.7.0 This message was blocked because its content presents a potential security issue: BlockedMessage attachment',
      false,
    ],
    ['550 5.7.26 This mail is unauthenticated, which poses a security risk', false],
  ])('%s: slower only where the pace is what the receiver means', async (reply, isPace) => {
    const mails = many(3000, (nth) => ({
      to: `u${String(nth)}@gmail.com`,
      ...(nth % 4 === 0 && { bounce: `smtp; ${reply}` }),
    }));
    const { problems } = await documentOf(lines(mails), [...range, '--question', 'deferrals']);
    const found = problems.find(({ code }) => code === 'history/receiver-refuses');
    expect(found?.fix[0]?.text.includes('more slowly')).toBe(isPace);
  });
});

describe('records that tell neither of mail nor of failures', () => {
  const mail = (nth: number): object => ({
    ...{
      timestamp: `2026-11-${String((nth % 20) + 1).padStart(2, '0')}T10:00:00Z`,
      messageId: `o-${String(nth)}`,
    },
    ...{ source: 'news@example.com', destination: ['a@b.example'], tags: { campaign: ['news'] } },
  });
  const timestamp = '2026-11-20T11:00:00Z';
  const of = (record: object): string =>
    Array.from({ length: 60 }, (_, nth) => JSON.stringify({ mail: mail(nth), ...record })).join('\n');

  it.each<[string, object]>([
    ['openings', { eventType: 'Open', open: { timestamp, userAgent: 'Firefox' } }],
    ['clicks', { eventType: 'Click', click: { timestamp, link: 'https://a.example' } }],
    ['subscriptions', { eventType: 'Subscription', subscription: { timestamp, contactList: 'l' } }],
  ])('%s alone: no rate, and no tick', async (_, record) => {
    const text = of(record);
    const { problems, exitCode } = await documentOf(text, ['--question', 'overview']);
    expect(problems.map(({ summary }) => summary)).toEqual([
      'No rate can be calculated: there is no record of a Send or Delivery, nor of a bounce.',
    ]);
    expect(exitCode).toBe(3);
    const rise = await documentOf(text, ['--question', 'rise']);
    expect(rise.problems[0]?.summary).toContain('there is no day with mail');
  });

  it('of a type that was asked for, nothing is missing', async () => {
    const text = of({ eventType: 'Open', open: { timestamp, userAgent: 'Firefox' } });
    const { problems } = await documentOf(text, ['--question', 'overview', '--where', 'type=Open']);
    expect(problems).toEqual([]);
  });
});

describe('a handful of mail', () => {
  it.each<[string, number, number, readonly string[]]>([
    ['4 of 10 bounced', 10, 4, ['history/rate-uncertain']],
    ['7 of 20 bounced', 20, 7, ['history/rate-uncertain']],
    ['8 of 20 bounced', 20, 8, ['history/bounce-rate']],
    ['1 of 3 bounced', 3, 1, ['history/rate-uncertain']],
    ['none of 3 bounced', 3, 0, []],
    ['50 of 50 bounced', 50, 50, ['history/bounce-rate']],
  ])('%s', async (_, count, bounced, codes) => {
    const text = lines(
      many(count, (nth) => (nth < bounced ? { bounce: 'smtp; 550 5.1.1 user unknown' } : {})),
    );
    const { problems } = await documentOf(text, ['--question', 'overview', ...range]);
    expect(problems.filter(({ code }) => code.includes('rate')).map(({ code }) => code)).toEqual(codes);
  });

  it('4 complaints on 300 deliveries are no proof, 5 are', async () => {
    const drawn = async (complaints: number): Promise<readonly string[]> =>
      (
        await documentOf(lines(many(300, (nth) => (nth < complaints ? { complaint: {} } : {}))), [
          ...['--question', 'overview', ...range],
        ])
      ).problems
        .map(({ code }) => code)
        .filter((code) => code.includes('rate'));
    expect(await drawn(4)).toEqual(['history/rate-uncertain']);
    expect(await drawn(5)).toEqual(['history/complaint-rate']);
  });
});
