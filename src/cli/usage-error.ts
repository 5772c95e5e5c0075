/** What was typed cannot be right, or a file cannot be read: exit 2, one line on stderr, nothing on stdout. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A message as one line without control characters, whatever was typed. */
export const oneLine = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
