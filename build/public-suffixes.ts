/* Takes the place of tldts in the bundle (see bundle.ts): the list costs milliseconds to load. */
import type * as tldts from 'tldts';
import { lateModule } from './late-module.ts';

const list = lateModule<typeof tldts>('public-suffixes.cjs', 'getDomain');

export const getDomain = (...args: Parameters<typeof tldts.getDomain>): string | null =>
  list().getDomain(...args);
