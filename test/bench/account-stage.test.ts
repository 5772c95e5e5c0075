import { describe, expect, it } from 'vitest';
import type { AwsCall } from '../lab/aws/server.ts';
import { play } from '../lab/play.ts';
import { everythingAsked } from '../scenarios/everything-asked.ts';

/**
 * How many rounds of AWS calls the account stage makes, one after the other, and whether a call is made twice.
 *
 * Method: the lab answers every call after a fixed delay. Each story runs once to load the SDK, then once to be
 * measured. The rounds are the longest chain of calls of which each began after the one before had ended. The figure
 * does not depend on the delay; 200 ms instead of a network's 50 keep a busy machine from stretching a round.
 */
const delayMs = 200;

/** At most three, identity lookups included (docs/design.md 7). */
const mostRounds = 3;

describe('the account stage', () => {
  for (const [name, story] of everythingAsked) {
    it(`asks in at most ${mostRounds} rounds and never twice: ${name}`, async () => {
      const measured = {
        ...story,
        command: [...forTheAccount(story.command), '--only', 'account'],
        world: (world: Parameters<NonNullable<typeof story.world>>[0]) => {
          story.world?.(world);
          world.aws.delayMs = delayMs;
        },
      };
      await play({ ...story, command: measured.command });
      const { lab } = await play(measured);
      const { calls } = lab.aws;
      expect(calls.length).toBeGreaterThan(2);
      expect(duplicates(calls)).toEqual([]);
      expect(rounds(calls)).toBeLessThanOrEqual(mostRounds);
    }, 20_000);
  }
});

/** Flags that only checks of later stages read: with this selection they are refused. */
const ofLaterStages: readonly string[] = [
  '--template',
  '--template-data',
  '--endpoint-id',
  '--principal',
  '--message-id',
  '--configuration-set',
];

const forTheAccount = (command: readonly string[]): readonly string[] =>
  command.filter(
    (word, at) => !ofLaterStages.includes(word) && !ofLaterStages.includes(command[at - 1] ?? ''),
  );

/** Calls of the same operation, input and Region. */
function duplicates(calls: readonly AwsCall[]): readonly string[] {
  const keys = calls.map(({ op, input, region }) => JSON.stringify([op, region, input]));
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** The longest chain of calls that did not overlap: what ends first leaves room for most. */
function rounds(calls: readonly AwsCall[]): number {
  let count = 0;
  let freeFrom = -Infinity;
  for (const { started, ended } of calls.toSorted((a, b) => endOf(a) - endOf(b))) {
    if (started < freeFrom) continue;
    count++;
    freeFrom = ended ?? Infinity;
  }
  return count;
}

const endOf = ({ ended }: AwsCall): number => ended ?? Infinity;
