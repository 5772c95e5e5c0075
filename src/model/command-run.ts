import type { FixStep } from './report.ts';
import type { Target } from './target.ts';

/** What a command has to repeat so that it looks at what this run looked at. */
export type RunWords = Pick<Target, 'region' | 'profile' | 'worlds'>;

/** A run of ours that looks into an account or sends; pages of the checklist and `explain` look at nothing. */
const looks = /^ses-doctor (?:check |test |--)/;

/**
 * The step with a command of ses-doctor that names the Region and the profile of this run, and leaves alone what it left
 * alone: pasted without them it would look into another account, and say something else. What the command says itself
 * stays; a name that no shell takes as it stands is quoted, and one that a quote cannot hold is left out.
 */
export function asThisRun({ region, profile, worlds }: RunWords): (step: FixStep) => FixStep {
  return (step) => {
    const { command } = step;
    if (command === null || !looks.test(command) || /[|;&\n]/.test(command)) return step;
    const isTest = command.startsWith('ses-doctor test ');
    const needsAws = isTest || / --(?:message-id|derive-smtp-password)\b/.test(command);
    const words = [
      ...(region !== null && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region) ? [['--region', region]] : []),
      ...(profile !== null && /^[\w.@+=:,/ -]{1,128}$/.test(profile) ? [['--profile', quoted(profile)]] : []),
      ...(worlds.aws || needsAws ? [] : [['--no-aws']]),
    ].filter(([flag = '']) => !new RegExp(`(?:^| )${flag}(?:[ =]|$)`).test(command));
    return words.length === 0 ? step : { ...step, command: [command, ...words.flat()].join(' ') };
  };
}

const quoted = (name: string): string => (/^[\w.@+=:,/-]+$/.test(name) ? name : `'${name}'`);
