import { defineFact } from '../../model/fact.ts';
import { feedbackRegion } from '../../knowledge/regions.ts';
import { answerOf } from '../../model/unavailable.ts';
import { askIdentity } from '../identity/reply.ts';
import { mailFromRecords } from './records.ts';
import { mxFault } from './state.ts';

/** Whether other Regions that the MX of a MAIL FROM domain names use it for this identity too. */
export interface MailFromElsewhere {
  /** Regions in which it is the MAIL FROM domain as well, with its status there. */
  used: readonly { region: string; status: string }[];
  /** Regions that did not say, or were not asked. */
  silent: readonly string[];
}

/**
 * Null where a survey does not ask: it sees other Regions itself, and a call for each of thousands would take hours.
 * Asks the Regions that a wrong MX names: what works there must not be broken for this one. One MX serves one Region
 * ("Using a custom MAIL FROM domain": exactly one MX, to the feedback host of the Region). Asks nobody else.
 */
export const mailFromElsewhere = defineFact({
  id: 'mail-from-elsewhere',
  per: 'identity',
  title: 'the MAIL FROM domain in the Region that its MX names',
  actions: ['ses:GetEmailIdentity'],
  from: { mailFromRecords },
  async gather({ aws, target }, { mailFromRecords: facts }): Promise<MailFromElsewhere | null> {
    const fault = mxFault(facts);
    const exchanges = 'exchanges' in fault && fault.verdict === 'wrong' ? fault.exchanges : [];
    const named = exchanges.flatMap((exchange) => feedbackRegion(exchange) ?? []);
    const regions = [...new Set(named)].filter((region) => region !== facts.region);
    if (!target.worlds.aws) return { used: [], silent: regions };
    const views = await Promise.all(
      regions.map(async (region) => ({
        region,
        answer: await answerOf(askIdentity(aws, facts.identity, region)),
      })),
    );
    return {
      used: views.flatMap(({ region, answer }) =>
        answer.ok && answer.value?.mailFrom?.domain === facts.domain
          ? [{ region, status: answer.value.mailFrom.status }]
          : [],
      ),
      // Where the Region is not switched on, this account sends nothing; another account may.
      silent: views.flatMap(({ region, answer }) =>
        answer.ok || answer.why.reason === 'region-not-enabled' ? [] : [region],
      ),
    };
  },
});
