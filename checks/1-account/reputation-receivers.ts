import { type ReceiverDay, receiverDays, type ReceiverDays } from '../../src/facts/receiver-days.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { isVdmReceiver } from '../../src/knowledge/vdm-receivers.ts';
import { defineCheck, type Gauge, notApplicable, notSeen, type Unanswered } from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { mostComplaints, problems, type Rise } from './reputation-receivers.words.ts';

const fewestComplaints = 3;
const fewestSent = 1000;

/** Fewer messages a day say nothing about a receiver. */
const fewest = 50;
/** So high at least, and so many times what it was. */
const high = 0.05;
const times = 3;
/** So high that it needs no days before to compare with; SES reviews accounts from 5% on, and pauses them from 10%. */
const tooHigh = 0.1;
/** Starts that are so near have one cause. */
const sameDays = 2 * 86_400_000;

export default defineCheck({
  id: 'reputation-receivers',
  title: 'Bounces and complaints by mailbox provider',
  why: 'A provider that refuses your mail hardly shows in the rates of the whole account; its own numbers show which provider it is, and since when.',
  per: 'identity',
  needs: { target, takenAt, symptom },
  enrichment: { receiverDays },

  problems,

  evaluate({ target: { region }, takenAt: now, symptom, receiverDays: known }, identity) {
    if (!known.ok) return [];
    if (known.value.length === 0)
      return notApplicable('SES has no numbers by mailbox provider for this identity');
    const lost = known.value.flatMap(unanswered);
    if (!known.value.some(({ days }) => days.some(hasCount)))
      return notSeen('SES has no numbers of bounces or complaints by mailbox provider', lost);
    const complained = known.value.flatMap((one) => complaintsOf(one, region, identity));
    const rises = known.value.flatMap((one) => riseOf(one, Date.parse(now)) ?? []);
    const isTold = ({ receiver }: Rise): boolean =>
      symptom?.candidates.some(
        ({ code, data }) => code.startsWith('bounce/') && isVdmReceiver(receiver, data['receiver']),
      ) ?? false;
    const refusing = [
      ...rises.filter(isTold).map((rise) => ({ rises: [rise], told: true as const })),
      ...together(rises.filter((rise) => !isTold(rise))).map((group) => ({ rises: group })),
    ].map((group) => ({
      problem: 'reputation/receiver-refuses' as const,
      subject: group.rises.map(({ receiver }) => receiver).join(', '),
      data: { region, identity, ...group },
    }));
    return [...refusing, ...complained, ...lost];
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

/** Rises that began within the same days stand together. What has always been so stands alone. */
function together(rises: readonly Rise[]): readonly (readonly Rise[])[] {
  const groups: Rise[][] = [];
  for (const rise of rises.toSorted((one, other) => (one.since < other.since ? -1 : 1))) {
    const group = groups.find(
      ([first]) =>
        first !== undefined &&
        [first, rise].every(({ before, until }) => before !== null && until === undefined) &&
        Date.parse(rise.since) - Date.parse(first.since) <= sameDays,
    );
    if (group === undefined) groups.push([rise]);
    else group.push(rise);
  }
  return groups;
}

/** The days at the end that are high, if those before were not, or if they are very high. Days with little mail are left out. */
function riseOf({ receiver, days }: ReceiverDays, today: number): Rise | null {
  const telling = days.filter(isTold);
  const quiet = telling.findLastIndex((day) => shareOf(day) < high);
  const before = telling.slice(0, quiet + 1);
  const after = telling.slice(quiet + 1);
  const [first] = after;
  if (first === undefined) return null;
  const was = before.length === 0 ? null : sum(before, bouncesOf) / sum(before, ({ sent }) => sent);
  const sent = sum(after, (day) => day.sent);
  const now = sum(after, bouncesOf) / sent;
  const last = after.at(-1)?.date ?? first.date;
  // Yesterday is the last whole day; one more for those who rest on Sundays.
  const isPast = today - Date.parse(last) > 3 * 86_400_000;
  // Few days before say little of what is usual.
  const isRise = was !== null && before.length >= 3 && now >= was * times;
  if (!isRise && (now < tooHigh || after.length < 2)) return null;
  return {
    receiver,
    ...(isPast && { until: last }),
    ...{ since: first.date, now, before: was, sent },
    permanent: sum(after, ({ permanent }) => permanent ?? 0),
    transient: sum(after, ({ transient }) => transient ?? 0),
  };
}

/** The most days at the end on which too many complained. Days without a number are no days without complaints: they are left out. */
function complaintsOf({ receiver, days }: ReceiverDays, region: string | null, identity: string) {
  const told = days.filter((day) => day.complaints !== null);
  for (const [start, first] of told.entries()) {
    const now = told.slice(start);
    const [complaints, sent] = [sum(now, (day) => day.complaints ?? 0), sum(now, (day) => day.sent)];
    if (sent < fewestSent || complaints < fewestComplaints) return [];
    // A rise begins with a day that belongs to it.
    const begins = start === 0 || (first.complaints ?? 0) / first.sent >= mostComplaints;
    const rate = complaints / sent;
    if (!begins || rate < mostComplaints) continue;
    const before = told.slice(0, start);
    const data = {
      ...{ region, identity, receiver, from: first.date, until: told.at(-1)?.date ?? first.date },
      ...{ complaints, sent, rate },
      ...(start > 0 && {
        before:
          sum(before, (day) => day.complaints ?? 0) /
          Math.max(
            1,
            sum(before, (day) => day.sent),
          ),
      }),
    };
    return [{ problem: 'reputation/receiver-complaints' as const, subject: receiver, data }];
  }
  return [];
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
