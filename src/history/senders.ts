import type { Answers, DayTotals, SenderTotals } from './answers.ts';
import { text, type Row } from './engine.ts';
import { groupedBy } from './grouped-by.ts';
import { daysOf, totalOf } from './totals.ts';

type Name = Pick<SenderTotals, 'account' | 'region'>;

/** As many are told one by one; the others, with the least mail, are left out. */
const mostSenders = 50;

/**
 * The rows of `perDay` by the account and Region that sent the mail. Records that do not name one are of the only one there
 * is; where there are several, nobody knows whose they are.
 */
export function sendersOf(rows: readonly Row[]): readonly SenderTotals[] {
  const only = {
    account: onlyOne(rows.map((row) => named(row, 11))),
    region: onlyOne(rows.map((row) => named(row, 12))),
  };
  const nameOf = (row: Row): Name => ({
    account: named(row, 11) ?? only.account,
    region: named(row, 12) ?? only.region,
  });
  return [...groupedBy(rows, (row) => JSON.stringify(nameOf(row))).values()]
    .flatMap((own): readonly SenderTotals[] => {
      const [first] = own;
      return first === undefined ? [] : [{ ...nameOf(first), ...withTotals(daysOf(own, true)) }];
    })
    .toSorted((a, b) => b.totals.attempts - a.totals.attempts || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, mostSenders);
}

const withTotals = (days: readonly DayTotals[]): Pick<SenderTotals, 'totals' | 'days'> => ({
  totals: totalOf(days),
  days,
});

/** How a sender is called in a sentence; null where nothing is known of it. */
export const senderName = ({ account, region }: Name): string | null =>
  account !== null && region !== null
    ? `account ${account} in ${region}`
    : account !== null
      ? `account ${account}`
      : region;

/** The only Region of the records; null where there are several, or none is named. */
export const onlyRegion = ({ overview: { senders } }: Pick<Answers, 'overview'>): string | null =>
  onlyOne(senders.map(({ region }) => region));

/** Whether all records are of one account: then a configuration set is told without it. */
export const areOfOneAccount = (senders: Answers['overview']['senders']): boolean =>
  new Set(senders.map(({ account }) => account)).size <= 1;

const keyOf = ({ account, region }: Name): string => `${account ?? ''} ${region ?? ''}`;

function named(row: Row, at: number): string | null {
  const cell = row[at];
  return cell === null || cell === undefined || cell === '' ? null : text(cell);
}

function onlyOne(names: readonly (string | null)[]): string | null {
  const [first, ...more] = new Set(names.filter((name) => name !== null));
  return more.length === 0 ? (first ?? null) : null;
}
