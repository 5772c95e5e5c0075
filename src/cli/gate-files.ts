import { parseBaseline, parseEarlierReport, parseIgnores } from '../gate/files.ts';
import type { Gate } from '../gate/gate.ts';
import type { CheckFlags } from './flags.ts';
import type { Host } from './host.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

const defaultIgnoreFile = '.ses-doctor.json';
const maximumBytes = 32 * 1024 * 1024;

/** Reads what a pipeline has accepted. A file that was named must be there; the default ignore file need not. */
export async function gateOf(flags: CheckFlags, host: Host): Promise<Gate> {
  const ignoreFile = flags.ignoreFile ?? ((await host.exists(defaultIgnoreFile)) ? defaultIgnoreFile : null);
  return {
    ignores: ignoreFile === null ? [] : await parsed(host, ignoreFile, '--ignore-file', parseIgnores),
    baseline:
      flags.baseline === undefined ? null : await parsed(host, flags.baseline, '--baseline', parseBaseline),
    earlier:
      flags.changedSince === undefined
        ? null
        : await parsed(host, flags.changedSince, '--changed-since', parseEarlierReport),
  };
}

/** Reads and parses one of our own JSON files. Throws `UsageError`. */
export async function parsed<T>(
  host: Host,
  path: string,
  flag: string,
  parse: (text: string) => T,
): Promise<T> {
  const text = await readText(host, path, flag, 'utf-8', maximumBytes);
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError(`${flag}: ${show(path)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
