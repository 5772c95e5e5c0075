import type { AwsAction, AwsInput, AwsOutput } from '../../../../src/model/aws-calls.ts';
import type { AwsWorld, RegionWorld } from '../world.ts';

/** What an answer may look at besides its input. */
export interface AnswerContext {
  region: RegionWorld;
  regionName: string;
  /** The largest page of a call whose own maximum is `most`. */
  most: (most: number) => number;
  now: Date;
  /** The account that asks. */
  account: string;
  world: AwsWorld;
}

/** The built-in behaviour of some actions: how a Region's world answers. Throws `AwsError`. */
export type Answers<A extends AwsAction> = {
  readonly [K in A]: (input: AwsInput<K>, context: AnswerContext) => AwsOutput<K>;
};
