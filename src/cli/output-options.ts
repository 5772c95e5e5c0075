import { type Command, Option } from 'commander';
import { formats } from '../render/formats.ts';

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
