import { CommanderError, type Command } from 'commander';
import { tellFailure } from './failure.ts';
import type { Host } from './host.ts';
import { createProgram } from './program.ts';
import { oneLine } from './usage-error.ts';

/**
 * Runs one command line and returns its exit code. Never touches `process`, never rejects. The code of a command is
 * loaded when it is the one that was asked for.
 */
export async function main(args: readonly string[], host: Host): Promise<number> {
  let code = 0;
  let usage = '';
  const refusing: Command[] = [];
  const program = createProgram(
    {
      check: async (words, flags, command) => {
        const [{ identitiesIn }, { namingFile, withConfig }, { refuseIdle }, { checkCommand }] =
          await Promise.all([
            import('./bare-words.ts'),
            import('./config-file.ts'),
            import('./idle-flags.ts'),
            import('./check.ts'),
          ]);
        const commands = program.commands.map((one) => one.name());
        const identity = [...(await identitiesIn(words, commands, host)), ...flags.identity];
        const bare = args.every((word) => word === 'check');
        const all = await withConfig({ ...flags, identity, ...(bare && { bare }) }, command, host);
        refuseIdle(command, { ...all }, host);
        try {
          code = await checkCommand(all, host);
        } catch (error) {
          throw namingFile(error, all);
        }
      },
      explain: async (texts, flags) => {
        const { explainCommand } = await import('./explain.ts');
        code = await explainCommand(texts, flags, host);
      },
      history: async (words, flags) => {
        const { historyCommand } = await import('./history.ts');
        code = await historyCommand(words, flags, coloured(host, flags));
      },
      survey: async (flags) => {
        const { surveyCommand } = await import('./survey/survey.ts');
        code = await surveyCommand(flags, coloured(host, flags));
      },
      test: async (words, flags) => {
        const { testCommand } = await import('./test.ts');
        const commands = program.commands.map((one) => one.name());
        code = await testCommand(words, flags, commands, host);
      },
      checks: async (name, flags) => {
        const { checksCommand } = await import('./checks.ts');
        code = await checksCommand(name, flags, host);
      },
      policy: async (flags) => {
        const { policyCommand } = await import('./policy.ts');
        code = await policyCommand(flags, host);
      },
      completion: async (shell) => {
        const { completionCommand } = await import('./completion.ts');
        code = await completionCommand(shell, program, host);
      },
    },
    host.version,
  );
  // What a check asks may stand in a config file, which is read first; the others have nothing to refuse.
  program.hook('preAction', async (_, command) => {
    if (!['survey', 'test', 'history'].includes(command.name())) return;
    const { refuseIdle } = await import('./idle-flags.ts');
    refuseIdle(command, command.opts(), host);
  });
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride((error) => {
        refusing.push(command);
        throw error;
      })
      .configureOutput({
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
      host.stderr(`ses-doctor: ${oneLine(await plainly(said, refusing.at(-1) ?? program, host))}\n`);
      return 2;
    }
    return tellFailure(error, host);
  }
}

/** What commander refused, in plain words. Only a flag that nobody knows needs the names of the checks. */
async function plainly(said: string, command: Command, host: Host): Promise<string> {
  const [{ plainUsage }, { selectors }] = await Promise.all([
    import('./plain-usage.ts'),
    import('../model/select.ts'),
  ]);
  const names = said.startsWith('unknown option') ? selectors(await host.checklist()) : [];
  return plainUsage(said, command, names) ?? said;
}

/** The host as --no-color wants it. */
const coloured = (host: Host, { color }: { color: boolean }): Host =>
  color ? host : { ...host, colorLevel: 0 };
