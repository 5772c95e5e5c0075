import { resolve } from 'node:path';
import ts from 'typescript';

/** The types of src/model/report.ts and all that they mention, with their comments, as one declaration file. */
export function reportTypes(): string {
  const entry = resolve('src/model/report.ts');
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error('src/model/report.ts exports nothing');
  const printed = new Map<ts.Declaration, string>();
  const collect = (symbol: ts.Symbol): void => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.declarations?.find(
      (one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one),
    );
    if (declaration === undefined || printed.has(declaration)) return;
    if (program.isSourceFileDefaultLibrary(declaration.getSourceFile())) return;
    printed.set(declaration, exported(declaration));
    const visit = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node)) {
        const mentioned = checker.getSymbolAtLocation(node.typeName);
        if (mentioned !== undefined) collect(mentioned);
      }
      ts.forEachChild(node, visit);
    };
    visit(declaration);
  };
  checker.getExportsOfModule(module).forEach(collect);
  return `// The JSON report of ses-doctor (--format json), schema 1.\n\n${[...printed.values()].join('\n\n')}\n`;
}

/** The declaration with the comment above it, exported. */
function exported(declaration: ts.Declaration): string {
  const file = declaration.getSourceFile();
  const comment = ts.getJSDocCommentsAndTags(declaration).map((one) => `${one.getText(file)}\n`);
  const text = declaration.getText(file);
  return `${comment.join('')}${text.startsWith('export ') ? text : `export ${text}`}`;
}
