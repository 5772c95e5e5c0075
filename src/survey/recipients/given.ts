/** The addresses of a file. */
export interface Given {
  /** By address in lower case, since sending ignores case: as it was given first. */
  wanted: ReadonlyMap<string, string>;
  /** Addresses, each as often as it stands there. */
  count: number;
  /** Lines that hold none, or beside one something that is none; the first of them in words. */
  unreadable: number;
  faults: readonly string[];
  /** Lines of a table in which a column that is named for senders holds an address, which is not looked up. */
  ofSenders: number;
}

const mostFaults = 3;

/**
 * The addresses of a text: every one of a line, as mail programs copy them; of a table, whose first line names its
 * columns, those of all columns but the ones that are named for senders. Empty lines and comments are passed over; `read`
 * gives the address, or throws what is wrong with it.
 */
export function addressesIn(text: string, read: (cell: string, line: number) => string): Given {
  const wanted = new Map<string, string>();
  const faults: string[] = [];
  let count = 0;
  let unreadable = 0;
  let ofSenders = 0;
  let senders: ReadonlySet<number> = new Set();
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    const cells = cellsOf(line);
    const [first = ''] = cells;
    if (first === '' || first.startsWith('#')) continue;
    if (number === 1 && !first.includes('@')) {
      senders = sendersIn(line);
      continue;
    }
    const left = senders.size === 0 ? cells : recipientsIn(line, senders);
    if (left.length < cells.length) ofSenders += 1;
    let isRead = true;
    for (const cell of left.length === 0 ? [first] : left) {
      try {
        const address = read(bareAddress(cell), number);
        count += 1;
        const lower = address.toLowerCase();
        if (!wanted.has(lower)) wanted.set(lower, address);
      } catch (error) {
        isRead = false;
        if (faults.length < mostFaults) faults.push(error instanceof Error ? error.message : String(error));
      }
    }
    if (!isRead) unreadable += 1;
  }
  return { wanted, count, unreadable, faults, ofSenders };
}

/** The cells of a line that are like addresses; where there are none, the first cell. */
function cellsOf(line: string): readonly string[] {
  const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const like = cells.filter((cell) => cell.includes('@'));
  return like.length === 0 ? cells.slice(0, 1) : like;
}

/** The cells of a line, a quoted one as a whole (RFC 4180). */
const columnsOf = (line: string): readonly string[] =>
  (line.match(/(?:^|[,;\t])(?:"(?:[^"]|"")*"|[^,;\t]*)/gu) ?? []).map((cell) =>
    cell
      .replace(/^[,;\t]/u, '')
      .trim()
      .replace(/^"(.*)"$/su, '$1'),
  );

/** Names of columns, as logs and exports have them, without blanks and signs. */
const ofSender =
  /^(?:(?:mail|header|envelope)?from|(?:from|sender|source|replyto|returnpath)(?:email|mail|address|arn|identity)*|(?:email|mail)(?:from|sender)|identity)$/u;

/**
 * The columns of a table that its first line names for senders, where another column is there for recipients: to look up
 * who sends would say nothing of whom it was sent to.
 */
function sendersIn(header: string): ReadonlySet<number> {
  const names = columnsOf(header).map((name) => name.toLowerCase().replaceAll(/[^a-z]/gu, ''));
  const senders = names.flatMap((name, at) => (ofSender.test(name) ? [at] : []));
  const others = names.filter(
    (name) => /mail|address|recipient|rcpt|^to$|destination/u.test(name) && !ofSender.test(name),
  );
  return new Set(others.length > 0 ? senders : []);
}

/** The addresses of a line beside those in columns for senders. */
const recipientsIn = (line: string, senders: ReadonlySet<number>): readonly string[] =>
  columnsOf(line).filter((cell, at) => cell.includes('@') && !senders.has(at));

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
