import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld, TopicWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** SNS topics. */
export const topicAnswers: Answers<'sns:GetTopicAttributes' | 'sns:ListSubscriptionsByTopic'> = {
  'sns:GetTopicAttributes': ({ TopicArn = '' }, { region }) => ({
    Attributes: { TopicArn, ...topicOf(region, TopicArn).attributes },
  }),

  'sns:ListSubscriptionsByTopic': ({ TopicArn = '', NextToken }, { region, most }) => {
    const { subscriptions } = topicOf(region, TopicArn);
    const all = subscriptions.map((subscription) => ({ TopicArn, ...subscription }));
    const { items, ...next } = pageOf(all, { token: NextToken, size: undefined, most: most(100) });
    return { Subscriptions: items, ...next };
  },
};

function topicOf(region: RegionWorld, arn: string): TopicWorld {
  const found = region.topics[arn];
  if (found === undefined) throw notFound('Topic does not exist');
  return found;
}
