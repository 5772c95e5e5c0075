let last = '';
let lastLower = '';

/**
 * Whether one of these words, in lower case, stands in a text, whatever the case there. It is asked before a pattern that cannot
 * match without one of them: V8 takes up to a millisecond to compile a long pattern, and most texts are a line.
 */
export function mentions(text: string, ...words: readonly string[]): boolean {
  if (text !== last) {
    last = text;
    // The only letter that a pattern without case takes for another and that lower case leaves: U+017F, for s.
    lastLower = text.toLowerCase().replaceAll('\u017f', 's');
  }
  return words.some((word) => lastLower.includes(word));
}

/** Whether a line begins as a header field does, of whatever name (RFC 5322 2.2). */
export const beginsAsField = (line: string): boolean => /^[\w-]{2,100}\s{0,2}[:;]/u.test(line);
