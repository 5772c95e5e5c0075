import { defineFact } from '../../model/fact.ts';
import { Unavailable, valueOf } from '../../model/unavailable.ts';
import type { SourceIdentity } from '../../parse/source-arn.ts';
import { type Delegation, delegation } from './delegation.ts';
import { askLineage, coveringOf, existing, type Identity, type LineageEntry } from './reply.ts';

/** The identity, its domain and the parent domains, each as SES knows it; the identity itself comes first. */
export const identityLineage = defineFact({
  id: 'identity-lineage',
  per: 'identity',
  title: 'the SES identity and the domains above it',
  actions: ['ses:GetEmailIdentity'],
  gather: ({ aws, subject }): Promise<readonly LineageEntry[]> => askLineage(aws, subject),
});

/**
 * The verified identity that lets one send from this one: itself, its domain or a parent domain. Its settings are
 * those in force. `prerequisite` when there is none; the check `identity` says why.
 */
export const covering = defineFact({
  id: 'identity-covering',
  per: 'identity',
  title: 'the verified identity behind the sender',
  from: { identityLineage, delegation },
  gather({ subject, target }, { identityLineage, delegation: { source, isForeign, silent } }): Identity {
    if (source !== null && isForeign) throw ofAnotherAccount(source);
    const identity = coveringAsFarAsAnswered(identityLineage);
    if (identity !== null) return identity;
    if (silent !== undefined) throw new Unavailable(silent.reason, silent.message, silent);
    if (source !== null) throw ofAnotherAccount(source);
    throw new Unavailable(
      'prerequisite',
      `no verified identity covers ${subject} in ${target.region ?? 'this Region'}`,
    );
  },
});

/**
 * The domain identity whose records in DNS matter: the verified one that is nearest to the sender, else the
 * nearest that exists (its records are what it waits for). `prerequisite` when there is none.
 */
export const domainIdentity = defineFact({
  id: 'domain-identity',
  per: 'identity',
  title: 'the domain identity behind the sender',
  from: { identityLineage, delegation },
  gather: ({ subject, target }, { identityLineage, delegation }): Identity =>
    nearest(
      identityLineage.filter(({ name }) => !name.includes('@')),
      delegation,
      `no domain identity covers ${subject} in ${target.region ?? 'this Region'}`,
    ),
});

/**
 * The identity whose DKIM and MAIL FROM settings mail from this one gets: an address that is an identity of its own
 * uses its own settings ("Creating and verifying identities"; type `address`), everything else those of
 * `domainIdentity`. It may be unverified yet. `prerequisite` when there is none.
 */
export const signingIdentity = defineFact({
  id: 'signing-identity',
  per: 'identity',
  title: 'the identity that signs',
  from: { identityLineage, delegation },
  gather: ({ subject, target }, { identityLineage, delegation }): Identity =>
    nearest(
      identityLineage,
      delegation,
      `no identity covers ${subject} in ${target.region ?? 'this Region'}`,
    ),
});

/** Its settings are those of the account that owns it: a namesake here says nothing. */
const ofAnotherAccount = ({ name, account }: SourceIdentity): Unavailable =>
  new Unavailable('prerequisite', `${name} belongs to the account ${account}`);

/**
 * The verified identity whose settings hold; null when there is none. A name that could not be looked up may be that identity,
 * where it is nearer to the sender or where no other is verified: then its `Unavailable` is thrown.
 */
function coveringAsFarAsAnswered(lineage: readonly LineageEntry[]): Identity | null {
  const covering = coveringOf(lineage);
  for (const { name, answer } of lineage) {
    if (name === covering?.name) break;
    valueOf(answer);
  }
  return covering;
}

function nearest(
  lineage: readonly LineageEntry[],
  { source, isForeign, silent }: Delegation,
  none: string,
): Identity {
  if (source !== null && isForeign) throw ofAnotherAccount(source);
  const covering = coveringAsFarAsAnswered(lineage);
  if (covering !== null) return covering;
  if (silent !== undefined) throw new Unavailable(silent.reason, silent.message, silent);
  if (source !== null) throw ofAnotherAccount(source);
  const [first] = existing(lineage);
  if (first === undefined) throw new Unavailable('prerequisite', none);
  return first;
}
