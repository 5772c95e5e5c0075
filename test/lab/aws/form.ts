import type { Json } from './shapes.ts';

/** The nested value behind a form of the Query protocol: `Identities.member.1=a` is the list `{Identities: ['a']}`. */
export function parseForm(text: string): Record<string, Json> {
  const root: Record<string, Json> = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const match = /^(\w+)\.member\.\d+$/.exec(path);
    const list = match?.[1];
    if (list === undefined) root[path] = value;
    else root[list] = [...((root[list] ?? []) as readonly Json[]), value];
  }
  return root;
}
