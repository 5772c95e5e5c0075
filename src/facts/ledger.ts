import { defineFact } from '../model/fact.ts';
import type { Why } from '../model/unavailable.ts';

/** A question of this run that was not answered, and the checks it blinds. */
export interface LedgerEntry {
  why: Why;
  /** Ids of the facts that asked. */
  facts: readonly string[];
  /** Ids and titles of the selected checks that read one of those facts as a need or a question. */
  blinds: readonly { id: string; title: string }[];
}

/** Every unanswered question of the run, read when everything else has ended. Filled in by src/engine/gather.ts. */
export const ledger = defineFact({
  id: 'ledger',
  looks: false,
  title: 'the list of what could not be read',
  last: true,
  gather: (): readonly LedgerEntry[] => [],
});
