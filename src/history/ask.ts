import { aheadOf } from './ahead.ts';
import type { Answers, CauseCount, DayTotals, Overview, QuestionName } from './answers.ts';
import { Classifier, unread } from './classify.ts';
import { complaintShares } from './complaints.ts';
import { heardRows, silentOf } from './silent-receivers.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { dayAfter, type Cut } from './cut.ts';
import { deadOf } from './dead.ts';
import { manyDelays } from './many-delays.ts';
import { groupedBy } from './grouped-by.ts';
import { number, text, type Engine, type Row } from './engine.ts';
import { holesOf, type DayWithEvents } from './holes.ts';
import { messageEnds, secondsLookedAt } from './ends.ts';
import type { Question } from './question.ts';
import { hasNotices, noticesOfSets } from './notices.ts';
import { asksForParts, daysBefore, needsCoverage, widened } from './plan.ts';
import { failuresOf, isReply, leftOut, receiverName, type FailureGroup } from './failures.ts';
import { nearNames } from './near-names.ts';
import { partRises } from './part-rises.ts';
import { rowsOfSets } from './part-series.ts';
import * as questions from './questions.ts';
import { receiversOf } from './receivers.ts';
import { hasBaseline } from './jumps.ts';
import { isOfShut, shutReceivers } from './shut.ts';
import { causeRises, largest } from './rise.ts';
import { mailByPart } from './rise-parts.ts';
import { told } from './told.ts';
import { sendersOf } from './senders.ts';
import { daysOf, spanOf, totalOf } from './totals.ts';
import { unnamed } from './unnamed.ts';
import { tooEarly } from './unjudged.ts';

/** What is asked. */
export interface Inquiry {
  questions: readonly QuestionName[];
  cut: Cut;
  /** `--where cause=…`: only failures of these codes; empty for all. */
  causes: readonly string[];
  /** All of --where, as it was written. */
  where: readonly string[];
  /** ISO time. */
  now: string;
}

/** Puts the questions, and reads the texts of failures by our own rules. */
export async function answersOf(
  engine: Engine,
  inquiry: Inquiry,
  classifier = new Classifier(),
): Promise<Answers> {
  const { cut, questions: asked, causes } = inquiry;
  const wide = widened(cut);
  const ask = (question: Question, within: Cut = cut): Promise<readonly Row[]> =>
    engine.ask(question, within);
  const wants = (...names: readonly QuestionName[]): boolean => names.some((name) => asked.includes(name));
  const inRange = (day: string): boolean =>
    (cut.from === null || day >= cut.from.slice(0, 10)) &&
    (cut.to === null || `${day}T00:00:00.000Z` < cut.to);

  const everything = { ...wide, where: [] };
  const coverage = await coverageFor(inquiry, everything, ask, engine.records.read);
  const allDayRows = await ask(questions.perDay(cut.from, coverage), wide);
  const { ahead, without, before } = aheadOf(allDayRows, [4], inquiry.now);
  const dayRows = heardRows(without(allDayRows, 0, 6));
  const ownRows = dayRows.filter((row) => number(row[5]) === 1);
  const days = daysOf(dayRows, false);
  const inside = daysOf(ownRows, true);
  // What --where leaves out are records too.
  const present = presentDays(
    cut.where.length === 0 ? dayRows : without(await ask(questions.daysWithEvents, everything), 0),
  );
  const read = wants('overview', 'rise', 'deferrals')
    ? failuresOf(without(await ask(questions.failureGroups(cut.from, coverage), wide), 0, 12), classifier)
    : null;
  const failures = read === null ? [] : [...read, ...leftOut(read, dayRows)];
  const groups = failures.filter(({ cause }) => causes.length === 0 || causes.includes(cause));
  const partRows = asksForParts(asked, cut) ? without(await ask(questions.perPart(coverage), wide), 0) : null;
  const receiverRows = wants('deferrals', 'dead-addresses')
    ? without(await ask(questions.perReceiver(cut.from, coverage), wide), 0, 8)
    : [];
  const domains = wants('complaints')
    ? await ask(questions.complaintsBy('domain', cut.from, coverage), before(cut))
    : [];
  const silent = silentOf(domains);
  const campaigns = wants('complaints')
    ? await ask(questions.complaintsBy('campaign', cut.from, coverage, silent.domains), before(cut))
    : [];
  const deadRows = wants('dead-addresses')
    ? await ask(questions.deadAddresses(before(cut)), before(questions.wholeLives(cut)))
    : [];
  const rises = wants('rise')
    ? causeRises(groups, days, sendersOf(dayRows), mailByPart(partRows ?? [], dayRows))
    : { rises: [], unlike: [] };
  const shut = shutReceivers(receiverRows);
  const receivers = wants('deferrals') ? receiversOf(receiverRows, groups, inRange, shut) : [];
  const dead = deadOf(deadRows, classifier).filter(
    ({ cause }) => causes.length === 0 || causes.includes(cause),
  );
  const many = wants('deferrals') ? manyDelays(groups, days, receivers, inRange) : null;
  const withMail = days.filter(hasMail);
  return {
    asked,
    records: engine.records,
    damaged: engine.damaged,
    range: { from: cut.from, to: cut.to },
    where: inquiry.where,
    source: [],
    sought: [],
    ahead,
    tellsOfMail: days.some(({ attempts }) => attempts > 0),
    gaps: coverage.gaps,
    unheard: coverage.unheard,
    endless: coverage.endless,
    ofEarlierMail: ofEarlierMail(ownRows),
    toSimulator: toSimulator(ownRows),
    holes: holesOf(present, { from: cut.from, to: untilNow(cut, inquiry.now) }),
    unjudgedDays: {
      tooEarly: wants('rise') ? tooEarly(withMail, inRange) : [],
      unlike: rises.unlike.filter(({ day }) => inRange(day)),
    },
    canRise: hasBaseline(
      withMail.map(({ day }) => day),
      inRange,
    ),
    span: spanOf(ownRows),
    overview: overviewOf(ownRows, inside, groups, days),
    rises: rises.rises.filter((rise) => rise.days.some(inRange)),
    partRises: partRises({
      rows: partRows ?? (wants('overview') ? without(rowsOfSets(coverage.sets), 0) : []),
      ...{ days, inRange, receivers, manyDelays: many },
      groups: groups.filter((one) => !isReply(one)),
      rises: rises.rises,
    }),
    receivers,
    manyDelays: many,
    complaints: {
      campaigns: complaintShares(campaigns),
      receivers: complaintShares(domains, receiverName, silent.names),
    },
    dead: { ...withoutShut(dead, shut), isCut: deadRows.length >= questions.mostAddresses },
    nearCampaigns: nearNames(campaignsOf(failures, campaigns)),
    unreadTexts: unreadOf(failures),
  };
}

/** What the records tell of the mail, whatever --where keeps to. */
async function coverageFor(
  { questions: asked, cut, now }: Inquiry,
  everything: Cut,
  ask: (question: Question, within: Cut) => Promise<readonly Row[]>,
  read: number,
): Promise<Coverage> {
  if (!needsCoverage(asked)) return coverageOf([], cut.where);
  const all = await ask(questions.publishers(cut), everything);
  const publishing = aheadOf(all, [4, 5, 6, 7, 8], now).without(all, 0);
  return coverageOf(
    publishing,
    cut.where,
    hasNotices(publishing) ? await ask(noticesOfSets, everything) : [],
    await ask(messageEnds(secondsLookedAt(read)), everything),
  );
}

/** Without --until, a range goes on until now; what comes after it has no events. */
const untilNow = ({ from, to }: Cut, now: string): string | null =>
  to === null ? (from === null ? null : now) : to < now ? to : now;

/** The names of campaigns of failures, and of rows of `complaintsBy`. */
const campaignsOf = (failures: readonly FailureGroup[], rows: readonly Row[]): readonly string[] =>
  [...failures.map(({ campaign }) => campaign), ...rows.map(([name]) => text(name))].filter(
    (name) => name !== '' && name !== unnamed,
  );

const unreadOf = (failures: readonly FailureGroup[]): number =>
  failures.filter(({ cause }) => cause === unread).reduce((sum, one) => sum + one.recipients, 0);

/** The dead addresses, and how many are left out since their receiver took no mail of anybody. */
function withoutShut(
  dead: ReturnType<typeof deadOf>,
  shut: ReturnType<typeof shutReceivers>,
): Pick<Answers['dead'], 'addresses' | 'leftOut'> {
  const ofShut = dead.filter((one) => isOfShut(shut, one));
  return {
    addresses: dead.filter((one) => !ofShut.includes(one)),
    leftOut: {
      addresses: ofShut.length,
      receivers: shut.filter((one) => ofShut.some((address) => isOfShut([one], address))),
    },
  };
}

/** From rows of `perDay` or `daysWithEvents`. */
const presentDays = (rows: readonly Row[]): readonly DayWithEvents[] =>
  [...groupedBy(rows, (row) => text(row[0]))].map(([day, own]) => ({
    day,
    records: own.reduce((sum, row) => sum + number(row[4] ?? row[1]), 0),
  }));

/** Something was sent on that day, or failed. */
const hasMail = ({ attempts, unjudged }: DayTotals): boolean => attempts + unjudged > 0;

/** Of the rows of `perDay`, what is about mail that was sent before the range. */
function ofEarlierMail(rows: readonly Row[]): Answers['ofEarlierMail'] {
  const earlier = rows.filter(
    (row) => number(row[8]) !== told.apart && (number(row[7]) !== 1 || number(row[8]) === told.before),
  );
  const count = (type: string): number =>
    earlier.filter((row) => row[1] === type).reduce((sum, row) => sum + number(row[3]), 0);
  return { bounces: count('Bounce'), complaints: count('Complaint') };
}

/** Recipients of mail to the mailbox simulator: those of its Sends, or what is told of it without them. */
const toSimulator = (rows: readonly Row[]): number =>
  Math.max(
    0,
    ...[['Send'], ['Delivery', 'Bounce']].map((types) =>
      rows
        .filter((row) => number(row[8]) === told.apart && types.includes(text(row[1])))
        .reduce((sum, row) => sum + number(row[3]), 0),
    ),
  );

function overviewOf(
  rows: readonly Row[],
  days: readonly DayTotals[],
  groups: readonly FailureGroup[],
  allDays: readonly DayTotals[],
): Overview {
  const events: Record<string, number> = {};
  for (const row of rows) events[text(row[1])] = (events[text(row[1])] ?? 0) + number(row[4]);
  const counted = groups.filter(({ isInside }) => isInside);
  const byDay = groupedBy(counted, ({ day, cause, type }) => `${day} ${cause} ${type}`);
  return {
    days,
    totals: totalOf(days),
    senders: sendersOf(rows),
    failures: counted.reduce((sum, { recipients }) => sum + recipients, 0),
    causes: causesOf(counted, groups, days, allDays),
    causeDays: [...byDay]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, own]) =>
        own.slice(0, 1).map(({ day, cause, type }) => ({ day, cause, type, recipients: once(own) })),
      )
      .filter(({ recipients }) => recipients > 0),
    events,
  };
}

const once = (groups: readonly FailureGroup[]): number => groups.reduce((sum, one) => sum + one.once, 0);

/** What one cause did to the mail in one way: who waited for it, and who bounced, are counted apart. */
const endOf = ({ cause, type }: Pick<FailureGroup, 'cause' | 'type'>): string => `${cause} ${type}`;

function causesOf(
  counted: readonly FailureGroup[],
  groups: readonly FailureGroup[],
  days: readonly DayTotals[],
  allDays: readonly DayTotals[],
): readonly CauseCount[] {
  const lastDay = days.findLast(({ attempts }) => attempts > 0)?.day ?? null;
  const before = allDays.filter(
    ({ day }) => lastDay !== null && day < lastDay && day >= dayAfter(lastDay, -daysBefore),
  );
  const isBefore = new Set(before.map(({ day }) => day));
  const all = groupedBy(groups, endOf);
  return (
    [...groupedBy(counted, endOf)]
      .map(([end, own]) => {
        const known = all.get(end) ?? [];
        return {
          cause: own[0]?.cause ?? '',
          type: own[0]?.type ?? '',
          recipients: once(own),
          share: shareOf(
            own.filter(({ isSentInside }) => isSentInside),
            days,
          ),
          lastDay: shareOf(
            own.filter(({ sentDay }) => sentDay === lastDay),
            days.filter(({ day }) => day === lastDay),
          ),
          before: shareOf(
            known.filter(({ sentDay }) => isBefore.has(sentDay)),
            before,
          ),
          sample: largest(own)?.sample ?? null,
        };
      })
      .map((one) =>
        one.lastDay === null || one.before === null ? { ...one, lastDay: null, before: null } : one,
      )
      // What was only ever said of mail that waited for another reason already has no row.
      .filter(({ recipients }) => recipients > 0)
      .toSorted((a, b) => b.recipients - a.recipients || (endOf(a) < endOf(b) ? -1 : 1))
  );
}

/**
 * Failures of mail that the records tell of, as a share of that mail; null without any. What was not rendered was not sent:
 * it is a share of what was handed to SES.
 */
function shareOf(groups: readonly FailureGroup[], days: readonly DayTotals[]): number | null {
  const judged = groups.reduce((sum, one) => sum + one.judged, 0);
  const unsent = groups.reduce((sum, one) => sum + (one.type === 'RenderingFailure' ? one.judged : 0), 0);
  // Where bounces would not be told of, there is no share of them.
  const areBounces = groups.length > 0 && groups.every(({ type }) => type === 'Bounce');
  const all = days.reduce((sum, one) => sum + (areBounces ? one.bounceAttempts : one.attempts), 0) + unsent;
  if (all === 0) return null;
  // A message that was rejected may have no Send.
  return judged / Math.max(all, judged);
}
