import { fileExtensions, formatOfFile, formats, rendererOf, type Format } from '../render/formats.ts';
import type { RenderOptions } from '../render/render-options.ts';
import type { Report } from '../model/report.ts';
import { fileFailure } from './file-failure.ts';
import type { Host } from './host.ts';
import { isInterrupted } from './interruption.ts';
import { oneLine, UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** Where a report goes. */
export interface Outputs {
  stdout: Format;
  files: readonly { path: string; format: Format }[];
  options: RenderOptions;
}

interface OutputFlags {
  format?: Format;
  json?: true;
  output: readonly string[];
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** Less and more at a time: one of them was not meant. Throws `UsageError`. */
export function refuseBoth({ quiet, verbose }: { quiet?: true; verbose?: true }): void {
  if (quiet === true && verbose === true)
    throw new UsageError('--quiet and --verbose contradict each other: give one of them');
}

/** `--output json`: a format where the name of a file belongs. Throws `UsageError`. */
function refuseFormat(path: string, known: readonly string[]): void {
  if (known.includes(path))
    throw new UsageError(
      `--output takes the name of a file; for ${path} on standard output use --format ${path}`,
    );
}

/** Validates --format and --output. Throws `UsageError` before anything is asked. */
export function outputsOf(flags: OutputFlags, host: Host): Outputs {
  refuseBoth(flags);
  return {
    stdout: askedFormat(flags),
    files: flags.output.map((path) => {
      const format = formatOfFile(path);
      refuseFormat(path, formats);
      if (format === null)
        throw new UsageError(
          `--output: cannot tell the format of ${show(path)}; end it in ${fileExtensions.slice(0, -1).join(' ')} or ${fileExtensions.at(-1) ?? ''}`,
        );
      return { path, format };
    }),
    options: {
      columns: host.columns,
      colorLevel: flags.color ? host.colorLevel : 0,
      quiet: flags.quiet === true,
      verbose: flags.verbose === true,
      terminal: host.terminal,
    },
  };
}

/** The format that --format or --json asks for. Throws `UsageError` where they contradict each other. */
function askedFormat<F extends string>({ format, json }: { format?: F; json?: true }): F | 'json' | 'text' {
  if (json === true && format !== undefined && format !== 'json')
    throw new UsageError(`--json and --format ${format} contradict each other: give one of them`);
  return json === true ? 'json' : (format ?? 'text');
}

/** A file that could not be written, as a sentence that names the flag. */
export type Unwritten = string;

/** Prints the report on stdout; ndjson was streamed already. GitHub gets the step summary as well. */
export async function writeStdout(
  report: Report,
  outputs: Outputs,
  host: Host,
): Promise<readonly Unwritten[]> {
  if (outputs.stdout !== 'ndjson') host.stdout((await rendererOf(outputs.stdout))(report, outputs.options));
  const summary = host.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (outputs.stdout !== 'github' || summary === '') return [];
  const markdown = (await rendererOf('markdown'))(report, outputs.options);
  return await writing('GITHUB_STEP_SUMMARY', summary, () => host.append(summary, markdown));
}

/** Writes the files of --output. */
export async function writeFiles(
  report: Report,
  outputs: Outputs,
  host: Host,
): Promise<readonly Unwritten[]> {
  const failed: Unwritten[] = [];
  for (const { path, format } of outputs.files) {
    const text = (await rendererOf(format))(report, {
      ...outputs.options,
      colorLevel: 0,
      columns: 100,
      terminal: false,
    });
    failed.push(...(await writing('--output', path, () => host.write(path, text))));
  }
  return failed;
}

/**
 * Makes sure that the files of these flags can be written, before anything is asked: minutes of looking must not end in
 * a file name that was wrong from the start. Throws `UsageError`.
 */
export async function tryFiles(
  files: readonly (readonly [flag: string, path: string | undefined])[],
  host: Host,
): Promise<void> {
  for (const [flag, path] of files) {
    if (path === undefined) continue;
    const [failed] = await writing(flag, path, () => host.tryWrite(path));
    if (failed !== undefined) throw new UsageError(failed);
  }
}

/** The files of --output, tried as above. */
export const tryOutputs = ({ files }: { files: readonly { path: string }[] }, host: Host): Promise<void> =>
  tryFiles(
    files.map(({ path }) => ['--output', path] as const),
    host,
  );

/**
 * The files of --output with the format that their endings say, of a command with formats of its own. `told` lists the
 * endings for the user. Throws `UsageError`.
 */
export const filesByEnding = <F extends string>(
  paths: readonly string[],
  endings: Readonly<Record<string, F>>,
  told: string,
): readonly { path: string; format: F }[] =>
  paths.map((path) => {
    refuseFormat(path, Object.values(endings));
    const format = endings[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
    if (format === undefined)
      throw new UsageError(`--output: cannot tell the format of ${show(path)}; end it in ${told}`);
    return { path, format };
  });

/** The format of standard output among those of a command. Throws `UsageError`. */
export function formatAmong<F extends string>(
  flags: { format?: string; json?: true },
  formats: readonly F[],
): F {
  const asked = askedFormat(flags);
  const known = formats.find((one) => one === asked);
  if (known === undefined) throw new UsageError(`--format: ${show(asked)} is none of ${formats.join(', ')}`);
  return known;
}

/** Writes a file. One that cannot be written does not keep the others from being written. */
export async function writing(
  flag: string,
  path: string,
  write: () => Promise<void>,
): Promise<readonly Unwritten[]> {
  try {
    await write();
    return [];
  } catch (error) {
    return [`${flag}: cannot write ${show(path)}: ${fileFailure(error, 'its folder does not exist')}`];
  }
}

/** The exit code of a run that printed its report: 2 where a file could not be written, which stderr says. */
export function finish(report: Report, host: Host, unwritten: readonly Unwritten[]): number {
  if (unwritten.length === 0) return report.exitCode;
  host.stderr(`ses-doctor: ${oneLine(unwritten.join('; '))}\n`);
  return isInterrupted(host) ? report.exitCode : 2;
}
