import type { Answers, CauseCount, Overview, QuestionName } from './answers.ts';
import { Classifier, unread } from './classify.ts';
import { complaintShares } from './complaints.ts';
import { dayAfter, type Cut } from './cut.ts';
import { deadOf } from './dead.ts';
import { groupedBy } from './grouped-by.ts';
import { isoTime, number, text, type Engine, type Row } from './engine.ts';
import type { Question } from './question.ts';
import { daysBefore, widened } from './plan.ts';
import { failuresOf, leftOut, receiverName, type FailureGroup } from './failures.ts';
import * as questions from './questions.ts';
import { receiversOf } from './receivers.ts';
import { hasBaseline } from './statistics.ts';
import { causeRises, largest } from './rise.ts';
import { daysOf, tellsOfMail, totalOf } from './totals.ts';

/** What is asked. */
export interface Inquiry {
  questions: readonly QuestionName[];
  cut: Cut;
  /** `--where cause=…`: only failures of these codes; empty for all. */
  causes: readonly string[];
  /** All of --where, as it was written. */
  where: readonly string[];
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

  const [spanRow] = await ask(questions.span);
  const first = isoTime(spanRow?.[0]);
  const last = isoTime(spanRow?.[1]);
  const dayRows = await ask(questions.perDay(cut.from), wide);
  const days = daysOf(dayRows);
  const read = wants('overview', 'rise', 'deferrals')
    ? failuresOf(await ask(questions.failureGroups(cut.from), wide), classifier)
    : null;
  const failures = read === null ? [] : [...read, ...leftOut(read, dayRows)];
  const groups = failures.filter(({ cause }) => causes.length === 0 || causes.includes(cause));
  const receiverRows = wants('deferrals') ? await ask(questions.perReceiver(cut.from), wide) : [];
  const campaigns = wants('complaints') ? await ask(questions.complaintsBy('campaign')) : [];
  const domains = wants('complaints') ? await ask(questions.complaintsBy('domain')) : [];
  const deadRows = wants('dead-addresses')
    ? await ask(questions.deadAddresses(cut), questions.wholeLives(cut))
    : [];
  return {
    asked,
    records: engine.records,
    damaged: engine.damaged,
    range: { from: cut.from, to: cut.to },
    where: inquiry.where,
    source: [],
    sought: [],
    tellsOfMail: tellsOfMail(days),
    canRise: hasBaseline(
      days.map(({ day }) => day),
      inRange,
    ),
    span: first === null || last === null ? null : { first, last },
    overview: overviewOf(
      dayRows.filter((row) => number(row[5]) === 1),
      groups,
      days,
    ),
    rises: wants('rise') ? causeRises(groups, days).filter((rise) => rise.days.some(inRange)) : [],
    receivers: receiversOf(receiverRows, groups, inRange),
    complaints: { campaigns: complaintShares(campaigns), receivers: complaintShares(domains, receiverName) },
    dead: {
      addresses: deadOf(deadRows, classifier).filter(
        ({ cause }) => causes.length === 0 || causes.includes(cause),
      ),
      isCut: deadRows.length >= questions.mostAddresses,
    },
    unreadTexts: failures
      .filter(({ cause }) => cause === unread)
      .reduce((sum, one) => sum + one.recipients, 0),
  };
}

function overviewOf(
  rows: readonly Row[],
  groups: readonly FailureGroup[],
  allDays: Overview['days'],
): Overview {
  const days = daysOf(rows);
  const events: Record<string, number> = {};
  for (const row of rows) events[text(row[1])] = (events[text(row[1])] ?? 0) + number(row[4]);
  const counted = groups.filter(({ isInside }) => isInside);
  const byDay = new Map<string, { day: string; cause: string; recipients: number }>();
  for (const { day, cause, recipients } of counted) {
    const known = byDay.get(`${day} ${cause}`) ?? { day, cause, recipients: 0 };
    known.recipients += recipients;
    byDay.set(`${day} ${cause}`, known);
  }
  return {
    days,
    totals: totalOf(days),
    causes: causesOf(counted, groups, days, allDays),
    causeDays: [...byDay.values()].toSorted((a, b) =>
      `${a.day} ${a.cause}` < `${b.day} ${b.cause}` ? -1 : 1,
    ),
    events,
  };
}

function causesOf(
  counted: readonly FailureGroup[],
  groups: readonly FailureGroup[],
  days: Overview['days'],
  allDays: Overview['days'],
): readonly CauseCount[] {
  const totals = totalOf(days);
  // What was not rendered or rejected was no attempt, and a share of it is of itself.
  const attempts = Math.max(totals.attempts, totals.rejects + totals.renderingFailures);
  const lastDay = days.at(-1)?.day ?? null;
  const before = allDays.filter(
    ({ day }) => lastDay !== null && day < lastDay && day >= dayAfter(lastDay, -daysBefore),
  );
  const attemptsBefore = totalOf(before).attempts;
  const attemptsLast = days.at(-1)?.attempts ?? 0;
  const count = (of: readonly FailureGroup[]): number =>
    of.reduce((sum, { recipients }) => sum + recipients, 0);
  const isBefore = new Set(before.map(({ day }) => day));
  const all = groupedBy(groups, ({ cause }) => cause);
  return [...groupedBy(counted, ({ cause }) => cause)]
    .map(([cause, own]) => {
      const known = all.get(cause) ?? [];
      const comparable = attemptsBefore > 0 && attemptsLast > 0;
      return {
        cause,
        type: largest(own)?.type ?? '',
        recipients: count(own),
        share: count(own) / Math.max(1, attempts),
        lastDay: comparable ? count(own.filter(({ day }) => day === lastDay)) / attemptsLast : null,
        before: comparable ? count(known.filter(({ day }) => isBefore.has(day))) / attemptsBefore : null,
        sample: largest(own)?.sample ?? null,
      };
    })
    .toSorted((a, b) => b.recipients - a.recipients || (a.cause < b.cause ? -1 : 1));
}
