import { defineFact, each } from '../model/fact.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { eventDestinations } from './event-destinations.ts';
import { identityFeedback } from './events-feedback.ts';
import { collectPages } from './pages.ts';
import { publishRight, type PublishRight } from './topics-policy.ts';

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
      /** As `alias/aws/sns`, or null when it is not encrypted. */
      kmsKey: string | null;
      /** How many subscriptions are confirmed. */
      confirmed: Answer<number>;
    };

/** The SNS topics of the configuration sets in force and of the identities, as far as SNS may be asked. */
export const topics = defineFact({
  id: 'topics',
  title: 'the SNS topics',
  actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
  maybe: { eventDestinations, feedback: each(identityFeedback) },
  async gather({ aws, signal, target }, { eventDestinations, feedback }): Promise<readonly Topic[]> {
    const uses = new Map<string, TopicUse[]>();
    const note = (arn: string | null, use: TopicUse): void => {
      if (arn !== null) uses.set(arn, [...(uses.get(arn) ?? []), use]);
    };
    for (const { set, destinations } of eventDestinations.ok ? eventDestinations.value : []) {
      for (const { enabled, channel } of destinations.ok ? destinations.value : []) {
        if (!enabled || channel?.kind !== 'sns') continue;
        note(channel.topicArn, { text: `configuration set ${set}`, source: `configuration-set/${set}` });
      }
    }
    for (const { answer } of feedback.ok ? feedback.value : []) {
      if (!answer.ok) continue;
      const { identity, topics } = answer.value;
      if (!topics.ok) continue;
      note(topics.value.bounce, { text: `bounces of ${identity}`, source: `identity/${identity}` });
      note(topics.value.complaint, { text: `complaints of ${identity}`, source: `identity/${identity}` });
    }
    return await Promise.all(
      [...uses].map(async ([arn, usedBy]) => ({
        arn,
        region: arn.split(':')[3] ?? '',
        usedBy: [...new Set(usedBy.map(({ text }) => text))],
        byIdentity: usedBy.some(({ source }) => source.startsWith('identity/')),
        state: await answerOf(askTopic({ aws, signal, home: target.region }, arn, usedBy)),
      })),
    );
  },
});

interface TopicUse {
  text: string;
  /** The end of the ARN that SES gives as AWS:SourceArn. */
  source: string;
}

interface Asking {
  aws: AwsProbe<'sns:GetTopicAttributes' | 'sns:ListSubscriptionsByTopic'>;
  signal: AbortSignal;
  /** The Region of the run. */
  home: string | null;
}

async function askTopic(asking: Asking, arn: string, usedBy: readonly TopicUse[]): Promise<TopicState> {
  const attributes = await attributesOf(asking, arn);
  if (attributes === null) return { kind: 'absent' };
  const publisher = {
    owner: attributes['Owner'] ?? arn.split(':')[4] ?? '',
    region: asking.home ?? '',
    sources: usedBy.map(({ source }) => source),
  };
  const confirmed = attributes['SubscriptionsConfirmed'];
  return {
    kind: 'topic',
    fifo: arn.endsWith('.fifo') || attributes['FifoTopic'] === 'true',
    publish:
      attributes['Policy'] === undefined ? 'unclear' : publishRight(attributes['Policy'], arn, publisher),
    kmsKey: attributes['KmsMasterKeyId'] ?? null,
    // The attributes count some seconds late: ask for the list before saying that there is nobody.
    confirmed:
      confirmed === undefined || confirmed === '0'
        ? await answerOf(countConfirmed(asking, arn))
        : { ok: true, value: Number(confirmed) },
  };
}

const regionOf = (arn: string, { home }: Asking): { region: string } | undefined => {
  const region = arn.split(':')[3] ?? '';
  return region === '' || region === home ? undefined : { region };
};

async function attributesOf(asking: Asking, arn: string): Promise<Readonly<Record<string, string>> | null> {
  try {
    const reply = await asking.aws('sns:GetTopicAttributes', { TopicArn: arn }, regionOf(arn, asking));
    return reply.Attributes;
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

async function countConfirmed(asking: Asking, arn: string): Promise<number> {
  const { items } = await collectPages({
    signal: asking.signal,
    limit: 1000,
    ask: async (token) => {
      const input = { TopicArn: arn, ...(token !== undefined && { NextToken: token }) };
      const reply = await asking.aws('sns:ListSubscriptionsByTopic', input, regionOf(arn, asking));
      return { items: reply.Subscriptions, next: reply.NextToken };
    },
  });
  return items.filter(({ SubscriptionArn: one }) => one?.startsWith('arn:') === true).length;
}
