import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import { readFault } from '../../src/history/failure.ts';
import { daysFrom, linesOf, mailsOf, recordsOf, type Mail } from '../lab/history/mails.ts';
import { documentOf, history } from './asked.ts';

const days = daysFrom('2026-11-01', 20);
const [old, late] = [days.slice(0, 12), days.slice(12)];
const first = late[0] ?? '';

/** The finding that a finding stands below, and all that stand alone. */
const above = ({ problems }: HistoryReport, code: string): readonly (string | null)[] =>
  problems.filter((one) => one.code === code).map(({ because }) => because?.code ?? null);

interface Sender {
  account: string;
  region: string;
}
const main: Sender = { account: '111122223333', region: 'eu-west-1' };
const other: Sender = { account: '333333333333', region: 'us-east-1' };

/** Mail of some days by one sender, a share of it bounced. */
const sentBy = (
  { account, region }: Sender,
  on: readonly string[],
  perDay: number,
  bounced: number,
): readonly object[] =>
  recordsOf(on.flatMap((day) => mailsOf(day, perDay, { account, bounced, set: `set-${region}` }))).map(
    (record) => {
      const mail = (record as { mail: { messageId: string; sourceArn: string } }).mail;
      const sourceArn = mail.sourceArn.replace('eu-west-1', region);
      return { ...record, mail: { ...mail, sourceArn, messageId: `${region}-${mail.messageId}` } };
    },
  );

describe('a rise that comes from one account or Region', () => {
  it.each<[string, Sender, Sender, readonly string[], readonly string[]]>([
    ['a new account in a new Region', main, other, late, ['of account 333333333333', 'in us-east-1']],
    ['a new Region of the account', main, { ...main, region: 'us-east-1' }, late, ['in us-east-1']],
    [
      'a new account in the Region',
      main,
      { ...other, region: 'eu-west-1' },
      late,
      ['of account 333333333333'],
    ],
  ])('%s: is told by it, below the rate of it', async (_, one, another, on, words) => {
    const records = [...sentBy(one, days, 400, 2), ...sentBy(another, on, 400, 44)];
    const report = await documentOf(linesOf(records));
    const rise = report.problems.find(({ code }) => code === 'history/rise');
    expect(rise?.summary.replaceAll(/ \(new since 2026-[-\d]+\)/g, '')).toContain(
      `most of them ${words.join(', ')}`,
    );
    expect(above(report, 'history/rise')).toEqual(['history/bounce-rate']);
    // The excess of each part, by a count of its own: what it has above the share that was usual.
    const bounces = (of: readonly object[]): number =>
      of.filter((record) => (record as { eventType: string }).eventType === 'Bounce').length;
    const rows = report.tables['rise_parts']?.rows.filter(
      ([, , dimension]) => dimension === 'account' || dimension === 'region',
    );
    for (const [, , , value, recipients, excess] of rows ?? []) {
      const isNew =
        value === (one.account === another.account ? another.region : another.account) ||
        value === another.region;
      if (isNew && value !== one.region)
        expect([recipients, excess]).toEqual([
          bounces(sentBy(another, on, 400, 44)),
          bounces(sentBy(another, on, 400, 44)) - on.length * 2,
        ]);
    }
    expect(rows?.length).toBeGreaterThan(0);
  });

  it('an account that was good until then', async () => {
    const records = [
      ...sentBy(main, days, 400, 2),
      ...sentBy(other, old, 400, 2),
      ...sentBy(other, late, 400, 70).map((record) => {
        const mail = (record as { mail: { messageId: string } }).mail;
        return { ...record, mail: { ...mail, messageId: `late-${mail.messageId}` } };
      }),
    ];
    const report = await documentOf(linesOf(records));
    expect(report.problems.find(({ code }) => code === 'history/rise')?.summary).toContain(
      'most of them of account 333333333333, in us-east-1',
    );
    expect(above(report, 'history/rise')).toEqual(['history/bounce-rate']);
  });

  it('of both accounts: no account has most of it, and it stands alone', async () => {
    const records = [old, late].flatMap((on, part) =>
      [main, other].flatMap((sender) =>
        sentBy(sender, on, 400, part === 0 ? 2 : 14).map((record) => {
          const mail = (record as { mail: { messageId: string } }).mail;
          return { ...record, mail: { ...mail, messageId: `${part}-${mail.messageId}` } };
        }),
      ),
    );
    const report = await documentOf(linesOf(records));
    expect(report.problems.find(({ code }) => code === 'history/rise')?.summary).not.toMatch(
      /of account|in us-east/,
    );
    expect(above(report, 'history/rise')).toEqual([null]);
  });

  it('a new account whose mail fails as usual is no rise', async () => {
    const report = await documentOf(linesOf([...sentBy(main, days, 400, 2), ...sentBy(other, late, 400, 2)]));
    expect(report.problems).toEqual([]);
  });

  it('of one account alone, nothing names it', async () => {
    const report = await documentOf(linesOf([...sentBy(main, old, 400, 2), ...sentBy(main, late, 400, 14)]));
    const dimensions = new Set((report.tables['rise_parts']?.rows ?? []).map(([, , dimension]) => dimension));
    expect(dimensions).toEqual(new Set(['receiver']));
  });
});

describe('what never left SES', () => {
  const usual = days.flatMap((day) => mailsOf(day, 300, { bounced: 1 }));
  const failed = (
    type: 'Reject' | 'Rendering Failure',
    on: readonly string[],
    perDay: number,
  ): readonly Mail[] =>
    on.flatMap((day) =>
      mailsOf(day, perDay, { domain: 'gmail.com', campaign: 'welcome' }).map((mail): Mail => ({
        ...mail,
        to: `${type.slice(0, 3)}${mail.to}`,
        fate: [...(type === 'Reject' ? [{ type: 'Send' as const, after: 0 }] : []), { type, after: 0 }],
      })),
    );
  const asked = async (mails: readonly Mail[]): Promise<HistoryReport> =>
    await documentOf(linesOf(recordsOf(mails)));

  it.each([
    ['not rendered', 'Rendering Failure', '--template', 'virus'],
    ['rejected', 'Reject', 'virus', '--template'],
  ] as const)(
    '%s: one cause with its own step, the rise below it, no receiver named',
    async (word, type, step, not) => {
      const report = await asked([...usual, ...failed(type, late, 30)]);
      const told = report.problems.find(({ code }) => code === 'history/not-sent');
      expect(told?.summary).toBe(`${30 * late.length} messages never left SES: ${word}.`);
      expect(told?.evidence.map(({ actual }) => actual)).toEqual([String(30 * late.length)]);
      const steps = (told?.fix ?? []).map(({ text }) => text).join(' ');
      expect(steps).toContain(step);
      expect(steps).not.toContain(not);
      expect(above(report, 'history/rise')).toEqual(['history/not-sent']);
      const rise = report.problems.find(({ code }) => code === 'history/rise');
      expect(rise?.summary).toContain(first);
      expect(rise?.summary).toContain('in the campaign welcome');
      expect(rise?.summary).not.toContain('Gmail');
      expect(report.causes).toEqual(['history/not-sent']);
    },
  );

  it('both', async () => {
    const report = await asked([
      ...usual,
      ...failed('Reject', late, 3),
      ...failed('Rendering Failure', late, 4),
    ]);
    const told = report.problems.find(({ code }) => code === 'history/not-sent');
    expect(told?.summary).toBe('56 messages never left SES: 32 not rendered, 24 rejected.');
    expect(told?.fix).toHaveLength(2);
  });

  it('none: nothing is told', async () => {
    expect((await asked(usual)).problems).toEqual([]);
  });

  it('a rise of bounces is not joined to it', async () => {
    const more = late.flatMap((day) => mailsOf(day, 300, { bounced: 20, campaign: 'other' }));
    const report = await asked([
      ...usual,
      ...more.map((mail) => ({ ...mail, to: `b${mail.to}` })),
      ...failed('Reject', days, 1),
    ]);
    expect(above(report, 'history/rise')).toEqual([null]);
  });
});

describe('records that are lost one by one', () => {
  const records = recordsOf(days.flatMap((day) => mailsOf(day, 400, { bounced: 4 })));
  it('are told once, with both sides', async () => {
    const left = records.filter((record, nth) => {
      const day = (record as { mail: { timestamp: string } }).mail.timestamp.slice(0, 10);
      return !late.slice(2, 4).includes(day) || ((nth * 7919) % 997) % 10 > 2;
    });
    const report = await documentOf(linesOf(left));
    expect(report.exitCode).toBe(3);
    const told = report.problems.filter(({ code }) => code === 'history/ends-untold');
    expect(told).toHaveLength(1);
    // By the message, in plain JavaScript.
    const has = (type: readonly string[]): Set<string> =>
      new Set(
        (left as { eventType: string; mail: { messageId: string } }[])
          .filter(({ eventType }) => type.includes(eventType))
          .map(({ mail }) => mail.messageId),
      );
    const [sent, ended] = [has(['Send']), has(['Delivery', 'Bounce'])];
    const without = (some: Set<string>, others: Set<string>): number =>
      [...some].filter((id) => !others.has(id)).length;
    expect(told[0]?.summary).toContain(`Records are missing: ${without(ended, sent)} of `);
    expect(told[0]?.summary).toContain(`and of ${without(sent, ended)} of `);
    expect(told[0]?.evidence).toHaveLength(2);
  });

  it('none lost: nothing is told', async () => {
    expect((await documentOf(linesOf(records))).problems).toEqual([]);
  });
});

describe('complaints', () => {
  const complained = (count: number, campaign: string, mails: number): readonly Mail[] =>
    days.flatMap((day, nth) =>
      mailsOf(day, mails, {
        campaign,
        set: campaign,
        complained: nth < count % 20 ? Math.ceil(count / 20) : Math.floor(count / 20),
      }),
    );
  const asked = async (...mails: readonly (readonly Mail[])[]): Promise<readonly string[]> =>
    (await documentOf(linesOf(recordsOf(mails.flat())))).problems
      .filter(({ code }) => code === 'history/campaign-complaints')
      .map(({ subject }) => subject);

  it('of the only campaign, surely below the limit of AWS, are no fault of it', async () => {
    expect(await asked(complained(19, 'only', 1000))).toEqual([]);
  });
  it('of a campaign beside little other mail, neither', async () => {
    expect(await asked(complained(19, 'only', 1000), complained(0, 'small', 20))).toEqual([]);
  });
  it('of a campaign that surely has more than all others are told', async () => {
    expect(await asked(complained(24, 'bad', 1000), complained(0, 'good', 1500))).toEqual(['bad']);
  });

  it('the table names the mail that a share is of', async () => {
    const { tables } = await documentOf(
      linesOf(recordsOf([...complained(40, 'a', 400), ...complained(3, 'b', 400)])),
    );
    const { columns = [], rows = [] } = tables['complaints_by_campaign'] ?? {};
    const at = (name: string): number => columns.findIndex((one) => one.name === name);
    expect(rows).toHaveLength(2);
    for (const row of rows)
      expect(row[at('share')]).toBeCloseTo(Number(row[at('complaints')]) / Number(row[at('share_of')]), 12);
  });
});

describe('addresses that are written to again', () => {
  const again = (addresses: number, times: number): readonly Mail[] => [
    ...days.flatMap((day) => mailsOf(day, 600, { bounced: 2 })),
    ...Array.from({ length: addresses }, (_, nth) =>
      days.slice(0, times).map((day): Mail => ({
        ...{ at: `${day}T10:00:00.000Z`, to: `gone${nth}@receiver.example`, set: 'marketing' },
        ...{ account: '111122223333', identity: 'example.com', campaign: 'news' },
        fate: [
          { type: 'Send', after: 0 },
          { type: 'Bounce', after: 1 },
        ],
      })),
    ).flat(),
  ];
  it.each([
    [
      1,
      2,
      'info',
      '1 address that bounced permanently still gets mail: 1 message since, and it bounced again.',
    ],
    [
      1,
      3,
      'info',
      '1 address that bounced permanently still gets mail: 2 messages since, and each bounced again.',
    ],
    [
      5,
      3,
      'warning',
      '5 addresses that bounced permanently still get mail: 10 messages since, and each bounced again.',
    ],
  ])('%i of them, %i times: %s', async (addresses, times, severity, summary) => {
    const { problems } = await documentOf(linesOf(recordsOf(again(addresses, times))), [
      '--question',
      'dead-addresses',
    ]);
    expect(problems.map((one) => [one.severity, one.summary])).toEqual([[severity, summary]]);
  });
});

describe('times that are still to come', () => {
  const text = linesOf(recordsOf(daysFrom('2020-11-01', 5).flatMap((day) => mailsOf(day, 20))));
  it('a range that begins then holds nothing', async () => {
    const { exitCode, stderr } = await history({ 'a.ndjson': text }, [
      '{folder}/a.ndjson',
      '--since',
      '2999-01-01',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--since "2999-01-01" lies in the future: the range holds nothing');
  });
  const overview = ['--question', 'overview'];
  it('records that are dated then are told, and are in no rate', async () => {
    const ahead = linesOf(recordsOf(mailsOf('2999-11-21', 30, { bounced: 30, account: '999900001111' })));
    const report = await documentOf(`${text}\n${ahead}`, overview);
    const plain = await documentOf(text, overview);
    expect(report.problems.map(({ code, summary }) => [code, summary])).toEqual([
      [
        'history/records-ahead',
        '60 of 260 records are dated after today, on 2999-11-21: they are in no rate.',
      ],
    ]);
    expect([report.exitCode, plain.exitCode, plain.problems]).toEqual([3, 0, []]);
    expect(report.tables).toEqual(plain.tables);
  });
  it('one whose mail was sent today, and that arrived in another year', async () => {
    const late = recordsOf(mailsOf('2020-11-05', 1, { account: '999900001111' })).map((one, nth) =>
      nth === 0 ? one : { ...one, delivery: { timestamp: '2999-01-01T00:00:00Z', recipients: [] } },
    );
    const report = await documentOf(`${text}\n${linesOf(late)}`, overview);
    expect(report.problems.map(({ code }) => code)).toContain('history/records-ahead');
    expect(report.tables['days']?.rows.map(([day]) => day)).not.toContain('2999-01-01');
  });
  it('neither a death nor a sign of life is dated then, and no complaint', async () => {
    const dead = linesOf(recordsOf(mailsOf('2020-11-05', 4, { bounced: 4, account: '999900001111' })));
    const later = mailsOf('2999-11-21', 4, { account: '999900001111' });
    const complained = recordsOf(later).map((record) => {
      const { mail } = record as { mail: { destination: readonly string[] } };
      const complainedRecipients = [{ emailAddress: mail.destination[0] }];
      const complaint = { timestamp: '2999-11-21T12:00:00.000Z', complainedRecipients };
      return { eventType: 'Complaint', mail, complaint };
    });
    const tablesOf = async (ahead: string): Promise<unknown> => {
      const report = await documentOf(`${text}\n${dead}\n${ahead}`);
      expect(report.problems.some(({ code }) => code === 'history/records-ahead')).toBe(ahead !== '');
      return Object.entries(report.tables).filter(([name]) => /complain|dead/.test(name));
    };
    const plain = await tablesOf('');
    expect(JSON.stringify(plain)).toContain('2020-11-05');
    for (const ahead of [
      linesOf(recordsOf(later.map((one) => ({ ...one, to: one.to.replace('2999-11-21', '2020-11-05') })))),
      linesOf(recordsOf(mailsOf('2999-11-21', 4, { bounced: 4, account: '999900001111' }))),
      linesOf(complained),
    ])
      expect(await tablesOf(ahead)).toEqual(plain);
  });
  it('most of them, where the clock of this machine is wrong: they count', async () => {
    const report = await documentOf(linesOf(recordsOf(mailsOf('2999-11-21', 30))), overview);
    expect(report.problems.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^60 of 60 records are dated after the clock of this machine, which says /),
    ]);
    expect(report.tables['days']?.rows).toHaveLength(1);
  });
  it('those that --until leaves out are no matter', async () => {
    const ahead = linesOf(recordsOf(mailsOf('2999-11-21', 3, { account: '999900001111' })));
    expect((await documentOf(`${text}\n${ahead}`, [...overview, '--until', '2020-11-06'])).problems).toEqual(
      [],
    );
  });
});

it.each([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'there is no such file'],
  ['EIO', 'EIO: input'],
])('%s of a file or folder is told in words', (code, words) => {
  expect(readFault(Object.assign(new Error(`${code}: input`), { code }))).toBe(words);
});
