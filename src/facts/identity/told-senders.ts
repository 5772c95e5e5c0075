import { isOfOneSender } from '../../knowledge/symptom-codes.ts';
import { defineFact } from '../../model/fact.ts';
import { toldOfRegion } from '../../model/symptom.ts';
import type { Target } from '../../model/target.ts';
import { isSenderName, lineageOf } from '../../parse/identity-name.ts';
import { namedBy } from '../../parse/subject.ts';
import { askLineage, existing } from './reply.ts';

/** Each has some ten questions. */
const most = 5;

/**
 * Senders whose mail failed by the words of the symptom, beside those that were given: what is seen of another sender says nothing
 * of theirs. Only what is set up in this Region is looked at: the sender of a log may be anybody.
 */
export const toldSenders = defineFact({
  id: 'told-senders',
  title: 'the other senders of the symptom',
  actions: ['ses:GetEmailIdentity'],
  async gather({ aws, target }): Promise<readonly string[]> {
    const told = otherSenders(target);
    const areSetUp = await Promise.all(
      told.map(async (name) => existing(await askLineage(aws, name)).length > 0),
    );
    return told.filter((_, at) => areSetUp[at] === true);
  },
});

/** The senders that the symptom tells of and that no identity covers which was given; those that SES refused are `failed-senders`. */
export function otherSenders({
  symptom,
  identities,
  region,
}: Pick<Target, 'symptom' | 'identities' | 'region'>): readonly string[] {
  if (symptom === null || identities.length === 0) return [];
  const told = toldOfRegion(symptom, region).candidates.flatMap((one) =>
    isOfOneSender(one.code) ? (namedBy(one).sender ?? []) : [],
  );
  // What covers a sender that was given is looked at with it.
  const isGiven = (name: string): boolean =>
    identities.some((given) => lineageOf(name).includes(given) || lineageOf(given).includes(name));
  return [...new Set(told.map(withPlainDomain))]
    .filter((name) => isSenderName(name) && !isGiven(name))
    .slice(0, most);
}

/** Domains have no case, and local parts do. */
const withPlainDomain = (name: string): string =>
  name.slice(0, name.lastIndexOf('@') + 1) + name.slice(name.lastIndexOf('@') + 1).toLowerCase();
