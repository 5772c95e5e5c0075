import type { Candidate, Symptom } from '../../src/model/symptom.ts';
import { noNames } from '../support/symptom-names.ts';

/** A symptom in which nothing failed. */
export const nothingFailed: Symptom = {
  candidates: [],
  items: [],
  unread: [],
  names: noNames,
  summary: null,
};

/** Each code as a candidate, once bare and once with all it may know. */
export function candidatesFor(
  codes: readonly string[],
  subject: string,
  data: Readonly<Record<string, string>>,
): readonly Candidate[] {
  return codes.flatMap((code) => [
    { code, subject: null, quote: 'the words that matched', rank: 0, item: 0, data: {} },
    { code, subject, quote: '550 5.7.1 the words that matched', rank: 0, item: 0, data },
  ]);
}
