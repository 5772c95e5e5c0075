/** The addresses of a file. */
export interface Given {
  /** By address in lower case, since sending ignores case: as it was given first. */
  wanted: ReadonlyMap<string, string>;
  /** Lines that hold an address. */
  lines: number;
  /** Lines that hold none, or beside one something that is none; the first of them in words. */
  unreadable: number;
  faults: readonly string[];
  /** Lines of a table in which further columns hold addresses, which are not looked up. */
  otherColumns: number;
}

const mostFaults = 3;

/**
 * The addresses of a text: every one of a line, as mail programs copy them; of a table, whose first line names its
 * columns, the first of each line. Empty lines and comments are passed over; `read` gives the address, or throws what is
 * wrong with it.
 */
export function addressesIn(text: string, read: (cell: string, line: number) => string): Given {
  const wanted = new Map<string, string>();
  const faults: string[] = [];
  let lines = 0;
  let unreadable = 0;
  let otherColumns = 0;
  let isTable = false;
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const [first = '', ...others] = cellsOf(line);
    if (first === '' || first.startsWith('#')) continue;
    if (number === 1 && !first.includes('@')) {
      isTable = true;
      continue;
    }
    if (isTable && others.some((cell) => cell.includes('@'))) otherColumns += 1;
    let isRead = true;
    for (const cell of isTable ? [first] : [first, ...others]) {
      try {
        const address = read(bareAddress(cell), number);
        const lower = address.toLowerCase();
        if (!wanted.has(lower)) wanted.set(lower, address);
      } catch (error) {
        isRead = false;
        if (faults.length < mostFaults) faults.push(error instanceof Error ? error.message : String(error));
      }
    }
    if (isRead) lines += 1;
    else unreadable += 1;
  }
  return { wanted, lines, unreadable, faults, otherColumns };
}

/** The cells of a line that are like addresses; where there are none, the first cell. */
function cellsOf(line: string): readonly string[] {
  const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const like = cells.filter((cell) => cell.includes('@'));
  return like.length === 0 ? cells.slice(0, 1) : like;
}

/** An address without the name before it and its angle brackets (RFC 5322 3.4), and without the scheme of a link. */
const bareAddress = (cell: string): string =>
  (/<([^<>]*@[^<>]*)>$/.exec(cell)?.[1] ?? cell).trim().replace(/^mailto:/i, '');

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
