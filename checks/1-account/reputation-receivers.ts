import { type ReceiverDay, receiverDays, type ReceiverDays } from '../../src/facts/receiver-days.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import {
  defineCheck,
  type Gauge,
  notApplicable,
  notSeen,
  problem,
  type Unanswered,
} from '../../src/model/check.ts';
import { percent } from '../../src/model/percent.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Refusing {
  region: string | null;
  identity: string;
  receiver: string;
  /** ISO date of the first day of the rise. */
  since: string;
  /** The last day with enough mail to tell, where that was days ago; absent where it is so now. */
  until?: string;
  /** Bounces of both kinds as a part of what was sent, 0 to 1: since then, and on the days before. */
  now: number;
  before: number;
  permanent: number;
  transient: number;
  sent: number;
}

interface Complained {
  region: string | null;
  identity: string;
  receiver: string;
  from: string;
  until: string;
  complaints: number;
  sent: number;
  /** 0 to 1. */
  rate: number;
}

/** Providers ask senders to stay below it (Yahoo and Gmail: 0.3%), and it takes some mail to tell. */
const mostComplaints = 0.003;
const fewestComplaints = 3;
const fewestSent = 1000;

/** Fewer messages a day say nothing about a receiver. */
const fewest = 50;
/** So high at least, and so many times what it was. */
const high = 0.05;
const times = 3;

export default defineCheck({
  id: 'reputation-receivers',
  title: 'Bounces and complaints by mailbox provider',
  why: 'A provider that refuses your mail hardly shows in the rates of the whole account; its own numbers show which provider it is, and since when.',
  per: 'identity',
  needs: { target, takenAt },
  enrichment: { receiverDays },

  problems: {
    'reputation/receiver-refuses': problem<Refusing>({
      severity: 'warning',
      summary: ({ identity, receiver, since, until, now, before }) =>
        until === undefined
          ? `${receiver} bounces ${percent(now)} of the mail of ${identity} since ${since}; before, it was ${percent(before)}.`
          : `${receiver} bounced ${percent(now)} of the mail of ${identity} from ${since} to ${until}, the last day with enough mail to tell; before, it was ${percent(before)}.`,
      impact: ({ transient, permanent }) =>
        transient > permanent
          ? 'Most are temporary refusals: the provider throttles this sender or does not trust it.'
          : 'Most are final: the provider blocks this sender, or its addresses there no longer exist.',
      evidence: ({ receiver, permanent, transient, sent }) => [
        {
          what: `bounces at ${receiver} since then`,
          expected: null,
          actual: `${permanent} permanent, ${transient} transient, of ${sent} messages with one recipient`,
          source: 'ses:BatchGetMetricData',
        },
      ],
      fix: ({ receiver }) => [
        {
          text: `Read what ${receiver} says in the bounces of these days (diagnosticCode), and give one to --symptom. Send less there until it is clear.`,
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/vdm/dashboard', guide('vdm-dashboard')),
    }),

    'reputation/receiver-complaints': problem<Complained>({
      severity: 'warning',
      summary: ({ identity, receiver, rate, from, until }) =>
        `${percent(rate)} of the mail of ${identity} to ${receiver} was marked as spam there from ${from} to ${until}.`,
      impact:
        'Providers junk or refuse mail of senders above 0.3%, and SES reviews accounts from 0.1% across all providers. The rate of the whole account does not show it when most mail goes elsewhere.',
      evidence: ({ receiver, complaints, sent }) => [
        {
          what: `complaints at ${receiver}`,
          expected: `below ${percent(mostComplaints)}`,
          actual: `${complaints} of ${sent} messages with one recipient`,
          source: 'ses:BatchGetMetricData',
        },
      ],
      fix: ({ receiver }) => [
        {
          text: `Find out which campaign the recipients at ${receiver} complain about (complaint events name message and recipient), stop it there, and offer one-click unsubscribe (List-Unsubscribe).`,
          owner: 'you',
        },
      ],
      references: ({ region }) => [
        ...pagesFor(region, '#/vdm/dashboard', guide('vdm-dashboard'), guide('faqs-enforcement')),
        'https://senders.yahooinc.com/best-practices/',
      ],
    }),
  },

  evaluate({ target: { region }, takenAt: now, receiverDays: known }, identity) {
    if (!known.ok) return [];
    if (known.value.length === 0)
      return notApplicable('SES has no numbers by mailbox provider for this identity');
    const lost = known.value.flatMap(unanswered);
    if (!known.value.some(({ days }) => days.some(hasCount)))
      return notSeen('SES has no numbers of bounces or complaints by mailbox provider', lost);
    const complained = known.value.flatMap((one) => complaintsOf(one, region, identity));
    const rising = known.value.flatMap((one) => {
      const rise = riseOf(one, Date.parse(now));
      if (rise === null) return [];
      const data = { region, identity, receiver: one.receiver, ...rise };
      return [{ problem: 'reputation/receiver-refuses' as const, data }];
    });
    return [...rising, ...complained, ...lost];
  },

  observed({ receiverDays: known }) {
    const names = valueOr(known, [])
      .filter(({ days }) => days.length > 0)
      .map(({ receiver }) => receiver);
    return names.length === 0 ? null : names.join(', ');
  },

  gauges: ({ receiverDays: known }) => valueOr(known, []).flatMap(gaugeOf),
});

const bouncesOf = ({ permanent, transient }: ReceiverDay): number => (permanent ?? 0) + (transient ?? 0);
/** Enough mail, and a number of bounces: a day without one is no day without bounces. */
const isTold = ({ sent, permanent, transient }: ReceiverDay): boolean =>
  sent >= fewest && (permanent !== null || transient !== null);
const hasCount = ({ permanent, transient, complaints }: ReceiverDay): boolean =>
  permanent !== null || transient !== null || complaints !== null;
const shareOf = (day: ReceiverDay): number => bouncesOf(day) / day.sent;
const sum = (days: readonly ReceiverDay[], count: (day: ReceiverDay) => number): number =>
  days.reduce((total, day) => total + count(day), 0);

/** The days at the end that are high, if those before were not. Days with little mail are left out. */
function riseOf(
  { days }: ReceiverDays,
  today: number,
): Omit<Refusing, 'region' | 'identity' | 'receiver'> | null {
  const telling = days.filter(isTold);
  const quiet = telling.findLastIndex((day) => shareOf(day) < high);
  const before = telling.slice(0, quiet + 1);
  const after = telling.slice(quiet + 1);
  const [first] = after;
  // Without days before there is no "since": the rates of the account tell.
  if (first === undefined || before.length < 3) return null;
  const was = sum(before, bouncesOf) / sum(before, ({ sent }) => sent);
  const sent = sum(after, (day) => day.sent);
  const now = sum(after, bouncesOf) / sent;
  const last = after.at(-1)?.date ?? first.date;
  // Yesterday is the last whole day; one more for those who rest on Sundays.
  const isPast = today - Date.parse(last) > 3 * 86_400_000;
  if (now < was * times) return null;
  return {
    ...(isPast && { until: last }),
    ...{ since: first.date, now, before: was, sent },
    permanent: sum(after, ({ permanent }) => permanent ?? 0),
    transient: sum(after, ({ transient }) => transient ?? 0),
  };
}

/** Days without a number are no days without complaints: they are left out. */
function complaintsOf({ receiver, days }: ReceiverDays, region: string | null, identity: string) {
  const told = days.filter((day) => day.complaints !== null);
  const [complaints, sent] = [sum(told, (day) => day.complaints ?? 0), sum(told, (day) => day.sent)];
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined || sent < fewestSent) return [];
  const rate = complaints / sent;
  if (complaints < fewestComplaints || rate < mostComplaints) return [];
  const data = { region, identity, receiver, from: first.date, until: last.date, complaints, sent, rate };
  return [{ problem: 'reputation/receiver-complaints' as const, data }];
}

function gaugeOf({ receiver, days }: ReceiverDays): readonly Gauge[] {
  const points = days
    .filter(isTold)
    .map((day) => ({ at: `${day.date}T00:00:00.000Z`, value: Number((shareOf(day) * 100).toFixed(6)) }));
  const last = points.at(-1);
  if (last === undefined) return [];
  return [
    {
      title: `Bounces at ${receiver}`,
      unit: 'percent',
      value: last.value,
      limits: [{ label: 'high', value: high * 100 }],
      points,
    },
  ];
}

const unanswered = ({ receiver, failed }: ReceiverDays): readonly Unanswered[] =>
  failed === undefined
    ? []
    : [
        {
          unanswered: {
            ...{
              reason: 'bad-reply',
              message: `SES answered ${failed} to some of the numbers of ${receiver}`,
            },
            ...{ question: 'ses:BatchGetMetricData', action: null, region: null, detail: {} },
          },
          counts: false,
        },
      ];
