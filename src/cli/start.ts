import { tellFailure } from './failure.ts';
import type { ExplainFlags } from './flags.ts';
import type { Host } from './host.ts';

/**
 * Runs one command line and returns its exit code. Never rejects. A text to explain without any flag takes a shorter
 * way than main.ts: the parser of flags is a third of such a start.
 */
export async function start(args: readonly string[], host: Host): Promise<number> {
  try {
    const texts = textsAlone(args);
    if (texts === null) {
      const { main } = await import('./main.ts');
      return await main(args, host);
    }
    const { explainCommand } = await import('./explain.ts');
    return await explainCommand(texts, noFlags, host);
  } catch (error) {
    return tellFailure(error, host);
  }
}

/** What the parser makes of a command line without flags. */
export const noFlags: ExplainFlags = { output: [], color: true };

/** The texts of `explain TEXT…` where nothing can be a flag; null for every other command line. */
function textsAlone([command, ...texts]: readonly string[]): readonly string[] | null {
  return command === 'explain' && texts.length > 0 && !texts.some((text) => text.startsWith('-'))
    ? texts
    : null;
}
