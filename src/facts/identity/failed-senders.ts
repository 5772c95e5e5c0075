import { defineFact } from '../../model/fact.ts';
import { isNearMiss } from '../../model/edit-distance.ts';
import type { Target } from '../../model/target.ts';
import { domainOf, isSenderName, lineageOf } from '../../parse/identity-name.ts';
import { account } from '../account.ts';

/** SES names every identity that failed; each has some ten questions. */
const most = 5;

/**
 * Senders that the symptom says failed and that the command line does not name: they are looked at as well, so that a
 * typo, another spelling or another Region speaks. Those that a named identity covers are told about by it. In the
 * sandbox SES checks recipients too (Developer Guide, "Request production access"), so there only a name much like one
 * that was given is a sender for certain.
 */
export const failedSenders = defineFact({
  id: 'failed-senders',
  title: 'the senders that failed in the symptom',
  maybe: { account },
  gather({ target }, { account }): readonly string[] {
    // Where SES does not say, it may be the sandbox.
    const sandbox = !account.ok || !account.value.productionAccess;
    return strangersIn(target)
      .filter((name) => !sandbox || target.identities.some((given) => isLike(name, given)))
      .slice(0, most);
  },
});

/** What failed by the words of the symptom, was given by nobody, and is covered by no identity that was given. */
export function strangersIn({
  symptom,
  identities,
  recipients,
}: Pick<Target, 'symptom' | 'identities' | 'recipients'>): readonly string[] {
  if (symptom === null || identities.length === 0) return [];
  const { names, candidates } = symptom;
  // Where the envelope sender is known, what failed beside it stands in another header: `identity-foreign` looks at it.
  if (names.senders.length > 0) return [];
  const receiving = new Set(
    [
      ...recipients,
      ...names.recipients,
      ...candidates.flatMap(({ code, rank, subject }) =>
        rank === 0 && code.startsWith('sandbox/') && subject !== null ? [subject] : [],
      ),
    ].map((name) => name.toLowerCase()),
  );
  return names.failedIdentities.filter(
    (name) =>
      isSenderName(name) &&
      !receiving.has(name.toLowerCase()) &&
      !identities.some((given) => lineageOf(name).includes(given)),
  );
}

const isLike = (name: string, given: string): boolean =>
  lineageOf(given).includes(domainOf(name)) || isNearMiss(domainOf(name), domainOf(given));
