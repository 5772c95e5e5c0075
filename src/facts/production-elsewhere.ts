import { grouped } from '../model/many.ts';
import { defineFact } from '../model/fact.ts';
import { answerOf } from '../model/unavailable.ts';
import { account } from './account.ts';
import { otherRegions } from './identity/elsewhere.ts';

/** Other Regions of the account, as far as production access goes. */
export interface ProductionElsewhere {
  /** Regions that are out of the sandbox, by name. */
  regions: readonly string[];
  /** How many Regions answered. */
  heard: number;
}

/**
 * The Regions in which the account has production access, asked only while it is in the sandbox here: each Region
 * leaves it separately. One that does not answer, or is not switched on, says nothing.
 */
export const productionElsewhere = defineFact({
  id: 'production-elsewhere',
  title: 'production access in other Regions',
  actions: ['ses:GetAccount'],
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
    return {
      regions: heard
        .filter(({ reply }) => reply.ok && reply.value.ProductionAccessEnabled)
        .map(({ region }) => region)
        .toSorted(),
      heard: heard.length,
    };
  },
});
