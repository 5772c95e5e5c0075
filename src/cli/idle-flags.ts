import type { Command, Option } from 'commander';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

/** A flag that does something only beside one of others. */
interface Beside {
  flags: readonly string[];
  beside: readonly string[];
  /** What follows the names of the others. */
  say?: string;
}

/** A flag that makes the command do one thing, and flags that say nothing about that thing. */
interface Alone {
  mode: string;
  /** What the command does then, as the beginning of a sentence. */
  does: string;
  leaveOut: readonly string[];
}

/** What of a record decides: where and how to ask is moot there and named by nobody, what to ask is not. */
const askedBefore = [
  ...['--within', '--search-suppression', '--try-regions'],
  ...['--smtp-host', '--smtp-port', '--profile'],
];

const whatToLookAt = [
  ...['--identity', '--identities', '--recipient', '--recipients', '--configuration-set', '--tenant'],
  ...['--endpoint-id', '--template', '--template-file', '--template-data', '--ip', '--message-id'],
  ...['--symptom', '--message', '--dmarc-report', '--plan', '--within', '--principal', '--from-display-name'],
  ...['--feedback-address', '--source-arn', '--mail-from', '--dkim-selector', '--dnsbl'],
  ...['--try-regions', '--search-suppression', '--state', '--only', '--skip'],
];

const whatComesOut = [
  ...['--format', '--json', '--output', '--fail-on', '--allow-unknown', '--ignore-file', '--baseline'],
  ...['--write-baseline', '--save-facts', '--facts', '--no-redact', '--redact-report', '--changed-since'],
  ...['--wait', '--verbose'],
];

/** By command: flags that need another one. */
export const beside: Readonly<Record<string, readonly Beside[]>> = {
  check: [
    { flags: ['--search-suppression'], beside: ['--recipient', '--symptom', '--message'] },
    {
      flags: ['--dkim-selector'],
      beside: ['--identity', '--identities', '--message', '--symptom', '--dmarc-report'],
    },
    { flags: ['--from-display-name', '--feedback-address'], beside: ['--principal', '--symptom'] },
    {
      flags: ['--no-redact'],
      beside: ['--save-facts'],
      say: '; a report is redacted only with --redact-report',
    },
  ],
  survey: [{ flags: ['--max-age'], beside: ['--state'] }],
};

/** By command: flags that make it do one thing, and what is refused beside each. */
export const alone: Readonly<Record<string, readonly Alone[]>> = {
  check: [
    {
      mode: '--derive-smtp-password',
      does: 'prints the password alone',
      leaveOut: [...whatToLookAt, ...whatComesOut],
    },
    {
      mode: '--recipients',
      does: 'looks addresses up and nothing else',
      leaveOut: [
        ...['--within', '--search-suppression', '--try-regions', '--smtp-host', '--smtp-port'],
        ...['--deadline', '--ignore-file', '--debug'],
      ],
    },
    { mode: '--facts', does: 'decides from the record, which fixes what was asked', leaveOut: askedBefore },
  ],
  test: [
    {
      mode: '--cleanup',
      does: 'sends nothing',
      leaveOut: [
        ...['--configuration-set', '--tenant', '--template', '--template-data', '--yes', '--force'],
        ...['--via', '--smtp-host', '--smtp-port'],
      ],
    },
  ],
  history: [
    {
      mode: '--print-ddl',
      does: 'prints a definition and asks nothing',
      leaveOut: [
        ...['--question', '--since', '--until', '--by', '--where', '--recipient', '--message-id', '--cache'],
        ...['--format', '--json', '--output', '--table', '--fail-on', '--ignore-file', '--baseline'],
        ...['--write-baseline'],
      ],
    },
  ],
};

/**
 * Refuses flags that somebody typed and that would do nothing: whoever typed one would take the report for the answer
 * to it. What a config file sets is for other runs too, and is let be. `values`: the flags as the command takes them.
 * Throws `UsageError`.
 */
export function refuseIdle(command: Command, values: Readonly<Record<string, unknown>>, host: Host): void {
  const { options } = command;
  const optionOf = (flag: string): Option | undefined => options.find(({ long }) => long === flag);
  const isTyped = (flag: string): boolean => {
    const option = optionOf(flag);
    return option !== undefined && command.getOptionValueSource(option.attributeName()) === 'cli';
  };
  // A sender may stand bare, and what is asked may come from a config file.
  const isGiven = (flag: string): boolean => {
    const option = optionOf(flag);
    if (option === undefined) return false;
    const value = values[option.attributeName()];
    if (option.negate) return value === false;
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== option.defaultValue;
  };
  const isThere = (flag: string): boolean =>
    isTyped(flag) || (flag === '--identity' && isGiven(flag) && !isOfFile(values, flag));
  for (const { flags, beside: others, say = '' } of beside[command.name()] ?? []) {
    const idle = flags.find(isTyped);
    if (idle !== undefined && !others.some(isGiven))
      throw new UsageError(`${idle} goes with ${listed(others.map((one) => spelt(one, options)))}${say}`);
  }
  for (const { mode, does, leaveOut } of alone[command.name()] ?? []) {
    const idle = isGiven(mode) ? leaveOut.find(isThere) : undefined;
    if (idle !== undefined) throw new UsageError(`${mode} ${does}: leave out ${idle}`);
  }
  if (isTyped('--try-regions') && !hasLogin(host))
    throw new UsageError(
      '--try-regions needs SES_SMTP_USERNAME and SES_SMTP_PASSWORD in the environment: without them there is nothing to try',
    );
}

const hasLogin = ({ env }: Host): boolean =>
  ['SES_SMTP_USERNAME', 'SES_SMTP_PASSWORD'].every((name) => (env[name] ?? '') !== '');

const isOfFile = ({ setByFile }: Readonly<Record<string, unknown>>, flag: string): boolean =>
  (setByFile as { flags: readonly string[] } | undefined)?.flags.includes(flag) === true;

/** A flag with its value, as --help spells it. */
const spelt = (flag: string, options: readonly Option[]): string =>
  options.find(({ long }) => long === flag)?.flags.replace(/^-\w, /, '') ?? flag;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
