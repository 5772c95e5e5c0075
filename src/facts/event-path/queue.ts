import type { AwsProbe } from '../../model/aws.ts';
import { defineFact } from '../../model/fact.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';
import { type Arn, parseArn } from '../../parse/arn.ts';
import { matches } from '../../parse/policy-pattern.ts';
import type { Request } from '../../parse/policy-request.ts';
import { type Denial, denialIn, type Grant, grantIn } from '../../parse/resource-policy.ts';
import { ruleTargets } from './rule.ts';
import { deadLetterQueueIn, inRegionOf, subscriptionLists, subscriptions } from './subscription.ts';

/** An SQS queue that takes events, or what could not be delivered. */
export interface UsedQueue {
  arn: string;
  /** What writes to it. */
  writers: readonly QueueWriter[];
  state: Answer<QueueState>;
}

export interface QueueWriter {
  /** The service that writes, as `sns.amazonaws.com`. */
  service: 'sns.amazonaws.com' | 'events.amazonaws.com';
  /** ARN of the topic or the rule for which it writes: aws:SourceArn of the policy. */
  source: string;
  /** EventBridge takes on a role instead of asking the policy of the queue. */
  byRole: boolean;
}

export type QueueState =
  | { kind: 'absent' }
  | {
      kind: 'queue';
      /** Whether its policy lets all of the writers in; `blocked` when it surely keeps one out. */
      grant: Grant;
      /** The statement that surely shuts one of them out. */
      denial?: Denial;
      /** As `alias/aws/sqs`, or null: not encrypted, or with the key of SQS itself. */
      kmsKey: string | null;
      /** How many messages wait, about; null when SQS does not say. */
      waiting: number | null;
      /** ARN of the queue for what its readers could not work off, or null. */
      deadLetterQueue: string | null;
    };

/** Why SNS or EventBridge surely cannot write to a queue, or null. */
export function refusalOf(state: QueueState, written: boolean): 'absent' | 'policy' | 'key' | null {
  if (state.kind === 'absent') return 'absent';
  if (!written) return null;
  if (state.grant === 'blocked') return 'policy';
  return state.kmsKey !== null && isKeyOfSqs(state.kmsKey) ? 'key' : null;
}

/** The key that AWS manages for SQS: its policy names SQS alone and cannot be changed. */
const isKeyOfSqs = (key: string): boolean => /(?:^|:)alias\/aws\/sqs$/.test(key);

/** The queues that are subscribed to the sender's topics. A queue that may not be looked at has an unanswered `state`. */
export const subscribedQueues = defineFact({
  id: 'subscribed-queues',
  title: 'the queues behind the SNS topics',
  actions: ['sqs:GetQueueAttributes'],
  from: { subscriptionLists },
  gather: ({ aws, target }, { subscriptionLists: lists }): Promise<readonly UsedQueue[]> =>
    askAll(
      { aws, home: target.region },
      lists.flatMap(({ topic, list }) =>
        (list.ok ? list.value.items : [])
          .filter(({ arn, protocol }) => arn !== null && protocol === 'sqs')
          .map(({ endpoint }) => [endpoint, fromTopic(topic)] as const),
      ),
    ),
});

/** The queues that rules of EventBridge send events to, apart from those that are subscribed to a topic, too. */
export const targetQueues = defineFact({
  id: 'target-queues',
  title: 'the queues behind the rules of EventBridge',
  actions: ['sqs:GetQueueAttributes'],
  from: { ruleTargets },
  maybe: { subscribedQueues },
  gather: ({ aws, target }, { ruleTargets: rules, subscribedQueues: known }): Promise<readonly UsedQueue[]> =>
    askAll(
      { aws, home: target.region },
      rules
        .flatMap(({ ruleArn, targets }) =>
          (targets.ok ? targets.value : [])
            .filter(({ arn }) => parseArn(arn)?.service === 'sqs')
            .map(({ arn, role }) => [arn, fromRule(ruleArn, role !== null)] as const),
        )
        .filter(([arn]) => !isAmong(arn, known)),
    ),
});

/**
 * The queues that take what could not be delivered: of subscriptions and rules, and of the queues that are subscribed,
 * for what their readers could not work off. Those that take events themselves are not asked again.
 */
export const deadLetterQueues = defineFact({
  id: 'dead-letter-queues',
  title: 'the dead-letter queues',
  actions: ['sqs:GetQueueAttributes'],
  maybe: { subscriptions, ruleTargets, subscribedQueues },
  gather({ aws, target }, { subscriptions: subscribed, ruleTargets: rules, subscribedQueues: queues }) {
    const ofSubscriptions = (subscribed.ok ? subscribed.value : []).flatMap(({ topic, settings }) =>
      settings.ok && settings.value.deadLetterQueue !== null
        ? [[settings.value.deadLetterQueue, fromTopic(topic)] as const]
        : [],
    );
    const ofRules = (rules.ok ? rules.value : []).flatMap(({ ruleArn, targets }) =>
      (targets.ok ? targets.value : []).flatMap(({ deadLetterQueue: arn }) =>
        arn === null ? [] : [[arn, fromRule(ruleArn, false)] as const],
      ),
    );
    const ofQueues = (queues.ok ? queues.value : []).flatMap(({ state }) =>
      state.ok && state.value.kind === 'queue' && state.value.deadLetterQueue !== null
        ? [[state.value.deadLetterQueue, null] as const]
        : [],
    );
    return askAll(
      { aws, home: target.region },
      [...ofSubscriptions, ...ofRules, ...ofQueues].filter(([arn]) => !isAmong(arn, queues)),
    );
  },
});

const isAmong = (arn: string, known: Answer<readonly UsedQueue[]>): boolean =>
  known.ok && known.value.some((queue) => queue.arn === arn);

const fromTopic = (topic: string): QueueWriter => ({
  service: 'sns.amazonaws.com',
  source: topic,
  byRole: false,
});
const fromRule = (rule: string, byRole: boolean): QueueWriter => ({
  service: 'events.amazonaws.com',
  source: rule,
  byRole,
});

interface Asking {
  aws: AwsProbe<'sqs:GetQueueAttributes'>;
  home: string | null;
}

/** So many queues are asked. */
const mostAsked = 40;

/** Each queue once. A writer of null: SQS itself moves messages there, and asks no policy. */
function askAll(
  asking: Asking,
  uses: readonly (readonly [string, QueueWriter | null])[],
): Promise<readonly UsedQueue[]> {
  const queues = new Map<string, QueueWriter[]>();
  for (const [arn, writer] of uses)
    queues.set(arn, [...(queues.get(arn) ?? []), ...(writer === null ? [] : [writer])]);
  return Promise.all(
    [...queues].slice(0, mostAsked).map(async ([arn, writers]) => ({
      arn,
      writers,
      state: await answerOf(askQueue(asking, arn, writers)),
    })),
  );
}

async function askQueue(
  { aws, home }: Asking,
  arn: string,
  writers: readonly QueueWriter[],
): Promise<QueueState> {
  const queue = parseArn(arn);
  if (queue === null) throw new Unavailable('bad-reply', 'the ARN of a queue cannot be read');
  try {
    const { Attributes: attributes } = await aws(
      'sqs:GetQueueAttributes',
      { QueueUrl: queueUrlOf(queue), AttributeNames: ['All'] },
      inRegionOf(arn, home),
    );
    const waiting = Number(attributes['ApproximateNumberOfMessages']);
    return {
      kind: 'queue',
      ...grantFor(writers, attributes['Policy'], arn, queue.account),
      kmsKey: attributes['KmsMasterKeyId'] ?? null,
      waiting: Number.isFinite(waiting) ? waiting : null,
      deadLetterQueue: deadLetterQueueIn(attributes['RedrivePolicy']),
    };
  } catch (error) {
    if (!(error instanceof Unavailable) || error.reason !== 'not-found') throw error;
    // SQS says the same of a queue of another account that may not be looked at.
    const own = writers.every(({ source }) => parseArn(source)?.account === queue.account);
    if (own) return { kind: 'absent' };
    throw new Unavailable(
      'access-denied',
      `${arn} does not exist, or may not be looked at from this account`,
      {
        question: 'sqs:GetQueueAttributes',
        action: 'sqs:GetQueueAttributes',
      },
    );
  }
}

/** "Amazon SQS queue and message identifiers". The host is never asked: the client knows its endpoint. */
export const queueUrlOf = ({ partition, region, account, resource }: Arn): string =>
  `https://sqs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${resource}`;

/** What the policy of a queue says of all that write to it. */
function grantFor(
  writers: readonly QueueWriter[],
  policy: string | undefined,
  resource: string,
  owner: string,
): { grant: Grant; denial?: Denial } {
  const requests = writers
    .filter(({ byRole }) => !byRole)
    .map(({ service, source }): Request => ({
      action: 'sqs:sendmessage',
      resource,
      service,
      owner,
      actsFor: parseArn(source)?.account ?? null,
      // SNS and EventBridge come as services, not as the account: the statement that SQS makes for a new queue,
      // for the root of the account, lets neither in ("Subscribing an Amazon SQS queue to an Amazon SNS topic").
      ownAccount: 'does-not',
      source: (patterns) => (patterns.some((pattern) => matches(pattern, source)) ? 'applies' : 'does-not'),
    }));
  // Without a policy only its own account may send to a queue, and the services are none.
  if (policy === undefined) return { grant: requests.length === 0 ? 'allowed' : 'blocked' };
  const grants = requests.map((request) => grantIn(policy, request));
  const [denial] = requests.map((request) => denialIn(policy, request)).filter((one) => one !== null);
  return {
    grant: grants.includes('blocked') ? 'blocked' : grants.includes('unclear') ? 'unclear' : 'allowed',
    ...(denial !== undefined && { denial }),
  };
}
