import ts from 'typescript';

/** A shorter pattern is made in less time than it takes to look whether it was. */
const shortest = 40;

/**
 * Code in which the long patterns of a module are made when they are first used. V8 parses a pattern where it is written, used or
 * not: those of the modules that run for one line took 2.3 ms of a start of 45 (Node 22). Exported patterns, and those whose name
 * is declared once more in the code, stay as they are. `code` is JavaScript; each `var x=/…/` and `var x=new RegExp(…)` at its top
 * becomes a function.
 */
export function latePatterns(code: string): string {
  const source = ts.createSourceFile('chunk.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const literals = new Map<string, ts.Expression>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer !== undefined && isLate(initializer))
        literals.set(name.text, initializer);
  }
  const uses = usesOf(new Set(literals.keys()), source);
  const edits: { at: number; end: number; text: string }[] = [];
  for (const [name, literal] of literals) {
    const found = uses.get(name);
    // The name of what holds the pattern must be free.
    if (found === null || found === undefined || code.includes(`${name}_`)) continue;
    edits.push({ at: literal.getStart(), end: literal.getStart(), text: `()=>${name}_??=` });
    // Behind it, so that what it is made of may be late as well.
    edits.push({ at: literal.end, end: literal.end, text: `,${name}_` });
    for (const use of found) edits.push({ at: use.getStart(), end: use.end, text: `${name}()` });
  }
  let rest = code;
  for (const { at, end, text } of edits.toSorted((one, other) => other.at - one.at))
    rest = rest.slice(0, at) + text + rest.slice(end);
  return rest;
}

/** A long pattern, one that is put together from others, and a list or a record that holds any. */
const isLate = (node: ts.Expression): boolean =>
  ts.isRegularExpressionLiteral(node) ? node.text.length > shortest : holdsPattern(node) && isOnlyMade(node);

const isPattern = (node: ts.Node): boolean =>
  ts.isRegularExpressionLiteral(node) || (ts.isNewExpression(node) && node.expression.getText() === 'RegExp');

const holdsPattern = (node: ts.Node): boolean =>
  !ts.isFunctionLike(node) && (isPattern(node) || ts.forEachChild(node, holdsPattern) === true);

/** Whether an expression only makes something, out of what does not change: when it is made makes no difference. */
function isOnlyMade(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isIdentifier(node) || ts.isLiteralExpression(node)) return true;
  if (ts.isNewExpression(node)) {
    const isKnown = ['RegExp', 'Set', 'Map'].includes(node.expression.getText());
    return isKnown && (node.arguments ?? []).every(isOnlyMade);
  }
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'source' && isOnlyMade(node.expression);
  if (ts.isPropertyAssignment(node)) return isOnlyMade(node.initializer);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.every(({ expression }) => isOnlyMade(expression));
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken && [node.left, node.right].every(isOnlyMade);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isOnlyMade);
  if (ts.isObjectLiteralExpression(node)) return node.properties.every(isOnlyMade);
  return ts.isPrefixUnaryExpression(node) && isOnlyMade(node.operand);
}

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
