import Handlebars from 'handlebars';
import type {
  Call,
  ExpressionNode,
  LiteralNode,
  PathNode,
  Position,
  Program,
  SubExpressionNode,
  TemplateNode,
} from './tree.ts';

export type TemplateSyntax =
  | { kind: 'program'; program: Program }
  | { kind: 'broken'; problem: string; at: Position }
  /** Nested deeper than Handlebars' parser can take in reasonable time. */
  | { kind: 'too-deep'; at: Position };

/** Blocks deeper than this are not looked at: Handlebars' parser takes seconds from a few thousand on. */
const maxDepth = 400;

/** Reads one part of a template with Handlebars' own parser. */
export function readTemplateSyntax(text: string): TemplateSyntax {
  const deep = tooDeep(text);
  if (deep !== null) return { kind: 'too-deep', at: deep };
  try {
    // Without white space control, which changes nothing that we look at.
    return { kind: 'program', program: programFrom(Handlebars.parseWithoutProcessing(text), []) };
  } catch (error) {
    return faultFrom(error, text);
  }
}

const tags = /\{\{\{?\{?~?\s*(?:([#^])(?!\s*\})|(\/)|else\s+[^\s~}])/g;

/** Where nesting passes the bound, counting `{{else if}}` as a level, as Handlebars does; null where it never does. */
function tooDeep(text: string): Position | null {
  let depth = 0;
  const chains: number[] = [];
  for (const { 1: open, 2: close, index } of text.matchAll(tags)) {
    if (close !== undefined) {
      depth -= chains.pop() ?? 0;
    } else {
      depth += 1;
      if (open !== undefined) chains.push(1);
      else if (chains.length > 0) chains.push((chains.pop() ?? 0) + 1);
    }
    if (depth > maxDepth) return positionAt(text, index);
  }
  return null;
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

interface Lexer {
  yylloc?: { first_line?: number; first_column?: number };
}

/** Handlebars exports its parser without a type. Its lexer still stands where the parser gave up. */
function lexerPosition(): Position {
  const parser: { lexer?: Lexer } | undefined =
    'Parser' in Handlebars ? (Handlebars.Parser ?? {}) : undefined;
  const { first_line: line, first_column: column } = parser?.lexer?.yylloc ?? {};
  return { line: line ?? 1, column: (column ?? 0) + 1 };
}

function faultFrom(error: unknown, text: string): TemplateSyntax {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Handlebars.Exception && typeof error.lineNumber === 'number') {
    const column = typeof error.column === 'number' ? error.column + 1 : 1;
    const problem = message.replace(/ - \d+:\d+$/, '');
    return { kind: 'broken', problem: mismatchWords(problem), at: { line: error.lineNumber, column } };
  }
  const got = /got '(\w+)'$/.exec(message)?.[1];
  if (got === 'EOF') return { kind: 'broken', ...unclosed(text) };
  return { kind: 'broken', problem: tokenWords(got), at: lexerPosition() };
}

/** Handlebars says “if doesn't match each” for `{{#if}}…{{/each}}`. */
function mismatchWords(problem: string): string {
  const [, open, close] = /^(\S+) doesn't match (\S+)$/.exec(problem) ?? [];
  return open === undefined || close === undefined
    ? problem
    : `the block {{#${open}}} is closed with {{/${close}}}`;
}

const gotWords: Readonly<Record<string, string>> = {
  CLOSE: 'something is missing before }}',
  CLOSE_UNESCAPED: 'something is missing before }}}',
  INVALID: 'there is a character here that is not allowed in an expression, or }} is missing',
  OPEN_ENDBLOCK: 'a block is closed here that is not open',
  INVERSE: '{{else}} is outside a block',
  OPEN_INVERSE: '{{^}} is not allowed here',
  OPEN_INVERSE_CHAIN: '{{else}} is outside a block',
};

const tokenWords = (got: string | undefined): string =>
  (got === undefined ? undefined : gotWords[got]) ?? 'Handlebars cannot read the expression here';

const openOrClose = /\{\{~?(?:#>?\*?\s*([^\s~}]+)|\/)/g;

/** The innermost block that is still open at the end, by a plain count of tags. */
function unclosed(text: string): { problem: string; at: Position } {
  const open: { name: string; offset: number }[] = [];
  for (const { 1: name, index } of text.matchAll(openOrClose)) {
    if (name === undefined) open.pop();
    else open.push({ name, offset: index });
  }
  const last = open.at(-1);
  if (last === undefined) return { problem: 'the part ends within an expression', at: lexerPosition() };
  return {
    problem: `the block {{#${last.name.slice(0, 60)}}} is never closed`,
    at: positionAt(text, last.offset),
  };
}

/** The node types of Handlebars' tree. Its types have no tag to tell them apart by. */
interface Nodes {
  BlockStatement: hbs.AST.BlockStatement;
  MustacheStatement: hbs.AST.MustacheStatement;
  PartialStatement: hbs.AST.PartialStatement;
  PartialBlockStatement: hbs.AST.PartialBlockStatement;
  Decorator: hbs.AST.Decorator;
  DecoratorBlock: hbs.AST.DecoratorBlock;
  PathExpression: hbs.AST.PathExpression;
  SubExpression: hbs.AST.SubExpression;
  StringLiteral: hbs.AST.StringLiteral;
  NumberLiteral: hbs.AST.NumberLiteral;
  BooleanLiteral: hbs.AST.BooleanLiteral;
}

function is<K extends keyof Nodes>(node: hbs.AST.Node, type: K): node is Nodes[K] {
  return node.type === type;
}

/** Names of block parameters, innermost program first. */
type Names = readonly (readonly string[])[];

function programFrom(program: hbs.AST.Program, outer: Names): Program {
  const blockParameters = Array.isArray(program.blockParams) ? program.blockParams : [];
  const names = [blockParameters, ...outer];
  return { blockParameters, nodes: program.body.flatMap((node) => nodeFrom(node, names)) };
}

const branchFrom = (program: hbs.AST.Program | undefined, names: Names): Program | null =>
  program === undefined ? null : programFrom(program, names);

function nodeFrom(node: hbs.AST.Statement, names: Names): readonly TemplateNode[] {
  const at = positionOf(node);
  if (is(node, 'MustacheStatement')) return [{ kind: 'print', ...at, call: callFrom(node, names) }];
  if (is(node, 'BlockStatement')) {
    const program = branchFrom(node.program, names);
    const inverse = branchFrom(node.inverse, names);
    return [{ kind: 'block', ...at, call: callFrom(node, names), program, inverse }];
  }
  if (is(node, 'PartialStatement') || is(node, 'PartialBlockStatement')) {
    const name = is(node.name, 'SubExpression')
      ? subExpressionFrom(node.name, names)
      : pathFrom(node.name, names).original;
    const program = is(node, 'PartialBlockStatement') ? programFrom(node.program, names) : null;
    const params = node.params.map((param) => expressionFrom(param, names));
    return [{ kind: 'partial', ...at, name, params, hash: hashFrom(node.hash, names), program }];
  }
  if (is(node, 'Decorator') || is(node, 'DecoratorBlock')) {
    const [first] = node.params.map((param) => expressionFrom(param, names));
    const decorator = pathFrom(node.path, names).original;
    const name = first?.kind === 'literal' ? String(first.value) : null;
    const program = is(node, 'DecoratorBlock') ? programFrom(node.program, names) : null;
    return [{ kind: 'decorator', ...at, decorator, name, program }];
  }
  return []; // content and comments
}

interface Callable extends hbs.AST.Node {
  path: hbs.AST.Expression;
  params: hbs.AST.Expression[];
  hash?: hbs.AST.Hash;
}

const callFrom = (node: Callable, names: Names): Call => ({
  ...positionOf(node),
  path: pathFrom(node.path, names),
  params: node.params.map((param) => expressionFrom(param, names)),
  hash: hashFrom(node.hash, names),
});

const hashFrom = (hash: hbs.AST.Hash | undefined, names: Names): Call['hash'] =>
  (hash?.pairs ?? []).map(({ key, value }) => [key, expressionFrom(value, names)] as const);

const subExpressionFrom = (node: hbs.AST.SubExpression, names: Names): SubExpressionNode => ({
  kind: 'sub-expression',
  ...positionOf(node),
  call: callFrom(node, names),
});

function expressionFrom(node: hbs.AST.Expression, names: Names): ExpressionNode {
  if (is(node, 'PathExpression')) return pathFrom(node, names);
  if (is(node, 'SubExpression')) return subExpressionFrom(node, names);
  return literalFrom(node);
}

function literalFrom(node: hbs.AST.Expression): LiteralNode {
  const at = { kind: 'literal', ...positionOf(node) } as const;
  if (is(node, 'StringLiteral') || is(node, 'NumberLiteral') || is(node, 'BooleanLiteral')) {
    return { ...at, value: node.value };
  }
  return { ...at, value: node.type === 'NullLiteral' ? null : undefined };
}

/** A literal in the place of a path, as in `{{"first name"}}`, is the name of a variable. */
function pathFrom(node: hbs.AST.Expression, names: Names): PathNode {
  const at = { kind: 'path', ...positionOf(node) } as const;
  if (!is(node, 'PathExpression')) {
    const name = String(literalFrom(node).value);
    return {
      ...at,
      original: name,
      parts: [name],
      depth: 0,
      isData: false,
      scoped: false,
      blockParameter: null,
    };
  }
  const { original, parts, depth, data } = node;
  const scoped = /^\.|this\b/.test(original); // Handlebars' own test, AST.helpers.scopedId
  const blockParameter = depth > 0 || scoped ? null : blockParameterOf(parts[0], names);
  return { ...at, original, parts, depth, isData: data, scoped, blockParameter };
}

function blockParameterOf(name: string | undefined, names: Names): PathNode['blockParameter'] {
  if (name === undefined) return null;
  for (const [program, own] of names.entries()) {
    const index = own.indexOf(name);
    if (index >= 0) return { program, index };
  }
  return null;
}

const positionOf = ({ loc }: hbs.AST.Node): Position => ({
  line: loc.start.line,
  column: loc.start.column + 1,
});
