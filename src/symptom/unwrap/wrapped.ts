/** What begins an entry of its own, whatever stands above it. */
const beginsAnew =
  /^(?:\s|[-=*#>|<~+]|\d{3}[ -]|at |[\w-]{1,40}: |\d{4}-\d\d-\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:|[CS]: |\{|\[|\}|\]|$)/u;

/**
 * Lines that a window or a mail program broke at a fixed width, joined again; null when none look like that. Broken at words: a
 * line ends where the first word of the next would not have fit. Broken anywhere: lines of exactly one length.
 */
export function joinedAgain(text: string): string | null {
  const lines = text.split('\n');
  if (lines.length < 2) return null;
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < 40 || width > 200) return null;
  const full = lines.filter((line) => line.length === width).length;
  const isExact =
    full >= 2 &&
    lines
      .slice(0, -1)
      .filter((line) => line !== '')
      .every((line) => line.length === width);
  const joined: string[] = [];
  let open = false;
  let changed = false;
  for (const [at, line] of lines.entries()) {
    const last = joined.length - 1;
    if (open && (isExact || !beginsAnew.test(line))) {
      joined[last] = `${joined[last] ?? ''}${isExact ? '' : ' '}${line}`;
      changed = true;
    } else joined.push(line);
    const next = /^\S{1,200}/u.exec(lines[at + 1] ?? '')?.[0] ?? '';
    open =
      line !== '' &&
      next !== '' &&
      (isExact ? line.length === width : line.trimEnd().length + 1 + next.length > width);
  }
  return changed ? joined.join('\n') : null;
}
