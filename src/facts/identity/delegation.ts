import { defineFact } from '../../model/fact.ts';
import { delegatedOf, type SourceIdentity } from '../../parse/source-arn.ts';
import { skipReasons, type Why } from '../../model/unavailable.ts';
import { callerOfDelegated } from '../caller.ts';

/** The identity of another account that the sender is sent with, or null. */
export const delegation = defineFact({
  id: 'identity-delegation',
  per: 'identity',
  title: 'whose identity the sender is sent with',
  maybe: { callerOfDelegated },
  gather({ subject, target }, { callerOfDelegated: known }): Delegation {
    const named = delegatedOf(subject, target);
    const own = known.ok ? (known.value?.account ?? null) : null;
    const source = named?.account === own ? null : named;
    const silent = source !== null && !known.ok && !skipReasons.has(known.why.reason) ? known.why : null;
    return { source, isForeign: source !== null && own !== null, ...(silent !== null && { silent }) };
  },
});

/** Whose identity the sender is sent with. */
export interface Delegation {
  /** The identity of another account, or null. */
  source: SourceIdentity | null;
  /** This run's account is known to be another one: then a namesake here says nothing, verified or not. */
  isForeign: boolean;
  /** Why nobody could say of which account this run is: the identity may be its own. Absent where that is known, or AWS is left alone. */
  silent?: Why;
}
