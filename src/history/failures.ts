import { receiverByDomain } from '../knowledge/receivers.ts';
import { unread, type Classifier } from './classify.ts';
import { failingTypes } from './columns.ts';
import { told, toldOf } from './told.ts';
import { number, text, type Cell, type Row } from './engine.ts';
import { groupedBy } from './grouped-by.ts';
import { unnamed } from './unnamed.ts';

/** Failures of a day that are alike, with their cause. */
export interface FailureGroup {
  day: string;
  type: string;
  cause: string;
  receiver: string;
  campaign: string;
  identity: string;
  set: string;
  account: string;
  region: string;
  /** Recipients that the records name: who waits three times counts three times. */
  recipients: number;
  /** Each recipient of a message once for this type, in the range or before it. */
  once: number;
  sample: string | null;
  /** Day on which the mail was sent. */
  sentDay: string;
  /** Recipients that a share of the mail counts, each once: of mail that the records tell of. */
  judged: number;
  /** Those of them by which days are compared (see `toldOf`). */
  steady: number;
  /** Recipients that days cannot be compared by: nothing tells of the mail, or not on all days. */
  untold: number;
  /** The mail was sent in the range. */
  isSentInside: boolean;
  /** Of the range, and not of the days before it. */
  isInside: boolean;
}

const orNull = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

/** Any recipient of a domain: which one it was does not matter to a cause. */
export const someoneAt = (domain: string | null): string | null =>
  domain === null ? null : `someone@${domain}`;

/** Who runs the mailboxes of a domain, by name where it has one. */
export const receiverName = (domain: string | null): string =>
  domain === null ? unnamed : (receiverByDomain(domain)?.name ?? domain);

/** The rows of `failureGroups`, each with the cause that the reader sees in its text. */
export function failuresOf(rows: readonly Row[], classifier: Classifier): readonly FailureGroup[] {
  return rows.map((row) => {
    const failure = {
      type: text(row[1]),
      kind: orNull(row[2]),
      subKind: orNull(row[3]),
      status: orNull(row[4]),
      replyKey: orNull(row[5]),
      domain: orNull(row[6]),
      reply: orNull(row[10]),
      recipient: someoneAt(orNull(row[6])),
    };
    return {
      day: text(row[0]),
      type: failure.type,
      cause: classifier.causeOf(failure, number(row[9])),
      receiver: receiverName(failure.domain),
      campaign: orNull(row[7]) ?? unnamed,
      identity: orNull(row[8]) ?? unnamed,
      set: orNull(row[16]) ?? unnamed,
      account: orNull(row[18]) ?? unnamed,
      region: orNull(row[19]) ?? unnamed,
      recipients: number(row[9]),
      once: number(row[17]),
      sample: failure.reply,
      isInside: number(row[11]) === 1,
      sentDay: text(row[12]),
      isSentInside: number(row[13]) === 1,
      judged: number(row[14]) > told.nothing ? number(row[15]) : 0,
      steady: number(row[14]) > told.nothing && toldOf(number(row[14])).isSteady ? number(row[15]) : 0,
      untold: number(row[14]) === told.nothing || !toldOf(number(row[14])).isSteady ? number(row[9]) : 0,
    };
  });
}

/**
 * Failures that no group holds, because there were more groups than are read: by day and type, from the rows of `perDay`,
 * so that the sums stay true.
 */
export function leftOut(groups: readonly FailureGroup[], dayRows: readonly Row[]): readonly FailureGroup[] {
  const keyOf = (day: string, type: string, isInside: boolean): string => `${day} ${type} ${isInside}`;
  const known = new Map<string, number>();
  for (const { day, type, isInside, recipients } of groups) {
    const key = keyOf(day, type, isInside);
    known.set(key, (known.get(key) ?? 0) + recipients);
  }
  const failing = dayRows.filter((row) => failingTypes.some((type) => type === row[1]));
  return [...groupedBy(failing, (row) => keyOf(text(row[0]), text(row[1]), number(row[5]) === 1))].flatMap(
    ([key, rows]) => {
      const recipients = rows.reduce((sum, row) => sum + number(row[3]), 0) - (known.get(key) ?? 0);
      const [day, type] = [text(rows[0]?.[0]), text(rows[0]?.[1])];
      return recipients <= 0
        ? []
        : [
            {
              ...{
                day,
                type,
                cause: unread,
                receiver: unnamed,
                campaign: unnamed,
                identity: unnamed,
                set: unnamed,
                account: unnamed,
                region: unnamed,
              },
              ...{ recipients, once: recipients, sample: null, isInside: number(rows[0]?.[5]) === 1 },
              ...{ sentDay: day, isSentInside: true },
              ...(rows.every((row) => number(row[8]) > told.nothing)
                ? { judged: recipients, steady: recipients, untold: 0 }
                : { judged: 0, steady: 0, untold: recipients }),
            },
          ];
    },
  );
}

/** Mail that arrived, and was answered by a machine: no failure of it. */
export const isReply = ({ cause }: Pick<FailureGroup, 'cause'>): boolean => cause === 'bounce/auto-reply';

/** SES took the message, and sent nothing. */
export const isUnsent = (type: string): boolean => type === 'RenderingFailure' || type === 'Reject';

/** Faults of an address, and what the sender's own lists stop: no decision of a receiver about the sender. */
const notRefusals: ReadonlySet<string> = new Set([
  'bounce/unknown-user',
  'bounce/mailbox-full',
  'bounce/mailbox-inactive',
  'bounce/domain-not-found',
  'bounce/suppressed',
  'bounce/unsubscribed-recipient',
  'bounce/validation-suppressed',
  'bounce/auto-reply',
  'bounce/message-too-large',
  'bounce/undetermined',
  'bounce/expired',
  'recipient/simulator',
]);

/** What a receiver says of an address; of all of its addresses at once, it says it of itself. */
export const addressFaults: ReadonlySet<string> = new Set([
  'bounce/unknown-user',
  'bounce/mailbox-inactive',
  'bounce/domain-not-found',
  'bounce/undetermined',
]);

/** A bounce by which a receiver says no to the sender. */
export const isRefusal = ({ type, cause }: Pick<FailureGroup, 'type' | 'cause'>): boolean =>
  type === 'Bounce' && cause !== unread && !notRefusals.has(cause);
