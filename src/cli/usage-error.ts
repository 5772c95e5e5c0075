/** What was typed cannot be right, or a file cannot be read: exit 2, one line on stderr, nothing on stdout. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
