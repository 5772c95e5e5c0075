import { isOwnQueue } from '../../knowledge/own-names.ts';
import type { AwsCallOptions, AwsProbe } from '../../model/aws.ts';
import type { AwsReply } from '../../model/aws-replies.ts';
import { defineFact } from '../../model/fact.ts';
import { type Answer, answerOf, type Why } from '../../model/unavailable.ts';
import { parseArn } from '../../parse/arn.ts';
import { collectPages, type Pages } from '../pages.ts';
import { topicUses } from './topic-uses.ts';

/** A subscription as its topic lists it. */
export interface ListedSubscription {
  /** Null while it waits for its confirmation, and once it was deleted. */
  arn: string | null;
  /** SNS lists it for a while after it was deleted: nobody can confirm it any more. */
  deleted?: true;
  /** The account that subscribed, where it is another one than the topic's: it alone sees the settings. */
  owner?: string;
  /** As `sqs`, `lambda`, `https`, `email`, `firehose`. */
  protocol: string;
  /**
   * Where it delivers: the ARN of a queue, function or stream; of a URL or an e-mail address the host alone, since the
   * rest may hold a secret or a person's name. Empty when SNS does not say.
   */
  endpoint: string;
}

/** The subscriptions of one topic. */
export interface TopicSubscriptions {
  topic: string;
  list: Answer<Pages<ListedSubscription>>;
}

/** There is no such topic: that is told of the topic, and nobody is subscribed to it. */
export const isGone = ({ list }: TopicSubscriptions): boolean => !list.ok && list.why.reason === 'not-found';

/** Why nothing is subscribed to topics, where none of them is there. */
export const allGone = (lists: readonly TopicSubscriptions[]): string | null =>
  lists.length > 0 && lists.every(isGone) ? 'no SNS topic is there that events of the sender go to' : null;

/**
 * For each SNS topic of the sender (topic-uses.ts), what is subscribed to it: confirmed or not, by protocol and endpoint.
 * A list that may not be read is an answer of that topic alone.
 */
export const subscriptionLists = defineFact({
  id: 'subscription-lists',
  title: 'what is subscribed to the SNS topics',
  actions: ['sns:ListSubscriptionsByTopic'],
  from: { topicUses },
  gather: ({ aws, signal, target }, { topicUses: topics }): Promise<readonly TopicSubscriptions[]> =>
    Promise.all(
      topics.map(async ({ arn: topic }) => ({
        topic,
        list: await answerOf(
          collectPages({
            signal,
            limit: 1000,
            ask: async (token) => {
              const input = { TopicArn: topic, ...(token !== undefined && { NextToken: token }) };
              const reply = await aws(
                'sns:ListSubscriptionsByTopic',
                input,
                inRegionOf(topic, target.region),
              );
              return {
                items: reply.Subscriptions.map((one) => listed(one, topic)).filter(
                  ({ endpoint }) => !isOwnQueue(endpoint),
                ),
                next: reply.NextToken,
              };
            },
          }),
        ),
      })),
    ),
});

/** A confirmed subscription, with its settings. */
export interface Subscription {
  topic: string;
  arn: string;
  protocol: string;
  /** As in the list. */
  endpoint: string;
  /** As in the list. */
  owner?: string;
  settings: Answer<SubscriptionSettings>;
}

export interface SubscriptionSettings {
  /** The subscriber gets the record of SES itself, without the envelope of SNS. */
  raw: boolean;
  /** JSON as SNS keeps it, or null: everything is delivered. */
  filter: { scope: 'MessageAttributes' | 'MessageBody'; policy: string } | null;
  /** ARN of the queue that takes what could not be delivered, or null. */
  deadLetterQueue: string | null;
}

/** One question a subscription: so many are asked of a topic. */
const mostAsked = 20;

/**
 * The settings of the confirmed subscriptions of the sender's topics, twenty a topic at most: raw delivery, filter
 * policy, dead-letter queue. One that may not be read (another account's) has an unanswered `settings`.
 */
export const subscriptions = defineFact({
  id: 'subscriptions',
  title: 'the settings of the SNS subscriptions',
  actions: ['sns:GetSubscriptionAttributes'],
  from: { subscriptionLists },
  gather: ({ aws, target }, { subscriptionLists: lists }): Promise<readonly Subscription[]> =>
    Promise.all(
      lists.flatMap(({ topic, list }) =>
        (list.ok ? list.value.items : [])
          .flatMap(({ arn, ...rest }) => (arn === null ? [] : [{ topic, arn, ...rest }]))
          .slice(0, mostAsked)
          .map(async (one) => ({
            ...one,
            settings: toldBy(
              one,
              await answerOf(askSettings(aws, one.arn, inRegionOf(one.arn, target.region))),
            ),
          })),
      ),
    ),
});

/** A denial that no permission of this account lifts ("AuthorizationError" of GetSubscriptionAttributes), said so. */
const toldBy = (
  { arn, owner, endpoint }: Omit<Subscription, 'settings'>,
  answer: Answer<SubscriptionSettings>,
): Answer<SubscriptionSettings> =>
  answer.ok || owner === undefined || answer.why.reason !== 'access-denied'
    ? answer
    : {
        ok: false,
        why: {
          ...answer.why,
          message: `account ${owner} subscribed ${endpoint}, and it alone sees the filter policy and raw delivery (there: aws sns get-subscription-attributes --subscription-arn ${arn})`,
        },
      };

/** Whether an answer about a subscription that is missing counts: what another account alone sees is for it to look at. */
export const isOwnToSee = ({ owner, settings }: Subscription): boolean =>
  owner === undefined || settings.ok || settings.why.reason !== 'access-denied';

/** The Region of an ARN as an option of a call; undefined where it is that of the run. */
export function inRegionOf(arn: string, home: string | null): AwsCallOptions | undefined {
  const region = parseArn(arn)?.region ?? '';
  return region === '' || region === home ? undefined : { region };
}

/** What may not be looked at, with whose it is: what another account has is for that account to show. */
export const ofTopic = (why: Why, topic: string): Why =>
  why.reason === 'access-denied'
    ? { ...why, message: `${why.message} of ${topic} (account ${parseArn(topic)?.account ?? 'unknown'})` }
    : why;

type ListedReply = AwsReply<'sns:ListSubscriptionsByTopic'>['Subscriptions'][number];

function listed(reply: ListedReply, topic: string): ListedSubscription {
  const { SubscriptionArn: arn, Owner: owner = '', Protocol: protocol = '', Endpoint: endpoint = '' } = reply;
  // "PendingConfirmation" and "Deleted" stand in place of an ARN.
  return {
    ...{ arn: arn?.startsWith('arn:') === true ? arn : null, protocol, endpoint: placeOf(endpoint) },
    ...(arn === 'Deleted' && { deleted: true }),
    ...(owner !== '' && owner !== parseArn(topic)?.account && { owner }),
  };
}

/** What may be told of an endpoint: a URL often carries a token, an address names a person. */
function placeOf(endpoint: string): string {
  if (endpoint.startsWith('arn:')) return endpoint;
  if (/^https?:\/\//i.test(endpoint)) return URL.canParse(endpoint) ? new URL(endpoint).host : '';
  return endpoint.includes('@') ? endpoint.slice(endpoint.lastIndexOf('@') + 1) : '';
}

async function askSettings(
  aws: AwsProbe<'sns:GetSubscriptionAttributes'>,
  arn: string,
  options: AwsCallOptions | undefined,
): Promise<SubscriptionSettings> {
  const reply = await aws('sns:GetSubscriptionAttributes', { SubscriptionArn: arn }, options);
  const { RawMessageDelivery, FilterPolicy, FilterPolicyScope, RedrivePolicy } = reply.Attributes;
  return {
    raw: RawMessageDelivery === 'true',
    filter:
      FilterPolicy === undefined || FilterPolicy === ''
        ? null
        : {
            // "Amazon SNS subscription filter policy scope": attributes, unless it says otherwise.
            scope: FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
            policy: FilterPolicy,
          },
    deadLetterQueue: deadLetterQueueIn(RedrivePolicy),
  };
}

/** `deadLetterTargetArn` of a redrive policy, as SNS and SQS write it. */
export function deadLetterQueueIn(redrivePolicy: string | undefined): string | null {
  if (redrivePolicy === undefined || redrivePolicy.length > 10_000) return null;
  try {
    const value: unknown = JSON.parse(redrivePolicy);
    if (typeof value !== 'object' || value === null || !('deadLetterTargetArn' in value)) return null;
    const { deadLetterTargetArn: arn } = value;
    return typeof arn === 'string' && parseArn(arn) !== null ? arn : null;
  } catch {
    return null;
  }
}
