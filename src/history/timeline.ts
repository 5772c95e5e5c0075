import type { Classifier } from './classify.ts';
import { isoTime, number, text, type Cell, type Row } from './engine.ts';
import { anyOf, inOrder } from './outcomes.ts';
import { table, type Table } from './tables.ts';

const failing: ReadonlySet<string> = new Set([
  'Bounce',
  'Complaint',
  'DeliveryDelay',
  'Reject',
  'RenderingFailure',
]);

/** What happened to one recipient or message, in order, from the rows of `timeline`, which are newest first; with `causes` only these failures. */
export function timelineTable(
  rows: readonly Row[],
  classifier: Classifier,
  causes: readonly string[],
): Table {
  const orNull = (cell: Cell | undefined): string | null =>
    cell === null || cell === undefined ? null : text(cell);
  return table(
    ['time', 'event', 'recipient', 'message_id', 'cause', 'detail', 'campaign', 'configuration_set'],
    inOrder(rows).flatMap((row) => {
      const type = text(row[1]);
      const recipient = orNull(row[2]);
      const cause = failing.has(type)
        ? classifier.causeOf(
            {
              type,
              kind: orNull(row[4]),
              subKind: orNull(row[5]),
              status: orNull(row[6]),
              replyKey: orNull(row[11]),
              domain: recipient?.split('@').at(-1) ?? null,
              reply: orNull(row[7]),
              recipient,
            },
            1,
          )
        : null;
      const whose = recipient === null ? 'does not say which recipient' : null;
      const names = number(row[12]);
      const detail =
        (type === 'Complaint' && names > 1 ? anyOf(names) : orNull(row[7])) ??
        (number(row[10]) === 1
          ? ['by a machine', ...(whose === null ? [] : [whose])].join(', ')
          : (whose ?? orNull(row[4])));
      if (causes.length > 0 && (cause === null || !causes.includes(cause))) return [];
      return [
        [isoTime(row[0]), type, recipient, orNull(row[3]), cause, detail, orNull(row[8]), orNull(row[9])],
      ];
    }),
  );
}
