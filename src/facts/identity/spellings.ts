import { defineFact } from '../../model/fact.ts';
import { isNearMiss } from '../../model/edit-distance.ts';
import { domainOf, isAddress, lineageOf } from '../../parse/identity-name.ts';
import { listIdentities, type ListedIdentity } from './identities.ts';
import { coverage } from './coverage.ts';

/** Identities of this Region whose names are much like the one asked for. */
export interface Spellings {
  /** The same address in other case: for SES it is another one ("Creating and verifying identities"). */
  caseOnly: ListedIdentity | null;
  /** A likely typo: the verified first, at most three. */
  near: readonly ListedIdentity[];
  /** False when not all identities were seen. */
  complete: boolean;
}

/** Looks for other spellings of a sender that SES does not know; asks nothing about one that it knows. */
export const spellings = defineFact({
  id: 'identity-spellings',
  per: 'identity',
  title: 'identities with a similar name',
  actions: ['ses:ListEmailIdentities'],
  from: { coverage },
  async gather({ aws, signal, subject }, { coverage }): Promise<Spellings> {
    const unknown = coverage.kind === 'absent' || (coverage.kind === 'unverified' && coverage.own === null);
    if (!unknown) return { caseOnly: null, near: [], complete: true };
    const { items, complete } = await listIdentities(aws, signal);
    const own = new Set(lineageOf(subject));
    const others = items.filter(({ name }) => !own.has(name));
    const caseOnly =
      others.find(({ name }) => isAddress(name) && name.toLowerCase() === subject.toLowerCase()) ?? null;
    const near = others
      .filter(({ name }) => isNearMiss(name, isAddress(name) ? subject : domainOf(subject)))
      .toSorted((one, other) => Number(other.sendingEnabled) - Number(one.sendingEnabled));
    return { caseOnly, near: near.slice(0, 3), complete };
  },
});
