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

/** Records get lost one by one on any way; so many, and this share of the mail, is a kind of events or a part of the store. */
const fewestEndless = { recipients: 20, share: 0.01 };

/**
 * Days of one publisher on which mail has a Send and no end, although bounces and Deliveries are told: SES has long given up
 * trying by the time of the last record (`lastEvent`), and would have told so. `unheard`: the days that are named for another reason.
 */
export function endlessDays(
  days: readonly PublisherDay[],
  lastEvent: string | null,
  unheard: ReadonlySet<PublisherDay>,
): readonly PublisherDay[] {
  const whole = sinceFirst(days, hasBoth);
  const judged = whole.filter(
    (one) => one.told >= told.sends && one.asked > 0 && !unheard.has(one) && isSettled(one, lastEvent),
  );
  const lost = sum(judged, withoutAnyEnd);
  const share = sum(judged, ({ sends }) => sends) * fewestEndless.share;
  // Where a kind of events is missing as a whole on a day, that day is named, however much other days have.
  const isWhole = (one: PublisherDay): boolean =>
    !hasBoth(one) && withoutAnyEnd(one) >= fewestEndless.recipients;
  if (lost < fewestEndless.recipients || lost < share) return judged.filter(isWhole);
  return judged.filter((one) => withoutAnyEnd(one) >= fewestEndless.share * one.sends);
}

/** The days from the first on that is of a kind: what is published since then is missed where it is not there any more. */
function sinceFirst(
  days: readonly PublisherDay[],
  isOfKind: (one: PublisherDay) => boolean,
): readonly PublisherDay[] {
  const first = days.filter(isOfKind).reduce((least, { day }) => (day < least ? day : least), '9999');
  return days.filter(({ day }) => day >= first);
}

/**
 * Records that are lost at random leave ends without a Send: from so many of them, on so many days, where this share of all
 * records would have to be lost for as many. One that is lost now and then is none of it.
 */
const fewestSendless = { recipients: 20, days: 3, share: 0.02 };

/**
 * Days of one publisher on which Deliveries and bounces are told of mail whose Sends are not, although Sends are published:
 * then whatever else happened may be missing as well. The hour of a mail is the same in all of its events, so that a whole
 * feed has no end beyond the Sends of its hour, however much is under way. Of the first day of a publisher, earlier files hold
 * the Sends; and on the day on which Sends began to be published, some of them were before it.
 */
export function sendlessDays(days: readonly PublisherDay[]): readonly PublisherDay[] {
  const first = days.reduce((least, { day }) => (day < least ? day : least), '9999');
  const judged = days.filter(
    ({ day, sends, hours, asked }) => day > first && sends > 0 && hours > 0 && asked > 0,
  );
  const without = judged.filter(({ surplus }) => surplus > 0);
  const surplus = sum(judged, (one) => one.surplus);
  // A day of which no Send is there at all, although they were published before it.
  const whole = sinceFirst(days, ({ sends }) => sends > 0).filter(
    (one) =>
      one.sends === 0 &&
      one.told === told.deliveries &&
      one.asked > 0 &&
      one.surplus >= fewestSendless.recipients,
  );
  const isAtRandom =
    without.length >= fewestSendless.days &&
    surplus >= fewestSendless.recipients &&
    shareLostAtRandom(judged) >= fewestSendless.share;
  return isAtRandom ? [...without, ...whole] : whole;
}

/**
 * The share of records that, lost at random, leaves so many ends beyond Sends. Of n mails in an hour, n·p Sends and n·p ends
 * are lost, each give or take; the mean of what is above zero of a normal difference is 0.4 of its deviation.
 */
function shareLostAtRandom(days: readonly PublisherDay[]): number {
  const hours = sum(days, (one) => one.hours);
  const ends = sum(days, ({ deliveries, bounces }) => deliveries + bounces);
  const deviation = sum(days, ({ surplus }) => surplus) / hours / 0.4;
  return deviation ** 2 / (2 * (ends / hours));
}

/** All that can become of the mail of a day has happened. */
const isSettled = ({ day }: PublisherDay, lastEvent: string | null): boolean =>
  lastEvent !== null && Date.parse(`${dayAfter(day)}T${hoursOfTrying}:00:00.000Z`) <= Date.parse(lastEvent);

/** Recipients of whom no record tells how it ended. */
export const withoutEnd = (one: PublisherDay): number => (hasBoth(one) ? withoutAnyEnd(one) : 0);

/** The same of a publisher whose Deliveries are told on other days. */
export const withoutAnyEnd = (one: PublisherDay): number =>
  Math.max(0, one.sends - one.deliveries - one.bounces - one.rejects);

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
