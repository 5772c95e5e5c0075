import type { Json } from './shapes.ts';

interface Tree {
  [name: string]: Tree | string;
}

/**
 * The nested value behind a form of the Query protocol: `Identities.member.1=a` is the list `{Identities: ['a']}`, and
 * `Entries.member.1.Name=a` the list `{Entries: [{Name: 'a'}]}`.
 */
export function parseForm(text: string): Record<string, Json> {
  const root: Tree = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let at = root;
    for (const name of names) {
      const next = at[name];
      const deeper = typeof next === 'object' ? next : {};
      at[name] = deeper;
      at = deeper;
    }
    at[last] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, jsonOf(value)]));
}

/** What has nothing but numbered members is a list. */
function jsonOf(value: Tree | string): Json {
  if (typeof value === 'string') return value;
  const { member } = value;
  if (typeof member === 'object') return Object.values(member).map(jsonOf);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, jsonOf(one)]));
}
