import { defineFact } from '../model/fact.ts';
import type { Why } from '../model/unavailable.ts';

/** A question of this run that was not answered, and the checks it blinds. */
export interface LedgerEntry {
  why: Why;
  /** Ids of the facts that asked. */
  facts: readonly string[];
  /** Ids and titles of the selected checks that read one of those facts as a need or a question. */
  blinds: readonly { id: string; title: string }[];
  /** Where it was answered for some identities, recipients … and not for others: which; absent where it is one for all. */
  about?: Parted;
}

/** Those for whom a question had no answer, beside those for whom the same checks had one. */
export interface Parted {
  without: readonly string[];
  answered: readonly string[];
}

/** Every unanswered question of the run, read when everything else has ended. Filled in by src/engine/ledger-of.ts. */
export const ledger = defineFact({
  id: 'ledger',
  looks: false,
  title: 'the list of what could not be read',
  last: true,
  gather: (): readonly LedgerEntry[] => [],
});
