/* Takes the place of tldts in the bundle (see bundle.ts): the list costs milliseconds to load. */
import { createRequire } from 'node:module';
import type * as tldts from 'tldts';

let list: typeof tldts | null = null;

export function getDomain(...args: Parameters<typeof tldts.getDomain>): string | null {
  // Callers are synchronous; require() is too. In the bundle, which is CommonJS, __filename is that of the chunk.
  list ??= createRequire(__filename)('./public-suffixes.cjs') as typeof tldts;
  return list.getDomain(...args);
}
