import * as v from 'valibot';
import { maybe, next, text } from './kinds.ts';

/** GetTopicAttributes of SNS. */
export const getTopicAttributes = v.object({ Attributes: v.record(text, text) });

/** ListSubscriptionsByTopic of SNS: one that waits for its confirmation says so in place of its ARN. */
export const listSubscriptionsByTopic = v.object({
  Subscriptions: v.array(
    v.object({
      SubscriptionArn: maybe(text),
      Protocol: maybe(text),
      Endpoint: maybe(text),
    }),
  ),
  ...next,
});

/** GetSubscriptionAttributes of SNS: which attributes there are depends on what was ever set. */
export const getSubscriptionAttributes = v.object({ Attributes: v.record(text, text) });
