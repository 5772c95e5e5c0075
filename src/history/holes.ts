import { isPublicHoliday } from '../knowledge/public-holidays.ts';
import { dayAfter } from './cut.ts';

/** Whole days of the range without any event, on which one was to be expected. */
export interface Holes {
  /** Before the first event. */
  start: readonly string[];
  /** Between events. */
  inside: readonly string[];
  /** After the last event. */
  end: readonly string[];
  /** Days on which a sender who rests on some days of the week may have rested, as on a holiday. */
  rest: readonly string[];
}

/** A day with events: how many records. */
export interface DayWithEvents {
  day: string;
  records: number;
}

/** Of the days of the week alike, or of all days, so many had events: then one without is out of order. */
const mostly = 2 / 3;
const nearlyAll = 0.9;
/** With so many records a day as a rule, chance leaves no day without any. */
const manyRecords = 8;
/** Less than this part of what a day has in the middle of all is next to nothing. */
const nextToNone = 0.01;
/** Days with events on end, by which somebody is known to write every day. */
const daily = 4;

/**
 * Days without events of a range. A sender who rests at weekends, or writes once a week, has days without events that say
 * nothing; a sender who writes every day has none. Nobody can tell whether no mail was sent or the records are missing.
 */
export function holesOf(
  days: readonly DayWithEvents[],
  range: { from: string | null; to: string | null },
): Holes {
  const usual = days.map((one) => one.records).toSorted((a, b) => a - b)[Math.floor(days.length / 2)] ?? 0;
  // What comes late of the mail of the day before is not the day's own.
  const records = new Map(
    days.filter((one) => one.records >= nextToNone * usual).map((one) => [one.day, one.records]),
  );
  const ordered = [...records.keys()].toSorted();
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return { start: [], inside: [], end: [], rest: [] };
  const isWithin = (day: string): boolean =>
    (range.from === null || `${day}T00:00:00.000Z` >= range.from) &&
    (range.to === null || `${dayAfter(day)}T00:00:00.000Z` <= range.to);
  const known = daysBetween(first, dayAfter(last));
  const runs = emptyRuns(known, records);
  const isDaily = longestRun(known, records) >= daily;
  const longestBeside = (run: readonly string[]): number =>
    Math.max(0, ...runs.filter((one) => one !== run).map(({ length }) => length));
  const isExpected = expectation(known, records);
  const isOff = daysOff(known, records, new Map(days.map((one) => [one.day, one.records])));
  // A holiday and the days beside it on which nothing is written anyway.
  const isRest = (run: readonly string[]): boolean =>
    run.some(isExpected) && run.every((day) => !isExpected(day) || isOff(day));
  const inside = runs
    .filter((run) => !isRest(run))
    .flatMap((run) =>
      run.length > 1 && isDaily && run.length > 2 * longestBeside(run) + 1 ? run : run.filter(isExpected),
    );
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  const atEnd = (run: readonly string[]): readonly string[] =>
    !isRest(run) && (run.length > longest || run.some(isExpected)) ? run : [];
  const start = range.from === null ? [] : daysBetween(range.from.slice(0, 10), first).filter(isWithin);
  const end = range.to === null ? [] : daysBetween(dayAfter(last), dayAfter(range.to)).filter(isWithin);
  return {
    start: atEnd(start),
    inside: inside.filter(isWithin),
    end: atEnd(end),
    rest: [start, ...runs, end].filter(isRest).flatMap((run) => run.filter(isExpected).filter(isWithin)),
  };
}

/** Of all such days of the week, so many are without events where somebody rests on it. */
const restShare = 1 / 3;

/**
 * Whether a day may be one on which a sender who rests on some days of the week rested: what comes late of earlier mail is
 * there as on other days of rest, or nothing comes on any of them and it is a public holiday, or lies between one and a day
 * of rest. `counts`: the records of all days, few or many.
 */
function daysOff(
  known: readonly string[],
  records: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
): (day: string) => boolean {
  const rests = Array.from({ length: 7 }, (_, index) => {
    const own = known.filter((day) => weekday(day) === index);
    return own.length > 1 && own.filter((day) => records.has(day)).length <= restShare * own.length;
  });
  if (!rests.includes(true)) return () => false;
  const isRestDay = (day: string): boolean => rests[weekday(day)] === true;
  const ofRest = known.filter(isRestDay);
  const hasLate = ofRest.filter((day) => (counts.get(day) ?? 0) > 0).length * 2 >= ofRest.length;
  const isHoliday = (day: string): boolean => !isRestDay(day) && isPublicHoliday(day);
  const isBridge = (day: string): boolean =>
    [1, -1].some((way) => isHoliday(dayAfter(day, way)) && isRestDay(dayAfter(day, -way)));
  return (day) => (hasLate ? (counts.get(day) ?? 0) > 0 : isHoliday(day) || isBridge(day));
}

/** Days from one to before another. No range is longer than a lifetime. */
function daysBetween(first: string, end: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day < end && days.length < 40_000; day = dayAfter(day)) days.push(day);
  return days;
}

/** Days without events on end. */
function emptyRuns(
  known: readonly string[],
  records: ReadonlyMap<string, number>,
): readonly (readonly string[])[] {
  const runs: string[][] = [];
  let open: string[] = [];
  for (const day of known) {
    if (!records.has(day)) open.push(day);
    else if (open.length > 0) {
      runs.push(open);
      open = [];
    }
  }
  return runs;
}

function longestRun(known: readonly string[], records: ReadonlyMap<string, number>): number {
  let longest = 0;
  let run = 0;
  for (const day of known) {
    run = records.has(day) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Whether a day without events is out of order, by what the same days of other weeks, or all days, have. */
function expectation(
  known: readonly string[],
  records: ReadonlyMap<string, number>,
): (day: string) => boolean {
  const overall = records.size / known.length;
  const weekdays = Array.from({ length: 7 }, (_, index) => {
    const days = known.filter((day) => weekday(day) === index);
    return {
      all: days.length,
      present: days.filter((day) => records.has(day)).length,
      records: days.reduce((sum, day) => sum + (records.get(day) ?? 0), 0),
    };
  });
  return (day) => {
    const own = weekdays[weekday(day)] ?? { all: 0, present: 0, records: 0 };
    // The day itself says nothing about what is usual.
    const others = own.all - (day >= (known[0] ?? '') && day <= (known.at(-1) ?? '') ? 1 : 0);
    if (others === 0) return overall >= mostly;
    const share = own.present / others;
    return share >= mostly && (overall >= nearlyAll || share === 1 || own.records / others >= manyRecords);
  };
}
