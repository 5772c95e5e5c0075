import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** Words that read translated, or mean two things, in what a user sees. */
const banned = [
  /\b[Mm]end(?:s|ed)?\b(?![(:,\]])/u,
  /letter by letter/u,
  /for want of/u,
  /\bsave for\b/u,
  /let us down/u,
  /, as --/u,
  /\d %(?![\w0-9])/u,
  /\bset up anew\b|\bup anew\b/u,
  /slip of the keyboard/u,
  /by a list of its own|by a rule of its own/u,
  /program that sends/u,
  /\btakes no (?:mail|records)\b/u,
  /\b[Cc]ase counts\b/u,
  /\bbounced for good\b/u,
  /\btaken? away\b/u,
  /\bis no (?:domain|cause|mail|spam|identity|complaint)\b/u,
];

/** What stands in quotes on a line of source that is no comment and no import. */
function wordsOf(source: string): readonly string[] {
  return source
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*|import\b)/u.test(line))
    .flatMap((line) => line.match(/'[^']* [^']*'|"[^"]* [^"]*"|`[^`]* [^`]*`/gu) ?? []);
}

const files = ['checks', 'src/cli', 'src/render', 'src/gate'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name)),
);

test('no words that read translated', () => {
  const found = files.flatMap((file) =>
    wordsOf(readFileSync(path.join(root, file), 'utf8'))
      .filter((words) => banned.some((pattern) => pattern.test(words)))
      .map((words) => `${file}: ${words}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

/** English of the past or of the law, anywhere: in comments, tests and pages too. */
const archaic =
  /\b(?:wherein|thereof|therein|thereto|whence|hence|thence|hither|lest|albeit|nought|naught|amongst|whilst|betwixt|heretofore|hitherto|forthwith|notwithstanding|inasmuch|for want of|save (?:in|for|that)\b(?! (?:the|a) (?:file|folder)))\b/iu;

test('no archaic words, in comments neither', () => {
  const everywhere = ['src', 'checks', 'bin', 'build', 'test', 'docs'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|md)$/u.test(name) && !/english\.test\.ts$|licences\.ts$/u.test(name))
      .map((name) => path.join(folder, name)),
  );
  const found = [...everywhere, 'README.md', 'CONTRIBUTING.md'].flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .filter((line) => archaic.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  expect(archaic.test('skipped for want of a subject')).toBe(true);
});
