import { mentions } from '../mentions.ts';

/** Where a library begins to list what may be behind its exception: MailKit, the drivers of .NET and Java. */
const head =
  /\b(?:this|which) (?:usually|often|typically|generally|most likely) (?:means|indicates)\b|\bfor one or more of\s{0,4}$|\b(?:following|possible|common|likely) (?:reasons|causes)\s{0,2}:\s{0,4}$|\bthis (?:can|may|might) be (?:caused by|because)\b/iu;
/** One of the list, the end of a sentence that was broken over lines, or a further guess. */
const item =
  /^\s{0,8}(?:\d{1,2}[.)]|[-*•])\s|^\s{0,8}the following (?:reasons|causes):|^\s{0,8}another possibility\b/iu;
/** The exception below it, which tells what it was. */
const inner = /^\s{0,8}(?:--->|caused by: |inner ?exception|-> )/iu;

/**
 * The places of lines in which a library says what may be behind an exception, where the exception below tells what it was: they
 * are guesses for any fault. Where no inner exception is shown they are all that there is.
 */
export function possibleReasons(lines: readonly string[]): ReadonlySet<number> {
  const places = new Set<number>();
  if (!lines.some((line) => mentions(line, '--->', 'caused by:', 'exception', '-> ') && inner.test(line)))
    return places;
  let isOpen = false;
  for (const [at, line] of lines.entries()) {
    const isHead =
      mentions(line, 'this ', 'which ', 'one or more of', 'reasons', 'causes') && head.test(line);
    if (isHead) isOpen = true;
    else if (isOpen && line.trim() !== '' && !item.test(line)) isOpen = false;
    if (isOpen) places.add(at);
  }
  return places;
}
