import type { Command } from 'commander';
import { nearest } from '../model/edit-distance.ts';
import { instead, otherNames } from './other-names.ts';
import { show } from './values.ts';

/**
 * What commander says of a command line, in plain words and with the nearest thing that there is. `command`: the one that
 * refused. `names`: what `--only` takes. Null where commander's own words do.
 */
export function plainUsage(said: string, command: Command, names: readonly string[]): string | null {
  const unknown = /^unknown option '([^']*)'/.exec(said)?.[1];
  if (unknown !== undefined) return `unknown option ${quoted(unknown)}; ${adviceOn(unknown, command, names)}`;
  const [, flag, value, choices] =
    /^option '([^']*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s.exec(said) ?? [];
  if (flag !== undefined && value !== undefined && choices !== undefined) {
    const near = nearest(value.toLowerCase(), choices.split(', '));
    return `${longOf(flag)}: ${show(value)} is none of ${choices}${near === null ? '' : `; did you mean ${near}?`}`;
  }
  const missing = /^option '([^']*)' argument missing/.exec(said)?.[1];
  if (missing !== undefined) return `${longOf(missing)} needs a value: ${missing}`;
  if (said.startsWith('missing required argument'))
    return `name what to read: ses-doctor ${command.name()} events/, a file, or - for standard input`;
  return said.startsWith('too many arguments') ? tooMany(command) : null;
}

/** What there is instead of a flag that the command does not have. */
function adviceOn(typed: string, command: Command, names: readonly string[]): string {
  const flag = nameOf(typed);
  const own = longs(command);
  const known = otherNames[flag]?.filter((one) => own.includes(nameOf(one))) ?? [];
  if (known.length > 0) return `use ${known.join(' or ')}`;
  const spelt = own.find((one) => bare(one) === bare(typed.replace(/=.*/s, '')));
  if (spelt !== undefined) return `use ${spelt}`;
  const word = flag.slice(2);
  const format = formatsOf(command).find((one) => one === word || (one === 'markdown' && word === 'md'));
  if (format !== undefined) return `use --format ${format}`;
  const there = instead[flag];
  if (there !== undefined && !(command.name() === 'survey' && there.endsWith('survey'))) return there;
  const other = ownerOf([flag, ...(otherNames[flag] ?? [])], command);
  if (other !== null) return other;
  if (own.includes('--only') && names.includes(word)) return `use --only ${word}`;
  const near = flag.startsWith('--') ? nearest(flag.toLowerCase(), own, 3) : null;
  if (near !== null) return `did you mean ${near}?`;
  return `ses-doctor ${command.name()} --help lists the flags`;
}

/** That a flag is one of another command, where that is so. */
function ownerOf(flags: readonly string[], command: Command): string | null {
  for (const flag of flags) {
    const owners = (command.parent?.commands ?? []).filter((one) => longs(one).includes(flag));
    const [owner] = owners;
    if (owner === undefined) continue;
    return `${flag} is a flag of ses-doctor ${owners
      .slice(0, 2)
      .map((one) => one.name())
      .join(' and ')}`;
  }
  return null;
}

/** More bare words than the command takes. */
function tooMany(command: Command): string {
  const words = command.args;
  const [first = ''] = words;
  switch (command.name()) {
    case 'survey':
      return `survey takes no bare words, such as ${show(first)}; to look at one sender use ses-doctor check, at some of them survey --identities <file>`;
    case 'test':
      return `test looks at one sender, not at ${words.map(show).join(' and ')}; run it once for each`;
    case 'checks':
      return `checks shows one page, not ${words.map(show).join(' and ')}; run it once for each`;
    case 'policy':
      return `policy takes no bare words, such as ${show(first)}; the policy is the same for every sender`;
    default:
      return `${command.name()} takes one word, not ${words.map(show).join(' and ')}`;
  }
}

/** `--format <format>` and `-o, --output <file>`: the flag that stands in an error. */
const longOf = (flags: string): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags;

/** The flag that was typed, without its value; of `-reu-west-1` the letter. */
const nameOf = (typed: string): string =>
  typed.startsWith('--') ? typed.replace(/[= ].*/s, '').toLowerCase() : typed.slice(0, 2);

const longs = (command: Command): readonly string[] => command.options.flatMap(({ long }) => long ?? []);

/** A flag without what people spell otherwise: hyphens, underscores, capitals. */
const bare = (flag: string): string => flag.replaceAll(/[-_]/g, '').toLowerCase();

const formatsOf = (command: Command): readonly string[] => {
  const option = command.options.find(({ long }) => long === '--format');
  // Of commands whose formats are not choices of commander, the description names them.
  return option?.argChoices ?? option?.description.replace(/\(.*/s, '').match(/[a-z]+/g) ?? [];
};

const quoted = (typed: string): string => show(typed).replaceAll(/^"|"$/g, "'");
