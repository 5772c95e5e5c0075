import type { Explanation } from '../evidence.ts';

/** What people tell of together, and what causes it. */
export interface Trouble extends Explanation {
  /** It is told of any mail, so that nothing has to name SES. */
  anywhere?: true;
}

/** Causes that are told of in the same words, likeliest first. */
export const sandbox = ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'] as const;

/** Events come to nobody: the ways in which they are lost, likeliest first. */
export const lostEvents = [
  'events/not-configured',
  'events/topic-policy-blocks',
  'events/no-subscriber',
  'events/topic-unreachable',
] as const;
