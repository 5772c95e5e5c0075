import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, for its owner alone, and those above it that are missing. Throws as `mkdir` does. Not its `recursive`:
 * where a file system refuses every new entry with ENOENT, as /proc does, Node 20 tries for ever.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || (await exists(above))) throw error;
    await makeFolder(above);
    await mkdir(path, { mode: 0o700 });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
