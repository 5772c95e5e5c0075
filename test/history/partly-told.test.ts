import { describe, expect, it } from 'vitest';
import type { HistoryReport } from '../../src/history/document.ts';
import {
  daysFrom,
  linesOf,
  mailsOf,
  recordsOf,
  type Fate,
  type Mail,
  type Published,
} from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

/** A share needs mail that is told of as its failures are: the truth is counted in the mail itself, before it is published. */
const days = daysFrom('2026-11-02', 10);
const all = [
  ...days.flatMap((day) => mailsOf(day, 200, { bounced: 4, complained: 1 })),
  ...days.flatMap((day) =>
    mailsOf(day, 120, { set: 'alerts', bounced: 12, complained: 2, campaign: 'alarm' }),
  ),
];

type Told = (mail: Mail) => boolean;
const isBefore = (mail: Mail, day: string): boolean => mail.at.slice(0, 10) < day;
const failuresOnly = (type: Fate): Published =>
  ['Bounce', 'Complaint', 'DeliveryDelay'].includes(type) ? 'event' : 'nothing';

interface Case {
  mails?: readonly Mail[];
  publish: (mail: Mail, type: Fate) => Published;
  /** Mail of which the records tell. */
  told: Told;
  /** What is said to lack Sends. */
  names: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a set without Sends and Deliveries': {
    publish: (mail, type) => (mail.set === 'alerts' ? failuresOnly(type) : 'event'),
    told: ({ set }) => set !== 'alerts',
    names: ['configuration set alerts on 2026-11-02 to 2026-11-11'],
  },
  'Sends from the fifth day on': {
    publish: (mail, type) => (isBefore(mail, '2026-11-06') ? failuresOnly(type) : 'event'),
    told: (mail) => !isBefore(mail, '2026-11-06'),
    names: ['marketing on 2026-11-02 to 2026-11-05', 'alerts on 2026-11-02 to 2026-11-05'],
  },
  'Sends of one set up to the seventh day': {
    publish: (mail, type) =>
      mail.set === 'alerts' && !isBefore(mail, '2026-11-09') ? failuresOnly(type) : 'event',
    told: (mail) => mail.set !== 'alerts' || isBefore(mail, '2026-11-09'),
    names: ['alerts on 2026-11-09 to 2026-11-11'],
  },
  'two days in the middle without Sends and Deliveries': {
    publish: (mail, type) => (/-0[67]T/.test(mail.at) ? failuresOnly(type) : 'event'),
    told: (mail) => !/-0[67]T/.test(mail.at),
    names: ['alerts on 2026-11-06 to 2026-11-07', 'marketing on 2026-11-06 to 2026-11-07'],
  },
  'Sends of a set that begin in the afternoon, without Deliveries': {
    publish: (mail, type) =>
      type === 'Delivery' || (mail.at < '2026-11-06T15:00' && type === 'Send' && mail.set === 'alerts')
        ? 'nothing'
        : 'event',
    told: (mail) => mail.set !== 'alerts' || !isBefore(mail, '2026-11-07'),
    names: ['alerts on 2026-11-02 to 2026-11-06'],
  },
  'a set of the same name in another account, without Sends': {
    mails: all.map((mail) =>
      mail.set === 'alerts' ? { ...mail, set: 'marketing', account: '444455556666' } : mail,
    ),
    publish: (mail, type) => (mail.account === '444455556666' ? failuresOnly(type) : 'event'),
    told: ({ account }) => account !== '444455556666',
    names: ['marketing of account 444455556666 on 2026-11-02'],
  },
  'a set renamed in mid range, the new one without Sends': {
    mails: all.map((mail) => (isBefore(mail, '2026-11-07') ? mail : { ...mail, set: 'new-name' })),
    publish: (mail, type) => (mail.set === 'new-name' ? failuresOnly(type) : 'event'),
    told: ({ set }) => set !== 'new-name',
    names: ['new-name on 2026-11-07 to 2026-11-11'],
  },
  'mail without a set, of which one identity has Deliveries and one has bounces alone': {
    mails: all.map((mail) => ({
      ...mail,
      set: null,
      identity: mail.set === 'alerts' ? 'alerts.example' : 'example.com',
    })),
    publish: (mail, type) =>
      type === 'Send'
        ? 'nothing'
        : failuresOnly(type) === 'event' || mail.identity === 'example.com'
          ? 'notification'
          : 'nothing',
    told: ({ identity }) => identity === 'example.com',
    names: ['(alerts.example) on 2026-11-02'],
  },
};

const complete: Readonly<Record<string, Pick<Case, 'mails' | 'publish'>>> = {
  'everything of both sets': { publish: () => 'event' },
  'no Deliveries': { publish: (_, type) => (type === 'Delivery' ? 'nothing' : 'event') },
  'no Sends': { publish: (_, type) => (type === 'Send' ? 'nothing' : 'event') },
  'Sends of one set and Deliveries of the other': {
    publish: (mail, type) => (type === (mail.set === 'alerts' ? 'Send' : 'Delivery') ? 'nothing' : 'event'),
  },
  'Sends that begin in mid range, beside Deliveries': {
    publish: (mail, type) => (type === 'Send' && isBefore(mail, '2026-11-07') ? 'nothing' : 'event'),
  },
  'failures that come as notifications of the identity, without a set': {
    publish: (_, type) => (failuresOnly(type) === 'event' ? 'notification' : 'event'),
  },
  'bounces that come two days later': {
    mails: days
      .slice(0, 8)
      .flatMap((day) =>
        mailsOf(day, 200, { bounced: 8, bouncesAfter: 2880, complained: 2, complaintsAfter: 2000 }),
      ),
    publish: () => 'event',
  },
  'bounces after a delivery': {
    mails: all.map((mail) => ({
      ...mail,
      fate: mail.fate.some(({ type }) => type === 'Bounce')
        ? [...mail.fate.slice(0, 1), { type: 'Delivery', after: 1 }, { type: 'Bounce', after: 300 }]
        : mail.fate,
    })),
    publish: () => 'event',
  },
};

const has = (mail: Mail, type: Fate): boolean => mail.fate.some((one) => one.type === type);
const count = (mails: readonly Mail[], type: Fate): number => mails.filter((mail) => has(mail, type)).length;

/** Every share of the tables of the overview, the receivers and the complaints against the mail itself. */
function compare({ tables }: HistoryReport, mails: readonly Mail[], told: Told): void {
  const value = (name: string, row: readonly unknown[], column: string): unknown =>
    row[tables[name]?.columns.findIndex((one) => one.name === column) ?? -1];
  const known = mails.filter(told);
  const share = (hits: number, of: number): number | null => (of === 0 ? null : hits / of);
  const near = (is: unknown, shall: number | null, what: string): void => {
    if (shall === null || is === null) expect([what, is]).toEqual([what, shall]);
    else expect(is, what).toBeCloseTo(shall, 9);
  };
  for (const row of tables['days']?.rows ?? []) {
    const own = known.filter(({ at }) => at.startsWith(String(row[0])));
    near(
      value('days', row, 'hard_bounce_share'),
      share(count(own, 'Bounce'), own.length),
      `bounces ${String(row[0])}`,
    );
    near(
      value('days', row, 'complaint_share'),
      share(count(own, 'Complaint'), own.length),
      `complaints ${String(row[0])}`,
    );
  }
  for (const row of tables['causes']?.rows ?? []) {
    const type = value('causes', row, 'type') as Fate;
    near(value('causes', row, 'share'), share(count(known, type), known.length), `causes ${String(row[0])}`);
    expect(value('causes', row, 'recipients')).toBe(count(mails, type));
  }
  for (const row of tables['complaints_by_campaign']?.rows ?? []) {
    const own = known.filter(({ campaign }) => campaign === row[0]);
    const arrived = own.filter((mail) => has(mail, 'Delivery')).length;
    // Notifications name no campaign: then nobody knows which one drew the complaints.
    if (value('complaints_by_campaign', row, 'complaints') === 0 && count(own, 'Complaint') > 0) {
      expect(value('complaints_by_campaign', row, 'share')).toBeNull();
      continue;
    }

    near(
      value('complaints_by_campaign', row, 'share'),
      share(count(own, 'Complaint'), arrived),
      `of ${String(row[0])}`,
    );
  }
}

const codes = ({ problems }: HistoryReport): readonly string[] => problems.map(({ code }) => code);

describe('of mail that is told of in part', () => {
  it.each(Object.entries(cases))(
    '%s: shares are of the other part',
    async (_, { mails = all, publish, told, names }) => {
      const report = await documentOf(linesOf(recordsOf(mails, publish)));
      compare(report, mails, told);
      const [said] = report.problems.filter(({ code }) => code === 'history/part-without-sends');
      for (const name of names) expect(said?.summary).toContain(name);
      expect([said?.severity, report.exitCode]).toEqual(['unknown', 3]);
      expect(codes(report)).not.toContain('history/rise');
    },
  );

  it.each(Object.entries(complete))(
    '%s: every share stands, and nothing lacks',
    async (_, { mails = all, publish }) => {
      const report = await documentOf(linesOf(recordsOf(mails, publish)));
      compare(report, mails, () => true);
      expect(codes(report)).not.toContain('history/part-without-sends');
      expect(codes(report)).not.toContain('history/no-sends');
      expect(codes(report)).not.toContain('history/rise');
    },
  );

  it.each(['rise', 'complaints', 'deferrals'])('the question %s alone has no tick', async (question) => {
    const publish = (mail: Mail, type: Fate): Published =>
      mail.set === 'alerts' ? failuresOnly(type) : 'event';
    const report = await documentOf(linesOf(recordsOf(all, publish)), ['--question', question]);
    expect(codes(report)).toContain('history/part-without-sends');
    expect(report.exitCode).toBe(3);
  });

  it('what comes as an event and as a notification counts once, with its set', async () => {
    const twice = [
      ...recordsOf(all),
      ...recordsOf(all, (_, type) => (failuresOnly(type) === 'event' ? 'notification' : 'nothing')),
    ];
    for (const records of [twice, twice.toReversed()]) {
      const report = await documentOf(linesOf(records));
      compare(report, all, () => true);
      expect(codes(report)).not.toContain('history/part-without-sends');
    }
  });

  it('the rest has its findings', async () => {
    const mails = [
      ...days.flatMap((day) => mailsOf(day, 200, { bounced: 14 })),
      ...days.flatMap((day) => mailsOf(day, 2000, { set: 'alerts', bounced: 2, campaign: 'alarm' })),
    ];
    const publish = (mail: Mail, type: Fate): Published =>
      mail.set === 'alerts' ? failuresOnly(type) : 'event';
    const report = await documentOf(linesOf(recordsOf(mails, publish)));
    expect(report.problems.find(({ code }) => code === 'history/bounce-rate')?.summary).toContain(
      '7% of the mail bounced permanently: 140 of 2,000 recipients',
    );
  });

  it.each([
    ['stop', (mail: Mail) => mail.set === 'marketing' && mail.at > '2026-11-08'],
    ['begin', (mail: Mail) => mail.set === 'alerts' && mail.at < '2026-11-01'],
  ] as const)('where the Sends of one set %s, the other part of the mail is no rise', async (_, isUntold) => {
    const mails = daysFrom('2026-10-19', 24).flatMap((day) => [
      ...mailsOf(day, 400, { bounced: 4 }),
      ...mailsOf(day, 200, { set: 'alerts', bounced: 20, campaign: 'alarm' }),
      ...mailsOf(day, 100, { set: 'receipts', bounced: 1, campaign: 'receipts' }),
    ]);
    const publish = (mail: Mail, type: Fate): Published => (isUntold(mail) ? failuresOnly(type) : 'event');
    const report = await documentOf(linesOf(recordsOf(mails, publish)));
    expect(codes(report)).not.toContain('history/rise');
    compare(report, mails, (mail) => !isUntold(mail));
  });

  it('a rise in the part without Sends is told in counts', async () => {
    const long = daysFrom('2026-10-19', 24);
    const mails = [
      ...long.flatMap((day) => mailsOf(day, 200, { bounced: 4 })),
      ...long.flatMap((day) =>
        mailsOf(day, 300, { set: 'alerts', bounced: day === '2026-11-09' ? 200 : 10, campaign: 'alarm' }),
      ),
    ];
    const publish = (mail: Mail, type: Fate): Published =>
      mail.set === 'alerts' ? failuresOnly(type) : 'event';
    const report = await documentOf(linesOf(recordsOf(mails, publish)), ['--question', 'rise']);
    expect(
      report.problems.filter(({ code }) => code === 'history/rise').map(({ summary }) => summary),
    ).toEqual([expect.stringMatching(/rose on 2026-11-09 from 14 to 204 recipients a day/)]);
  });

  it('where only bounces are asked for, there is no share and no talk of it', async () => {
    const report = await documentOf(linesOf(recordsOf(all)), ['--where', 'type=Bounce']);
    const at = report.tables['days']?.columns.findIndex(({ name }) => name === 'hard_bounce_share') ?? -1;
    expect(report.tables['days']?.rows.map((row) => row[at])).toEqual(days.map(() => null));
    expect(codes(report)).not.toContain('history/part-without-sends');
  });

  it('a set that is not asked about is not talked of', async () => {
    const { publish } = cases['a set without Sends and Deliveries'] ?? { publish: () => 'event' as const };
    const report = await documentOf(linesOf(recordsOf(all, publish)), [
      '--where',
      'configuration-set=marketing',
    ]);
    compare(
      report,
      all.filter(({ set }) => set === 'marketing'),
      () => true,
    );
    expect(codes(report)).not.toContain('history/part-without-sends');
  });
});

describe('impossible shares', () => {
  it('of complaints about mail of before the range there are none', async () => {
    const before = mailsOf('2026-11-01', 1000, { complained: 40, complaintsAfter: 3000 });
    const mails = days.flatMap((day) => mailsOf(day, 10, {}));
    const report = await documentOf(linesOf(recordsOf([...before, ...mails])), ['--since', '2026-11-02']);
    compare(report, [...before, ...mails], (mail) => !isBefore(mail, '2026-11-02'));
    expect(codes(report)).not.toContain('history/complaint-rate');
    expect(codes(report)).not.toContain('history/campaign-complaints');
    expect(report.notes.join(' ')).toContain('40 complaints');
  });

  it('of complaints on a day with little mail there are none above 100%', async () => {
    const mails = [
      ...mailsOf('2026-11-02', 1000, { complained: 30, complaintsAfter: 2880 }),
      ...['2026-11-03', '2026-11-04', '2026-11-05'].flatMap((day) => mailsOf(day, 5, {})),
    ];
    compare(await documentOf(linesOf(recordsOf(mails))), mails, () => true);
  });

  it('of what was not rendered, the share is of what was handed to SES', async () => {
    const mails = days.flatMap((day) => [
      ...mailsOf(day, 40, {}),
      ...mailsOf(day, 60, { set: 'welcome' }).map((mail): Mail => ({
        ...mail,
        to: `x${mail.to}`,
        fate: [{ type: 'Rendering Failure', after: 0 }],
      })),
    ]);
    const { tables } = await documentOf(linesOf(recordsOf(mails)));
    const at = tables['causes']?.columns.findIndex(({ name }) => name === 'share') ?? -1;
    expect(tables['causes']?.rows.map((row) => row[at])).toEqual([0.6]);
  });

  it('of mail that waits again and again, each counts once', async () => {
    const mails = days.flatMap((day) =>
      mailsOf(day, 20, {}).map((mail): Mail => ({
        ...mail,
        fate: [
          { type: 'Send', after: 0 },
          ...[5, 65, 185, 600].map((after) => ({ type: 'DeliveryDelay' as const, after })),
          { type: 'Delivery', after: 700 },
        ],
      })),
    );
    const { tables } = await documentOf(linesOf(recordsOf(mails)));
    const at = (name: string): number =>
      tables['causes']?.columns.findIndex((one) => one.name === name) ?? -1;
    expect(tables['causes']?.rows.map((row) => [row[at('recipients')], row[at('share')]])).toEqual([
      [200, 1],
    ]);
  });
});
