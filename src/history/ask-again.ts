const safeSource = /^[\w@%+=:,./~*?][\w@%+=:,./~*?-]{0,511}$/;

/**
 * The command that puts another question to the same records; null where a word of it cannot be pasted safely, and for
 * standard input, which cannot be read again.
 */
export function askAgain(source: readonly string[], flags: string | null): string | null {
  if (flags === null || source.length === 0 || !source.every((word) => safeSource.test(word))) return null;
  // A shell that does not know `**` would take a pattern for something else.
  const words = source.map((word) => (/[*?]/.test(word) ? `'${word}'` : word));
  return `ses-doctor history ${words.join(' ')} ${flags}`;
}
