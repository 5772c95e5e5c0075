import { grouped } from '../model/many.ts';
import type { DmarcReports } from '../model/dmarc-reports.ts';
import { Collected } from '../parse/dmarc-report/collected.ts';
import type { Host } from './host.ts';
import { readFailure } from './read.ts';
import { readingProgress } from './reading-progress.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** The largest file that is read; what is packed in it is bounded again. */
const mostBytes = 32 * 1024 * 1024;
/** A year of daily reports of a few dozen receivers. */
const mostFiles = 20_000;

/** Reads the reports of --dmarc-report: files, and folders with files. Throws `UsageError` for what cannot be read. */
export async function dmarcReportsOf(paths: readonly string[], host: Host): Promise<DmarcReports> {
  const { readReportFile } = await import('../parse/dmarc-report/files.ts');
  const files = (await Promise.all(paths.map((path) => filesAt(path, host)))).flat();
  if (files.length > mostFiles)
    throw new UsageError(
      `--dmarc-report: ${grouped(files.length)} files are more than ${grouped(mostFiles)}`,
    );
  const collected = new Collected();
  const progress = readingProgress(`${grouped(files.length)} files of reports`, host);
  try {
    for (const path of files) {
      if (host.interrupted.aborted) break;
      const { bytes, because } = await bytesOf(path, host);
      progress.read(bytes.length);
      const read = await readReportFile(path, bytes);
      // What is cut and yet a report says so itself.
      const says = because === null || read.unread.some(({ damaged }) => damaged === true);
      collected.add(says ? read : { ...read, unread: [{ file: path, because, damaged: true }] });
    }
  } finally {
    await progress.stop();
  }
  return collected.result();
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

/** The bytes of a file, and why they are not all. */
async function bytesOf(path: string, host: Host): Promise<{ bytes: Uint8Array; because: string | null }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let because: string | null = null;
  try {
    for await (const chunk of host.read(path)) {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= mostBytes) continue;
      because = `is larger than ${grouped(mostBytes / 1024 / 1024)} MB, and is read up to there`;
      break;
    }
  } catch (error) {
    // A damaged archive among a hundred files is told with the others.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')))
      throw unreadable(path, error);
    because = 'is a damaged archive';
  }
  return { bytes: Buffer.concat(chunks), because };
}

function unreadable(path: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  return new UsageError(`--dmarc-report: cannot read ${show(path)}: ${readFailure(error)}`);
}
