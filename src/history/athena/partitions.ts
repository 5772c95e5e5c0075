import { HistoryFault } from '../failure.ts';
import type { Bound } from '../with-ev.ts';
import { identifier, type LakeTable } from './lake-table.ts';

/** How fine a table is cut by time. */
type Unit = 'year' | 'month' | 'day' | 'hour';
const units: readonly Unit[] = ['year', 'month', 'day', 'hour'];

/** How the partitions of a table follow time. */
export interface TimeKeys {
  unit: Unit;
  /** By the name of a key, its value for a time. */
  valuesAt: (time: Date) => Readonly<Record<string, string>>;
  /** The partitions of some times, as SQL. */
  condition: (times: readonly Date[]) => Bound;
}

/** A range of time; `to` is not part of it. */
export interface TimeRange {
  from: Date;
  to: Date;
}

const hour = 3_600_000;
/**
 * Firehose puts a record under the time of the oldest one in the same file, up to its buffer of 15 minutes earlier
 * ("Understand custom prefixes"); an event takes its time to get there.
 */
const margin = hour;

const partNames: Readonly<Record<Unit, readonly string[]>> = {
  year: ['year', 'y', 'yyyy'],
  month: ['month', 'm', 'mm'],
  day: ['day', 'd', 'dd'],
  hour: ['hour', 'h', 'hh', 'hr'],
};

/** The keys by which a table is cut by time; null when none of them is one. `sample`: the values of one partition. */
export function timeKeysOf(table: LakeTable, sample: readonly string[] | null): TimeKeys | null {
  const parts = units.map((unit) => table.keys.find(({ name }) => partNames[unit].includes(name)));
  const [year] = parts;
  const depth = parts.findIndex((part) => part === undefined);
  const known = parts.slice(0, depth < 0 ? parts.length : depth).flatMap((part) => part ?? []);
  if (year !== undefined && known.length > 1) return partKeys(table, known, sample);
  const crawled = crawledKeys(table, sample);
  if (crawled.length > 1) return partKeys(table, crawled, sample);
  for (const [index, key] of table.keys.entries()) {
    const format = formatOf(table, key, sample?.[index] ?? null);
    if (format !== null) return oneKey(key, format);
  }
  return null;
}

/** A crawler of Glue calls folders that have no names partition_0, partition_1 …: a year is told by its value, what follows it by its place. */
function crawledKeys({ keys }: LakeTable, sample: readonly string[] | null): LakeTable['keys'] {
  const first = keys.findIndex(
    ({ name }, index) => /^partition_\d{1,3}$/.test(name) && /^20\d\d$/.test(sample?.[index] ?? ''),
  );
  if (first < 0) return [];
  const most = [12, 31, 23];
  const parts = most.map((top, index) => Number(sample?.[first + 1 + index] ?? NaN) <= top);
  const depth = parts.indexOf(false);
  return keys.slice(first, first + 1 + (depth < 0 ? parts.length : depth));
}

/** Keys for the year, the month, the day, the hour. */
function partKeys(table: LakeTable, keys: LakeTable['keys'], sample: readonly string[] | null): TimeKeys {
  const digits = (name: string, index: number): number => {
    const projected = table.parameters[`projection.${name}.digits`];
    if (projected !== undefined) return Number(projected);
    if (table.parameters[`projection.${name}.type`] === 'integer') return 1;
    const seen = sample?.[table.keys.findIndex((key) => key.name === name)];
    // Firehose writes 07; a value of one digit says that this table does not.
    return index === 0 ? 4 : seen?.length === 1 ? 1 : 2;
  };
  const valuesAt = (time: Date): Readonly<Record<string, string>> =>
    Object.fromEntries(
      keys.map(({ name, type }, index) => {
        const part = Number(time.toISOString().slice(...(slices[index] ?? [0, 4])));
        return [name, isNumber(type) ? String(part) : String(part).padStart(digits(name, index), '0')];
      }),
    );
  return {
    unit: units[keys.length - 1] ?? 'year',
    valuesAt,
    condition: (times) => {
      // Days of a month, hours of a day: a list for each is short enough and read by the catalog.
      const last = keys.at(-1);
      const groups = new Map<string, { before: Readonly<Record<string, string>>; last: Set<string> }>();
      for (const time of times) {
        const values = valuesAt(time);
        const before = Object.fromEntries(keys.slice(0, -1).map(({ name }) => [name, values[name] ?? '']));
        const group = groups.get(JSON.stringify(before)) ?? { before, last: new Set<string>() };
        group.last.add(values[last?.name ?? ''] ?? '');
        groups.set(JSON.stringify(before), group);
      }
      const values: string[] = [];
      const parts = [...groups.values()].map((group) => {
        const equal = keys.slice(0, -1).map((key) => {
          values.push(group.before[key.name] ?? '');
          return `${identifier(key.name)} = ${bound(key.type)}`;
        });
        values.push(...group.last);
        const list = [...group.last].map(() => bound(last?.type ?? 'string')).join(', ');
        return `(${[...equal, `${identifier(last?.name ?? '')} IN (${list})`].join(' AND ')})`;
      });
      return {
        sql: parts.length === 0 ? 'false' : parts.length === 1 ? parts.join('') : `(${parts.join(' OR ')})`,
        values,
      };
    },
  };
}

const slices: readonly (readonly [number, number])[] = [
  [0, 4],
  [5, 7],
  [8, 10],
  [11, 13],
];

const isNumber = (type: string): boolean => /^(?:tinyint|smallint|int|integer|bigint)$/.test(type);

const bound = (type: string): string =>
  isNumber(type) ? 'CAST(? AS BIGINT)' : type === 'date' ? 'CAST(? AS DATE)' : '?';

/** One key that holds a date or a time. */
function oneKey({ name, type }: LakeTable['keys'][number], { pattern, unit }: Format): TimeKeys {
  const valueAt = (time: Date): string => {
    const iso = time.toISOString();
    return pattern
      .replace('yyyy', iso.slice(0, 4))
      .replace('MM', iso.slice(5, 7))
      .replace('dd', iso.slice(8, 10))
      .replace('HH', iso.slice(11, 13))
      .replaceAll("'", '');
  };
  return {
    unit,
    valuesAt: (time) => ({ [name]: valueAt(time) }),
    condition: (times) => {
      const [first] = times;
      const last = times.at(-1);
      if (first === undefined || last === undefined) return { sql: 'false', values: [] };
      return {
        // Largest part first: such texts sort as times do.
        sql: `${identifier(name)} >= ${bound(type)} AND ${identifier(name)} <= ${bound(type)}`,
        values: [valueAt(first), valueAt(last)],
      };
    },
  };
}

interface Format {
  /** As `yyyy/MM/dd/HH`, the pattern of Java. */
  pattern: string;
  unit: Unit;
}

function formatOf(
  table: LakeTable,
  { name, type }: LakeTable['keys'][number],
  seen: string | null,
): Format | null {
  const projected = table.parameters[`projection.${name}.type`]?.toLowerCase() === 'date';
  const pattern = projected ? (table.parameters[`projection.${name}.format`] ?? null) : null;
  if (pattern !== null) {
    const parts = ['yyyy', 'MM', 'dd', 'HH'].map((part) => pattern.indexOf(part));
    const depth = parts.findIndex((at) => at < 0);
    const used = parts.slice(0, depth < 0 ? 4 : depth);
    const rest = ['yyyy', 'MM', 'dd', 'HH'].reduce(
      (text, part) => text.replace(part, ''),
      pattern.replaceAll(/'[^']*'/g, ''),
    );
    const inOrder = used.every((at, index) => index === 0 || at > (used[index - 1] ?? 0));
    if (used.length === 0 || !inOrder || /[A-Za-z]/.test(rest))
      throw new HistoryFault(
        `history: ${table.database}.${table.name} is cut by ${name} in the format ${pattern}; only formats such as yyyy/MM/dd/HH, largest part first, can be kept to a range`,
      );
    return { pattern, unit: units[used.length - 1] ?? 'year' };
  }
  if (type === 'date') return { pattern: 'yyyy-MM-dd', unit: 'day' };
  const match = /^(\d{4})([-/_]?)(\d{2})\2(\d{2})(?:([-/_ T]?)(\d{2}))?$/.exec(seen ?? '');
  if (match === null) return null;
  const [, , between = '', , , beforeHour = '', hours] = match;
  const day = ['yyyy', 'MM', 'dd'].join(between);
  return hours === undefined
    ? { pattern: day, unit: 'day' }
    : { pattern: `${day}${beforeHour === 'T' ? "'T'" : beforeHour}HH`, unit: 'hour' };
}

/** The beginning of each partition that a range reaches, with the margin at both ends. */
export function timesOf({ from, to }: TimeRange, unit: Unit): readonly Date[] {
  const end = to.getTime() + margin;
  const times: Date[] = [];
  for (let at = beginOf(new Date(from.getTime() - margin), unit); at.getTime() < end; at = next(at, unit))
    times.push(at);
  return times;
}

const beginOf = (time: Date, unit: Unit): Date => {
  const [year, month, day, hours] = [
    time.getUTCFullYear(),
    time.getUTCMonth(),
    time.getUTCDate(),
    time.getUTCHours(),
  ];
  const depth = units.indexOf(unit);
  return new Date(Date.UTC(year, depth > 0 ? month : 0, depth > 1 ? day : 1, depth > 2 ? hours : 0));
};

const next = (time: Date, unit: Unit): Date => {
  const later = new Date(time);
  if (unit === 'year') later.setUTCFullYear(time.getUTCFullYear() + 1);
  else if (unit === 'month') later.setUTCMonth(time.getUTCMonth() + 1);
  else if (unit === 'day') later.setUTCDate(time.getUTCDate() + 1);
  else later.setUTCHours(time.getUTCHours() + 1);
  return later;
};
