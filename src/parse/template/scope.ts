import type { Program } from './tree.ts';

/** A value with the name that reads it from the top of the data, as `user.name` or `items[].price`. */
export interface Named {
  value: unknown;
  name: string;
}

/** Contexts from the innermost outwards: `../` goes one down the list. */
export interface Depths {
  context: Named;
  outer: Depths | null;
}

/** What `@index` and its like are read from. Each loop has a frame of its own on top of that around it. */
export interface DataFrame {
  values: ReadonlyMap<string, unknown>;
  outer: DataFrame | null;
  /** The block of the `{{#> partial}}` that is being rendered. */
  partialBlock: Closure | null;
}

/** The values of block parameters, innermost program first; undefined where a helper gives none. */
export type BlockParameters = readonly (readonly Named[] | undefined)[];

export type Partials = ReadonlyMap<string, Closure>;

/** A program with what surrounds it, as Handlebars binds them. */
export interface Closure {
  program: Program;
  depths: Depths | null;
  data: DataFrame;
  blockParameters: BlockParameters;
  /** The inline partials it defines for itself. */
  own: Partials;
  /** For a partial block: the one to restore while it is rendered; undefined for any other program. */
  restores: Closure | null | undefined;
}

/** Where a node is rendered. */
export interface Scope {
  context: Named;
  depths: Depths;
  data: DataFrame;
  blockParameters: BlockParameters;
  partials: Partials;
}

/** The context so many `../` up; null above the outermost. */
export function contextAt({ context, depths }: Scope, depth: number): Named | null {
  if (depth === 0) return context;
  let at: Depths | null = depths;
  for (let step = 0; step < depth && at !== null; step += 1) at = at.outer;
  return at?.context ?? null;
}

/** Joins the name of an object with that of its member. */
export const memberName = (of: string, member: string): string => (of === '' ? member : `${of}.${member}`);

/** Whether JSON data itself holds the member. */
export const hasMember = (value: unknown, member: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, member);
