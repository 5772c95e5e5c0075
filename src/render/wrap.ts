/**
 * Breaks text into lines of at most `width` columns at spaces. A word longer than a line (a URL, a record) stands on
 * a line of its own, whole, so that it can be pasted.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
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
  return wrap(text, Math.max(20, width - first.length)).map(
    (line, index) => (index === 0 ? first : rest) + line,
  );
}
