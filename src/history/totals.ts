import { number, text, type Row } from './engine.ts';
import type { DayTotals, Totals } from './answers.ts';

type Counted = Exclude<keyof Totals, 'attempts'>;

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

/**
 * Recipients that mail was sent to. Identity notifications tell of no sends, and a set may publish only some types: then
 * what arrived and what bounced stands for them.
 */
export const attemptsOf = (sends: number, deliveries: number, bounces: number): number =>
  Math.max(sends, deliveries + bounces);

/**
 * Whether the records tell of the mail that failures are a part of. Where only bounces and complaints are published they do not,
 * and a share of the failures among themselves is no rate.
 */
export const tellsOfMail = (days: readonly DayTotals[]): boolean =>
  days.some(({ sends, deliveries }) => sends + deliveries > 0);

/** The rows of `perDay` as a row per day, in order. */
export function daysOf(rows: readonly Row[]): readonly DayTotals[] {
  const days = new Map<string, Record<Counted, number>>();
  for (const row of rows) {
    const day = text(row[0]);
    const totals = days.get(day) ?? { ...none };
    days.set(day, totals);
    const counted = countedAs[text(row[1])];
    if (counted !== undefined) totals[counted] += number(row[3]);
    if (counted === 'bounces' && number(row[2]) === 1) totals.hardBounces += number(row[3]);
  }
  return [...days].map(([day, totals]) => ({ day, ...withAttempts(totals) }));
}

/** The sum of days. */
export function totalOf(days: readonly DayTotals[]): Totals {
  const totals = { ...none };
  for (const day of days) for (const key of keysOf(totals)) totals[key] += day[key];
  return withAttempts(totals);
}

const withAttempts = (totals: Record<Counted, number>): Totals => ({
  ...totals,
  attempts: attemptsOf(totals.sends, totals.deliveries, totals.bounces),
});

const keysOf = (totals: Record<Counted, number>): readonly Counted[] =>
  // The keys of an object that was made here.
  Object.keys(totals) as Counted[];
