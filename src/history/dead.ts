import type { DeadAddress } from './answers.ts';
import type { Classifier } from './classify.ts';
import { isoTime, number, text, type Cell, type Row } from './engine.ts';

/** Bounces that say something about the address itself. */
const deadly: ReadonlySet<string> = new Set([
  'bounce/unknown-user',
  'bounce/mailbox-inactive',
  'bounce/domain-not-found',
  'bounce/suppressed',
  'bounce/undetermined',
]);

const orNull = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** The rows of `deadAddresses` whose last hard bounce is about the address; one that a receiver refused is not dead. */
export function deadOf(rows: readonly Row[], classifier: Classifier): readonly DeadAddress[] {
  return rows.flatMap((row) => {
    const address = text(row[0]);
    const cause = classifier.causeOf(
      {
        type: 'Bounce',
        kind: orNull(row[4]),
        subKind: orNull(row[5]),
        status: orNull(row[6]),
        replyKey: orNull(row[7]),
        domain: address.split('@').at(-1) ?? null,
        reply: orNull(row[8]),
        recipient: address,
      },
      1,
    );
    if (!deadly.has(cause)) return [];
    return [
      {
        address,
        bounces: number(row[1]),
        firstBounce: isoTime(row[2]) ?? '',
        lastBounce: isoTime(row[3]) ?? '',
        lastSign: isoTime(row[9]),
        sendsAfter: number(row[10]),
        cause,
        reply: orNull(row[8]),
      },
    ];
  });
}
