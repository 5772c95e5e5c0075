import ts from 'typescript';

/** A shorter pattern is made in less time than it takes to look whether it was. */
const shortest = 40;

/**
 * Code in which the long patterns of a module are made when they are first used. V8 parses a pattern where it is written, used or
 * not: those of the modules that run for one line took 2.3 ms of a start of 45 (Node 22). Exported patterns, and those whose name
 * is declared once more in the code, stay as they are. `code` is JavaScript; each `var x=/…/` at its top becomes a function.
 */
export function latePatterns(code: string): string {
  const source = ts.createSourceFile('chunk.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const literals = new Map<string, ts.RegularExpressionLiteral>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer !== undefined && isLong(initializer))
        literals.set(name.text, initializer);
  }
  const uses = usesOf(new Set(literals.keys()), source);
  const edits: { at: number; end: number; text: string }[] = [];
  for (const [name, literal] of literals) {
    const found = uses.get(name);
    // The name of what holds the pattern must be free.
    if (found === null || found === undefined || code.includes(`${name}_`)) continue;
    edits.push({
      at: literal.getStart(),
      end: literal.end,
      text: `()=>${name}_??=${literal.text},${name}_`,
    });
    for (const use of found) edits.push({ at: use.getStart(), end: use.end, text: `${name}()` });
  }
  let rest = code;
  for (const { at, end, text } of edits.toSorted((one, other) => other.at - one.at))
    rest = rest.slice(0, at) + text + rest.slice(end);
  return rest;
}

const isLong = (node: ts.Expression): node is ts.RegularExpressionLiteral =>
  ts.isRegularExpressionLiteral(node) && node.text.length > shortest;

/** Where each name is used, without its declaration; null for one that is declared or exported elsewhere, too. */
function usesOf(
  names: ReadonlySet<string>,
  source: ts.SourceFile,
): ReadonlyMap<string, readonly ts.Identifier[] | null> {
  const uses = new Map<string, ts.Identifier[] | null>();
  const declared = new Set<string>();
  const note = (node: ts.Identifier): void => {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return;
    const isFirst = ts.isVariableDeclaration(parent) && parent.name === node && !declared.has(node.text);
    if (isFirst) declared.add(node.text);
    else if (uses.get(node.text) !== null)
      uses.set(node.text, isExpression(node) ? [...(uses.get(node.text) ?? []), node] : null);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.has(node.text)) note(node);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return uses;
}

/** Whether a name stands for its value here: a declaration, a label and `{ name }` are none that a call could replace. */
function isExpression({ parent, text }: ts.Identifier): boolean {
  if ('name' in parent && (parent as ts.NamedDeclaration).name?.getText() === text) return false;
  return !ts.isShorthandPropertyAssignment(parent) && !ts.isBindingElement(parent);
}
