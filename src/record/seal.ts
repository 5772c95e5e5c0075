import { createHash } from 'node:crypto';
import { ownJson } from '../parse/own-json.ts';

/** The member of a record that tells whether a value in it was changed after it was written. */
export const sealName = 'sha256';

/** What was asked about and learnt: the rest says how to judge it, and has a schema. */
type Sealed = Readonly<Record<'takenAt' | 'target' | 'facts', unknown>>;

/** The digest of what a record holds, as JSON without blanks; the layout of the file does not matter. */
export const sealOf = ({ takenAt, target, facts }: Sealed): string =>
  createHash('sha256')
    .update(JSON.stringify([takenAt, target, facts]))
    .digest('hex');

/**
 * Whether a record holds what was written. Facts are as their gatherers made them, and the checks believe them: a value that somebody
 * changed would be judged as an answer of AWS or DNS. One without a digest is of a version that wrote none.
 */
export function isAsWritten(text: string): boolean {
  const record = ownJson(text);
  if (typeof record !== 'object' || record === null || !(sealName in record)) return true;
  return record[sealName] === sealOf(record as unknown as Sealed);
}
