import { isBlockHelper, isHelper } from './helpers.ts';
import { createMissing, type MissingVariable } from './missing.ts';
import {
  type BlockParameters,
  type Closure,
  contextAt,
  type DataFrame,
  type Depths,
  hasMember,
  memberName,
  type Named,
  type Partials,
  type Scope,
} from './scope.ts';
import type {
  BlockNode,
  Call,
  ExpressionNode,
  PartialNode,
  PathNode,
  Position,
  PrintNode,
  Program,
} from './tree.ts';

/** What strict rendering of one part would fail on. */
export interface Rendering {
  missing: readonly MissingVariable[];
  /** Partials that were called where they are not defined. */
  unknownPartials: readonly ({ name: string } & Position)[];
  /** Why the rendering was given up before its end, or null. */
  stopped: string | null;
}

/** Enough for a template of 500 KB over data of 262,144 characters, unless loops multiply each other. */
const maxSteps = 1_500_000;
/** Programs within programs; only partials that call themselves get there. */
const maxDepth = 600;

const endlessPartials = 'partials call each other without end';

class Stopped extends Error {}

const undefinedValue: Named = { value: undefined, name: '' };
/** What a helper runs its block with where the context is null. */
const nullContext = Object.freeze({});

/**
 * Walks a part as Handlebars renders it in strict mode, but goes on after a failure as if the value were undefined,
 * so that every failure is seen, with its place. Nothing is put out.
 */
export function renderStrictly(program: Program, data: unknown): Rendering {
  const missing = createMissing();
  const unknownPartials: ({ name: string } & Position)[] = [];
  let steps = 0;
  let depth = 0;
  // Handlebars keeps the partials in force in one place and lets each program with inline partials add its own.
  let partialsInForce: Partials = new Map();

  function step(): void {
    steps += 1;
    if (steps > maxSteps) throw new Stopped(`rendering takes more than ${maxSteps} steps with this data`);
  }

  function closureOf(
    program: Program,
    scope: Omit<Scope, 'context' | 'depths'> & { depths: Depths | null },
  ): Closure {
    const { depths, data, blockParameters } = scope;
    const own = new Map<string, Closure>();
    for (const node of program.nodes) {
      if (node.kind !== 'decorator' || node.decorator !== 'inline') continue;
      if (node.name === null || node.program === null) continue;
      own.set(node.name, closureOf(node.program, scope));
    }
    return { program, depths, data, blockParameters, own, restores: undefined };
  }

  function run(closure: Closure, context: Named, frame?: DataFrame, values?: readonly Named[]): void {
    step();
    if (depth >= maxDepth) throw new Stopped(endlessPartials);
    depth += 1;
    const before = partialsInForce;
    if (closure.own.size > 0) partialsInForce = new Map([...before, ...closure.own]);
    const around = frame ?? closure.data;
    // The block of a partial sees the partial block that was there when it was called.
    const data =
      closure.restores === undefined ? around : { ...around, outer: around, partialBlock: closure.restores };
    const depths = depthsFor(closure.depths, context);
    const blockParameters = [values, ...closure.blockParameters];
    const scope: Scope = { context, depths, data, blockParameters, partials: partialsInForce };
    for (const node of closure.program.nodes) {
      if (node.kind === 'print') print(node, scope);
      else if (node.kind === 'block') block(node, scope);
      else if (node.kind === 'partial') partial(node, scope);
    }
    partialsInForce = before;
    depth -= 1;
  }

  function print({ call }: PrintNode, scope: Scope): void {
    step();
    const kind = kindOf(call);
    const result = kind === 'helper' ? inlineHelper(call, scope) : readStrictly(call.path, scope);
    if (result === null || (result.value !== null && result.value !== undefined)) return;
    const path = kind === 'helper' ? { ...call.path, original: result.name, parts: [] } : call.path;
    missing.add(path, result.name, result.value === null ? 'null' : 'absent', scope);
  }

  /** The value of a helper that prints one; null where there is nothing to judge. */
  function inlineHelper(call: Call, scope: Scope): Named | null {
    const params = parameters(call, scope);
    if (call.path.parts[0] !== 'lookup' || params.length !== 2) return null;
    return lookup(params);
  }

  function lookup([object = undefinedValue, field = undefinedValue]: readonly Named[]): Named {
    const member = String(field.value);
    const name = memberName(object.name, member);
    if (!isTruthy(object.value)) return { value: object.value, name };
    return { value: memberOf(object.value, member), name };
  }

  function parameters(call: Call, scope: Scope): readonly Named[] {
    const params = call.params.map((param) => evaluate(param, scope));
    for (const [, value] of call.hash) evaluate(value, scope);
    return params;
  }

  function evaluate(expression: ExpressionNode, scope: Scope): Named {
    step();
    if (expression.kind === 'literal') return { value: expression.value, name: '' };
    if (expression.kind === 'path') return readLoosely(expression, scope);
    const { call } = expression;
    const params = parameters(call, scope);
    return call.path.parts[0] === 'lookup' && isHelper(call.path) ? lookup(params) : undefinedValue;
  }

  /** The value a path begins at, and the members that are left to read. */
  function startOf(path: PathNode, scope: Scope): { base: Named; rest: readonly string[] } {
    if (path.blockParameter !== null) {
      const values = scope.blockParameters[path.blockParameter.program];
      const base = values?.[path.blockParameter.index] ?? { value: undefined, name: path.parts[0] ?? '' };
      return { base, rest: path.parts.slice(1) };
    }
    if (path.isData && path.parts.length > 0) return dataStart(path, scope);
    return {
      base: contextAt(scope, path.depth) ?? { value: undefined, name: path.original },
      rest: path.parts,
    };
  }

  function dataStart(path: PathNode, scope: Scope): { base: Named; rest: readonly string[] } {
    const [first = '', ...rest] = path.parts;
    if (first === 'root') return { base: { value: data, name: '' }, rest };
    let frame: DataFrame | null = scope.data;
    for (let step = 0; step < path.depth && frame !== null; step += 1) frame = frame.outer;
    const values = frame === null ? undefined : Object.fromEntries(frame.values);
    return { base: { value: values, name: '' }, rest: [`@${first}`, ...rest] };
  }

  /** As a parameter is read: only the end of the path may be absent. */
  function readLoosely(path: PathNode, scope: Scope): Named {
    const { base, rest } = startOf(path, scope);
    let { value, name } = base;
    for (const member of rest) {
      if (value === null || value === undefined) {
        const full = nameOf(base, rest);
        missing.add(path, full, 'absent', scope);
        return { value: undefined, name: full };
      }
      value = memberOf(value, member);
      name = memberName(name, member);
    }
    return { value, name };
  }

  /** As what stands alone in `{{…}}` or opens a block is read: all of the path must be there. */
  function readStrictly(path: PathNode, scope: Scope): Named | null {
    const { base, rest } = startOf(path, scope);
    // Handlebars checks block parameters as loosely as parameters.
    if (path.blockParameter !== null) return readLoosely(path, scope);
    let { value, name } = base;
    for (const member of rest) {
      if (!hasMember(value, member)) {
        missing.add(path, nameOf(base, rest), 'absent', scope);
        return null;
      }
      value = value[member];
      name = memberName(name, member);
    }
    return { value, name };
  }

  function block(node: BlockNode, scope: Scope): void {
    step();
    const { call } = node;
    if (kindOf(call) === 'helper') {
      helperBlock(node, scope);
      return;
    }
    const result = readStrictly(call.path, scope) ?? undefinedValue;
    if (result.value === true) enter(node.program, scope, here(scope));
    else if (result.value === false || result.value === null || result.value === undefined) {
      enter(node.inverse, scope, here(scope));
    } else if (Array.isArray(result.value)) each(node, scope, result);
    else enter(node.program, scope, result);
  }

  function helperBlock({ call, program, inverse }: BlockNode, scope: Scope): void {
    const params = parameters(call, scope);
    const [first] = params;
    if (!isBlockHelper(call.path) || first === undefined || params.length !== 1) return;
    switch (call.path.parts[0] ?? '') {
      case 'if':
      case 'unless': {
        const includeZero = call.hash.some(
          ([name, value]) => name === 'includeZero' && isTruthy(evaluate(value, scope).value),
        );
        const holds = !isEmpty(first.value) && (includeZero || first.value !== 0);
        enter(holds === (call.path.parts[0] === 'if') ? program : inverse, scope, here(scope));
        return;
      }
      case 'with':
        if (isEmpty(first.value)) enter(inverse, scope, here(scope));
        else enter(program, scope, first, undefined, [first]);
        return;
      default:
        each({ program, inverse }, scope, first);
    }
  }

  function each(
    { program, inverse }: Pick<BlockNode, 'program' | 'inverse'>,
    scope: Scope,
    list: Named,
  ): void {
    const items =
      typeof list.value === 'object' && list.value !== null ? Object.entries<unknown>({ ...list.value }) : [];
    if (items.length === 0) {
      enter(inverse, scope, here(scope));
      return;
    }
    if (program === null) return;
    const closure = closureOf(program, scope);
    const isList = Array.isArray(list.value);
    for (const [index, [key, value]] of items.entries()) {
      const at = isList ? index : key;
      const values = new Map<string, unknown>([
        ...scope.data.values,
        ['@key', at],
        ['@index', index],
        ['@first', index === 0],
        ['@last', index === items.length - 1],
      ]);
      const item = { value, name: `${list.name}[]` };
      const frame: DataFrame = { values, outer: scope.data, partialBlock: scope.data.partialBlock };
      run(closure, item, frame, [item, { value: at, name: '@key' }]);
    }
  }

  function enter(
    program: Program | null,
    scope: Scope,
    context: Named,
    frame?: DataFrame,
    values?: readonly Named[],
  ): void {
    if (program !== null) run(closureOf(program, scope), context, frame, values);
  }

  function partial(node: PartialNode, scope: Scope): void {
    step();
    const asked = typeof node.name === 'string' ? node.name : evaluate(node.name, scope).value;
    const [given] = node.params.map((param) => evaluate(param, scope));
    const hash = node.hash.map(([name, value]) => [name, evaluate(value, scope).value] as const);
    const base = given ?? scope.context;
    const context =
      hash.length === 0
        ? base
        : { value: { ...objectOf(base.value), ...Object.fromEntries(hash) }, name: base.name };
    const name = String(asked);
    const blockOfCall =
      node.program === null ? null : { ...closureOf(node.program, scope), restores: scope.data.partialBlock };
    const found =
      (name === '@partial-block' ? scope.data.partialBlock : scope.partials.get(name)) ?? blockOfCall;
    if (found === null) {
      unknownPartials.push({ name, line: node.line, column: node.column });
      return;
    }
    const frame =
      blockOfCall === null ? scope.data : { ...scope.data, outer: scope.data, partialBlock: blockOfCall };
    run(found, context, frame);
  }

  const top: DataFrame = { values: new Map(), outer: null, partialBlock: null };
  let stopped: string | null = null;
  try {
    const main = closureOf(program, {
      depths: null,
      data: top,
      blockParameters: [],
      partials: partialsInForce,
    });
    run({ ...main, blockParameters: emptyParameters }, { value: data, name: '' }, top);
  } catch (error) {
    // How deep the stack may grow depends on who called us.
    if (error instanceof RangeError) stopped = endlessPartials;
    else if (error instanceof Stopped) stopped = error.message;
    else throw error;
  }
  return { missing: missing.all(), unknownPartials, stopped };
}

const emptyParameters: BlockParameters = [];

const here = (scope: Scope): Named =>
  scope.context.value === null || scope.context.value === undefined
    ? { value: nullContext, name: scope.context.name }
    : scope.context;

/** Handlebars adds a level only where the context changes, and compares as `!=` does. */
function depthsFor(around: Depths | null, context: Named): Depths {
  if (around === null) return { context, outer: null };
  const same = looselyEqual(context.value, around.context.value);
  const stillNull = context.value === nullContext && around.context.value === null;
  return same || stillNull ? around : { context, outer: around };
}

// Objects are compared by identity: only plain values can be equal without being the same.
function looselyEqual(one: unknown, other: unknown): boolean {
  // As Handlebars does it: null and undefined, 1 and "1" are one context.
  return one == other;
}

function kindOf({ path, params, hash }: Call): 'helper' | 'value' {
  if (path.blockParameter !== null && isSimple(path)) return 'value';
  return params.length > 0 || hash.length > 0 || isHelper(path) ? 'helper' : 'value';
}

const isSimple = (path: PathNode): boolean => path.parts.length === 1 && !path.scoped && path.depth === 0;

const nameOf = (base: Named, rest: readonly string[]): string =>
  rest.reduce((name, member) => memberName(name, member), base.name);

/** A member as Handlebars reads it from JSON: own ones only. `length` is an own one of strings and lists. */
function memberOf(value: unknown, member: string): unknown {
  if (typeof value === 'string' && (member === 'length' || /^\d+$/.test(member))) {
    return member === 'length' ? value.length : value[Number(member)];
  }
  return hasMember(value, member) ? value[member] : undefined;
}

const isTruthy = (value: unknown): boolean => Boolean(value);

/** Handlebars' isEmpty: 0 is not empty, a list without items is. */
const isEmpty = (value: unknown): boolean =>
  (!isTruthy(value) && value !== 0) || (Array.isArray(value) && value.length === 0);

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
