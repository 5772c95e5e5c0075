import type { AwsAction, AwsInput } from './aws-calls.ts';
import type { AwsReply } from './aws-replies.ts';

export interface AwsCallOptions {
  /** Another Region than that of the run. */
  region?: string;
}

/**
 * Calls AWS, limited to the actions `A` that the caller declared. Throws `Unavailable`; reason `not-found` is the
 * one that often is an answer, `malformed` says that the reply is not one we can read.
 */
export type AwsProbe<A extends AwsAction = AwsAction> = <K extends A>(
  action: K,
  input: AwsInput<K>,
  options?: AwsCallOptions,
) => Promise<AwsReply<K>>;
