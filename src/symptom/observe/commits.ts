import { mentions } from '../mentions.ts';

const head = /^commit [\da-f]{7,40}\b|^diff --git a\//u;
/** What `git log`, `git show` and `git diff` print: fields, an indented message, a count of changes, the changes. */
const line =
  /^(?:$|(?:commit|index|Author|AuthorDate|Commit|CommitDate|Date|Merge|diff|new|deleted|similarity|rename)\b|\s{1,8}\S|---|\+\+\+|@@|[+-]|\d{1,6} files? changed)/u;

/** The command that was asked for them. */
const asked = /^\W{0,4}git (?:log|show|shortlog|reflog)\b/u;
/** `git log --oneline`. */
const short = /^[\s*|\\/-]{0,12}(?=[\da-f]{0,11}\d)[\da-f]{7,12}\s\S/u;

/** Whether a text is commits of a repository: they tell of code, and no program of a failure. */
export function isOfCommits(lines: readonly string[]): boolean {
  const filled = lines.filter((one) => one.trim() !== '' && !asked.test(one));
  if (filled.length > 1 && filled.every((one) => short.test(one))) return true;
  const first = lines.find((one) => one.trim() !== '') ?? '';
  if (!mentions(first, 'commit ', 'diff --git') || !head.test(first)) return false;
  return lines.every((one) => line.test(one));
}
