import { delegationBreak } from './delegation.ts';
import { dnssecBreak } from './dnssec.ts';
import type { Why } from './unavailable.ts';

/**
 * Why nobody can look a name up: the chain of trust above it is broken, or none of its zone's servers serves it. Null where
 * a question failed for another reason, which may be ours.
 */
export const outOfReach = (why: Why): 'dnssec-broken' | 'delegation-broken' | null =>
  dnssecBreak(why) !== null ? 'dnssec-broken' : delegationBreak(why) !== null ? 'delegation-broken' : null;
