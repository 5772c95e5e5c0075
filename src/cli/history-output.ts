import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { HistoryReport } from '../history/document.ts';
import type { TextOptions } from '../history/render/text.ts';
import type { Table } from '../history/tables.ts';
import { safeJson } from '../render/safe.ts';
import type { Host } from './host.ts';
import { filesByEnding, formatAmong, refuseBoth } from './output.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

const formats = ['text', 'json', 'html', 'csv', 'parquet'] as const;
type HistoryFormat = (typeof formats)[number];

/** Where the report goes. */
export interface HistoryOutputs {
  stdout: Exclude<HistoryFormat, 'parquet'>;
  files: readonly { path: string; format: HistoryFormat }[];
  /** The table of csv and parquet; null: the one there is, or the last. */
  table: string | null;
  quiet: boolean;
  verbose: boolean;
}

interface OutputFlags {
  format?: string;
  json?: true;
  output: readonly string[];
  table?: string;
  quiet?: true;
  verbose?: true;
}

const endings: Readonly<Record<string, HistoryFormat>> = {
  json: 'json',
  html: 'html',
  htm: 'html',
  csv: 'csv',
  parquet: 'parquet',
  txt: 'text',
};

/** Validates --format and --output. Throws `UsageError` before anything is read. */
export function historyOutputs(flags: OutputFlags, _host: Host): HistoryOutputs {
  refuseBoth(flags);
  const known = formatAmong(flags, formats);
  if (known === 'parquet')
    throw new UsageError('--format parquet: a Parquet table goes into a file: --output table.parquet');
  const files = filesByEnding(flags.output, endings, '.json .html .csv .parquet or .txt');
  const isTabular = [known, ...files.map(({ format }) => format)].some(
    (format) => format === 'csv' || format === 'parquet',
  );
  if (flags.table !== undefined && !isTabular)
    throw new UsageError(
      '--table names the table of --format csv, or of an --output that ends in .csv or .parquet',
    );
  return {
    stdout: known,
    files,
    table: flags.table ?? null,
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  };
}

/** Writes the report everywhere. A file appears whole or not at all. Returns the exit code. */
export async function writeHistory(
  report: HistoryReport,
  outputs: HistoryOutputs,
  host: Host,
): Promise<number> {
  for (const { path: named, format } of outputs.files) {
    const path = resolve(host.history.start.workingFolder, named);
    const content = await rendered(report, format, {
      ...outputs,
      ...{ columns: 100, colorLevel: 0, terminal: false },
    });
    const part = `${path}.part-${Math.random().toString(36).slice(2, 10)}`;
    try {
      await writeFile(part, content);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw new UsageError(
        `--output: cannot write ${show(named)}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const { columns, colorLevel, terminal } = host;
  host.stdout(String(await rendered(report, outputs.stdout, { ...outputs, columns, colorLevel, terminal })));
  return report.exitCode;
}

async function rendered(
  report: HistoryReport,
  format: HistoryFormat,
  options: TextOptions & { table: string | null },
): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return `${safeJson(report, 2)}\n`;
    case 'csv':
      return (await import('../history/render/csv.ts')).renderCsv(chosen(report, options.table));
    case 'html':
      return (await import('../history/render/html.ts')).renderHistoryHtml(report);
    case 'parquet':
      return await (await import('../history/duckdb/parquet.ts')).parquetOf(chosen(report, options.table));
    case 'text':
      return (await import('../history/render/text.ts')).renderHistoryText(report, options);
  }
}

/** The table that csv and parquet hold: --table, else the one that was asked for. */
function chosen({ tables }: HistoryReport, name: string | null): Table {
  const names = Object.keys(tables);
  const [only = ''] = ['by', 'recipient', 'message'].filter((one) => names.includes(one)).concat(names);
  const table = tables[name ?? only];
  if (table === undefined)
    throw new UsageError(`--table: ${show(name ?? '')} is none of ${names.join(', ')}`);
  return table;
}
