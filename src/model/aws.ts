import type { AwsCalls } from './aws-calls.ts';

/** The IAM action of a call we are able to make; see the table in aws-calls.ts. */
export type AwsAction = keyof AwsCalls;
export type AwsInput<A extends AwsAction> = AwsCalls[A][0];
export type AwsOutput<A extends AwsAction> = Omit<AwsCalls[A][1], '$metadata'>;

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
