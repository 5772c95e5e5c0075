import type { Command } from 'commander';
import { completionFor, type CompletableCommand } from '../render/completion.ts';
import { sesRegions } from '../knowledge/regions.ts';
import { selectors } from '../model/select.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** `ses-doctor completion`: worked out from the commands themselves, so that it cannot fall behind them. */
export async function completionCommand(
  typed: string | undefined,
  program: Command,
  host: Host,
): Promise<number> {
  if (typed === undefined) throw new UsageError('completion: name the shell: bash, zsh or fish');
  // `completion "$SHELL"` has a path.
  const shell = typed
    .replace(/^.*[/\\]/s, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (/^(?:powershell(?:_ise)?|pwsh|cmd)$/.test(shell))
    throw new UsageError(
      `completion: ${show(typed)} is not supported; use bash, zsh or fish (on Windows: in WSL or Git Bash)`,
    );
  if (shell !== 'bash' && shell !== 'zsh' && shell !== 'fish') {
    throw new UsageError(`completion: unsupported shell ${show(typed)}; use bash, zsh or fish`);
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

/** The values that a flag can have, where they are known. */
function valuesOf(flag: string, names: readonly string[]): readonly string[] {
  if (flag === '--only' || flag === '--skip') return names;
  return flag === '--region' ? sesRegions.map(({ name }) => name) : [];
}

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
              values: argChoices ?? valuesOf(long, names),
            },
          ],
    ),
    words:
      command.name() === 'checks' ? names : command.name() === 'completion' ? ['bash', 'zsh', 'fish'] : [],
  };
}
