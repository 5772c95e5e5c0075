import { asThisRun, commandOfRun } from '../model/command-run.ts';
import type { FixStep } from '../model/report.ts';

const safeSource = /^[\w@%+=:,./~*?][\w@%+=:,./~*?-]{0,511}$/;

/**
 * The command that puts another question to the same records; null where a word of it cannot be pasted safely. What came
 * through standard input has to be piped in again.
 */
export function askAgain(source: readonly string[], flags: string | null): string | null {
  if (flags === null || source.length === 0) return null;
  if (!source.every((word) => word === '-' || safeSource.test(word))) return null;
  // A shell that does not know `**` would take a pattern for something else.
  const words = source.map((word) => (/[*?]/.test(word) ? `'${word}'` : word));
  return `ses-doctor history ${words.join(' ')} ${flags}`;
}

/**
 * A step that asks the same records something else. `text`: a sentence. Where the records were piped in, or stand in files
 * whose names cannot be pasted, it says how to ask.
 */
export function askingAgain(
  text: string,
  source: readonly string[],
  flags: string | null,
): Pick<FixStep, 'text' | 'command'> {
  const command = askAgain(source, flags);
  if (command !== null)
    return { text: source.includes('-') ? `${text} Pipe the same records in again:` : text, command };
  return {
    text:
      flags === null || source.length === 0
        ? text
        : `${text} Give ses-doctor history the same files with ${flags}.`,
    command: null,
  };
}

/** What the command line of a run said of AWS; null where it said nothing. */
export interface HistoryRun {
  region: string | null;
  profile: string | null;
}

/**
 * The step with a command that reaches what this run reached: another question to a bucket or a table needs the Region
 * and profile of this one. A check looks into the account with the same profile; the Region that the mail was sent from
 * is not that of a table.
 */
export function asThisHistory({ region, profile }: HistoryRun): (step: FixStep) => FixStep {
  const worlds = { aws: true, dns: true, smtp: true };
  return (step) => {
    const asked = /^ses-doctor history (?:.* )?(?:s3:\/\/|athena:)/.test(step.command ?? '');
    if (!asked || step.command === null) return asThisRun({ region: null, profile, worlds })(step);
    return { ...step, command: commandOfRun({ region, profile, worlds }, step.command) };
  };
}
