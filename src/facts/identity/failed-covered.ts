import type { AwsProbe } from '../../model/aws.ts';
import { defineFact } from '../../model/fact.ts';
import type { Target } from '../../model/target.ts';
import { isSenderName } from '../../parse/identity-name.ts';
import { account } from '../account.ts';
import { elsewhereOf, receivingIn } from './failed-senders.ts';
import { askLineage, coveringOf, existing, type LineageEntry } from './reply.ts';

/** What failed by the words of a symptom, and the verified identity that covers it all the same; null: SES knows no identity of it. */
export interface FailedCovered {
  name: string;
  by: string | null;
}

/** SES names every identity that failed. */
const most = 5;

/**
 * Of what the symptom says failed, what is verified here, and so may be written to in the sandbox, and what is no identity
 * anywhere. Asked only in the sandbox. What does not answer, here or in another Region that is switched on, is left out, and so stays
 * open: it may be a sender.
 */
export const failedCovered = defineFact({
  id: 'failed-covered',
  title: 'what failed in the symptom and is verified',
  actions: ['ses:GetEmailIdentity'],
  from: { account },
  async gather({ aws, target }, { account }): Promise<readonly FailedCovered[]> {
    const { symptom } = target;
    if (symptom === null || account.productionAccess) return [];
    const names = symptom.names.failedIdentities.filter(isSenderName).slice(0, most);
    const receiving = receivingIn(target);
    const covering = await Promise.all(
      names.map(async (name): Promise<readonly FailedCovered[]> => {
        const lineage = await askLineage(aws, name);
        const by = coveringOf(lineage)?.name ?? null;
        if (by !== null) return [{ name, by }];
        if (!isAbsent(lineage)) return [];
        const isNowhere = receiving.has(name.toLowerCase()) || (await isAbsentElsewhere(name, aws, target));
        return isNowhere ? [{ name, by }] : [];
      }),
    );
    return covering.flat();
  },
});

const isAbsent = (lineage: readonly LineageEntry[]): boolean =>
  lineage.every(({ answer }) => answer.ok) && existing(lineage).length === 0;

/** Whether every other Region that is switched on says that it knows no verified identity of it. */
async function isAbsentElsewhere(
  name: string,
  aws: AwsProbe<'ses:GetEmailIdentity'>,
  target: Target,
): Promise<boolean> {
  const views = await Promise.all(elsewhereOf(target).map((region) => askLineage(aws, name, region)));
  return views.every(
    (lineage) =>
      coveringOf(lineage) === null &&
      lineage.every(({ answer }) => answer.ok || answer.why.reason === 'region-not-enabled'),
  );
}
