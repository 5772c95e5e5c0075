import { isHelper } from './helpers.ts';
import type { MissingVariable } from './missing.ts';
import { contextAt, type DataFrame, hasMember, memberName, type Named, type Scope } from './scope.ts';
import type { Call, ExpressionNode, PathNode } from './tree.ts';

/** What the walk lends to whoever reads values. */
interface Walk {
  /** The data of the whole rendering, which `@root` is. */
  data: unknown;
  /** Told of each path that breaks off. */
  missing: (path: PathNode, name: string, why: MissingVariable['why'], scope: Scope) => void;
  /** Counts, and gives up when it is too much. */
  step: () => void;
}

/** What a path that breaks off gives. */
export const undefinedValue: Named = { value: undefined, name: '' };

/** Reads paths, parameters and helpers that give a value, as Handlebars reads them in strict mode. */
export class ValueReader {
  readonly #walk: Walk;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** The value of a helper that prints one; null where there is nothing to judge. */
  inlineHelper(call: Call, scope: Scope): Named | null {
    const params = this.parameters(call, scope);
    if (call.path.parts[0] !== 'lookup' || params.length !== 2) return null;
    return this.#lookup(params);
  }

  #lookup([object = undefinedValue, field = undefinedValue]: readonly Named[]): Named {
    const member = String(field.value);
    const name = memberName(object.name, member);
    if (!isTruthy(object.value)) return { value: object.value, name };
    return { value: memberOf(object.value, member), name };
  }

  parameters(call: Call, scope: Scope): readonly Named[] {
    const params = call.params.map((param) => this.evaluate(param, scope));
    for (const [, value] of call.hash) this.evaluate(value, scope);
    return params;
  }

  evaluate(expression: ExpressionNode, scope: Scope): Named {
    this.#walk.step();
    if (expression.kind === 'literal') return { value: expression.value, name: '' };
    if (expression.kind === 'path') return this.#readLoosely(expression, scope);
    const { call } = expression;
    const params = this.parameters(call, scope);
    return call.path.parts[0] === 'lookup' && isHelper(call.path) ? this.#lookup(params) : undefinedValue;
  }

  /** The value a path begins at, and the members that are left to read. */
  #startOf(path: PathNode, scope: Scope): { base: Named; rest: readonly string[] } {
    if (path.blockParameter !== null) {
      const values = scope.blockParameters[path.blockParameter.program];
      const base = values?.[path.blockParameter.index] ?? { value: undefined, name: path.parts[0] ?? '' };
      return { base, rest: path.parts.slice(1) };
    }
    if (path.isData && path.parts.length > 0) return this.#dataStart(path, scope);
    return {
      base: contextAt(scope, path.depth) ?? { value: undefined, name: path.original },
      rest: path.parts,
    };
  }

  #dataStart(path: PathNode, scope: Scope): { base: Named; rest: readonly string[] } {
    const [first = '', ...rest] = path.parts;
    if (first === 'root') return { base: { value: this.#walk.data, name: '' }, rest };
    let frame: DataFrame | null = scope.data;
    for (let step = 0; step < path.depth && frame !== null; step += 1) frame = frame.outer;
    const values = frame === null ? undefined : Object.fromEntries(frame.values);
    return { base: { value: values, name: '' }, rest: [`@${first}`, ...rest] };
  }

  /** As a parameter is read: only the end of the path may be absent. */
  #readLoosely(path: PathNode, scope: Scope): Named {
    const { base, rest } = this.#startOf(path, scope);
    let { value, name } = base;
    for (const member of rest) {
      if (value === null || value === undefined) {
        const full = nameOf(base, rest);
        this.#walk.missing(path, full, 'absent', scope);
        return { value: undefined, name: full };
      }
      value = memberOf(value, member);
      name = memberName(name, member);
    }
    return { value, name };
  }

  /** As what stands alone in `{{…}}` or opens a block is read: all of the path must be there. */
  readStrictly(path: PathNode, scope: Scope): Named | null {
    const { base, rest } = this.#startOf(path, scope);
    // Handlebars checks block parameters as loosely as parameters.
    if (path.blockParameter !== null) return this.#readLoosely(path, scope);
    let { value, name } = base;
    for (const member of rest) {
      if (!hasMember(value, member)) {
        this.#walk.missing(path, nameOf(base, rest), 'absent', scope);
        return null;
      }
      value = value[member];
      name = memberName(name, member);
    }
    return { value, name };
  }
}

const nameOf = (base: Named, rest: readonly string[]): string =>
  rest.reduce((name, member) => memberName(name, member), base.name);

/** A member as Handlebars reads it from JSON: own ones only. `length` is an own one of strings and lists. */
function memberOf(value: unknown, member: string): unknown {
  if (typeof value === 'string' && (member === 'length' || /^\d+$/.test(member))) {
    return member === 'length' ? value.length : value[Number(member)];
  }
  return hasMember(value, member) ? value[member] : undefined;
}

/** What Handlebars takes for true. */
export const isTruthy = (value: unknown): boolean => Boolean(value);

/** Handlebars' isEmpty: 0 is not empty, a list without items is. */
export const isEmpty = (value: unknown): boolean =>
  (!isTruthy(value) && value !== 0) || (Array.isArray(value) && value.length === 0);
