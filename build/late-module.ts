import { createRequire } from 'node:module';

/** A module of the bundle that is loaded when it is first used, by its file; `member` is one of what it exports. */
export function lateModule<T extends object>(file: string, member: keyof T): () => T {
  let loaded: T | null = null;
  return () => (loaded ??= whole<T>(file, member));
}

/** Callers are synchronous; require() is too. In the bundle, which is CommonJS, __filename is that of the chunk. */
function whole<T extends object>(file: string, member: keyof T): T {
  const module = createRequire(__filename)(`./${file}`) as Partial<T>;
  // A disk that was full or lost its power leaves files of no length, which run.
  if (module[member] === undefined)
    throw Object.assign(new Error(`Cannot load '${file}': it is not whole`), { code: 'MODULE_NOT_FOUND' });
  return module as T;
}
