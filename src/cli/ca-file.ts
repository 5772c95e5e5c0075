import type { Host } from './host.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** The text of --ca-file. Throws `UsageError` when it holds no certificate. */
export async function caFile(path: string, host: Host): Promise<string> {
  const text = await readText(host, path, '--ca-file', 'utf-8', 8 * 1024 * 1024);
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UsageError(`--ca-file: ${show(path)} contains no PEM certificate`);
  return text;
}
