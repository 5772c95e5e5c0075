import { grouped } from '../model/many.ts';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { isCacheName } from './cache-name.ts';
import { HistoryFault, readFault } from './failure.ts';

/** What the user named. */
export type Source =
  | { kind: 'file'; path: string }
  | { kind: 'stdin' }
  /** What a shell gives for `<(command)`: it can be read once, from its beginning. */
  | { kind: 'pipe'; path: string }
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
  const special = await specialAt(path, word);
  if (special !== null) return [special];
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

/** Where a shell puts what it has opened. */
const opened = /^\/(?:dev|proc\/self)\/(?:fd\/\d{1,9}|stdin)$/;

/** What is neither file nor folder: standard input by its name, what a shell has opened; null for all else. */
async function specialAt(path: string, word: string): Promise<Source | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.isFile() || found.isDirectory()) return null;
  if (/\/(?:stdin|fd\/0)$/.test(path) && opened.test(path)) return { kind: 'stdin' };
  if (found.isFIFO() && opened.test(path)) return { kind: 'pipe', path };
  throw new HistoryFault(
    `history: ${quoted(word)} is ${found.isFIFO() ? 'a named pipe' : 'a device or socket'}, and no file; give what comes through it as standard input: ses-doctor history - < ${found.isFIFO() ? 'the pipe' : 'it'}`,
  );
}

async function filesAt(path: string, word: string): Promise<readonly string[]> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? await filesIn(path) : [path];
  } catch (error) {
    if (error instanceof HistoryFault) throw error;
    throw new HistoryFault(`history: cannot read ${quoted(word)}: there is no such file or folder`);
  }
}

/**
 * All files of a folder and those in it, in order; hidden ones (.DS_Store, _SUCCESS of Spark) left out. What the cache kept
 * of the files beside it would count them twice; alone it is what was asked about. `deepest`: so many folders down.
 */
async function filesIn(folder: string, deepest = Infinity): Promise<readonly string[]> {
  const files: string[] = [];
  await collect(folder, deepest, new Set(), files);
  const own = files.filter((path) => !isCacheName(basename(path)));
  return (own.length === 0 ? files : own).sort();
}

/**
 * Adds the files of a folder. Links are followed: many stores of a month are folders of links. One that leads back to a folder
 * above it is passed by; one that leads nowhere is a file that cannot be read. Pipes and sockets hold no records.
 */
async function collect(
  folder: string,
  deepest: number,
  above: ReadonlySet<string>,
  files: string[],
): Promise<void> {
  const real = await realpath(folder).catch(() => folder);
  if (above.has(real)) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new HistoryFault(`history: cannot read ${quoted(folder)}: ${readFault(error)}`);
  });
  const within = new Set([...above, real]);
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const path = join(folder, entry.name);
    const found = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
    if (found?.isDirectory() === true) {
      if (deepest > 0) await collect(path, deepest - 1, within, files);
    } else if (found === null || found.isFile()) files.push(path);
    if (files.length > mostFiles) return;
  }
}

/** As .git and _temporary. */
const isHidden = (name: string): boolean => /^[._]/.test(name);

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
  const deepest = parts.includes('**') ? Infinity : parts.length - first - 1;
  return (await filesIn(folder, deepest)).filter((path) => expression.test(path));
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
