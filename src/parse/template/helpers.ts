import type { PathNode } from './tree.ts';

/** Handlebars' own helpers, with the number of parameters that each takes. */
const parameterCounts = new Map<string, { min: number; max: number; block: boolean }>([
  ['if', { min: 1, max: 1, block: true }],
  ['unless', { min: 1, max: 1, block: true }],
  ['each', { min: 1, max: 1, block: true }],
  ['with', { min: 1, max: 1, block: true }],
  ['lookup', { min: 2, max: 2, block: false }],
  ['log', { min: 0, max: Infinity, block: false }],
]);

const simpleName = ({ parts, scoped, depth }: PathNode): string | null =>
  parts.length === 1 && !scoped && depth === 0 ? (parts[0] ?? null) : null;

/** Whether the path names one of Handlebars' own helpers. */
export function isHelper(path: PathNode): boolean {
  const name = simpleName(path);
  return name !== null && path.blockParameter === null && parameterCounts.has(name);
}

/** `if`, `unless`, `each` or `with`. */
export const isBlockHelper = (path: PathNode): boolean =>
  isHelper(path) && parameterCounts.get(path.parts[0] ?? '')?.block === true;

/** What is wrong with a call of one of Handlebars' own helpers, without a final dot; null when nothing is. */
export function helperMisuse(path: PathNode, params: number, opensBlock: boolean): string | null {
  const name = path.parts[0] ?? '';
  const rule = isHelper(path) ? parameterCounts.get(name) : undefined;
  if (rule === undefined) return null;
  if (rule.block && !opensBlock) return `{{${name}}} opens a block and is written {{#${name} …}}`;
  if (params < rule.min || params > rule.max) {
    return `{{${opensBlock ? '#' : ''}${name}}} takes ${rule.min === 1 ? 'one value' : `${rule.min} values`}, not ${params}`;
  }
  return null;
}
