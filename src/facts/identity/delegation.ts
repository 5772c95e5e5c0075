import { defineFact } from '../../model/fact.ts';
import { delegatedOf, type SourceIdentity } from '../../parse/source-arn.ts';
import { callerOfDelegated } from '../caller.ts';

/** The identity of another account that the sender is sent with, or null. */
export const delegation = defineFact({
  id: 'identity-delegation',
  per: 'identity',
  title: 'whose identity the sender is sent with',
  maybe: { callerOfDelegated },
  gather({ subject, target }, { callerOfDelegated: known }): { source: SourceIdentity | null } {
    const source = delegatedOf(subject, target);
    const own = known.ok ? (known.value?.account ?? null) : null;
    return { source: source?.account === own ? null : source };
  },
});
