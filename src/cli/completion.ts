import type { Command } from 'commander';
import { completionFor, type CompletableCommand } from '../render/completion.ts';
import { selectors } from '../model/select.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** `ses-doctor completion`: worked out from the commands themselves, so that it cannot fall behind them. */
export async function completionCommand(shell: string, program: Command, host: Host): Promise<number> {
  if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish') {
    throw new UsageError(`completion: there is none for ${show(shell)}; there is bash, zsh and fish`);
  }
  const names = selectors(await host.checklist());
  host.stdout(
    completionFor(
      shell,
      program.commands.map((command) => completable(command, names)),
    ),
  );
  return 0;
}

const named = new Set(['--only', '--skip']);

function completable(command: Command, names: readonly string[]): CompletableCommand {
  return {
    name: command.name(),
    flags: command.options.flatMap(({ long, description, required, optional, argChoices }) =>
      long == null
        ? []
        : [
            {
              flag: long,
              description,
              takesValue: required || optional,
              values: argChoices ?? (named.has(long) ? names : []),
            },
          ],
    ),
    words:
      command.name() === 'checks' ? names : command.name() === 'completion' ? ['bash', 'zsh', 'fish'] : [],
  };
}
