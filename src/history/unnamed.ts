/** What stands where a record names no campaign, identity or receiver. */
export const unnamed = '(none)';
