import { grouped } from '../model/many.ts';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { isCacheName } from './cache-name.ts';
import { HistoryFault } from './failure.ts';

/** What the user named. */
export type Source =
  | { kind: 'file'; path: string }
  | { kind: 'stdin' }
  | { kind: 's3'; bucket: string; prefix: string }
  | { kind: 'athena'; database: string; table: string };

const wildcard = /[*?]/;
const mostFiles = 200_000;

/** The sources behind the words of the command line: folders and patterns become their files. */
export async function sourcesOf(words: readonly string[], workingFolder: string): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const word of words) found.push(...(await sourceOf(word, workingFolder)));
  if (found.filter(({ kind }) => kind === 'stdin').length > 1)
    throw new HistoryFault('history: standard input (-) can be given once');
  if (found.length > 1 && found.some(({ kind }) => kind === 'athena'))
    throw new HistoryFault('history: an Athena table stands alone; give files in a run of their own');
  return found;
}

async function sourceOf(word: string, workingFolder: string): Promise<readonly Source[]> {
  if (word === '-') return [{ kind: 'stdin' }];
  if (word.startsWith('athena:')) {
    const [, database, table] = /^athena:([a-z0-9_]{1,255})\.([a-z0-9_]{1,255})$/i.exec(word) ?? [];
    if (database === undefined || table === undefined)
      throw new HistoryFault(`history: write an Athena table as athena:database.table, not ${quoted(word)}`);
    return [{ kind: 'athena', database, table }];
  }
  if (word.startsWith('s3://')) {
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(word) ?? [];
    if (bucket === undefined) throw new HistoryFault(`history: ${quoted(word)} is no s3://bucket/prefix`);
    return [{ kind: 's3', bucket, prefix }];
  }
  const path = resolve(workingFolder, word);
  const paths =
    (await exists(path)) || !wildcard.test(word) ? await filesAt(path, word) : await matching(path);
  if (paths.length === 0)
    throw new HistoryFault(
      `history: ${wildcard.test(word) ? 'no file fits' : 'there is no file in'} ${quoted(word)}`,
    );
  if (paths.length > mostFiles)
    throw new HistoryFault(
      `history: ${quoted(word)} holds more than ${grouped(mostFiles)} files; give a part of them`,
    );
  return paths.map((file) => ({ kind: 'file', path: file }));
}

async function filesAt(path: string, word: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? await filesIn(path) : [path];
  } catch {
    throw new HistoryFault(`history: cannot read ${quoted(word)}: there is no such file or folder`);
  }
}

/**
 * All files of a folder and those in it, in order; hidden ones (.DS_Store, _SUCCESS of Spark) left out. What the cache kept
 * of the files beside it would count them twice; alone it is what was asked about.
 */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !isHidden(relative(folder, join(entry.parentPath, entry.name))),
  );
  const own = files.filter(({ name }) => !isCacheName(name));
  return (own.length === 0 ? files : own).map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** A name, or that of a folder above it within the one that was named, as .git and _temporary. */
const isHidden = (path: string): boolean => path.split(sep).some((part) => /^[._]/.test(part));

/** The files that a pattern fits: `*` and `?` within a name, `**` across folders. */
async function matching(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split(sep);
  const first = parts.findIndex((part) => wildcard.test(part));
  const folder = parts.slice(0, first).join(sep) || sep;
  const expression = new RegExp(
    `^${parts
      .map((part) =>
        part === '**'
          ? '(?:.*)'
          : part
              .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
              .replaceAll('*', '[^/\\\\]*')
              .replaceAll('?', '[^/\\\\]'),
      )
      .join('[/\\\\]')
      .replaceAll('(?:.*)[/\\\\]', '(?:.*[/\\\\])?')}$`,
  );
  if (!(await exists(folder))) return [];
  return (await filesIn(folder)).filter((path) => expression.test(path));
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** A word as an error may show it. */
export const quoted = (word: string): string =>
  `"${word.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD').slice(0, 200)}"`;
