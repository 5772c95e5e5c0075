import { defineFact } from '../../model/fact.ts';
import { isNearMiss } from '../../model/edit-distance.ts';
import type { Target } from '../../model/target.ts';
import { domainOf, isSenderName, lineageOf } from '../../parse/identity-name.ts';
import { sameSubject } from '../../parse/subject.ts';
import { account } from '../account.ts';
import { otherRegions } from './elsewhere.ts';
import { askLineage, coveringOf, existing } from './reply.ts';

/** SES names every identity that failed; each has some ten questions. */
const most = 5;

/**
 * Senders that the symptom says failed and that the command line does not name: they are looked at as well, so that a
 * typo, another spelling or another Region speaks. Those that a named identity covers are told about by it. In the
 * sandbox SES checks recipients too (Developer Guide, "Request production access"): there a sender is a name much like one
 * that was given, and one that is set up as an identity, here or in another Region, and cannot send here. What did not answer stays open.
 */
export const failedSenders = defineFact({
  id: 'failed-senders',
  title: 'the senders that failed in the symptom',
  actions: ['ses:GetEmailIdentity'],
  maybe: { account },
  async gather({ aws, target }, { account }): Promise<readonly string[]> {
    // Where SES does not say, it may be the sandbox.
    const sandbox = !account.ok || !account.value.productionAccess;
    const failed = strangersIn(target).slice(0, most);
    if (!sandbox) return failed;
    const areSenders = await Promise.all(
      failed.map(
        async (name) =>
          target.identities.some((given) => isLike(name, given)) || (await isSetUp(name, { aws, target })),
      ),
    );
    return failed.filter((_, at) => areSenders[at] === true);
  },
});

/** Whether an identity exists for it that does not let it send here: a verified one is no reason for an error, here at least. */
async function isSetUp(
  name: string,
  { aws, target }: { aws: Parameters<typeof askLineage>[0]; target: Target },
): Promise<boolean> {
  const here = await askLineage(aws, name);
  if (coveringOf(here) !== null) return false;
  if (existing(here).length > 0) return true;
  const views = await Promise.all(elsewhereOf(target).map((region) => askLineage(aws, name, region)));
  return views.some((lineage) => coveringOf(lineage) !== null);
}

/** What failed by the words of the symptom, was given by nobody, and is covered by no identity that was given. */
export function strangersIn({
  symptom,
  identities,
  recipients,
}: Pick<Target, 'symptom' | 'identities' | 'recipients'>): readonly string[] {
  if (symptom === null || identities.length === 0) return [];
  const { names } = symptom;
  // Where the envelope sender is known, what failed beside it stands in another header: `identity-foreign` looks at it.
  if (names.senders.length > 0 && names.sendersOfOthers !== true) return [];
  const receiving = receivingIn({ symptom, recipients });
  return names.failedIdentities.filter(
    (name) =>
      isSenderName(name) &&
      !receiving.has(name.toLowerCase()) &&
      !identities.some((given) => lineageOf(name).includes(given)),
  );
}

/** Who was written to for certain, in lower case: by the command line, or by the words of the symptom. */
export function receivingIn({
  symptom,
  recipients,
}: Pick<Target, 'symptom' | 'recipients'>): ReadonlySet<string> {
  const told = (symptom?.candidates ?? []).flatMap(({ code, rank, subject }) =>
    rank === 0 && code.startsWith('sandbox/') && subject !== null ? [subject] : [],
  );
  return new Set(
    [...recipients, ...(symptom?.names.recipients ?? []), ...told].map((name) => name.toLowerCase()),
  );
}

/** Who was written to, is no sender on the command line or in the text, and failed in the text by one of these codes. */
export function receivingAlone(
  { symptom, identities, recipients }: Pick<Target, 'symptom' | 'identities' | 'recipients'>,
  codes: readonly string[],
): readonly string[] {
  if (symptom === null || identities.length === 0) return [];
  const failed = symptom.candidates.filter(({ code }) => codes.includes(code));
  const senders = [...identities, ...symptom.names.senders].map((name) => name.toLowerCase());
  return recipients.filter(
    (name) =>
      failed.some(({ subject }) => subject !== null && sameSubject(subject, name)) &&
      !lineageOf(name.toLowerCase()).some((one) => senders.includes(one)),
  );
}

/** Every Region but this run's in which a sender may be set up. */
export const elsewhereOf = (target: Target): readonly string[] => [
  ...(target.otherRegion === null ? [] : [target.otherRegion]),
  ...otherRegions(target),
];

const isLike = (name: string, given: string): boolean =>
  lineageOf(given).includes(domainOf(name)) || isNearMiss(domainOf(name), domainOf(given));
