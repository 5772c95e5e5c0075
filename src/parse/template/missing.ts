import { misspelt } from './spelling.ts';
import { contextAt, hasMember, type Scope } from './scope.ts';
import type { PathNode, Position } from './tree.ts';

/** A variable that strict rendering fails on, or that prints null. */
export interface MissingVariable {
  /** As read from the top of the data: `user.name`, `items[].price`. */
  name: string;
  why: 'absent' | 'null';
  /** A name of the data at that level that is spelt nearly so, or null. */
  near: string | null;
  /** How to reach a variable of this name that stands further out, as `../company`; null where none does. */
  outside: string | null;
  /** At most `maxPlaces`, in the order of rendering. */
  places: readonly MissingPlace[];
}

export interface MissingPlace extends Position {
  /** The expression as written. */
  text: string;
}

const maxPlaces = 20;
const maxVariables = 200;

/** Placeholders that SES fills in itself (unsubscribe link, open tracker): never missing. */
const reserved = /^(?:ses:|amazonSES)/;

/** Whether SES fills this in itself. */
export const isReserved = (name: string): boolean => reserved.test(name);

interface Collected extends Omit<MissingVariable, 'places'> {
  places: Map<string, MissingPlace>;
}

/** Collects missing variables, each once, with the places that use it. */
export function createMissing(): {
  add: (path: PathNode, name: string, why: MissingVariable['why'], scope: Scope) => void;
  all: () => readonly MissingVariable[];
} {
  const found = new Map<string, Collected>();
  return {
    add(path, name, why, scope) {
      if (isReserved(path.original)) return;
      let variable = found.get(name);
      if (variable === undefined) {
        if (found.size >= maxVariables) return;
        variable = {
          name,
          why,
          near: nearName(path, scope),
          outside: outsideName(path, scope),
          places: new Map(),
        };
        found.set(name, variable);
      }
      const { line, column } = path;
      const key = `${line}:${column}`;
      if (variable.places.size < maxPlaces) variable.places.set(key, { line, column, text: path.original });
    },
    all: () =>
      [...found.values()].map(({ places, ...variable }) => ({ ...variable, places: [...places.values()] })),
  };
}

/** Looks where the path breaks off for a member of nearly that name. */
function nearName(path: PathNode, scope: Scope): string | null {
  if (path.isData || path.blockParameter !== null) return null;
  let value = contextAt(scope, path.depth)?.value;
  for (const part of path.parts) {
    if (hasMember(value, part)) value = value[part];
    else return typeof value === 'object' && value !== null ? misspelt(part, Object.keys(value)) : null;
  }
  return null;
}

/** A variable of the data around the block: forgetting `../` inside `{{#each}}` is the commonest slip. */
function outsideName(path: PathNode, scope: Scope): string | null {
  const [first] = path.parts;
  if (first === undefined || path.isData || path.scoped || path.depth > 0 || path.blockParameter !== null)
    return null;
  for (let depth = 1; ; depth += 1) {
    const context = contextAt(scope, depth);
    if (context === null) return null;
    if (hasMember(context.value, first)) return `${'../'.repeat(depth)}${path.parts.join('.')}`;
  }
}
