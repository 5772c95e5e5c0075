import { runner } from './compile-cache.ts';
import { partsOf } from './parts.ts';

/** The parts of the packs for a thread of its own, which begins with a chunk beside them. No cache: it is read once a run. */
export const part = partsOf(__dirname, runner(require), require);
