/**
 * Days on which offices of several countries, or all of the USA or the United Kingdom, are closed. A table for one question:
 * whether a sender who rests at weekends may have rested. No list of one country, and a day that is missing is no harm.
 */
const fixed: ReadonlySet<string> = new Set([
  // From Christmas to New Year many offices are closed altogether.
  ...['12-24', '12-25', '12-26', '12-27', '12-28', '12-29', '12-30', '12-31', '01-01', '01-02', '01-06'],
  ...['05-01', '08-15', '11-01', '11-11', '12-08'],
  ...['06-19', '07-04', '07-14', '10-03'],
]);

/** Days before or after Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi. */
const byEaster: ReadonlySet<number> = new Set([-2, 1, 39, 50, 60]);

/** The nth weekday (0: Sunday) of a month; -1: the last one. */
const nth: readonly (readonly [month: number, weekday: number, nth: number])[] = [
  ...([
    [1, 1, 3],
    [2, 1, 3],
    [5, 1, -1],
    [9, 1, 1],
    [10, 1, 2],
    [11, 4, 4],
  ] as const),
  ...([
    [5, 1, 1],
    [8, 1, -1],
  ] as const),
];

/** Whether a day, as 2026-11-26, is such a one. */
export function isPublicHoliday(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (isNamed(time)) return true;
  const weekday = new Date(time).getUTCDay();
  // What falls on a weekend is kept on the Friday before or the Monday after.
  if (weekday === 1) return isFixed(shifted(time, -1)) || isFixed(shifted(time, -2));
  // The day after Thanksgiving.
  return weekday === 5 && (isFixed(shifted(time, 1)) || isNth(shifted(time, -1), [11, 4, 4]));
}

const dayLength = 86_400_000;
const shifted = (time: number, days: number): number => time + days * dayLength;
const isFixed = (time: number): boolean => fixed.has(new Date(time).toISOString().slice(5, 10));

const isNamed = (time: number): boolean =>
  isFixed(time) ||
  byEaster.has((time - easter(new Date(time).getUTCFullYear())) / dayLength) ||
  nth.some((one) => isNth(time, one));

function isNth(time: number, [month, weekday, place]: (typeof nth)[number]): boolean {
  const date = new Date(time);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDay() !== weekday) return false;
  return place === -1
    ? new Date(shifted(time, 7)).getUTCMonth() + 1 !== month
    : Math.ceil(date.getUTCDate() / 7) === place;
}

/** Easter Sunday of the Gregorian calendar, in milliseconds (Meeus, "Astronomical Algorithms", chapter 8). */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const rest = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + rest + 15) % 30;
  const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const day = moon - weekday;
  const month = 3 + Math.floor((day + 40) / 44);
  return Date.UTC(year, month - 1, day + 28 - 31 * Math.floor(month / 4));
}
