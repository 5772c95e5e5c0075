import { describe, expect, it } from 'vitest';
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

/** A share of bounces is of mail whose bounces would be in the records: of the other mail, none is no answer. */
const days = daysFrom('2026-11-02', 10);
const all = days.flatMap((day) => [
  ...mailsOf(day, 200, { bounced: 4, complained: 1 }),
  ...mailsOf(day, 120, { set: 'alerts', bounced: 3, complained: 1, campaign: 'alarm' }),
]);
const ofAlerts = all.filter(({ set }) => set === 'alerts');
const healthy = (mail: Mail): Mail =>
  mail.set === 'alerts'
    ? {
        ...mail,
        fate: [
          { type: 'Send', after: 0 },
          { type: 'Delivery', after: 10 },
        ],
      }
    : mail;

type Publish = (mail: Mail, type: Fate) => Published;
/** All events but some of the set alerts. */
const without =
  (...types: readonly Fate[]): Publish =>
  (mail, type) =>
    mail.set === 'alerts' && types.includes(type) ? 'nothing' : 'event';
const noSet = all.map((mail): Mail =>
  mail.set === 'alerts' ? { ...mail, set: null, identity: 'alerts.example' } : mail,
);
/** Of the one set all events; of the other, the failures come as notifications of its identity. */
const byNotice: Publish = (mail, type) =>
  mail.set === 'alerts' && (type === 'Bounce' || type === 'Complaint') ? 'notification' : 'event';

/** A sender with lists of care: of 600 mails a day two bounce. */
const careful = days.flatMap((day) => mailsOf(day, 600, { bounced: 2, complained: 0 }));
/** The same, of whom no mail bounces; of the first `lost` the delivery is not in the records. */
const losing = (lost: number): readonly Mail[] =>
  careful.map((mail, nth): Mail => ({
    ...mail,
    fate: [
      { type: 'Send', after: 0 },
      ...(nth % 600 < 10 && Math.floor(nth / 600) * 10 + (nth % 600) < lost
        ? []
        : [{ type: 'Delivery' as const, after: 10 }]),
    ],
  }));

interface World {
  mails?: readonly Mail[];
  publish: Publish;
  args?: readonly string[];
  /** What is said, or null. */
  said: string | null;
  /** Hard bounces as a share of the mail whose bounces are told; null without any such mail. */
  share: number | null;
}
const ofBoth = 70 / 3200;
const ofMarketing = 40 / 2000;

const worlds: Readonly<Record<string, World>> = {
  'a set that publishes Send and Delivery, and no Bounce': {
    publish: without('Bounce'),
    ...{ said: '1,200 recipients bounced is not known', share: ofMarketing },
  },
  'the same, which publishes no Complaint either': {
    publish: without('Bounce', 'Complaint'),
    ...{ said: 'alerts on 2026-11-02 to 2026-11-11. Of 30 of them there is no delivery', share: ofMarketing },
  },
  'a set that publishes Send alone': {
    publish: without('Bounce', 'Delivery', 'Complaint'),
    ...{ said: 'configuration set alerts', share: ofMarketing },
  },
  'a set that publishes Delivery alone': {
    publish: without('Bounce', 'Send'),
    ...{ said: 'configuration set alerts', share: ofMarketing },
  },
  'nothing but that set': { mails: ofAlerts, publish: without('Bounce'), said: 'set alerts', share: null },
  'a set of which a third bounces': {
    mails: all.map((mail, nth) =>
      mail.set === 'alerts' && nth % 3 === 0
        ? {
            ...mail,
            fate: [
              { type: 'Send', after: 0 },
              { type: 'Bounce', after: 1 },
            ],
          }
        : mail,
    ),
    ...{ publish: without('Bounce'), said: 'configuration set alerts', share: ofMarketing },
  },
  'no set anywhere, and Deliveries as notifications': {
    mails: noSet.filter(({ set }) => set === null),
    publish: (_, type) => (type === 'Delivery' ? 'notification' : 'nothing'),
    ...{ said: 'without a configuration set (alerts.example)', share: null },
  },
  'a set whose Bounces end in mid range': {
    publish: (mail, type) =>
      mail.set === 'alerts' && type === 'Bounce' && mail.at > '2026-11-07' ? 'nothing' : 'event',
    ...{ said: 'alerts on 2026-11-07 to 2026-11-11', share: 55 / 2600 },
  },
  'a set whose bounces come as notifications, where its campaign is asked for': {
    publish: byNotice,
    args: ['--where', 'campaign=alarm'],
    ...{ said: 'configuration set alerts', share: null },
  },
  'such a set of another account of the same name': {
    mails: all.map((mail) =>
      mail.set === 'alerts' ? { ...mail, set: 'marketing', account: '444455556666' } : mail,
    ),
    publish: (mail, type) => (mail.account === '444455556666' && type === 'Bounce' ? 'nothing' : 'event'),
    ...{ said: '1,200 recipients bounced is not known', share: ofMarketing },
  },
  'a careful sender whose one bounce in three hundred is not published': {
    mails: careful,
    publish: (_, type) => (type === 'Bounce' ? 'nothing' : 'event'),
    ...{ said: 'Of 20 of them there is no delivery', share: null },
  },
  'the same, beside a set that publishes all': {
    mails: [
      ...careful.map((mail) => ({ ...mail, set: 'care' })),
      ...all.filter(({ set }) => set !== 'alerts'),
    ],
    publish: (mail, type) => (mail.set === 'care' && type === 'Bounce' ? 'nothing' : 'event'),
    ...{ said: 'configuration set care', share: ofMarketing },
  },

  'a careful sender who publishes all': {
    mails: careful,
    ...{ publish: () => 'event', said: null, share: 20 / 6000 },
  },
  'a sender of whom nothing bounces, and five deliveries of six thousand are lost': {
    mails: losing(5),
    ...{ publish: () => 'event', said: null, share: 0 },
  },
  'two sets that publish all': { publish: () => 'event', said: null, share: ofBoth },
  'a set of which nothing bounces, and all of it arrives': {
    mails: all.map(healthy),
    ...{ publish: () => 'event', said: null, share: 40 / 3200 },
  },
  'the same without Sends': {
    mails: all.map(healthy).slice(0, 960),
    publish: without('Send'),
    said: null,
    share: 12 / 960,
  },
  'bounces of one set as notifications, beside those of another as events': {
    publish: byNotice,
    ...{ said: null, share: ofBoth },
  },
  'the same where a third mail has no set': {
    mails: [
      ...all,
      ...days.flatMap((day) => mailsOf(day, 40, { set: null, identity: 'third.example', bounced: 1 })),
    ],
    ...{ publish: byNotice, said: null, share: 80 / 3600 },
  },
  'mail of the last hours that is under way': {
    mails: all
      .filter((mail) => mail.at < '2026-11-11T20:00')
      .map((mail) => (mail.at > '2026-11-11T19:50' ? { ...mail, fate: [{ type: 'Send', after: 0 }] } : mail)),
    ...{ publish: () => 'event', said: null, share: null },
  },
  'a set without bounces that is not asked about': {
    publish: without('Bounce'),
    args: ['--where', 'configuration-set=marketing'],
    ...{ said: null, share: ofMarketing },
  },
};

describe('bounces of mail', () => {
  it.each(Object.entries(worlds))('%s', async (name, { mails = all, publish, args = [], said, share }) => {
    const report = await documentOf(linesOf(recordsOf(mails, publish)), args);
    const codes = report.problems.map(({ code }) => code);
    const found = report.problems.find(({ code }) => code === 'history/bounces-untold');
    expect([codes.includes('history/part-without-sends'), codes.includes('history/no-sends')]).toEqual([
      false,
      false,
    ]);
    if (said === null) expect([found?.summary, report.exitCode]).toEqual([undefined, 0]);
    else {
      expect(found?.summary).toContain(said);
      expect([found?.severity, report.exitCode]).toEqual(['unknown', 3]);
    }
    if (name === 'mail of the last hours that is under way') return;
    const rows = report.tables['days']?.rows ?? [];
    const at = (column: string): number =>
      report.tables['days']?.columns.findIndex((one) => one.name === column) ?? -1;
    if (share === null) expect(rows.map((row) => row[at('hard_bounce_share')])).toEqual(rows.map(() => null));
    const causes = report.tables['causes'];
    const bounced = causes?.rows.find((row) => row[1] === 'Bounce');
    if (share !== null) expect(bounced?.[3] ?? 0).toBeCloseTo(share, 9);
  });

  it('are no part of the rate of complaints, which stays of all mail', async () => {
    const { tables } = await documentOf(linesOf(recordsOf(all, without('Bounce'))));
    const complaint = tables['causes']?.rows.find((row) => row[1] === 'Complaint');
    expect(complaint?.[3]).toBeCloseTo(20 / 3200, 9);
  });

  it('of notices about other mail than that of a set have no share', async () => {
    // Y has no Sends; A has Sends, and its bounces are not told of.
    const mails = days.flatMap((day) => [
      ...mailsOf(day, 120, { set: 'alerts', bounced: 6 }),
      ...mailsOf(day, 50, { set: null, identity: 'y.example', bounced: 5 }),
      ...mailsOf(day, 200, { bounced: 2 }),
    ]);
    const report = await documentOf(
      linesOf(
        recordsOf(mails, (mail, type) =>
          mail.set === null
            ? type === 'Bounce'
              ? 'notification'
              : 'nothing'
            : without('Bounce')(mail, type),
        ),
      ),
    );
    expect(report.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['history/part-without-sends', 'history/bounces-untold']),
    );
    expect(report.tables['causes']?.rows[0]?.[3]).toBeCloseTo(20 / 2000, 9);
  });

  it.each(['overview', 'rise', 'deferrals', 'dead-addresses'])('are asked for by %s', async (question) => {
    const report = await documentOf(linesOf(recordsOf(all, without('Bounce'))), ['--question', question]);
    expect([
      report.problems.map(({ code }) => code).includes('history/bounces-untold'),
      report.exitCode,
    ]).toEqual([true, 3]);
  });
});
