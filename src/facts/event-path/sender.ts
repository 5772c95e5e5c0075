import { defineFact } from '../../model/fact.ts';
import type { Target } from '../../model/target.ts';
import { answerOf, valueOr } from '../../model/unavailable.ts';
import { parseArn } from '../../parse/arn.ts';
import type { Publisher } from '../../parse/ses-event.ts';
import { accountOfQueues } from './queue.ts';
import { type Subscription, subscriptions } from './subscription.ts';

/** A filter that asks which account sends. */
export const asksForAccount = ({ settings }: Pick<Subscription, 'settings'>): boolean =>
  settings.ok && settings.value.filter?.policy.includes('sendingAccountId') === true;

/**
 * The account that sends, where a policy, a queue or a filter policy makes it a question: no more is asked than what tells.
 * Null where nobody had to ask, or nobody said.
 */
export const sendingAccount = defineFact({
  id: 'sending-account',
  title: 'the account that sends',
  actions: ['sts:GetCallerIdentity'],
  from: { subscriptions },
  maybe: { accountOfQueues },
  async gather({ aws }, { subscriptions: all, accountOfQueues: known }): Promise<string | null> {
    const account = valueOr(known, null);
    if (account !== null || !all.some(asksForAccount)) return account;
    return valueOr(await answerOf(aws('sts:GetCallerIdentity', {}).then(({ Account }) => Account)), null);
  },
});

/** What is known of all that the senders of a run publish to a topic or a bus; `account`: the one that sends, or null. */
export const publisherTo = (place: string, account: string | null, target: Target | null): Publisher => ({
  ...(account !== null && { account }),
  ...(target?.region != null && { region: target.region }),
  // Another account may have lent the identity.
  ...(target?.sourceArn !== undefined && { owner: null }),
  partition: parseArn(place)?.partition ?? 'aws',
});
