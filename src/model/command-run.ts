import type { FixStep } from './report.ts';
import type { Target } from './target.ts';

/** What a command has to repeat so that it looks at what this run looked at. */
export interface RunWords extends Pick<Target, 'region' | 'profile' | 'worlds'> {
  /** With what a test sent; absent or null for none. */
  configurationSet?: string | null;
  tenant?: string | null;
}

/** A run of ours that looks into an account or sends, its sender bare or not; pages of the checklist and `explain` look at nothing. */
const looks = /^ses-doctor (?:check |test |history |--|[\w-]+(?:[.@][\w-]+)+(?: |$))/;

/** A call of the AWS CLI that needs credentials; who they belong to is asked of others too (`theirs`). */
const calls = /^aws (?!configure list-profiles)[a-z][a-z0-9-]+ /;

/** What is asked as somebody else: as the user, and on the host, that the application runs as. */
const theirs = /^aws (?:sts|configure|sso|login)\b/;

/** Whether a shell would take something of a line for more than words; what stands in single quotes is words. */
const isMore = (command: string): boolean => /[|;&<>\n$`]/.test(command.replaceAll(/'[^']*'/g, ''));

/**
 * The step with a command that looks where this run looked: pasted without its Region and profile it would look into
 * another account, and say something else. A command of ours names both, leaves alone what the run left alone, and
 * tests with the configuration set and tenant of the run; one of the AWS CLI names the profile (its Region:
 * `inRegion`). What the command says itself stays; a name that no shell takes as it stands is quoted, and one that a
 * quote cannot hold is left out.
 */
export const asThisRun =
  (run: RunWords): ((step: FixStep) => FixStep) =>
  (step) => {
    const command = step.command === null ? null : commandOfRun(run, step.command);
    return command === step.command ? step : { ...step, command };
  };

/** The same for a step of a finding that was read: whose credentials the application has, this run cannot know. */
export const asReadHere =
  (run: RunWords): ((step: FixStep) => FixStep) =>
  (step) =>
    theirs.test(step.command ?? '') ? step : asThisRun(run)(step);

/** A command as `asThisRun` has it. */
export function commandOfRun(run: RunWords, command: string): string {
  const { region, profile, worlds } = run;
  const own = flagOf('--profile', profile, /^[\w.@+=:,/ -]{1,128}$/);
  if (calls.test(command) || command === 'aws login') {
    const lacking = lackedBy(command, [own]);
    if (lacking.length === 0) return command;
    if (!isMore(command)) return [command, ...lacking].join(' ');
    // Before what the shell does with its answer.
    return command.replace(/^aws [a-z0-9-]+ [a-z0-9-]+/, (call) => [call, ...lacking].join(' '));
  }
  if (!looks.test(command) || isMore(command)) return command;
  const isTest = command.startsWith('ses-doctor test ');
  const sends = isTest && !command.includes(' --cleanup');
  const needsAws =
    isTest ||
    command.startsWith('ses-doctor history ') ||
    / --(?:message-id|derive-smtp-password|only identity)\b/.test(command);
  const words = [
    ...(sends ? [flagOf('--configuration-set', run.configurationSet ?? null, /^[\w-]{1,64}$/)] : []),
    ...(sends ? [flagOf('--tenant', run.tenant ?? null, /^[\w-]{1,64}$/)] : []),
    flagOf('--region', region, /^[a-z]{2,}(?:-[a-z]+)+-\d+$/),
    own,
    worlds.aws || needsAws ? [] : ['--no-aws'],
  ];
  return [command, ...lackedBy(command, words)].join(' ');
}

const flagOf = (flag: string, value: string | null, allowed: RegExp): readonly string[] =>
  value === null || !allowed.test(value) ? [] : [flag, quoted(value)];

const lackedBy = (command: string, words: readonly (readonly string[])[]): readonly string[] =>
  words
    .filter(([flag]) => flag !== undefined && !new RegExp(`(?:^| )${flag}(?:[ =]|$)`).test(command))
    .flat();

const quoted = (name: string): string => (/^[\w.@+=:,/-]+$/.test(name) ? name : `'${name}'`);
