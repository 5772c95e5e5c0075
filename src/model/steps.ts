import type { Step } from './check.ts';
import type { Why } from './unavailable.ts';

/** A step for the reader. */
export const you = (text: string, line?: string | null): Step =>
  line === undefined ? { text, owner: 'you' } : { text, owner: 'you', command: line };

/** A step for whoever runs the receiving side. */
export const theirs = (text: string): Step => ({ text, owner: 'recipient' });

/** What to do where DNS gave no answer: whose fault it is shows when another resolver is asked. */
export const askAgain = ({ detail }: Pick<Why, 'detail'>): readonly Step[] =>
  detail['failure'] === 'dishonest'
    ? [
        you(
          'Ask another resolver: run ses-doctor again with --resolver and its address. The answers of this one prove nothing',
        ),
      ]
    : [
        you(
          'Run ses-doctor again, also with --resolver and the address of another resolver: where that one answers, the fault is in this network',
        ),
        { text: 'If none answers, look at the name servers of the domain', owner: 'dns' },
      ];
