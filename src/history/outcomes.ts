import { text, type Cell, type Row } from './engine.ts';
import { table, type Table } from './tables.ts';

/** In what order things happen to a message; events of one second stand in it. */
const order = [
  ...['RenderingFailure', 'Send', 'Reject', 'DeliveryDelay', 'Delivery', 'Bounce'],
  ...['Open', 'Click', 'Complaint', 'Subscription', 'Other'],
];

/** Sorts the rows of a story by time, and those of one time by the order in which they can happen. */
export const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => {
    const [first, second] = [text(a[0]), text(b[0])];
    if (first !== second) return first < second ? -1 : 1;
    return order.indexOf(text(a[1])) - order.indexOf(text(b[1])) || (text(a[2]) < text(b[2]) ? -1 : 1);
  });

/** How it ended for a recipient, in words; `unknown` where no record says. */
const ends: Readonly<Record<string, string>> = {
  Delivery: 'delivered',
  Bounce: 'bounced',
  Reject: 'rejected by SES',
  RenderingFailure: 'not rendered, never sent',
};
const notKnown = 'not known';

const may = 'any of whom may have complained';

/** What is said of a complaint whose record names several recipients: SES lists those who may have made it. */
export const anyOf = (names: number): string => `one record for ${names} recipients, ${may}`;

interface Ending {
  outcome: string;
  time: Cell;
  cause: Cell;
}

function endingOf(events: readonly Row[]): Ending {
  const cell = (row: Row | undefined, at: number): Cell => row?.[at] ?? null;
  const last = events.findLast((row) => ends[text(row[1])] !== undefined);
  const waits = events.findLast((row) => row[1] === 'DeliveryDelay');
  const used = events.findLast((row) => row[1] === 'Open' || row[1] === 'Click');
  const complaint = events.findLast((row) => row[1] === 'Complaint');
  const isSure = complaint !== undefined && !text(complaint[5]).endsWith(may);
  const complained = complaint === undefined ? '' : isSure ? ' (complaint)' : ' (perhaps a complaint)';
  if (last !== undefined) {
    const isAfter = last[1] === 'Bounce' && events.some((row) => row[1] === 'Delivery');
    // An automatic reply comes as a bounce (Transient, General) of mail that arrived.
    const isReply = isAfter && last[4] === 'bounce/auto-reply';
    const waited = waits !== undefined && last[1] !== 'Reject' ? ' after waiting' : '';
    return {
      outcome: isReply
        ? `delivered${waited} (automatic reply)${complained}`
        : `${ends[text(last[1])] ?? ''}${isAfter ? ' after it was delivered' : waited}${complained}`,
      time: cell(last, 0),
      cause: cell(last, 4) ?? cell(complaint, 4),
    };
  }
  if (complaint !== undefined)
    return {
      outcome: isSure ? 'arrived (complaint)' : 'not known (perhaps a complaint)',
      time: cell(complaint, 0),
      cause: cell(complaint, 4),
    };
  // An opening by a machine comes after an arrival, too.
  if (used !== undefined)
    return { outcome: 'opened or clicked, so it arrived', time: cell(used, 0), cause: null };
  if (waits !== undefined)
    return { outcome: 'not known: it waited', time: cell(waits, 0), cause: cell(waits, 4) };
  return {
    outcome: `${notKnown}: nothing after ${text(events.at(-1)?.[1])}`,
    time: cell(events.at(-1), 0),
    cause: null,
  };
}

/**
 * How a message ended for each of its recipients, or each message for one recipient, from the table of the story. `of`: the
 * column that tells them apart. Events that do not say whose they are belong to none.
 */
export function outcomesOf(story: Table, of: 'recipient' | 'message_id'): Table {
  const at = story.columns.findIndex(({ name }) => name === of);
  const events = new Map<string, Row[]>();
  for (const row of story.rows) {
    const whose = row[at];
    if (whose === null || whose === undefined) continue;
    const own = events.get(text(whose)) ?? [];
    events.set(text(whose), own);
    own.push(row);
  }
  return table(
    [of, 'outcome', 'time', 'cause'],
    [...events].map(([whose, own]) => {
      const { outcome, time, cause } = endingOf(own);
      return [whose, outcome, time, cause];
    }),
  );
}
