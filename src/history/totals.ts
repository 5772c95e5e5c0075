import { told, toldOf } from './told.ts';
import { isoTime, number, text, type Row } from './engine.ts';
import type { DayTotals, Judged, Totals } from './answers.ts';

type Counted = Exclude<keyof Totals, keyof Judged>;

const countedAs: Readonly<Record<string, Counted>> = {
  Send: 'sends',
  Delivery: 'deliveries',
  Bounce: 'bounces',
  Complaint: 'complaints',
  DeliveryDelay: 'delays',
  Reject: 'rejects',
  RenderingFailure: 'renderingFailures',
  Open: 'opens',
  Click: 'clicks',
};

const none: Readonly<Record<Counted, number>> = {
  sends: 0,
  deliveries: 0,
  bounces: 0,
  hardBounces: 0,
  complaints: 0,
  delays: 0,
  rejects: 0,
  renderingFailures: 0,
  opens: 0,
  clicks: 0,
};
const unjudged: Judged = {
  attempts: 0,
  steadyAttempts: 0,
  bounceAttempts: 0,
  steadyBounceAttempts: 0,
  judgedHardBounces: 0,
  judgedComplaints: 0,
  heardArrived: 0,
  heardComplaints: 0,
  silentArrived: 0,
  unjudged: 0,
};

/** Recipients of some mail by event, and what is told of it (`told` of coverage.ts). */
export interface Counts {
  sends: number;
  deliveries: number;
  bounces: number;
  known: number;
}

/** The counts of a row of `perReceiver`. */
export const countsOf = (row: Row): Counts => ({
  sends: number(row[2]),
  deliveries: number(row[3]),
  bounces: number(row[4]),
  known: number(row[10]),
});

/**
 * Recipients that mail was sent to, of mail that the records tell of: the Sends where they are published, else what arrived
 * and what bounced. Nothing where failures alone are told.
 */
export function attemptsOf(rows: readonly Counts[]): number {
  const sum = (of: readonly Counts[], part: 'sends' | 'deliveries' | 'bounces'): number =>
    of.reduce((total, one) => total + one[part], 0);
  const arrived = rows.filter(({ known }) => toldOf(known).told === told.deliveries);
  return (
    sum(
      rows.filter(({ known }) => toldOf(known).told >= told.sends),
      'sends',
    ) + Math.max(sum(arrived, 'sends'), sum(arrived, 'deliveries') + sum(arrived, 'bounces'))
  );
}

/** What an event says of mail that arrived: a Delivery; without those, a Send less what bounced. */
function arrivedOf(type: string, recipients: number, known: number): number {
  if (toldOf(known).told !== told.sends) return type === 'Delivery' ? recipients : 0;
  return type === 'Send' ? recipients : type === 'Bounce' ? -recipients : 0;
}

/** Whether a bounce of some mail would be in the records. */
export const tellsBounces = ({ known }: Pick<Counts, 'known'>): boolean => toldOf(known).tellsBounces;

/** Types of failures that are a part of what was sent. */
const ofTheSent: ReadonlySet<string> = new Set(['Bounce', 'Complaint', 'DeliveryDelay']);

/**
 * The rows of `perDay` as a row per day, in order. Counts stand on the day of the event; what shares are made of stands on
 * the day the mail was sent, so that a complaint is a share of the mail it is about. `inRange`: of the range alone, mail
 * of before it is in no share.
 */
export function daysOf(rows: readonly Row[], inRange: boolean): readonly DayTotals[] {
  const days = new Map<string, { counts: Record<Counted, number>; judged: Judged; mail: Counts[] }>();
  const on = (day: string) => {
    const known = days.get(day) ?? { counts: { ...none }, judged: { ...unjudged }, mail: [] };
    days.set(day, known);
    return known;
  };
  for (const row of rows) {
    const type = text(row[1]);
    const isCounted = number(row[2]) === 1;
    // One that SES did not try, or that says the opposite, is none.
    if (type === 'Complaint' && !isCounted) continue;
    const recipients = number(row[3]);
    const { counts } = on(text(row[0]));
    const counted = countedAs[type];
    if (counted !== undefined) counts[counted] += recipients;
    if (type === 'Bounce' && isCounted) counts.hardBounces += recipients;
    const known = number(row[8]);
    if (known <= told.before || (inRange && number(row[7]) !== 1)) continue;
    if (known === told.nothing) {
      if (ofTheSent.has(type)) on(text(row[6])).judged.unjudged += recipients;
      continue;
    }
    // Nothing of what other types tell: no row of a day for their sake.
    if (type === 'Send' || type === 'Delivery' || type === 'Bounce')
      on(text(row[6])).mail.push({
        sends: type === 'Send' ? recipients : 0,
        deliveries: type === 'Delivery' ? recipients : 0,
        bounces: type === 'Bounce' ? recipients : 0,
        known,
      });
    if (type === 'Bounce' && isCounted) on(text(row[6])).judged.judgedHardBounces += recipients;
    const own = on(text(row[6])).judged;
    const isSilent = number(row[13]) === 1;
    own[isSilent ? 'silentArrived' : 'heardArrived'] += arrivedOf(type, recipients, known);
    if (type === 'Complaint') {
      own.judgedComplaints += recipients;
      if (!isSilent) own.heardComplaints += recipients;
    }
  }
  return [...days]
    .map(([day, { counts, judged, mail }]) => {
      const steady = mail.filter(({ known }) => toldOf(known).isSteady);
      return {
        ...{ day, ...counts, ...judged },
        attempts: attemptsOf(mail),
        steadyAttempts: attemptsOf(steady),
        bounceAttempts: attemptsOf(mail.filter(tellsBounces)),
        steadyBounceAttempts: attemptsOf(steady.filter(tellsBounces)),
      };
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The sum of days. */
export function totalOf(days: readonly DayTotals[]): Totals {
  const totals: Record<Counted, number> & Judged = { ...none, ...unjudged };
  for (const day of days) for (const key of keysOf(totals)) totals[key] += day[key];
  return totals;
}

/** Times of the first and last of some rows of `perDay`; null without any. */
export function spanOf(rows: readonly Row[]): { first: string; last: string } | null {
  const first = rows
    .map((row) => isoTime(row[9]))
    .filter((time) => time !== null)
    .reduce<string | null>((least, time) => (least === null || time < least ? time : least), null);
  const last = rows
    .map((row) => isoTime(row[10]))
    .filter((time) => time !== null)
    .reduce<string | null>((most, time) => (most === null || time > most ? time : most), null);
  return first === null || last === null ? null : { first, last };
}

const keysOf = <T extends object>(totals: T): readonly (keyof T)[] =>
  // The keys of an object that was made here.
  Object.keys(totals) as (keyof T)[];
