import type { Subscription } from '@aws-sdk/client-sns';
import { notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';
import type { RegionWorld, TopicWorld } from '../world.ts';
import type { Answers } from './answer.ts';

/** SNS topics and their subscriptions. */
export const topicAnswers: Answers<
  'sns:GetTopicAttributes' | 'sns:ListSubscriptionsByTopic' | 'sns:GetSubscriptionAttributes'
> = {
  'sns:GetTopicAttributes': ({ TopicArn = '' }, { region }) => ({
    Attributes: { TopicArn, ...topicOf(region, TopicArn).attributes },
  }),

  'sns:ListSubscriptionsByTopic': ({ TopicArn = '', NextToken }, { region, most }) => {
    const { subscriptions } = topicOf(region, TopicArn);
    const all = subscriptions.map((subscription) => ({ TopicArn, ...subscription }));
    const { items, ...next } = pageOf(all, { token: NextToken, size: undefined, most: most(100) });
    return { Subscriptions: items, ...next };
  },

  'sns:GetSubscriptionAttributes': ({ SubscriptionArn = '' }, { region }) => {
    for (const [TopicArn, topic] of Object.entries(region.topics)) {
      const found = topic.subscriptions.find((one) => one.SubscriptionArn === SubscriptionArn);
      if (found !== undefined)
        return { Attributes: attributesOf(TopicArn, found, topic.subscriptionAttributes?.[SubscriptionArn]) };
    }
    throw notFound('Subscription does not exist');
  },
};

/** What SNS says of every subscription, and what was set. */
const attributesOf = (
  TopicArn: string,
  { SubscriptionArn = '', Owner = '', Protocol = '', Endpoint = '' }: Subscription,
  set: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  SubscriptionArn,
  TopicArn,
  Owner,
  Protocol,
  Endpoint,
  PendingConfirmation: 'false',
  ConfirmationWasAuthenticated: 'true',
  RawMessageDelivery: 'false',
  SubscriptionPrincipal: `arn:aws:iam::${Owner}:root`,
  ...set,
});

function topicOf(region: RegionWorld, arn: string): TopicWorld {
  const found = region.topics[arn];
  if (found === undefined) throw notFound('Topic does not exist');
  return found;
}
