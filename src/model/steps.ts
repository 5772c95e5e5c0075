import type { Step } from './check.ts';

/** A step for the reader. */
export const you = (text: string, line?: string | null): Step =>
  line === undefined ? { text, owner: 'you' } : { text, owner: 'you', command: line };

/** A step for whoever runs the receiving side. */
export const theirs = (text: string): Step => ({ text, owner: 'recipient' });
