/** Where something stands in a part of a template. Both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** What `{{…}}` reads: `a.b`, `../a`, `this`, `@index`. */
export interface PathNode extends Position {
  kind: 'path';
  /** As written. */
  original: string;
  parts: readonly string[];
  /** How many `../` stand before it. */
  depth: number;
  /** `@index`, `@root.a` … */
  isData: boolean;
  /** `this.a`, `./a`, `../a`: never a helper or block parameter. */
  scoped: boolean;
  /** Where its first part is a block parameter: how many programs up, and which of its names. */
  blockParameter: { program: number; index: number } | null;
}

export interface LiteralNode extends Position {
  kind: 'literal';
  /** Undefined for `undefined`. */
  value: string | number | boolean | null | undefined;
}

/** A path with what is passed to it: a helper, or a variable when nothing is passed. */
export interface Call extends Position {
  path: PathNode;
  params: readonly ExpressionNode[];
  hash: readonly (readonly [name: string, value: ExpressionNode])[];
}

export interface SubExpressionNode extends Position {
  kind: 'sub-expression';
  call: Call;
}

export type ExpressionNode = PathNode | LiteralNode | SubExpressionNode;

export interface PrintNode extends Position {
  kind: 'print';
  call: Call;
}

export interface BlockNode extends Position {
  kind: 'block';
  call: Call;
  program: Program | null;
  inverse: Program | null;
}

export interface PartialNode extends Position {
  kind: 'partial';
  /** A name, or an expression that gives one. */
  name: string | SubExpressionNode;
  params: readonly ExpressionNode[];
  hash: Call['hash'];
  /** The block of `{{#> name}}…{{/name}}`. */
  program: Program | null;
}

/** `{{#*inline "name"}}…{{/inline}}`, and decorators that Handlebars does not have. */
export interface DecoratorNode extends Position {
  kind: 'decorator';
  /** `inline` for Handlebars' own. */
  decorator: string;
  /** The name an inline partial defines. */
  name: string | null;
  program: Program | null;
}

export type TemplateNode = PrintNode | BlockNode | PartialNode | DecoratorNode;

/** A template, or what stands in one branch of a block. Plain text and comments are left out. */
export interface Program {
  nodes: readonly TemplateNode[];
  blockParameters: readonly string[];
}

/** Calls `visit` for every node of a program and of the programs inside it. */
export function eachNode(program: Program, visit: (node: TemplateNode) => void): void {
  for (const node of program.nodes) {
    visit(node);
    if (node.kind !== 'print' && node.program !== null) eachNode(node.program, visit);
    if (node.kind === 'block' && node.inverse !== null) eachNode(node.inverse, visit);
  }
}

/** Calls `visit` for a call and every call in its parameters. */
export function eachCall(call: Call, visit: (call: Call) => void): void {
  visit(call);
  eachCallIn([...call.params, ...call.hash.map(([, value]) => value)], visit);
}

/** Calls `visit` for every call in some expressions. */
export function eachCallIn(expressions: readonly ExpressionNode[], visit: (call: Call) => void): void {
  for (const expression of expressions)
    if (expression.kind === 'sub-expression') eachCall(expression.call, visit);
}
