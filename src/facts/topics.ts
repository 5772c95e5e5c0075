import { defineFact } from '../model/fact.ts';
import { type Answer, answerOf, Unavailable, valueOr, type Why } from '../model/unavailable.ts';
import type { Denial } from '../parse/resource-policy.ts';
import { parseArn } from '../parse/arn.ts';
import { inRegionOf, type ListedSubscription, subscriptionLists } from './event-path/subscription.ts';
import { type TopicUse, topicUses } from './event-path/topic-uses.ts';
import type { Pages } from './pages.ts';
import {
  namesAccount,
  publishDenial,
  publishRight,
  type PublishRight,
  type Publisher,
} from './topics-policy.ts';

/** An SNS topic that SES publishes to. */
export interface Topic {
  arn: string;
  /** The Region in its ARN. */
  region: string;
  /** What publishes there, as `configuration set news` or `bounces of example.com`. */
  usedBy: readonly string[];
  /** An identity publishes there: it has to be in the Region of the identity. */
  byIdentity: boolean;
  state: Answer<TopicState>;
}

export type TopicState =
  | { kind: 'absent' }
  | {
      kind: 'topic';
      fifo: boolean;
      publish: PublishRight;
      /** The statement of its policy that surely shuts SES out. */
      denial?: Denial;
      /** The account that sends, where it is known and the topic is not its own. */
      sender?: string;
      /** As `alias/aws/sns`, or null when it is not encrypted. */
      kmsKey: string | null;
      /** How many subscriptions are confirmed. */
      confirmed: Answer<number>;
    };

/** The attributes of each topic, or null for one that does not exist. */
export const topicAttributes = defineFact({
  id: 'topic-attributes',
  title: 'the attributes of the SNS topics',
  actions: ['sns:GetTopicAttributes'],
  from: { topicUses },
  gather: ({ aws, target }, { topicUses: used }): Promise<readonly TopicAttributes[]> =>
    Promise.all(
      used.map(async ({ arn }) => ({
        arn,
        attributes: await answerOf(
          aws('sns:GetTopicAttributes', { TopicArn: arn }, inRegionOf(arn, target.region)).then(
            (reply): Attributes => reply.Attributes,
            nullIfAbsent,
          ),
        ),
      })),
    ),
});

/**
 * The account that sends, asked only where a policy names accounts, or lets nobody in: only this tells whether a policy copied
 * from elsewhere, or that of a topic in another account, shuts SES out, and whom it has to name. Null where nobody had to
 * ask, or nobody said.
 */
export const topicPublisher = defineFact({
  id: 'topic-publisher',
  title: 'the account that publishes to the topics',
  actions: ['sts:GetCallerIdentity'],
  from: { topicAttributes },
  async gather({ aws }, { topicAttributes: answers }): Promise<string | null> {
    const asked = answers.some(({ arn, attributes }) => {
      const policy = attributes.ok ? attributes.value?.['Policy'] : undefined;
      const anybody = { account: null, owner: parseArn(arn)?.account ?? '', region: '', sources: [] };
      return (
        policy !== undefined && (namesAccount(policy) || publishRight(policy, arn, anybody) === 'blocked')
      );
    });
    if (!asked) return null;
    const answer = await answerOf(aws('sts:GetCallerIdentity', {}).then(({ Account }) => Account));
    return valueOr(answer, null);
  },
});

/** The SNS topics of the configuration sets in force and of the identities, as far as SNS may be asked. */
export const topics = defineFact({
  id: 'topics',
  title: 'the SNS topics',
  from: { topicUses, topicAttributes, topicPublisher, subscriptionLists },
  gather: (
    { target },
    { topicUses: used, topicAttributes: answers, topicPublisher: account, subscriptionLists: lists },
  ): readonly Topic[] =>
    used.flatMap(({ arn, uses }): readonly Topic[] => {
      const attributes = answers.find((one) => one.arn === arn)?.attributes;
      const list = lists.find(({ topic }) => topic === arn)?.list;
      if (attributes === undefined || list === undefined) return [];
      return [
        {
          arn,
          region: parseArn(arn)?.region ?? '',
          usedBy: [...new Set(uses.map(({ text }) => text))],
          byIdentity: uses.some(({ source }) => source.startsWith('identity/')),
          state: isHalfThere(attributes, list)
            ? { ok: false, why: halfThere(arn) }
            : attributes.ok
              ? {
                  ok: true,
                  value: stateOf(arn, attributes.value, list, { uses, account, home: target.region }),
                }
              : // Whoever may not read a topic may still learn that it is gone.
                !list.ok && list.why.reason === 'not-found'
                ? { ok: true, value: { kind: 'absent' } }
                : attributes,
        },
      ];
    }),
});

/** SNS lists who is subscribed to a topic of which it says that it does not exist. */
const isHalfThere = (
  attributes: Answer<Attributes | null>,
  list: Answer<Pages<ListedSubscription>>,
): boolean => attributes.ok && attributes.value === null && list.ok && list.value.items.length > 0;

const halfThere = (arn: string): Why =>
  new Unavailable('bad-reply', `SNS says that there is no topic ${arn}, and lists its subscriptions`, {
    question: 'sns:GetTopicAttributes',
  }).why;

type Attributes = Readonly<Record<string, string>>;

interface TopicAttributes {
  arn: string;
  attributes: Answer<Attributes | null>;
}

function nullIfAbsent(error: unknown): null {
  if (error instanceof Unavailable && error.reason === 'not-found') return null;
  throw error;
}

const ownerOf = (arn: string, attributes: Attributes | null): string =>
  attributes?.['Owner'] ?? parseArn(arn)?.account ?? '';

const publisherOf = (
  uses: readonly TopicUse[],
  { owner, account, home }: { owner: string; account: string | null; home: string | null },
): Publisher => ({ account, owner, region: home ?? '', sources: uses.map(({ source }) => source) });

function stateOf(
  arn: string,
  attributes: Attributes | null,
  list: Answer<Pages<ListedSubscription>>,
  { uses, account, home }: { uses: readonly TopicUse[]; account: string | null; home: string | null },
): TopicState {
  if (attributes === null) return { kind: 'absent' };
  const publisher = publisherOf(uses, { owner: ownerOf(arn, attributes), account, home });
  const { Policy: policy } = attributes;
  const denial = policy === undefined ? null : publishDenial(policy, arn, publisher);
  return {
    kind: 'topic',
    fifo: arn.endsWith('.fifo') || attributes['FifoTopic'] === 'true',
    publish: policy === undefined ? 'unclear' : publishRight(policy, arn, publisher),
    ...(denial !== null && { denial }),
    ...(account !== null && account !== parseArn(arn)?.account && { sender: account }),
    kmsKey: attributes['KmsMasterKeyId'] ?? null,
    confirmed: confirmedIn(list, attributes['SubscriptionsConfirmed']),
  };
}

/** The list tells: the attributes count some seconds late. Where it may not be read, a count above 0 has to do. */
function confirmedIn(list: Answer<Pages<ListedSubscription>>, counted: string | undefined): Answer<number> {
  if (list.ok) return { ok: true, value: list.value.items.filter(({ arn }) => arn !== null).length };
  const count = Number(counted ?? '0');
  return count > 0 ? { ok: true, value: count } : list;
}

/** The key that AWS manages for SNS: its policy names SNS alone and cannot be changed. */
export const isKeyOfSns = (key: string): boolean => /(?:^|:)alias\/aws\/sns$/.test(key);
