import { objectOf, textOf, type Json } from '../symptom/json.ts';

/**
 * Records that a query of CloudWatch Logs Insights found beyond the rows of its result: GetQueryResults gives 10,000 at most,
 * and says in `statistics` how many matched. One that had not ended lacks one at least.
 */
export function leftOutOf(result: Json, rows: number): number {
  if (rows === 0) return 0;
  const matched = objectOf(result['statistics'])?.['recordsMatched'];
  const status = textOf(result['status']);
  return Math.max(
    typeof matched === 'number' ? matched - rows : 0,
    status === null || status === 'Complete' ? 0 : 1,
    0,
  );
}
