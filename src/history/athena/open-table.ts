import { grouped } from '../../model/many.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { Ask } from '../plan.ts';
import type { Cut } from '../cut.ts';
import { number, type Engine, type Records } from '../engine.ts';
import { HistoryFault, HistoryInterrupted } from '../failure.ts';
import type { Question } from '../question.ts';
import { withEv, type Bound } from '../with-ev.ts';
import { lakeTable, type LakeTable } from './lake-table.ts';
import { timeKeysOf, timesOf, type TimeKeys, type TimeRange } from './partitions.ts';
import { placesOf, type Places } from './places.ts';
import { bytesText, priceText } from '../bytes.ts';
import { Queries } from './query.ts';
import { foldersOf, isProjected, partitionsOf, Sizes } from './sizes.ts';
import { stagingOf } from './staging.ts';

/** What --workgroup and the like say. */
export interface LakeFlags {
  workgroup: string | null;
  outputLocation: string | null;
  /** Bytes. */
  maxScan: number;
}

/** What a run over a table takes from the process. */
export interface LakeWorld {
  aws: AwsProbe;
  /** Works after an interruption as well. */
  stop: AwsProbe<'athena:StopQueryExecution'>;
  interrupted: AbortSignal;
  pause: (milliseconds: number) => Promise<void>;
  progress: (text: string) => void;
  now: () => Date;
}

/** Columns: records, broken ones, copies, records of the range. */
const recordCounts = (within: Bound): Question => ({
  select: `SELECT count(*) FILTER (WHERE nth = 1 AND copy = 1 AND type IS NOT NULL AND happened IS NOT NULL) AS kept,
    count(*) FILTER (WHERE nth = 1 AND (type IS NULL OR happened IS NULL)) AS broken,
    count(*) FILTER (WHERE nth = 1 AND copy > 1 AND type IS NOT NULL AND happened IS NOT NULL) AS again,
    count(*) FILTER (WHERE nth = 1 AND copy = 1 AND type IS NOT NULL${within.sql}) AS within_range
  FROM copies`,
  values: within.values,
});

/**
 * Opens a table: looks its columns up, adds up what the questions would scan, refuses what is too much, and counts the
 * records. Throws `HistoryFault` and `HistoryInterrupted`.
 */
export async function openTable(
  source: { database: string; table: string },
  asks: readonly Ask[],
  cut: Cut,
  flags: LakeFlags,
  world: LakeWorld,
): Promise<Engine> {
  return await faultsOf(async () => {
    if (cut.from === null)
      throw new HistoryFault(
        'history: an Athena table is asked about a range of time: give --since, and --until where it ends before now',
      );
    const name = `${source.database}.${source.table}`;
    world.progress(`looking at the columns of ${name}`);
    const table = await tableOf(world.aws, source);
    const places = placesOf(table);
    if (places.missing.length > 0)
      throw new HistoryFault(
        `history: ${name} has no ${places.missing.slice(0, 6).join(', no ')}${places.missing.length > 6 ? ` (and ${grouped(places.missing.length - 6)} more)` : ''}; to print a table that fits: ses-doctor history athena:${name} --print-ddl`,
      );
    const sample = isProjected(table) ? [] : await partitionsOf(world.aws, table, 1);
    if (table.keys.length > 0 && !isProjected(table) && sample.length === 0)
      throw new HistoryFault(
        `history: ${name} is cut by ${table.keys.map((key) => key.name).join(', ')} and has no partition: Athena would find no record in it; add its partitions (MSCK REPAIR TABLE or ALTER TABLE ADD PARTITION), or compute them, as the table of ses-doctor history athena:${name} --print-ddl does`,
      );
    const keys = timeKeysOf(table, sample[0]?.values ?? null);
    const lake: Lake = { table, places, keys, now: world.now() };
    const counting = recordCounts(rangeCondition(cut));
    const planned = [{ question: counting, within: cut }, ...asks];
    const estimate = await estimated(lake, planned, flags, world);
    const queries = new Queries({ ...world, ...flags, database: source.database });
    world.progress(`counting the records of ${name}`);
    const [row] = await queries.rows(countingSql(lake, counting, cut));
    const records: Records = {
      read: number(row?.[0]),
      unreadable: number(row?.[1]),
      duplicates: number(row?.[2]),
      outsideRange: number(row?.[0]) - number(row?.[3]),
    };
    let asked = 0;
    return {
      name: 'athena',
      records,
      // Athena does not say in which of its files a record is broken.
      damaged: [],
      ask: (question, within) =>
        faultsOf(async () => {
          asked += 1;
          world.progress(`asking Athena: query ${grouped(asked)} of ${grouped(asks.length)}`);
          return await queries.rows(withEv(question, within, staging(lake, within)));
        }),
      notes: () => [
        ...(keys === null ? [`${name} is not cut by time: each query reads all of it.`] : []),
        ...(estimate === null ? [] : [estimate]),
        `Athena scanned ${bytesText(queries.scanned)} in ${grouped(queries.count)} queries: ${priceText(queries.scanned, queries.count)} at USD 5 per TB, the price in most Regions.`,
      ],
      close: () => Promise.resolve(),
    };
  });
}

interface Lake {
  table: LakeTable;
  places: Places;
  keys: TimeKeys | null;
  now: Date;
}

function rangeOf({ from, to }: Cut, now: Date): TimeRange {
  return { from: new Date(from ?? 0), to: to === null ? now : new Date(to) };
}

function staging({ table, places, keys, now }: Lake, within: Cut): Bound {
  const condition =
    keys === null ? { sql: '', values: [] } : keys.condition(timesOf(rangeOf(within, now), keys.unit));
  return stagingOf(table, places, condition);
}

function countingSql(lake: Lake, { select, values = [] }: Question, within: Cut): Bound {
  const made = staging(lake, within);
  return { sql: `WITH ${made.sql}\n${select}`, values: [...made.values, ...values] };
}

function rangeCondition({ from, to }: Cut): Bound {
  const parts = [
    ...(from === null ? [] : [{ sql: ' AND happened >= CAST(? AS TIMESTAMP)', value: from }]),
    ...(to === null ? [] : [{ sql: ' AND happened < CAST(? AS TIMESTAMP)', value: to }]),
  ];
  return {
    sql: parts.map(({ sql }) => sql).join(''),
    values: parts.map(({ value }) => value.replace('T', ' ').replace('Z', '')),
  };
}

async function tableOf(aws: AwsProbe, source: { database: string; table: string }): Promise<LakeTable> {
  const { database, table } = source;
  try {
    return lakeTable(database, await aws('glue:GetTable', { DatabaseName: database, Name: table }));
  } catch (error) {
    if (error instanceof Unavailable && error.why.reason === 'not-found')
      throw new HistoryFault(
        `history: Glue has no table ${database}.${table} in this Region; to print a table that fits: ses-doctor history athena:${database}.${table} --print-ddl`,
      );
    throw error;
  }
}

/** Adds up what the questions read, before the first is put. Returns what to say when that could not be told. */
async function estimated(
  { table, keys, now }: Lake,
  planned: readonly Ask[],
  { maxScan }: LakeFlags,
  world: LakeWorld,
): Promise<string | null> {
  const sizes = new Sizes(world.aws);
  world.progress('estimating what the questions will read');
  try {
    const folders = new Map<string, readonly string[]>();
    let bytes = 0;
    for (const { question, within } of planned.filter(({ isRare }) => isRare !== true)) {
      const range = rangeOf(within, now);
      const key = `${range.from.toISOString()} ${range.to.toISOString()}`;
      const own = folders.get(key) ?? (await foldersOf(world.aws, table, keys, range));
      folders.set(key, own);
      bytes += (await sizes.of(own)) * readings(question);
    }
    if (bytes > maxScan)
      throw new HistoryFault(
        `history: the questions would read about ${bytesText(bytes)} (${priceText(bytes, planned.length)}), more than --max-scan ${bytesText(maxScan)}; give a smaller range, fewer questions with --question, or a larger --max-scan`,
      );
    return null;
  } catch (error) {
    if (!(error instanceof Unavailable) || error.why.reason === 'interrupted') throw error;
    return `What would be read could not be estimated before (${error.message}); it was watched while the queries ran.`;
  }
}

/** How often a query reads the table: Athena reads a table again wherever it is named. */
const readings = ({ ctes = '', select }: Question): number =>
  Math.max(1, `${ctes} ${select}`.split(/\b(?:FROM|JOIN) (?:ev|copies)\b/).length - 1);

/** AWS that did not answer is a line for the user. */
async function faultsOf<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    if (error.why.reason === 'interrupted') throw new HistoryInterrupted();
    const place = /output location/i.test(error.message)
      ? '; name one with --output-location s3://bucket/prefix/, or a --workgroup that has one'
      : '';
    throw new HistoryFault(`history: ${error.message}${place}`);
  }
}
