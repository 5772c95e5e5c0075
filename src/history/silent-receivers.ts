import { receivers } from '../knowledge/receivers.ts';
import { number, text, type Row } from './engine.ts';
import { receiverName } from './failures.ts';

/**
 * Receivers that report no complaint to SES. AWS counts mail to domains that return feedback alone in the complaint rate (facts
 * of "Amazon SES sending review process FAQs").
 */
const reportNone: ReadonlySet<string> = new Set(['Gmail']);

const domainsOf = (names: readonly string[]): readonly string[] =>
  receivers.filter(({ name }) => names.includes(name)).flatMap(({ domains }) => domains);

/** All of their domains. */
export const silentDomains = domainsOf([...reportNone]);

/** The rows of `perDay`, where a complaint that came after all says of these receivers that they do report them. */
export function heardRows(rows: readonly Row[]): readonly Row[] {
  const reports = rows.some((row) => row[1] === 'Complaint' && number(row[2]) === 1 && number(row[13]) === 1);
  return reports ? rows.map((row) => [...row.slice(0, 13), 0]) : rows;
}

/** The receivers that report no complaint. */
export interface Silent {
  /** Of those that got mail. */
  names: readonly string[];
  /** Their domains, for a query. */
  domains: readonly string[];
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
    domains: domainsOf(names),
  };
}
