import type { AwsAction, AwsInput, AwsOutput } from './aws-calls.ts';

export interface AwsCallOptions {
  /** Another Region than that of the run. */
  region?: string;
}

/**
 * Calls AWS, limited to the actions `A` that the caller declared. Throws `Unavailable`; reason `not-found` is the
 * one that often is an answer.
 */
export type AwsProbe<A extends AwsAction = AwsAction> = <K extends A>(
  action: K,
  input: AwsInput<K>,
  options?: AwsCallOptions,
) => Promise<AwsOutput<K>>;
