/** The addresses of a file. */
export interface Given {
  /** By address in lower case, since sending ignores case: as it was given first. */
  wanted: ReadonlyMap<string, string>;
  /** Lines that hold an address. */
  lines: number;
  /** Lines that hold none, and the first of them in words. */
  unreadable: number;
  faults: readonly string[];
}

const mostFaults = 3;

/**
 * The addresses of a text: one a line, or the first cell of a line of csv that is like one. Empty lines, comments and a
 * first line that names the columns are passed over; `read` gives the address, or throws what is wrong with it.
 */
export function addressesIn(text: string, read: (cell: string, line: number) => string): Given {
  const wanted = new Map<string, string>();
  const faults: string[] = [];
  let lines = 0;
  let unreadable = 0;
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [cell = cells[0] ?? ''] = cells.filter((one) => one.includes('@'));
    if (cell === '' || cell.startsWith('#') || (number === 1 && !cell.includes('@'))) continue;
    try {
      const address = read(cell, number);
      lines += 1;
      const lower = address.toLowerCase();
      if (!wanted.has(lower)) wanted.set(lower, address);
    } catch (error) {
      unreadable += 1;
      if (faults.length < mostFaults) faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { wanted, lines, unreadable, faults };
}

/** The lines of a text, one by one: millions of them at once would take more than the text. */
function* linesOf(text: string): Generator<string> {
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    yield text.slice(from, to).replace(/\r$/, '');
    from = to + 1;
  }
}
