import * as v from 'valibot';
import { nearest } from '../model/edit-distance.ts';
import { ownJson } from './own-json.ts';

/**
 * Reads a JSON file of our own kind. Throws an `Error` that names the first thing wrong with it in plain words. `known`:
 * the keys that a misspelt one may have been meant for, by how deep it stands; `own`: those of the very object that it stands in.
 */
export function parseOwn<S extends v.GenericSchema>(
  schema: S,
  text: string,
  known: (depth: number) => readonly string[] = () => [],
  own: (input: unknown) => readonly string[] = () => [],
): v.InferOutput<S> {
  const result = v.safeParse(schema, ownJson(text));
  if (result.success) return result.output;
  // A misspelt key is why another one is missing.
  throw new Error(wordsOf(result.issues.find(isUnknownKey) ?? result.issues[0], known, own));
}

const isUnknownKey = ({ type, expected }: v.BaseIssue<unknown>): boolean =>
  type === 'strict_object' && expected === 'never';

/** What is wrong, in words that name the key: `ignores[0]: reason is missing`. */
function wordsOf(
  issue: v.BaseIssue<unknown>,
  known: (depth: number) => readonly string[],
  own: (input: unknown) => readonly string[],
): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const last = keys.at(-1);
  const key = typeof last === 'string' || typeof last === 'number' ? String(last) : '';
  const parent = place(keys.slice(0, -1));
  if (isUnknownKey(issue)) {
    const allowed = known(keys.length);
    // Another kind of entry has this key.
    if (allowed.includes(key))
      return `${parent}"${key}" is no key of such an entry; its keys are ${own(issue.path?.at(-1)?.input).join(', ')}`;
    const near = nearest(key.toLowerCase(), allowed);
    if (near !== null) return `${parent}unknown key "${key}"; did you mean ${near}?`;
    return `${parent}unknown key "${key}"${allowed.length > 0 ? `; keys are ${allowed.join(', ')}` : ''}`;
  }
  if (issue.received === 'undefined') return `${parent}${key} is missing`;
  const at = place(keys);
  // Messages of our own are plain; those of the library name its types.
  return /^(?:Invalid|Expected)/u.test(issue.message)
    ? `${at}expected ${kindOf(issue.expected ?? 'another value')}, found ${kindOf(issue.received)}`
    : `${at}${issue.message}`;
}

/** What JSON calls a value, where the library names the type of the language; a text in quotes is the text itself. */
const kindOf = (type: string): string => kinds[type] ?? type;

const kinds: Readonly<Record<string, string>> = {
  Array: 'a list',
  Object: 'an object',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

/** Where in the file: `ignores[0]: `, or nothing at its top. */
const place = (keys: readonly unknown[]): string =>
  keys.length === 0
    ? ''
    : `${keys.map((key, index) => (typeof key === 'number' ? `[${String(key)}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('')}: `;
