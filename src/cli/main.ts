import { CommanderError } from 'commander';
import { checksCommand } from './checks.ts';
import { identitiesIn } from './bare-words.ts';
import { checkCommand } from './check.ts';
import { withConfig } from './config-file.ts';
import { otherNameOf } from './other-names.ts';
import { completionCommand } from './completion.ts';
import { explainCommand } from './explain.ts';
import type { Host } from './host.ts';
import { policyCommand } from './policy.ts';
import { createProgram } from './program.ts';
import { oneLine, UsageError } from './usage-error.ts';

/** Runs one command line and returns its exit code. Never touches `process`, never rejects. */
export async function main(args: readonly string[], host: Host): Promise<number> {
  let code = 0;
  let usage = '';
  const program = createProgram(
    {
      check: async (words, flags, command) => {
        const commands = program.commands.map((one) => one.name());
        const identity = [...(await identitiesIn(words, commands, host)), ...flags.identity];
        code = await checkCommand(await withConfig({ ...flags, identity }, command, host), host);
      },
      explain: async (texts, flags) => {
        code = await explainCommand(texts, flags, host);
      },
      checks: async (name, flags) => {
        code = await checksCommand(name, flags, host);
      },
      policy: async (flags) => {
        code = await policyCommand(flags, host);
      },
      completion: async (shell) => {
        code = await completionCommand(shell, program, host);
      },
    },
    host.version,
  );
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: host.stdout,
      writeErr: (text) => {
        usage += text;
      },
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      const said = (usage === '' ? error.message : usage).trim().replace(/^error: /, '');
      host.stderr(`ses-doctor: ${oneLine(otherNameOf(said) ?? said)}\n`);
      return 2;
    }
    if (error instanceof UsageError) {
      host.stderr(`ses-doctor: ${oneLine(error.message)}\n`);
      return 2;
    }
    host.stderr(
      `ses-doctor: a fault of ses-doctor itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 4;
  }
}
