import { type Command, Option } from 'commander';
import { formats } from '../render/formats.ts';
import { isTargetFlag } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** Collects the values of a flag that may be given more than once. */
export const list = (value: string, before: string[]): string[] => [...before, value];

/** --fail-on, with what it means for the command. */
export const failOnOption = (meaning: string): Option =>
  new Option('--fail-on <severity>', meaning).choices(['error', 'warning', 'never']);

/** What comes out of a command that makes a report of checks. */
export function addOutput(command: Command): void {
  command.optionsGroup('What comes out:');
  command
    .addOption(new Option('--format <format>', 'what stdout carries (default: text)').choices([...formats]))
    .option('--json', 'short for --format json')
    .option(
      '-o, --output <file>',
      'also write a file; the format follows its extension; repeatable',
      list,
      [],
    )
    .addOption(failOnOption('what makes exit 1 (default: error)'))
    .option('-q, --quiet', 'no progress; only the summary and what needs doing')
    .option('-v, --verbose', 'passed and skipped checks in full, evidence of passes, timings')
    .option('--no-color', 'no colours (also NO_COLOR)');
}

/** What --help says of a flag: its values and its default in plain words, and nothing of an empty list. */
export function helpOf({ description, argChoices, defaultValue }: Option): string {
  const [, words = '', told] = /^(.*?)(?: \(default: ([^()]*)\))?$/s.exec(description) ?? [];
  const values = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
  const preset = told ?? (typeof defaultValue === 'string' ? defaultValue : null);
  return `${words}${values}${preset === null ? '' : ` (default: ${preset})`}`;
}

/** Places that one run looks at; several of them are for another command. */
const places: ReadonlySet<string> = new Set(['--region', '--profile', '--endpoint-url']);

/**
 * Flags with one value may stand once: of two values one would be dropped without a word. Flags that collect, or have a
 * default, are left as they are.
 */
export function onlyOnce(command: Command): void {
  const isCheck = command.name() === 'check';
  for (const option of command.options) {
    const { long, required, argChoices, parseArg } = option;
    const preset: unknown = option.defaultValue;
    if (
      long == null ||
      !required ||
      preset !== undefined ||
      argChoices !== undefined ||
      parseArg !== undefined
    )
      continue;
    const advice =
      isCheck && places.has(long)
        ? 'a check looks at one; run it once for each, or look at all of them with ses-doctor survey'
        : isCheck && isTargetFlag(long)
          ? 'a check looks at one; run it once for each'
          : 'give it once';
    option.argParser((value: string, before: string | undefined) => {
      if (before !== undefined) throw new UsageError(`${long} is given twice: ${advice}`);
      return value;
    });
  }
}
