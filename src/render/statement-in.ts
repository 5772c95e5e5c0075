/** The words of a step, and the JSON statement to paste at their end; null without one. */
export function statementIn(text: string): { words: string; statement: string | null } {
  const at = text.indexOf(' {"');
  if (at === -1 || !isObject(text.slice(at + 1))) return { words: text, statement: null };
  return { words: text.slice(0, at), statement: text.slice(at + 1) };
}

function isObject(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
