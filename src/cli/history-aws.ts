import type { LakeFlags } from '../history/athena/open-table.ts';
import { bytesOf } from '../history/bytes.ts';
import type { Source } from '../history/sources.ts';
import type { AwsProbe } from '../model/aws.ts';
import { foundRegion } from './found-region.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { region as regionOf, seconds, show } from './values.ts';

/** The flags of `history` that are about AWS. */
export interface HistoryAwsFlags {
  engine?: 'duckdb' | 'athena';
  workgroup?: string;
  outputLocation?: string;
  maxScan?: string;
  printDdl?: true;
  region?: string;
  profile?: string;
  endpointUrl?: string;
  timeout?: string;
  cache?: string;
}

const defaultMaxScan = 10 * 1024 ** 3;

/** Validates what is for Athena alone. Throws `UsageError`. */
export function lakeFlags(flags: HistoryAwsFlags): LakeFlags {
  const { workgroup = null, outputLocation = null, maxScan } = flags;
  if (workgroup !== null && !/^[a-zA-Z0-9._-]{1,128}$/.test(workgroup))
    throw new UsageError(`--workgroup: ${show(workgroup)} cannot be the name of a workgroup`);
  if (
    outputLocation !== null &&
    !/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[^\s?#]*)?$/.test(outputLocation)
  )
    throw new UsageError(`--output-location: write ${show(outputLocation)} as s3://bucket/prefix/`);
  const bytes = maxScan === undefined ? defaultMaxScan : bytesOf(maxScan);
  if (bytes === null) throw new UsageError(`--max-scan: write ${show(maxScan ?? '')} as 500MB, 10GB or 2TB`);
  return { workgroup, outputLocation, maxScan: bytes };
}

/** Flags that say something about a table where there is none, and the other way round, are a mistake. */
export function mustFit(sources: readonly Source[], flags: HistoryAwsFlags): void {
  const isTable = sources.some(({ kind }) => kind === 'athena');
  if (flags.engine === 'athena' && !isTable)
    throw new UsageError('--engine athena: name a table: athena:database.table; files are read by DuckDB');
  if (flags.engine === 'duckdb' && isTable)
    throw new UsageError(
      '--engine duckdb: an Athena table is read by Athena; give the files behind it: s3://bucket/prefix',
    );
  const given = (
    [
      ['--workgroup', flags.workgroup],
      ['--output-location', flags.outputLocation],
      ['--max-scan', flags.maxScan],
      ['--print-ddl', flags.printDdl],
    ] as const
  ).find(([, value]) => value !== undefined);
  if (given !== undefined && !isTable)
    throw new UsageError(`${given[0]} is for an Athena table: name it as athena:database.table`);
  if (flags.cache !== undefined && isTable)
    throw new UsageError('--cache keeps what was read of files: an Athena table is read by Athena each time');
  const reach = (
    [
      ['--region', flags.region],
      ['--profile', flags.profile],
    ] as const
  ).find(([, value]) => value !== undefined);
  if (reach !== undefined && sources.every(({ kind }) => kind !== 's3' && kind !== 'athena'))
    throw new UsageError(
      `${reach[0]} says where a bucket or an Athena table is: files are read as they are, whatever Region their events name`,
    );
}

/** The door to AWS, for one run; `stop` works after an interruption too. */
export async function historyAws(
  flags: HistoryAwsFlags,
  host: Host,
): Promise<{ aws: AwsProbe; stop: AwsProbe }> {
  const profile = flags.profile ?? null;
  const region =
    flags.region === undefined
      ? ((await foundRegion(profile, host))?.region ?? null)
      : regionOf(flags.region, '--region');
  if (region === null)
    throw new UsageError('history: no Region is set; add --region, for example --region eu-west-1');
  const settings = {
    region,
    profile,
    endpointUrl: flags.endpointUrl ?? null,
    timeoutMs: (flags.timeout === undefined ? 30 : seconds(flags.timeout, '--timeout')) * 1000,
  };
  return {
    aws: await host.history.aws({ ...settings, signal: host.interrupted }),
    stop: await host.history.aws({ ...settings, timeoutMs: 5000, signal: new AbortController().signal }),
  };
}
