import { receivers } from '../knowledge/receivers.ts';
import { number, text, type Row } from './engine.ts';
import { receiverName } from './failures.ts';

/**
 * Receivers that report no complaint to SES. AWS counts mail to domains that return feedback alone in the complaint rate (facts
 * of "Amazon SES sending review process FAQs").
 */
const reportNone: ReadonlySet<string> = new Set(['Gmail']);

/** Mail to receivers that report no complaint. */
export interface Silent {
  /** Their names: of those that got mail. */
  names: readonly string[];
  /** Their domains, for a query. */
  domains: readonly string[];
  deliveries: number;
}

/**
 * Those of them to which mail arrived, from the rows of `complaintsBy('domain')`. Where the records hold a complaint of one, it
 * does report them.
 */
export function silentOf(rows: readonly Row[]): Silent {
  const ofReceiver = (name: string): readonly Row[] =>
    rows.filter((row) => row[0] !== null && receiverName(text(row[0])) === name);
  const sum = (own: readonly Row[], at: number): number =>
    own.reduce((total, row) => total + number(row[at]), 0);
  const names = [...reportNone].filter((name) => {
    const own = ofReceiver(name);
    return sum(own, 2) === 0 && sum(own, 1) + sum(own, 3) > 0;
  });
  return {
    names,
    domains: receivers.filter(({ name }) => names.includes(name)).flatMap(({ domains }) => domains),
    deliveries: names.reduce((total, name) => total + sum(ofReceiver(name), 1), 0),
  };
}
