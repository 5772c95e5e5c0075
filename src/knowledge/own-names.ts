/** The names of all that `ses-doctor test` makes begin with this. */
export const ownPrefix = 'ses-doctor-test-';

/** Whether an ARN is that of a queue which a test made: it listens for the test, and is nobody's reader. */
export const isOwnQueue = (arn: string): boolean => arn.slice(arn.lastIndexOf(':') + 1).startsWith(ownPrefix);
