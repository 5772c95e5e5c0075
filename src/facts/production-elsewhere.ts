import { grouped } from '../model/many.ts';
import type { AwsProbe } from '../model/aws.ts';
import { defineFact } from '../model/fact.ts';
import { answerOf } from '../model/unavailable.ts';
import { account } from './account.ts';
import { otherRegions } from './identity/elsewhere.ts';
import { askLineage, coveringOf, type LineageEntry } from './identity/reply.ts';

/** Other Regions of the account, as far as production access goes. */
export interface ProductionElsewhere {
  /** Regions that are out of the sandbox, by name. */
  regions: readonly string[];
  /** How many Regions answered. */
  heard: number;
  /** Those of the first three among them in which each sender of the run is verified; absent where that was not answered. */
  verifiedIn?: readonly string[];
}

/** So many Regions and senders are looked at. */
const most = 3;

/**
 * The Regions in which the account has production access, asked only while it is in the sandbox here: each Region
 * leaves it separately. One that does not answer, or is not switched on, says nothing.
 */
export const productionElsewhere = defineFact({
  id: 'production-elsewhere',
  title: 'production access in other Regions',
  actions: ['ses:GetAccount', 'ses:GetEmailIdentity'],
  from: { account },
  async gather({ aws, target, progress }, { account }): Promise<ProductionElsewhere> {
    if (account.productionAccess) return { regions: [], heard: 0 };
    const asked = [
      ...new Set([...(target.otherRegion === null ? [] : [target.otherRegion]), ...otherRegions(target)]),
    ];
    progress(`production access in ${grouped(asked.length)} other Regions`);
    const answers = await Promise.all(
      asked.map(async (region) => ({
        region,
        reply: await answerOf(aws('ses:GetAccount', {}, { region })),
      })),
    );
    const heard = answers.filter(({ reply }) => reply.ok);
    const regions = heard
      .filter(({ reply }) => reply.ok && reply.value.ProductionAccessEnabled)
      .map(({ region }) => region)
      .toSorted();
    const verified = await verifiedIn(aws, target.identities, regions.slice(0, most));
    return { regions, heard: heard.length, ...(verified !== null && { verifiedIn: verified }) };
  },
});

/** The Regions in which all of the senders are covered by a verified identity; null where there are none to ask about, or not all answered. */
async function verifiedIn(
  aws: AwsProbe<'ses:GetEmailIdentity'>,
  senders: readonly string[],
  regions: readonly string[],
): Promise<readonly string[] | null> {
  if (senders.length === 0 || senders.length > most || regions.length === 0) return null;
  const looks = await Promise.all(
    regions.map(async (region) => ({
      region,
      lineages: await Promise.all(senders.map(async (sender) => await askLineage(aws, sender, region))),
    })),
  );
  const isOpen = (lineage: readonly LineageEntry[]): boolean =>
    coveringOf(lineage) === null && lineage.some(({ answer }) => !answer.ok);
  if (looks.some(({ lineages }) => lineages.some(isOpen))) return null;
  return looks
    .filter(({ lineages }) => lineages.every((lineage) => coveringOf(lineage) !== null))
    .map(({ region }) => region);
}
