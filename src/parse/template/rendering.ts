import { isBlockHelper, isHelper } from './helpers.ts';
import { createMissing, type MissingVariable } from './missing.ts';
import type { BlockParameters, Closure, DataFrame, Depths, Named, Partials, Scope } from './scope.ts';
import type { BlockNode, Call, PartialNode, PathNode, Position, PrintNode, Program } from './tree.ts';
import { isEmpty, isTruthy, undefinedValue, ValueReader } from './values.ts';

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

/** What a helper runs its block with where the context is null. */
const nullContext = Object.freeze({});

/**
 * Walks a part as Handlebars renders it in strict mode, but goes on after a failure as if the value were undefined,
 * so that every failure is seen, with its place. Nothing is put out.
 */
export function renderStrictly(program: Program, data: unknown): Rendering {
  return new Walk(data).over(program);
}

class Walk {
  readonly #data: unknown;
  readonly #missing = createMissing();
  readonly #unknownPartials: ({ name: string } & Position)[] = [];
  readonly #values: ValueReader;
  #steps = 0;
  #depth = 0;
  // Handlebars keeps the partials in force in one place and lets each program with inline partials add its own.
  #partialsInForce: Partials = new Map();

  constructor(data: unknown) {
    this.#data = data;
    this.#values = new ValueReader({
      data,
      missing: (...found) => {
        this.#missing.add(...found);
      },
      step: () => {
        this.#step();
      },
    });
  }

  over(program: Program): Rendering {
    let stopped: string | null = null;
    try {
      this.#begin(program);
    } catch (error) {
      // How deep the stack may grow depends on who called us.
      if (error instanceof RangeError) stopped = endlessPartials;
      else if (error instanceof Stopped) stopped = error.message;
      else throw error;
    }
    return { missing: this.#missing.all(), unknownPartials: this.#unknownPartials, stopped };
  }

  #begin(program: Program): void {
    const top: DataFrame = { values: new Map(), outer: null, partialBlock: null };
    const main = closureOf(program, {
      depths: null,
      data: top,
      blockParameters: [],
      partials: this.#partialsInForce,
    });
    this.#run({ ...main, blockParameters: emptyParameters }, { value: this.#data, name: '' }, top);
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > maxSteps)
      throw new Stopped(`rendering takes more than ${maxSteps} steps with this data`);
  }

  #run(closure: Closure, context: Named, frame?: DataFrame, values?: readonly Named[]): void {
    this.#step();
    if (this.#depth >= maxDepth) throw new Stopped(endlessPartials);
    this.#depth += 1;
    const before = this.#partialsInForce;
    if (closure.own.size > 0) this.#partialsInForce = new Map([...before, ...closure.own]);
    const around = frame ?? closure.data;
    // The block of a partial sees the partial block that was there when it was called.
    const data =
      closure.restores === undefined ? around : { ...around, outer: around, partialBlock: closure.restores };
    const depths = depthsFor(closure.depths, context);
    const blockParameters = [values, ...closure.blockParameters];
    const scope: Scope = { context, depths, data, blockParameters, partials: this.#partialsInForce };
    for (const node of closure.program.nodes) {
      if (node.kind === 'print') this.#print(node, scope);
      else if (node.kind === 'block') this.#block(node, scope);
      else if (node.kind === 'partial') this.#partial(node, scope);
    }
    this.#partialsInForce = before;
    this.#depth -= 1;
  }

  #print({ call }: PrintNode, scope: Scope): void {
    this.#step();
    const kind = kindOf(call);
    const result =
      kind === 'helper'
        ? this.#values.inlineHelper(call, scope)
        : this.#values.readStrictly(call.path, scope);
    if (result === null || (result.value !== null && result.value !== undefined)) return;
    const path = kind === 'helper' ? { ...call.path, original: result.name, parts: [] } : call.path;
    this.#missing.add(path, result.name, result.value === null ? 'null' : 'absent', scope);
  }

  #block(node: BlockNode, scope: Scope): void {
    this.#step();
    const { call } = node;
    if (kindOf(call) === 'helper') {
      this.#helperBlock(node, scope);
      return;
    }
    const result = this.#values.readStrictly(call.path, scope) ?? undefinedValue;
    if (result.value === true) this.#enter(node.program, scope, here(scope));
    else if (result.value === false || result.value === null || result.value === undefined) {
      this.#enter(node.inverse, scope, here(scope));
    } else if (Array.isArray(result.value)) this.#each(node, scope, result);
    else this.#enter(node.program, scope, result);
  }

  #helperBlock({ call, program, inverse }: BlockNode, scope: Scope): void {
    const params = this.#values.parameters(call, scope);
    const [first] = params;
    if (!isBlockHelper(call.path) || first === undefined || params.length !== 1) return;
    switch (call.path.parts[0] ?? '') {
      case 'if':
      case 'unless': {
        const includeZero = call.hash.some(
          ([name, value]) => name === 'includeZero' && isTruthy(this.#values.evaluate(value, scope).value),
        );
        const holds = !isEmpty(first.value) && (includeZero || first.value !== 0);
        this.#enter(holds === (call.path.parts[0] === 'if') ? program : inverse, scope, here(scope));
        return;
      }
      case 'with':
        if (isEmpty(first.value)) this.#enter(inverse, scope, here(scope));
        else this.#enter(program, scope, first, undefined, [first]);
        return;
      default:
        this.#each({ program, inverse }, scope, first);
    }
  }

  #each({ program, inverse }: Pick<BlockNode, 'program' | 'inverse'>, scope: Scope, list: Named): void {
    const items =
      typeof list.value === 'object' && list.value !== null ? Object.entries<unknown>({ ...list.value }) : [];
    if (items.length === 0) {
      this.#enter(inverse, scope, here(scope));
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
      this.#run(closure, item, frame, [item, { value: at, name: '@key' }]);
    }
  }

  #enter(
    program: Program | null,
    scope: Scope,
    context: Named,
    frame?: DataFrame,
    values?: readonly Named[],
  ): void {
    if (program !== null) this.#run(closureOf(program, scope), context, frame, values);
  }

  #partial(node: PartialNode, scope: Scope): void {
    this.#step();
    const asked = typeof node.name === 'string' ? node.name : this.#values.evaluate(node.name, scope).value;
    const [given] = node.params.map((param) => this.#values.evaluate(param, scope));
    const hash = node.hash.map(([name, value]) => [name, this.#values.evaluate(value, scope).value] as const);
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
      this.#unknownPartials.push({ name, line: node.line, column: node.column });
      return;
    }
    const frame =
      blockOfCall === null ? scope.data : { ...scope.data, outer: scope.data, partialBlock: blockOfCall };
    this.#run(found, context, frame);
  }
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

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
