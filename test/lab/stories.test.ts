import { describe, expect, it } from 'vitest';
import { storyCalled } from './stories.ts';

describe('a scenario that is misspelt', () => {
  it.each([
    ['history/rize', 'Did you mean history/rise?'],
    ['suvrey/mixd', 'Did you mean survey/mixed?'],
    ['historyy/bounces', 'Did you mean history/complaints, history/dead-addresses,'],
    ['histroy', 'Did you mean history/complaints,'],
    ['smpt', 'Did you mean smtp/answers-early,'],
    // The group of that name comes before names that hold it.
    ['smtp', 'Did you mean smtp/answers-early,'],
    ['nothing-like-it/at-all', 'npm run demo -- --list lists them.'],
  ])('%s', async (name, told) => {
    expect(await storyCalled(name)).toContain(told);
  });
});
