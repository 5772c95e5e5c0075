import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Folders of ours, and the pages beside them. */
const folders = ['src', 'checks', 'bin', 'build', 'test', 'docs', 'schema', '.github', '.ci'];
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'action.yml'];

const self = 'test/docs/citations.test.ts';
const files = [
  ...folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|js|json|md|yml)$|^run$/.test(entry.name))
      .map((entry) => posix.join(entry.parentPath, entry.name)),
  ),
  ...pages,
].filter((file) => file !== self);

const design = readFileSync('docs/design.md', 'utf8');
const decisions = new Set([...design.matchAll(/^### (\d+)\. /gm)].map(([, number]) => number));

/** What a text refers to that a reader cannot open: papers outside the repository, files and sections that are not there. */
function dangling(text: string, file: string): readonly string[] {
  const papers = text.match(
    /design decision|rows? (?:of the catalogue )?marked †|\bcodes? of the catalogue|\b(?:of|in|as in|see) the contract\b|\.\.\/shared\/|\/work\/|\b(?:catalogue|contract|settled|house|style|english|reader)\.md\b|\b(?:TODO|FIXME)\b/gi,
  );
  // `docs/design.md 13`, `src/model/fact.ts`: as a reader would open it, from the root of the repository.
  const sections = [...text.matchAll(/docs\/design\.md (\d+)/g)]
    .filter(([, number]) => !decisions.has(number ?? ''))
    .map(([cited]) => cited);
  const named = /\.(?:ts|md)$/.test(file) && !file.startsWith('test/') ? pathsIn(text, file) : [];
  return [...(papers ?? []), ...sections, ...named.filter((path) => !existsSync(path))];
}

/** The files of the repository that comments and pages name. */
function pathsIn(text: string, file: string): readonly string[] {
  const prose = file.endsWith('.md') ? text : [...text.matchAll(/\/\*\*?[\s\S]*?\*\/|\/\/ .*/g)].join('\n');
  return [
    ...prose.matchAll(
      /(?<![\w./-])(?:src|checks|bin|build|test|docs|schema)\/[\w./-]+\.(?:ts|js|json|md)\b/g,
    ),
  ].map(([path]) => path);
}

describe('a reader can open all that is cited', () => {
  it('in the code, the tests and the pages', () => {
    const found = files.flatMap((file) =>
      dangling(readFileSync(file, 'utf8'), file).map((cited) => `${file}: ${cited}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['a paper', '// see design decision 4', ['design decision']],
    ['a mark', '/** Rows of the catalogue marked †. */', ['Rows of the catalogue marked †']],
    ['a folder outside', '// ../shared/facts.md', ['../shared/']],
    ['a section that is not there', '// docs/design.md 99', ['docs/design.md 99']],
    ['a file that is not there', '/** See src/model/gone.ts. */', ['src/model/gone.ts']],
  ])('and %s is not', (_name, text, found) => {
    expect(dangling(text, 'src/any.ts')).toEqual(found);
  });

  it.each([
    ['a section', '// docs/design.md 4'],
    ['a file', '/** See src/model/fact.ts. */'],
    ['the RFC', '// RFC 7208 4.6.4'],
    ['a path in code', "const file = 'src/model/gone.ts';"],
  ])('and %s is', (_name, text) => {
    expect(dangling(text, 'src/any.ts')).toEqual([]);
  });
});

it('docs/design.md has at most 200 lines', () => {
  expect(design.split('\n').length).toBeLessThanOrEqual(200);
});
