/**
 * Breaks text into lines of at most `width` columns at spaces; the first line may have a width of its own. A word
 * longer than a line (a URL, a record) stands on a line of its own, whole, so that it can be pasted.
 */
export function wrap(text: string, width: number, firstWidth = width): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const room = lines.length === 0 ? firstWidth : width;
    // A word that the shorter first line has no room for begins the second.
    const isLate = lines.length === 0 && line === '' && word.length > firstWidth && word.length <= width;
    if ((line !== '' && line.length + 1 + word.length > room) || isLate) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** Wrapped text behind a first prefix and a prefix for the lines after it, both counted into the width. */
export function hang(
  text: string,
  width: number,
  first: string,
  rest = ' '.repeat(first.length),
): readonly string[] {
  const room = Math.max(20, width - rest.length);
  return wrap(text, room, Math.min(room, Math.max(1, width - first.length))).map((line, index) =>
    line === '' ? first.trimEnd() : (index === 0 ? first : rest) + line,
  );
}

/** Like `hang`, but a word longer than a line is broken: after a dot where one is near, as names are read. */
export function hangBroken(text: string, width: number, first: string): readonly string[] {
  const room = Math.max(20, width - first.length);
  const lines: string[] = [];
  let rest = text;
  while (rest.length > room) {
    const end = breakOf(rest, room);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest].map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line);
}

/** Where a line ends: after the last space, or the last dot in its second half, or at the width. */
function breakOf(text: string, room: number): number {
  const space = text.lastIndexOf(' ', room);
  if (space > 0) return space;
  // A dot between two labels; not one of an ellipsis.
  const dot = /^.*\w\.(?=[\w-])/s.exec(text.slice(0, room + 1))?.[0].length ?? 0;
  if (dot >= room / 2 && dot <= room) return dot;
  // A last line of dots alone reads as a slip.
  return /\.{2,}$/.test(text) && text.length - room < 4 ? room - 12 : room;
}
