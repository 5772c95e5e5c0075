const between = /[\s,[\]\uFEFF]*/y;
const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const memberEnd = /[ \t\r]*[,\]\n]/y;

/** How many pieces of text that holds no object are something: members of an array, or whole lines. */
export function piecesIn(text: string): number {
  const members = membersIn(text);
  if (members !== null) return members;
  if (!text.includes('\n')) return 0;
  // What stands before an object on its line is the date of a log; behind one, its statement of SQL or its call ends.
  return text
    .split('\n')
    .slice(0, -1)
    .filter(
      (line) =>
        line.replaceAll('\u001E', '').search(/[^\s,[\]\uFEFF]/) >= 0 && !/^\s*[\]']?\)?;?\s*$/.test(line),
    ).length;
}

/** How many values that are no object stand here as members of an array, or a line each; null where there is anything else. */
function membersIn(junk: string): number | null {
  // Record separators of RFC 7464.
  const text = junk.replaceAll('\u001E', '');
  for (let at = 0, count = 0; ; count += 1) {
    between.lastIndex = at;
    between.test(text);
    at = between.lastIndex;
    if (at >= text.length) return count;
    scalar.lastIndex = at;
    if (!scalar.test(text)) return null;
    memberEnd.lastIndex = scalar.lastIndex;
    if (!memberEnd.test(text)) return null;
    at = memberEnd.lastIndex;
  }
}
