import type { Command, Option } from 'commander';
import { nearest } from '../model/edit-distance.ts';
import { isTargetFlag, type CheckFlags } from './flags.ts';
import type { Host } from './host.ts';
import { otherNames } from './other-names.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

/** The file that is read when it lies in the working directory. */
export const defaultConfigFile = '.ses-doctor.json';
const maximumBytes = 32 * 1024 * 1024;

/**
 * Flags that a file may set which merely lay in the working directory: what to look at, and how to show it. The file
 * may have come with somebody's repository, so it decides neither who is contacted with whose credentials, nor what is
 * written, nor what is accepted unseen.
 */
export const harmless: ReadonlySet<string> = new Set([
  ...['identity', 'identities', 'recipient', 'recipients', 'configuration-set', 'tenant', 'endpoint-id'],
  ...['template', 'template-file', 'template-data'],
  ...[
    'ip',
    'message-id',
    'symptom',
    'message',
    'plan',
    'within',
    'principal',
    'from-display-name',
    'feedback-address',
    'source-arn',
    'mail-from',
    'region',
    'dkim-selector',
    'dmarc-report',
  ],
  ...['only', 'skip', 'fail-on', 'format', 'json', 'quiet', 'verbose', 'no-color', 'search-suppression'],
  ...['redact-report'],
  ...['no-aws', 'no-smtp', 'no-dns', 'timeout', 'dnsbl'],
]);

/** Flags that only a file may set which --config named. */
export const named: ReadonlySet<string> = new Set([
  ...['profile', 'endpoint-url', 'resolver', 'smtp-host', 'smtp-port', 'try-regions', 'ca-file'],
  ...['output', 'save-facts', 'write-baseline', 'no-redact', 'facts', 'state'],
  ...['allow-unknown', 'ignore-file', 'baseline', 'changed-since'],
  // How long a run may take, and what it puts into a log.
  ...['wait', 'deadline', 'debug'],
]);

/** Flags whose value is a file to read. What is wrong with a line of it is quoted, so a found file names only its neighbours. */
const reads: ReadonlySet<string> = new Set([
  ...['identities', 'recipients', 'template-file', 'template-data', 'symptom', 'message', 'dmarc-report'],
]);

/** Whether a path leads out of the working directory, or to standard input. */
const leadsOut = (path: string): boolean =>
  // --template-data takes JSON as well.
  !path.trimStart().startsWith('{') &&
  (path === '-' || /^(?:[/\\~]|[a-z]:)/iu.test(path) || path.split(/[/\\]/u).includes('..'));

/** Flags that no file sets: they print a secret, or name the file itself. */
export const never: ReadonlySet<string> = new Set(['derive-smtp-password', 'config']);

/** Settings of a found file that can turn a report greener: what is left out, and what no longer fails. */
const leavesOut: Readonly<Record<string, (value: unknown) => string | null>> = {
  'fail-on': (value) => (value === 'never' ? 'fail-on never' : null),
  only: (value) => `only ${listed(value)}`,
  skip: (value) => `skip ${listed(value)}`,
  dnsbl: (value) => `dnsbl ${listed(value)}`,
  'no-aws': (value) => (value === true ? 'no-aws' : null),
  'no-smtp': (value) => (value === true ? 'no-smtp' : null),
  'no-dns': (value) => (value === true ? 'no-dns' : null),
};

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value));

/** The flags of the command line, with what a config file adds to them. Throws `UsageError`. */
export async function withConfig(flags: CheckFlags, command: Command, host: Host): Promise<CheckFlags> {
  const path = flags.config ?? ((await host.exists(defaultConfigFile)) ? defaultConfigFile : null);
  if (path === null) return flags;
  const where = flags.config === undefined ? defaultConfigFile : `--config: ${show(path)}`;
  const text = await readText(
    host,
    path,
    flags.config === undefined ? defaultConfigFile : '--config',
    'utf-8',
    maximumBytes,
  );
  const { ignores, ...entries } = await objectIn(text, where);
  const isTyped = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  const added = Object.entries(entries)
    .filter(([key]) => key !== '$schema')
    .map(([key, value]) => settingOf({ key, value, where, named: flags.config !== undefined }, command))
    // A record holds what was asked about: what the file says of that is not asked again.
    .filter(({ flag }) => flags.facts === undefined || !isTargetFlag(flag))
    .filter(({ name }) => ![name, ...(opposites[name] ?? [])].some(isTyped))
    // A sender that stands bare on the command line is one that a flag gave.
    .filter(({ name }) => name !== 'identity' || flags.identity.length === 0);
  const sets = added.flatMap(({ flag }) => {
    const key = flag.slice(2);
    return leavesOut[key]?.(entries[key]) ?? [];
  });
  return {
    ...flags,
    ...Object.fromEntries(added.map(({ name, value }) => [name, value])),
    setByFile: { where, flags: added.map(({ flag }) => flag) },
    ...(ignores === undefined ? {} : { configIgnores: ignores }),
    // A file that somebody named is theirs; one that was found may be anybody's, and the report says what it did.
    ...(flags.config === undefined ? { foundConfig: { file: defaultConfigFile, sets } } : {}),
  };
}

/** The error, where it is about a flag that a file set: nobody typed it, and the file is where to look. */
export function namingFile(error: unknown, { setByFile }: CheckFlags): unknown {
  if (!(error instanceof UsageError) || setByFile === undefined) return error;
  const flag = setByFile.flags.find((one) => error.message.startsWith(`${one}:`));
  if (flag !== undefined) return new UsageError(`${setByFile.where}: ${error.message.slice(2)}`);
  const beside = setByFile.flags.some((one) => error.message.startsWith(`${one} `));
  return beside ? new UsageError(`${setByFile.where}: ${error.message}`) : error;
}

/** Flags that contradict each other, by the names that commander gives them: what was typed wins over what a file says. */
const opposites: Readonly<Record<string, readonly string[]>> = {
  quiet: ['verbose'],
  verbose: ['quiet'],
  format: ['json'],
  json: ['format'],
};

/** One flag that a file sets, in the form that commander gives it. */
interface Setting {
  flag: string;
  name: string;
  value: unknown;
}

interface Entry {
  key: string;
  value: unknown;
  where: string;
  /** The file was named with --config. */
  named: boolean;
}

function settingOf(entry: Entry, command: Command): Setting {
  const { key, value, where } = entry;
  const option = command.options.find(({ long }) => long === `--${key}`);
  if (option === undefined || never.has(key)) throw unknownKey(entry, command);
  if (!entry.named && !harmless.has(key))
    throw new UsageError(
      `${where}: ${show(key)} cannot be set by a file that was only found here; give --${key}, or name the file with --config ${defaultConfigFile}`,
    );
  if (!entry.named && reads.has(key) && [value].flat().some((one) => leadsOut(String(one))))
    throw new UsageError(
      `${where}: ${show(key)} of a file that was only found here names a file of this folder or below it, not ${shown(value)}; give --${key}, or name the file with --config ${defaultConfigFile}`,
    );
  return {
    flag: `--${key}`,
    name: option.attributeName(),
    value: valueOf(option, value, `${where}: ${key}`),
  };
}

function unknownKey({ key, where, named: isNamed }: Entry, command: Command): UsageError {
  const keys = command.options
    .flatMap(({ long }) => (long == null ? [] : [long.slice(2)]))
    .filter((one) => !never.has(one) && (isNamed || harmless.has(one)));
  const bare = key.toLowerCase().replaceAll(/[-_]/g, '');
  const near =
    keys.find((one) => one.replaceAll('-', '') === bare) ??
    otherNames[`--${key}`]?.map((one) => one.slice(2)).find((one) => keys.includes(one)) ??
    keys.find((one) => one === `no-${key}`) ??
    nearest(key.toLowerCase(), [...keys, 'ignores'], 3);
  const elsewhere = (command.parent?.commands ?? []).find(
    (one) => one !== command && one.options.some(({ long }) => long === `--${key}`),
  );
  const advice =
    near != null
      ? `; did you mean ${show(near)}?`
      : elsewhere === undefined
        ? '; keys are "ignores" and the long names of flags'
        : `; ses-doctor ${elsewhere.name()} has this flag, and reads no config file`;
  return new UsageError(`${where}: unknown key ${show(key)}${advice}`);
}

/** The value of a key as commander would have it from the command line. Throws `UsageError` for one of another kind. */
export function valueOf(option: Option, value: unknown, where: string): unknown {
  const isText = (one: unknown): one is string | number => typeof one === 'string' || typeof one === 'number';
  if (option.isBoolean() || option.negate) {
    if (typeof value !== 'boolean') throw new UsageError(`${where} takes true or false, not ${shown(value)}`);
    return option.negate ? !value : value || undefined;
  }
  if (Array.isArray(option.defaultValue)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!list.every(isText))
      throw new UsageError(`${where} takes a text or a list of texts, not ${shown(value)}`);
    return list.map(String);
  }
  if (!isText(value)) {
    const advice =
      Array.isArray(value) && option.long === '--region' ? '; ses-doctor survey looks at several' : '';
    throw new UsageError(`${where} takes a text, not ${shown(value)}${advice}`);
  }
  const text = String(value);
  if (option.argChoices !== undefined && !option.argChoices.includes(text)) {
    const near = nearest(text.toLowerCase(), option.argChoices);
    throw new UsageError(
      `${where}: ${show(text)} is none of ${option.argChoices.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
    );
  }
  return text;
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? show(value) : show(JSON.stringify(value)).replaceAll(/^"|"$/g, '');

async function objectIn(text: string, where: string): Promise<Record<string, unknown>> {
  const { ownJson } = await import('../parse/own-json.ts');
  let parsed: unknown;
  try {
    parsed = ownJson(text);
  } catch (error) {
    throw new UsageError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new UsageError(
      `${where} must contain an object, such as {"identity": ["example.com"], "ignores": []}`,
    );
  return { ...parsed };
}
