/**
 * Days on which offices of several countries, or all of the USA or the United Kingdom, are closed. A table for one question:
 * whether a sender who rests at weekends may have rested. No list of one country, and a day that is missing is no harm.
 */
const fixed: ReadonlySet<string> = new Set([
  // From Christmas to New Year many offices are closed altogether.
  ...['12-24', '12-25', '12-26', '12-27', '12-28', '12-29', '12-30', '12-31', '01-01', '01-02', '01-06'],
  ...['05-01', '08-15', '11-01', '11-11', '12-08'],
  ...['06-19', '07-04', '07-14', '10-03'],
  // China, Japan, India: more people than all of the above.
  ...['10-01', '10-02', '04-29', '05-03', '05-04', '05-05', '01-26'],
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
  isByMoon(time) ||
  byEaster.has((time - easter(new Date(time).getUTCFullYear())) / dayLength) ||
  nth.some((one) => isNth(time, one));

function isNth(time: number, [month, weekday, place]: (typeof nth)[number]): boolean {
  const date = new Date(time);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDay() !== weekday) return false;
  return place === -1
    ? new Date(shifted(time, 7)).getUTCMonth() + 1 !== month
    : Math.ceil(date.getUTCDate() / 7) === place;
}

/**
 * Days of calendars that follow the moon, as month and day: the new year of China and its week, the Dragon Boat and
 * Mid-Autumn festivals; the feasts that end Ramadan and the pilgrimage, which a sighting of the moon shifts by a day; the
 * Jewish new year, Yom Kippur, Sukkot and the first day of Passover.
 */
const byMoon: readonly (readonly [calendar: string, days: ReadonlySet<string>])[] = [
  ['chinese', new Set([...daysOf(12, 29, 30), ...daysOf(1, 1, 7), '5/5', ...daysOf(8, 14, 16)])],
  ['islamic-umalqura', new Set([...daysOf(9, 30, 30), ...daysOf(10, 1, 3), ...daysOf(12, 9, 12)])],
  // Intl gives the months of this one by name.
  ['hebrew', new Set(['Tishri/1', 'Tishri/2', 'Tishri/10', 'Tishri/15', 'Nisan/15'])],
];

function daysOf(month: number, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${String(month)}/${String(first + index)}`);
}

/** Made when somebody asks, since ICU takes milliseconds for each. */
let readers: readonly (readonly [Intl.DateTimeFormat, ReadonlySet<string>])[] | null = null;

function isByMoon(time: number): boolean {
  readers ??= byMoon.map(([calendar, days]) => [
    new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { timeZone: 'UTC', month: 'numeric', day: 'numeric' }),
    days,
  ]);
  return readers.some(([reader, days]) => {
    const parts = reader.formatToParts(time);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return days.has(`${part('month')}/${part('day')}`);
  });
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
