import { defineFact } from '../../model/fact.ts';
import type { Why } from '../../model/unavailable.ts';
import { lineageOf } from '../../parse/identity-name.ts';
import type { SourceIdentity } from '../../parse/source-arn.ts';
import { delegation } from './delegation.ts';
import { coveringOf, existing, type Identity, unreadyBelow } from './reply.ts';
import { identityLineage } from './identity.ts';

/** Whether SES lets one send from an identity, and by what. */
export type Coverage =
  /** `by` is verified; `own` is the identity itself where SES knows it. `unread`: nearer names that did not answer. */
  | {
      kind: 'covered';
      by: Identity;
      own: Identity | null;
      unread: readonly Why[];
      /** The verified domain above it that hands its verification down to it; absent where there is none. */
      from?: string;
      /** An identity nearer to the sender than `by`, or its own, that is not verified; absent where there is none. */
      unready?: Identity;
    }
  /** SES knows this identity (the nearest of the lineage), and neither it nor anything above it is verified. */
  | { kind: 'unverified'; identity: Identity; own: Identity | null }
  | { kind: 'absent' }
  /**
   * It is sent with an identity of another account (`--source-arn`), of which this one knows nothing. `namesake`: the
   * verified identity of this account that a send without the ARN goes out with, null without one; absent where not
   * everything answered.
   */
  | { kind: 'delegated'; source: SourceIdentity; namesake?: string | null }
  /** Nothing that answered is verified, and not everything answered. */
  | { kind: 'undecided'; unread: readonly Why[] };

/** Whether the sender is covered by a verified identity of this Region. */
export const coverage = defineFact({
  id: 'identity-coverage',
  per: 'identity',
  title: 'whether the sender is verified',
  from: { identityLineage, delegation },
  gather({ subject }, { identityLineage: lineage, delegation: { source, isForeign, silent } }): Coverage {
    if (source !== null && isForeign) {
      const namesake = coveringOf(lineage)?.name ?? null;
      const isKnown = namesake !== null || lineage.every(({ answer }) => answer.ok);
      return { kind: 'delegated', source, ...(isKnown && { namesake }) };
    }
    const known = existing(lineage);
    const own = known.find(({ name }) => name === subject) ?? null;
    const by = coveringOf(lineage);
    const unready = unreadyBelow(lineage);
    if (by !== null) {
      const nearer = lineage.slice(
        0,
        lineage.findIndex(({ name }) => name === by.name),
      );
      const above = known.find(
        ({ name, verifiedForSending, verificationStatus }) =>
          by.name !== name &&
          lineageOf(by.name).includes(name) &&
          verifiedForSending &&
          verificationStatus === 'SUCCESS',
      );
      return {
        kind: 'covered',
        by,
        own,
        ...(above !== undefined && { from: above.name }),
        ...(unready !== null && { unready }),
        unread: nearer.flatMap(({ answer }) => (answer.ok ? [] : [answer.why])),
      };
    }
    const unread = lineage.flatMap(({ answer }) => (answer.ok ? [] : [answer.why]));
    if (unread.length > 0) return { kind: 'undecided', unread };
    if (silent !== undefined) return { kind: 'undecided', unread: [silent] };
    if (source !== null) return { kind: 'delegated', source };
    const [nearest] = known;
    return nearest === undefined ? { kind: 'absent' } : { kind: 'unverified', identity: nearest, own };
  },
});
