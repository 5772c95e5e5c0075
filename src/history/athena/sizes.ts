import type { AwsProbe } from '../../model/aws.ts';
import type { LakeTable } from './lake-table.ts';
import { timesOf, type TimeKeys, type TimeRange } from './partitions.ts';

type Reader = AwsProbe<'glue:GetPartitions' | 's3:ListObjectsV2'>;

/** A partition that is written down in Glue. */
export interface Partition {
  values: readonly string[];
  location: string | null;
}

const atOnce = 8;
/** Folders whose sizes are asked for one by one; the hours of more become their days, the days of more their months. */
const mostFolders = 100;
const mostInOne = 40;

/** Partitions of a table as Glue has them; none for a table whose partitions are computed. */
export async function partitionsOf(
  aws: Reader,
  { database, name, keys }: LakeTable,
  most: number,
): Promise<readonly Partition[]> {
  if (keys.length === 0) return [];
  const found: Partition[] = [];
  let NextToken: string | undefined;
  do {
    const reply = await aws('glue:GetPartitions', {
      DatabaseName: database,
      TableName: name,
      ExcludeColumnSchema: true,
      MaxResults: Math.min(most, 1000),
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    found.push(
      ...reply.Partitions.map((partition) => ({
        values: partition.Values ?? [],
        location: partition.StorageDescriptor?.Location ?? null,
      })),
    );
    NextToken = reply.NextToken === '' ? undefined : reply.NextToken;
  } while (NextToken !== undefined && found.length < most);
  return found;
}

/** Whether the partitions of a table are computed and not written down. */
export const isProjected = ({ parameters }: LakeTable): boolean =>
  parameters['projection.enabled']?.toLowerCase() === 'true';

/** Folders in S3 that a query over a range reads, none of them inside another. */
export async function foldersOf(
  aws: Reader,
  table: LakeTable,
  keys: TimeKeys | null,
  range: TimeRange,
): Promise<readonly string[]> {
  if (keys === null) return table.location === null ? [] : [table.location];
  const values = timesOf(range, keys.unit).map((time) => keys.valuesAt(time));
  if (isProjected(table)) return outermost(values.map((one) => projected(table, one)));
  const keyOf = (one: Readonly<Record<string, string>>): string =>
    JSON.stringify(
      Object.entries(one)
        .map(([name, value]) => [name, plainNumber(value)])
        .toSorted(),
    );
  const wanted = new Set(values.map(keyOf));
  const all = await partitionsOf(aws, table, 200_000);
  const names = Object.keys(values[0] ?? {});
  return outermost(
    all
      .filter((partition) => {
        const own = names.map((name): [string, string] => [
          name,
          partition.values[table.keys.findIndex((key) => key.name === name)] ?? '',
        ]);
        return wanted.has(keyOf(Object.fromEntries(own)));
      })
      .flatMap(({ location }) => location ?? []),
  );
}

/** 7 and 07 are one month. */
const plainNumber = (value: string): string => (/^\d{1,4}$/.test(value) ? String(Number(value)) : value);

/** The folder of a computed partition, as far as it is known: another key ends it. */
function projected(
  { parameters, location, keys }: LakeTable,
  values: Readonly<Record<string, string>>,
): string {
  const template =
    parameters['storage.location.template'] ??
    `${location?.replace(/\/?$/, '/') ?? ''}${keys.map(({ name }) => `${name}=\${${name}}`).join('/')}/`;
  const filled = template.replaceAll(
    /\$\{([^}]+)\}/g,
    (whole, name: string) => values[name.toLowerCase()] ?? whole,
  );
  const [known = ''] = filled.split('${');
  return known === filled ? filled.replace(/\/?$/, '/') : known;
}

/** Without those inside others. Very many become what they lie in, as long as that is no more than a day or a month. */
export function outermost(folders: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const folder of [...new Set(folders)].toSorted()) {
    const last = kept.at(-1);
    if (last === undefined || !folder.startsWith(last.replace(/\/?$/, '/'))) kept.push(folder);
  }
  if (kept.length <= mostFolders) return kept;
  const above = [...new Set(kept.map((folder) => folder.replace(/[^/]+\/?$/, '')))];
  return above.length * mostInOne < kept.length ? kept : outermost(above);
}

/** Adds up what lies in folders; each is asked for once. */
export class Sizes {
  readonly #aws: Reader;
  readonly #known = new Map<string, Promise<number>>();

  constructor(aws: Reader) {
    this.#aws = aws;
  }

  /** Bytes in some folders. Throws `Unavailable`. */
  async of(folders: readonly string[]): Promise<number> {
    let bytes = 0;
    for (let at = 0; at < folders.length; at += atOnce) {
      const sizes = await Promise.all(folders.slice(at, at + atOnce).map((folder) => this.#folder(folder)));
      bytes += sizes.reduce((sum, size) => sum + size, 0);
    }
    return bytes;
  }

  #folder(folder: string): Promise<number> {
    const known = this.#known.get(folder) ?? this.#sum(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #sum(folder: string): Promise<number> {
    const [, Bucket = '', Prefix = ''] = /^s3[an]?:\/\/([^/]+)\/?(.*)$/.exec(folder) ?? [];
    let bytes = 0;
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#aws('s3:ListObjectsV2', {
        Bucket,
        Prefix,
        ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      });
      bytes += (page.Contents ?? []).reduce((sum, { Size }) => sum + Size, 0);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return bytes;
  }
}
