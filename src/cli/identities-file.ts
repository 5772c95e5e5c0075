import type { Host } from './host.ts';
import { readText } from './read.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** So large a file is read at most: some two million names, which fit into memory. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The identities of --identities, each once: one a line, or the first cell of a line of CSV. Empty lines, comments and
 * a first line that names the columns are passed over. Throws `UsageError`, which names the line that is wrong.
 */
export async function identitiesOf(path: string, host: Host): Promise<readonly string[]> {
  const text = await readText(host, path, '--identities', 'utf-8', mostBytes);
  const names = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, index) => {
      const name = (line.split(/[,;\t]/)[0] ?? '').trim().replace(/^"(.*)"$/, '$1');
      if (name === '' || name.startsWith('#') || (index === 0 && !/[.@]/.test(name))) return [];
      return [values.identity(name, `--identities, line ${index + 1}`)];
    });
  if (names.length === 0) throw new UsageError(`--identities: ${values.show(path)} names no identity`);
  return [...new Set(names)];
}
