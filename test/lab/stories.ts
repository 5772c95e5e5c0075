import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nearest } from '../../src/model/edit-distance.ts';
import type { Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');

/** Every scenario by its name, which is its path below test/lab/scenarios without the ending: `sandbox/account`. */
export async function allStories(): Promise<ReadonlyMap<string, Scenario>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();
  const entries = await Promise.all(
    files.map(async (file): Promise<[string, Scenario]> => {
      const path = join(folder, file);
      const module = (await import(pathToFileURL(path).href)) as { default: Scenario };
      return [relative(folder, path).replace(/\.ts$/, ''), module.default];
    }),
  );
  return new Map(entries);
}

/** The scenario of that name, or a sentence that says what there is. */
export async function storyCalled(name: string): Promise<Scenario | string> {
  const stories = await allStories();
  const names = [...stories.keys()];
  const own = names.filter((one) => one.startsWith(`${name}/`));
  const within = own.length > 0 ? own : names.filter((one) => one.includes(name));
  const near = within.length > 0 ? within.slice(0, 8) : alike(name, names);
  return (
    stories.get(name) ??
    `There is no scenario called ${name}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'npm run demo -- --list lists them.'}`
  );
}

/** The names that are a typo away, whole or in one of their words. */
function alike(name: string, names: readonly string[]): readonly string[] {
  const whole = nearest(name, names, 4);
  if (whole !== null) return [whole];
  // The group first: what a folder is called is what people remember.
  const groups = [...new Set(names.map((one) => one.split('/')[0] ?? ''))];
  const [typed = '', ...words] = name.split('/');
  const group = groups.includes(typed) ? typed : nearest(typed, groups, 2);
  if (group !== null) {
    const own = names.filter((one) => one.startsWith(`${group}/`));
    const within = own.filter((one) => words.length === 0 || one.includes(words.join('/')));
    const near = nearest(`${group}/${words.join('/')}`, own, 4);
    return (near === null ? (within.length > 0 ? within : own) : [near]).slice(0, 8);
  }
  return names.filter((one) => nearest(name, one.split(/[/-]/), 2) !== null).slice(0, 4);
}
