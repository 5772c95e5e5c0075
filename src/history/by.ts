import type { Classifier } from './classify.ts';
import type { Cell, Row } from './engine.ts';
import { isoTime, number, text } from './engine.ts';
import { receiverName, someoneAt } from './failures.ts';
import { unnamed } from './unnamed.ts';
import type { Dimension } from './dimensions.ts';
import { table, type Table } from './tables.ts';

/** What is counted by: with `--where cause=…` the causes have to be read as well. */
export const readBy = (by: readonly Dimension[], causes: readonly string[]): readonly Dimension[] =>
  by.length === 0 || causes.length === 0 || by.includes('cause') ? by : [...by, 'cause'];

/**
 * The table of --by, from the rows of `countsBy(readBy(…))`: domains become receivers, texts become causes, and equal rows
 * add up.
 */
export function byTable(
  by: readonly Dimension[],
  rows: readonly Row[],
  classifier: Classifier,
  causes: readonly string[],
): Table {
  const readsCause = readBy(by, causes).includes('cause');
  const named = by.filter((one) => one !== 'cause');
  const counts = new Map<string, { key: readonly Cell[]; records: number; recipients: number }>();
  for (const row of rows) {
    const at = readsCause ? named.length + 6 : named.length;
    const cause = readsCause ? causeOf(row, named.length, classifier) : '';
    if (causes.length > 0 && !causes.includes(cause)) continue;
    const values = new Map<Dimension, string>(
      named.map((one, index) => {
        const cell = row[index];
        const value = cell === null || cell === undefined ? null : text(cell);
        // One engine writes the milliseconds of an hour, the other does not.
        if (one === 'hour') return [one, isoTime(cell) ?? unnamed];
        return [one, one === 'receiver' ? receiverName(value) : (value ?? unnamed)];
      }),
    );
    const key = by.map((one) => (one === 'cause' ? cause : (values.get(one) ?? unnamed)));
    const known = counts.get(JSON.stringify(key)) ?? { key, records: 0, recipients: 0 };
    known.records += number(row[at]);
    known.recipients += number(row[at + 1]);
    counts.set(JSON.stringify(key), known);
  }
  const all = [...counts.values()].reduce((sum, { recipients }) => sum + recipients, 0);
  const timed = by.some((one) => one === 'day' || one === 'hour');
  const sorted = [...counts.values()].toSorted((a, b) => {
    const byKey = JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1;
    return timed ? byKey : b.recipients - a.recipients || byKey;
  });
  return table(
    [...by, 'events', 'recipients', 'share'],
    sorted.map(({ key, records, recipients }) => [
      ...key,
      records,
      recipients,
      recipients / Math.max(1, all),
    ]),
  );
}

function causeOf(row: Row, from: number, classifier: Classifier): string {
  const orNull = (index: number): string | null => {
    const cell = row[from + index];
    return cell === null || cell === undefined ? null : text(cell);
  };
  const sample = row[from + 8];
  return classifier.causeOf(
    {
      type: orNull(0) ?? '',
      kind: orNull(1),
      subKind: orNull(2),
      status: orNull(3),
      replyKey: orNull(4),
      domain: orNull(5),
      reply: sample === null || sample === undefined ? null : text(sample),
      recipient: someoneAt(orNull(5)),
    },
    number(row[from + 7]),
  );
}
