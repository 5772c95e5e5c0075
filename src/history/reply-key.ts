/** What stands in place of the parts of a reply that differ from one failure to the next. */
const blanks: readonly (readonly [pattern: string, put: string])[] = [
  [String.raw`[^\s<>@,;:"'()]+@[^\s<>@,;"'()]+`, '<address>'],
  [String.raw`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`, '<ip>'],
  [String.raw`\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{0,4}){3,7}\b`, '<ip>'],
  [String.raw`\b\d{1,2}:\d{2}:\d{2}\b`, '<time>'],
  [String.raw`https?://[^\s<>"]+`, '<link>'],
  [String.raw`[0-9A-Za-z_\-]*\d[0-9A-Za-z_\-]{9,}`, '<id>'],
  [String.raw`\d{4,}`, '<number>'],
];

/**
 * SQL that leaves of a reply what equal failures share. `replace` writes one replacement of an engine; RE2 (DuckDB) and
 * Java (Athena) read these patterns alike.
 */
export const replyKey = (
  column: string,
  replace: (text: string, pattern: string, put: string) => string,
): string => blanks.reduce((text, [pattern, put]) => replace(text, pattern, put), column);

/** A text as an SQL literal. For words of our own only: values of users are bound. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
