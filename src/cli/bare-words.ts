import { nearest } from '../model/edit-distance.ts';
import { selectors } from '../model/select.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';
import { show } from './values.ts';

type Asked = Pick<Host, 'exists' | 'isFolder' | 'checklist'>;

/**
 * The senders among the bare words of a command line. Only a word with a dot or an @ can be one; anything else is a
 * command in the wrong place, a misspelt one, or a file. Throws `UsageError`.
 */
export async function identitiesIn(
  words: readonly string[],
  commands: readonly string[],
  host: Asked,
): Promise<readonly string[]> {
  for (const [index, word] of words.entries()) {
    // The first word of all would have been the command: another one stands before it.
    if (commands.includes(word) && index === 0)
      throw new UsageError(
        `${show(word)} is a command, and there is one before it already; write it once: ses-doctor ${word} …`,
      );
    if (commands.includes(word))
      throw new UsageError(`put the command first: ses-doctor ${word} …, not ${show(words.join(' '))}`);
    if (await host.exists(word))
      throw new UsageError(
        (await host.isFolder?.(word)) === true
          ? `${show(word)} is a folder; event records in it are read by ses-doctor history ${word}, DMARC reports with --dmarc-report ${word}`
          : `${show(word)} is a file; read it with --symptom ${word} (an error, a log, a bounce) or --message ${word} (a received message)`,
      );
    if (!/[.@]/.test(word) || /\s/.test(word) || isDash.test(word))
      throw new UsageError(await strayWord(word, commands, host));
  }
  return words.flatMap((word) => word.split(',')).filter((word) => word !== '');
}

/** A dash of typography, which text from a web page has in place of two hyphens. */
const isDash = /^[\u2010-\u2015\u2212]/;

/** What cannot be a sender, told by its form. */
const forms: readonly (readonly [RegExp, (word: string) => string])[] = [
  [
    isDash,
    (word) =>
      `${show(word)} begins with a dash that is no hyphen, as in text from a web page; write --${word.replace(/^[-\u2010-\u2015\u2212]+/, '')}`,
  ],
  [
    /<[^\s<>@]+@[^\s<>@]+>$/,
    (word) =>
      `give the bare e-mail address without a display name: ${/<([^<>]*)>$/.exec(word)?.[1] ?? ''}, not ${show(word)}`,
  ],
  [/\s/, (word) => `${show(word)} is not a domain; to read an error use ses-doctor explain ${show(word)}`],
  [
    /^[2-5]\d\d$/,
    (word) => `${show(word)} is no command; for what this reply means use ses-doctor explain ${word}`,
  ],
  [/^-$/, () => '"-" alone leaves open what standard input holds; use --symptom - or --message -'],
  [
    /^[a-z][a-z0-9-]*\/[a-z0-9-]+$/,
    (word) => `${show(word)} is no command; for the page of a code use ses-doctor checks ${show(word)}`,
  ],
  [/^version$/i, (word) => `there is no command called ${show(word)}; use --version`],
];

/** Why a word can stand nowhere on the command line, and what to type instead. */
async function strayWord(word: string, commands: readonly string[], host: Asked): Promise<string> {
  const form = forms.find(([pattern]) => pattern.test(word));
  if (form !== undefined) return form[1](word);
  const near = nearest(word.toLowerCase(), commands);
  if (near !== null) return `there is no command called ${show(word)}; did you mean ${near}?`;
  if (selectors(await host.checklist()).includes(word.toLowerCase()))
    return `there is no command called ${show(word)}; to look at that alone use --only ${word.toLowerCase()}, for what it is ses-doctor checks ${word.toLowerCase()}`;
  return `there is no command called ${show(word)}; commands are ${commands.join(', ')}`;
}
