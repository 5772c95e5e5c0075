import { parseBaseline, parseEarlierReport, parseIgnores } from '../gate/files.ts';
import type { Gate } from '../gate/gate.ts';
import { ownFile, type OwnKind } from '../parse/own-kind.ts';
import { defaultConfigFile } from './config-file.ts';
import type { CheckFlags } from './flags.ts';
import type { Host } from './host.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

const maximumBytes = 32 * 1024 * 1024;

/** Reads what a pipeline has accepted: the ignores of --ignore-file, else those of the config file. */
export async function gateOf(flags: CheckFlags, host: Host): Promise<Gate> {
  return {
    ignores:
      flags.ignoreFile === undefined
        ? ignoresOfConfig(flags)
        : await parsed(host, flags.ignoreFile, '--ignore-file', parseIgnores),
    found: flags.foundConfig ?? null,
    baseline:
      flags.baseline === undefined ? null : await parsed(host, flags.baseline, '--baseline', parseBaseline),
    earlier:
      flags.changedSince === undefined
        ? null
        : await parsed(host, flags.changedSince, '--changed-since', parseEarlierReport),
  };
}

function ignoresOfConfig({
  config = defaultConfigFile,
  configIgnores,
  foundConfig,
}: CheckFlags): Gate['ignores'] {
  if (configIgnores === undefined) return [];
  try {
    const ignores = parseIgnores(JSON.stringify({ ignores: configIgnores }));
    return foundConfig === undefined ? ignores : ignores.map((one) => ({ ...one, from: foundConfig.file }));
  } catch (error) {
    throw new UsageError(`${config}: ${error instanceof Error ? error.message : String(error)}`);
  }
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
    const own = ownFile(text);
    const takes = taken[flag];
    if (own !== null && takes !== undefined && own.kind !== takes.kind)
      throw new UsageError(`${flag}: ${show(path)} is ${own.words}; ${flag} takes ${takes.words}`);
    throw new UsageError(`${flag}: ${show(path)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What flags take, for whoever gives another file of ours. */
const taken: Readonly<Record<string, { kind: OwnKind | null; words: string }>> = {
  '--facts': { kind: 'facts', words: 'the file that --save-facts has written' },
  '--baseline': { kind: 'baseline', words: 'the file that --write-baseline has written' },
  '--changed-since': { kind: 'report', words: 'the JSON report of an earlier run (--output report.json)' },
  '--ignore-file': { kind: null, words: 'a list of ignores' },
};

/** Refuses a file of ours where a text or a mail is wanted: what it tells was found, and did not happen. Throws `UsageError`. */
export function refuseOwn(start: string, path: string, flag: string): void {
  const own = ownFile(start);
  if (own === null) return;
  const instead = {
    report: 'give the error or the mail that it is about',
    facts: 'give it as --facts',
    baseline: 'give it as --baseline',
    state: 'give it to ses-doctor survey as --state',
  }[own.kind];
  throw new UsageError(`${flag}: ${show(path)} is ${own.words}; ${instead}`);
}
