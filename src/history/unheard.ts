import { dayAfter } from './cut.ts';
import type { PublisherDay } from './publisher-days.ts';
import { told } from './told.ts';

/** SES tries for so long (facts of "How email sending works": 14 hours), and what becomes of a message is told until then. */
const hoursOfTrying = 14;

/**
 * Mail of which nothing tells how it ended: at least so many recipients, and this share of what was sent. A record that was
 * lost is not yet a type of events that is not published. `else`: of a publisher that has bounces on other days; and of days
 * whose mail may still be under way.
 */
const fewestLost = { always: 3, else: 5 };
const shareLost = { always: 0.005, else: 0.015 };

/**
 * Where no bounce is in all the range, this much less is enough, from so many recipients on: records that are lost by chance
 * are of all types, and of that much mail some bounces would be left.
 */
const quietlyLost = { share: 0.001, recipients: 10 };

/** With a bounce in a hundred, chance leaves none out of so much mail once in 150 times. */
const muchMail = 500;

/** Bounces that were to be expected by the other days. */
const expectedBounces = 10;

/**
 * Days of one publisher on which a bounce would not be in the records: there is none, and either mail has no end at all
 * (a Send, and neither Delivery nor bounce), or so much mail and no bounce that nobody can tell whether they are published.
 * `lastEvent`: the time of the last record.
 */
export function unheardDays(
  days: readonly PublisherDay[],
  lastEvent: string | null,
): ReadonlySet<PublisherDay> {
  const known = days.filter((one) => one.told !== told.nothing).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const runs = silentRuns(known);
  return new Set(
    runs.flatMap((run) => [
      ...(isLost(run.filter(hasBoth), run.length === known.length, lastEvent) || areMissing(run, known)
        ? run.filter(hasBoth)
        : []),
      ...(isTooQuiet(run, runs, known) ? run.filter((one) => !hasBoth(one)) : []),
    ]),
  );
}

/** Records get lost one by one on any way; so many, and this share of the mail of a day, is a kind of events or a part of the store. */
const fewestMissing = { recipients: 20, share: 0.01 };

/**
 * Days of one publisher on which mail has a Send and no end, although bounces and Deliveries are told: SES has long given up
 * trying by the time of the last record (`lastEvent`), and would have told so. `unheard`: the days that are named for another reason.
 */
export function endlessDays(
  days: readonly PublisherDay[],
  lastEvent: string | null,
  unheard: ReadonlySet<PublisherDay>,
): readonly PublisherDay[] {
  const judged = sinceWhole(
    days,
    ({ deliveries }) => deliveries > 0,
    ({ sends }) => sends > 0,
  ).filter((one) => one.sends > 0 && one.asked > 0 && !unheard.has(one) && isSettled(one, lastEvent));
  return missing(judged, withoutAnyEnd, ({ sends }) => sends);
}

/**
 * Days of one publisher on which Deliveries and bounces are told of mail whose Sends are not, although Sends are published:
 * then whatever else happened may be missing as well. Of the first day of a publisher, earlier files hold the Sends.
 */
export function sendlessDays(days: readonly PublisherDay[]): readonly PublisherDay[] {
  const first = firstOf(days, () => true);
  const judged = sinceWhole(days, ({ sends }) => sends > 0, endsOf).filter(
    (one) => one.day > first && one.asked > 0 && (one.sends > 0 || one.told === told.deliveries),
  );
  return missing(judged, withoutSend, endsOf);
}

/** The days with this share of their mail missing, where they have so many together. */
function missing(
  days: readonly PublisherDay[],
  lacking: (one: PublisherDay) => number,
  all: (one: PublisherDay) => number,
): readonly PublisherDay[] {
  const own = days.filter((one) => lacking(one) > 0 && lacking(one) >= fewestMissing.share * all(one));
  return sum(own, lacking) >= fewestMissing.recipients ? own : [];
}

const endsOf = ({ deliveries, bounces }: PublisherDay): number => deliveries + bounces;

const firstOf = (days: readonly PublisherDay[], isOfKind: (one: PublisherDay) => boolean): string =>
  days.filter(isOfKind).reduce((least, { day }) => (day < least ? day : least), '9999');

/**
 * The days on which something is published: what is published from a day on is missed where it is not there any more. On the day on
 * which it began, in the midst of mail, some of the mail was before it. `isMail`: whether a day has mail without it.
 */
function sinceWhole(
  days: readonly PublisherDay[],
  isOfKind: (one: PublisherDay) => boolean,
  isMail: (one: PublisherDay) => unknown,
): readonly PublisherDay[] {
  const first = firstOf(days, isOfKind);
  const began = firstOf(days, (one) => Boolean(isMail(one)));
  return days.filter(({ day }) => (began < first ? day > first : day >= first));
}

/** All that can become of the mail of a day has happened. */
const isSettled = ({ day }: PublisherDay, lastEvent: string | null): boolean =>
  lastEvent !== null && Date.parse(`${dayAfter(day)}T${hoursOfTrying}:00:00.000Z`) <= Date.parse(lastEvent);

/** Recipients of whom no record tells how it ended. */
export const withoutEnd = (one: PublisherDay): number =>
  hasBoth(one) ? Math.max(0, one.sends - one.deliveries - one.bounces - one.rejects) : 0;

/** The same by the message: one with two ends makes good for no other. */
export const withoutAnyEnd = ({ sends, matched }: PublisherDay): number =>
  inAll(matched.withoutEnd, matched.sends, sends);

/** Deliveries and bounces without a Send. */
export const withoutSend = (one: PublisherDay): number =>
  inAll(one.matched.withoutSend, one.matched.ends, endsOf(one));

/** Of much mail a part is looked at (`secondsLookedAt`): what it says of all. */
const inAll = (found: number, lookedAt: number, all: number): number =>
  lookedAt === 0 ? 0 : Math.round(found * Math.max(1, all / lookedAt));

const hasBoth = (one: PublisherDay): boolean => one.told >= told.sends && one.deliveries > 0;
const mailOf = ({ sends, deliveries }: PublisherDay): number => Math.max(sends, deliveries);
const sum = (days: readonly PublisherDay[], of: (one: PublisherDay) => number): number =>
  days.reduce((total, one) => total + of(one), 0);

/** Days on end without a bounce. */
function silentRuns(days: readonly PublisherDay[]): readonly (readonly PublisherDay[])[] {
  const runs: PublisherDay[][] = [[]];
  for (const one of days)
    if (one.bounces > 0) runs.push([]);
    else runs.at(-1)?.push(one);
  return runs.filter(({ length }) => length > 0);
}

function isLost(days: readonly PublisherDay[], isWhole: boolean, lastEvent: string | null): boolean {
  const settled = days.filter((one) => isSettled(one, lastEvent));
  const how = isWhole && settled.length > 0 ? 'always' : 'else';
  const some = settled.length > 0 ? settled : days;
  const lost = sum(some, withoutEnd);
  const mail = sum(some, mailOf);
  const isQuiet = how === 'always' && lost >= quietlyLost.recipients && lost >= quietlyLost.share * mail;
  return isQuiet || (lost >= fewestLost[how] && lost > shareLost[how] * mail);
}

/**
 * Days on end without the bounces that were to be expected by the other days, and with about as much mail that has no end: these
 * are the bounces.
 */
function areMissing(run: readonly PublisherDay[], all: readonly PublisherDay[]): boolean {
  const mail = sum(run, mailOf);
  const others = sum(all, mailOf) - mail;
  if (others === 0) return false;
  const expected = (sum(all, ({ bounces }) => bounces) / others) * mail;
  return expected >= expectedBounces && sum(run.filter(hasBoth), withoutEnd) >= expected / 2;
}

function isTooQuiet(
  run: readonly PublisherDay[],
  runs: readonly (readonly PublisherDay[])[],
  all: readonly PublisherDay[],
): boolean {
  const mail = sum(run, mailOf);
  if (run.length === all.length)
    return (
      sum(
        run.filter((one) => !hasBoth(one)),
        mailOf,
      ) >= muchMail
    );
  const longest = Math.max(0, ...runs.filter((one) => one !== run).map(({ length }) => length));
  const others = sum(all, mailOf) - mail;
  return (
    run.length > 2 * longest + 1 && (sum(all, ({ bounces }) => bounces) / others) * mail >= expectedBounces
  );
}
