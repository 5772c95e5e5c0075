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
