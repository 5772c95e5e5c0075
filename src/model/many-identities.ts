import type { Target } from './target.ts';

/**
 * From so many identities on, the memory for what was learnt counts more than the time for collecting what is over, and a thread of its
 * own for DNS is worth its start, some 70 ms of another processor (docs/design.md 19).
 */
export const hasManyIdentities = ({ identities }: Pick<Target, 'identities'>): boolean =>
  identities.length >= 32;
