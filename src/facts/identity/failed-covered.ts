import { defineFact } from '../../model/fact.ts';
import { isSenderName } from '../../parse/identity-name.ts';
import { account } from '../account.ts';
import { askLineage, coveringOf, existing } from './reply.ts';

/** What failed by the words of a symptom, and the verified identity that covers it all the same; null: SES knows no identity of it. */
export interface FailedCovered {
  name: string;
  by: string | null;
}

/** SES names every identity that failed. */
const most = 5;

/**
 * Of what the symptom says failed, what is verified here, and so may be written to in the sandbox, and what is no identity here. Asked only there; what does not
 * answer is left out, and so stays open.
 */
export const failedCovered = defineFact({
  id: 'failed-covered',
  title: 'what failed in the symptom and is verified',
  actions: ['ses:GetEmailIdentity'],
  from: { account },
  async gather({ aws, target: { symptom } }, { account }): Promise<readonly FailedCovered[]> {
    if (symptom === null || account.productionAccess) return [];
    const names = symptom.names.failedIdentities.filter(isSenderName).slice(0, most);
    const covering = await Promise.all(
      names.map(async (name): Promise<readonly FailedCovered[]> => {
        const lineage = await askLineage(aws, name);
        const by = coveringOf(lineage)?.name ?? null;
        const isKnown = by !== null || lineage.every(({ answer }) => answer.ok);
        return isKnown && (by !== null || existing(lineage).length === 0) ? [{ name, by }] : [];
      }),
    );
    return covering.flat();
  },
});
