import type { DmarcReport, DmarcReports } from '../model/dmarc-reports.ts';
import type { Host } from './host.ts';
import { readingProgress } from './reading-progress.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** The largest file that is read; what is packed in it is bounded again. */
const mostBytes = 32 * 1024 * 1024;
/** A year of daily reports of a few dozen receivers. */
const mostFiles = 20_000;
/** Rows that are kept of all reports. */
const mostRows = 50_000;

/** Reads the reports of --dmarc-report: files, and folders with files. Throws `UsageError` for what cannot be read. */
export async function dmarcReportsOf(paths: readonly string[], host: Host): Promise<DmarcReports> {
  const { readReportFile } = await import('../parse/dmarc-report/files.ts');
  const files = (await Promise.all(paths.map((path) => filesAt(path, host)))).flat();
  if (files.length > mostFiles)
    throw new UsageError(`--dmarc-report: ${String(files.length)} files are more than ${String(mostFiles)}`);
  const collected = new Collected();
  const progress = readingProgress(`${String(files.length)} files of reports`, host);
  try {
    for (const path of files) {
      if (host.interrupted.aborted) break;
      const bytes = await bytesOf(path, host);
      progress.read(bytes.length);
      collected.add(await readReportFile(path, bytes));
    }
  } finally {
    await progress.stop();
  }
  return collected.result();
}

/** Counts each report once, and keeps as many rows as fit. */
export class Collected {
  #files = 0;
  #tls = 0;
  #repeated = 0;
  #rows = 0;
  #left = 0;
  readonly #reports = new Map<string, DmarcReport>();
  readonly #unread: { file: string; because: string }[] = [];

  add(read: {
    reports: readonly DmarcReport[];
    tls: number;
    unread: readonly { file: string; because: string }[];
  }): void {
    this.#files += 1;
    this.#tls += read.tls;
    if (this.#unread.length < 20) this.#unread.push(...read.unread);
    for (const report of read.reports) {
      const key = [report.org, report.id, report.domain, report.begin].join('\n');
      if (this.#reports.has(key)) {
        this.#repeated += 1;
        continue;
      }
      const rows = report.rows.slice(0, mostRows - this.#rows);
      this.#rows += rows.length;
      this.#left += report.rows.length - rows.length;
      this.#reports.set(key, { ...report, rows });
    }
  }

  result(): DmarcReports {
    return {
      files: this.#files,
      reports: [...this.#reports.values()],
      tls: this.#tls,
      repeated: this.#repeated,
      unread: this.#unread,
      left: this.#left,
    };
  }
}

async function filesAt(path: string, host: Host): Promise<readonly string[]> {
  try {
    const inside = path === '-' ? null : ((await host.filesIn?.(path)) ?? null);
    if (inside?.length === 0) throw new UsageError(`--dmarc-report: there is no file in ${show(path)}`);
    return inside ?? [path];
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function bytesOf(path: string, host: Host): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of host.read(path)) {
      size += chunk.length;
      chunks.push(chunk);
      if (size > mostBytes) break;
    }
  } catch (error) {
    // A damaged archive among a hundred files is told with the others.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      return new Uint8Array();
    throw unreadable(path, error);
  }
  return Buffer.concat(chunks);
}

function unreadable(path: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(`--dmarc-report: cannot read ${show(path)}: ${reason}`);
}
