import { nearest } from '../model/edit-distance.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/**
 * The senders among the bare words of a command line. Only a word with a dot or an @ can be one; anything else is a
 * command in the wrong place, a misspelt one, or a file. Throws `UsageError`.
 */
export async function identitiesIn(
  words: readonly string[],
  commands: readonly string[],
  host: Pick<Host, 'exists'>,
): Promise<readonly string[]> {
  for (const word of words) {
    if (commands.includes(word))
      throw new UsageError(`put the command first: ses-doctor ${word} …, not ${show(words.join(' '))}`);
    if (await host.exists(word))
      throw new UsageError(
        `${show(word)} is a file; read it with --symptom ${word} (an error, a log, a bounce) or --message ${word} (a received message)`,
      );
    if (!/[.@]/.test(word) || /\s/.test(word)) throw strayWord(word, commands);
  }
  return words.flatMap((word) => word.split(',')).filter((word) => word !== '');
}

function strayWord(word: string, commands: readonly string[]): UsageError {
  const near = nearest(word.toLowerCase(), commands);
  if (/\s/.test(word))
    return new UsageError(
      `${show(word)} is not a domain; to read an error use ses-doctor explain ${show(word)}`,
    );
  if (/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/.test(word))
    return new UsageError(
      `${show(word)} is no command; for the page of a code use ses-doctor checks ${show(word)}`,
    );
  const advice = near === null ? `; commands are ${commands.join(', ')}` : `; did you mean ${near}?`;
  return new UsageError(`there is no command called ${show(word)}${advice}`);
}
