import { repairSpf, withSes } from './repair.ts';
import type { SpfNode, SpfTermNode } from './tree.ts';

/** A record that costs receivers less. */
export interface ShorterSpf {
  record: string;
  /** Terms that stood twice, and terms whose names have no record. */
  twice: readonly string[];
  gone: readonly string[];
  /** Lookups that it needs; null where that is not known of all its terms. */
  lookups: number | null;
}

const ses = /^\+?include:amazonses\.com$/i;

/**
 * A record with SES in front, each term once, and without terms for names that have no record: mail from SES matches with the
 * first lookup, whatever comes after it. Null where that makes no sound record, or none at all was read. Includes are not
 * replaced by their addresses, which their owners change.
 */
export function shorterSpf({ record, terms }: SpfNode): ShorterSpf | null {
  if (record === null) return null;
  const gone = terms.filter((term) => term.void && term.below === null).map(({ text }) => text);
  const words = record.split(' ').slice(1);
  const lower = words.map((word) => word.toLowerCase());
  const twice = [
    ...new Set(words.filter((word, index) => word !== '' && lower.indexOf(word.toLowerCase()) < index)),
  ];
  const kept = words.filter(
    (word, index) => !gone.includes(word) && !ses.test(word) && lower.indexOf(word.toLowerCase()) === index,
  );
  const made = withSes(['v=spf1', ...kept].join(' '));
  if (made === null || made === record) return null;
  const costs = kept.map((word) =>
    costOf(
      word,
      terms.find(({ text }) => text === word),
    ),
  );
  const lookups = costs.includes(null) ? null : costs.reduce((sum: number, cost) => sum + (cost ?? 0), 1);
  return { record: made, twice: twice.filter((word) => !gone.includes(word)), gone, lookups };
}

/** The record without some of its terms; null when that makes no sound record. */
export const withoutTerms = (record: string, out: readonly string[]): string | null =>
  repairSpf(
    record
      .split(' ')
      .filter((word) => !out.includes(word))
      .join(' '),
  );

/** Lookups of a term with all below it (RFC 7208 4.6.4); null where its record was not read to the end. */
function costOf(word: string, term: SpfTermNode | undefined): number | null {
  if (!/^[+\-~?]?(?:include|a|mx|ptr|exists)(?:[:/]|$)|^redirect=/i.test(word)) return 0;
  const opensOther = /^[+\-~?]?include:|^redirect=/i.test(word);
  if (!opensOther) return 1;
  if (term?.below == null) return null;
  const below = term.below.terms.map((one) => costOf(one.text, one));
  return below.includes(null) ? null : below.reduce((sum: number, cost) => sum + (cost ?? 0), 1);
}
