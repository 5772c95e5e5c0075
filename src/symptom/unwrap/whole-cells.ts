/** Where the bars of a table stand in a line; empty for a line of none, and for one too long to be printed as a table. */
function barsOf(line: string): readonly number[] {
  if (line.length > 1000 || !(line.includes('|') || line.includes('\u2502'))) return [];
  const bars: number[] = [];
  for (let at = 0; at < line.length; at += 1) if (line[at] === '|' || line[at] === '\u2502') bars.push(at);
  return bars;
}

/** Whether the bars of two lines stand below each other; the last closes the row, and need not. */
const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length &&
  one.every((place, at) => place === other[at] || (at > 0 && at === one.length - 1));

/** The cells of a line, also those before the first bar and behind the last. */
const cellsOf = (line: string, bars: readonly number[]): readonly string[] =>
  [-1, ...bars].map((bar, at) => line.slice(bar + 1, bars[at] ?? line.length));

/** Space that the break of a word leaves in a cell of that width, in characters. */
const leftBlank = (width: number): number => Math.max(3, Math.floor(width / 5));

/** psql marks a cell that goes on with a `+` at its end. */
const goesOn = (cell: string): boolean => /\+\s{0,2}$/u.test(cell);

/**
 * The lines of a text, with the rows of its tables whole: psql, the CLI of AWS and others break the words of a cell over several lines,
 * in which the cells that were whole are blank. A row whose first cell alone is blank may be one of a group: it goes on only where a cell
 * above is full to its width.
 */
export function withWholeCells(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let bars: readonly number[] = [];
  let [above, parts, first]: [readonly string[], number, number] = [[], 0, -1];
  for (const line of lines) {
    const own = barsOf(line);
    const cells = own.length >= 1 && isSame(own, bars) ? cellsOf(line, own) : [];
    if (cells.length > 0 && parts < 40 && isRest(cells, above, first)) {
      const row = whole.pop() ?? '';
      const old = cellsOf(row, barsOf(row));
      whole.push(old.map((cell, at) => joined(cell, cells[at] ?? '')).join('|'));
      parts += 1;
      // A column that is whole above the rest of another stays so.
      above = above.map((cell, at) => ((cells[at] ?? '').trim() === '' ? cell : (cells[at] ?? '')));
      continue;
    }
    whole.push(line);
    parts = 0;
    above = own.length >= 1 ? cellsOf(line, own) : [];
    first = above.findIndex((cell) => cell.trim() !== '');
    bars = own;
  }
  return whole;
}

/** Whether a line is the rest of the row above: its first filled column goes on there, and so does each that it fills. */
function isRest(cells: readonly string[], above: readonly string[], first: number): boolean {
  const filled = cells.flatMap((cell, at) => (cell.trim() === '' ? [] : [at]));
  if (filled.length === 0 || first === -1 || (filled[0] ?? 0) <= first) return false;
  const isFull = (at: number): boolean => {
    const cell = above[at] ?? '';
    const word = /^\s{0,4}\S{0,200}/u.exec(cells[at] ?? '')?.[0].trim() ?? '';
    // The cell behind the last bar has the width of what stands in it.
    const isOpen = at === above.length - 1;
    return (
      goesOn(cell) ||
      (isOpen && cell.trim().length >= 60) ||
      (cell.trim().length >= 20 &&
        !isOpen &&
        cell.length - cell.trimEnd().length <= Math.max(leftBlank(cell.length), word.length + 1))
    );
  };
  const isOnlyLast = filled.length === 1 && filled[0] === above.length - 1;
  return (
    filled.every((at) => (above[at] ?? '').trim() !== '') &&
    (filled.some(isFull) || (isOnlyLast && (above.at(-1) ?? '').trim().length >= 30))
  );
}

const joined = (cell: string, rest: string): string =>
  rest.trim() === '' ? cell : `${cell.trimEnd().replace(/\+$/u, '')} ${rest.trim()} `;
