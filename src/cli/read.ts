import { fileFailure } from './file-failure.ts';
import type { Host } from './host.ts';
import { readingProgress } from './reading-progress.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** Bytes of the largest message, template or data file that is read; SES takes messages up to 40 MB. */
export const largestFile = 60 * 1024 * 1024;

/** The text of a file or of standard input. Throws `UsageError` when it cannot be read or is larger than `maximumBytes`. */
export async function readText(
  host: Host,
  path: string,
  flag: string,
  encoding: 'utf-8' | 'latin1',
  maximumBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const progress = readingProgress(path === '-' ? 'standard input' : path, host);
  try {
    for await (const chunk of host.read(path)) {
      size += chunk.length;
      if (size > maximumBytes) break;
      chunks.push(chunk);
      progress.read(chunk.length);
    }
  } catch (error) {
    throw new UsageError(`${flag}: cannot read ${show(path)}: ${readFailure(error)}`);
  } finally {
    await progress.stop();
  }
  if (size > maximumBytes)
    throw new UsageError(`${flag}: ${show(path)} is larger than ${maximumBytes / 1024 / 1024} MB`);
  const bytes = asUtf8(Buffer.concat(chunks));
  return encoding === 'latin1' ? bytes.toString('latin1') : new TextDecoder().decode(bytes);
}

/** Bytes of UTF-16 with its mark as UTF-8: PowerShell's `>` writes every file so. */
function asUtf8(bytes: Buffer): Buffer {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  return mark === 'feff' ? Buffer.from(new TextDecoder('utf-16be').decode(bytes)) : bytes;
}

/** Why a file could not be read. */
export const readFailure = (error: unknown): string => fileFailure(error, 'there is no such file');
