import type { AwsProbe } from '../../model/aws.ts';
import { defineFact } from '../../model/fact.ts';
import { type Answer, answerOf, Unavailable, valueOr } from '../../model/unavailable.ts';
import { type Arn, parseArn } from '../../parse/arn.ts';
import { matches } from '../../parse/policy-pattern.ts';
import type { Request } from '../../parse/policy-request.ts';
import { type Denial, denialIn, type Grant, grantIn } from '../../parse/resource-policy.ts';
import { topicPublisher } from '../topics.ts';
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
  /** It names no group of messages for a FIFO queue, which takes none without. */
  groupless?: true;
}

export type QueueState =
  | { kind: 'absent' }
  | {
      kind: 'queue';
      /** Whether its policy lets all of the writers in; `blocked` when it surely keeps one out. */
      grant: Grant;
      /** Where it surely keeps some of them out: the sources of the others. */
      letsIn?: readonly string[];
      /** The statement that surely shuts one of them out. */
      denial?: Denial;
      /** A FIFO queue that wants an id of every message, and makes none of its content: EventBridge gives it none. */
      wantsIds?: true;
      /** As `alias/aws/sqs`, or null: not encrypted, or with the key of SQS itself. */
      kmsKey: string | null;
      /** How many messages wait, about; null when SQS does not say. */
      waiting: number | null;
      /** ARN of the queue for what its readers could not work off, or null. */
      deadLetterQueue: string | null;
    };

/** Why a queue takes nothing of those that write to it. */
export type Refusal = 'absent' | 'policy' | 'key' | 'group' | 'ids';

/** Why SNS or EventBridge surely cannot write to a queue, and which of its writers cannot; null where nothing says so. */
export function refusalAt({
  state,
  writers,
}: UsedQueue): { why: Refusal; writers: readonly QueueWriter[] } | null {
  if (!state.ok) return null;
  const of = state.value;
  if (of.kind === 'absent') return { why: 'absent', writers };
  if (writers.length === 0) return null;
  if (of.grant === 'blocked')
    return { why: 'policy', writers: writers.filter(({ source }) => of.letsIn?.includes(source) !== true) };
  if (of.kmsKey !== null && isKeyOfSqs(of.kmsKey)) return { why: 'key', writers };
  const rules = writers.filter(({ service }) => service === 'events.amazonaws.com');
  const groupless = rules.filter((one) => one.groupless === true);
  if (groupless.length > 0) return { why: 'group', writers: groupless };
  return of.wantsIds === true && rules.length > 0 ? { why: 'ids', writers: rules } : null;
}

/** The key that AWS manages for SQS: its policy names SQS alone and cannot be changed. */
const isKeyOfSqs = (key: string): boolean => /(?:^|:)alias\/aws\/sqs$/.test(key);

/** The queues that are subscribed to the sender's topics, as SQS answers. */
const askedQueues = defineFact({
  id: 'asked-queues',
  title: 'what SQS says of the queues behind the SNS topics',
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

/**
 * The account of this run, asked only where SQS says that a queue is not there: of one in another account it says the same to
 * whoever may not look. Null where nobody had to ask, or nobody said.
 */
export const accountOfQueues = defineFact({
  id: 'account-of-queues',
  title: 'the account that asks for the queues',
  actions: ['sts:GetCallerIdentity'],
  from: { askedQueues, topicPublisher },
  async gather({ aws }, { askedQueues: queues, topicPublisher: known }): Promise<string | null> {
    if (known !== null || !queues.some(({ state }) => isAbsent(state))) return known;
    return valueOr(await answerOf(aws('sts:GetCallerIdentity', {}).then(({ Account }) => Account)), null);
  },
});

const isAbsent = (state: UsedQueue['state']): boolean => state.ok && state.value.kind === 'absent';

/** The queues that are subscribed to the sender's topics. A queue that may not be looked at has an unanswered `state`. */
export const subscribedQueues = defineFact({
  id: 'subscribed-queues',
  title: 'the queues behind the SNS topics',
  from: { askedQueues, accountOfQueues },
  gather: (_, { askedQueues: queues, accountOfQueues: account }): readonly UsedQueue[] =>
    queues.map((queue) => asSeenFrom(account, queue)),
});

/** What is absent in another account may be there: then nobody can tell. */
const asSeenFrom = (account: string | null, queue: UsedQueue): UsedQueue =>
  account === null || !isAbsent(queue.state) || parseArn(queue.arn)?.account === account
    ? queue
    : { ...queue, state: { ok: false, why: hiddenOrAbsent(queue.arn).why } };

const hiddenOrAbsent = (arn: string): Unavailable =>
  new Unavailable('access-denied', `${arn} does not exist, or may not be looked at from this account`, {
    question: 'sqs:GetQueueAttributes',
    action: 'sqs:GetQueueAttributes',
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
            .map(({ arn, role, group }) => [arn, fromTarget(ruleArn, { arn, role, group })] as const),
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
  maybe: { subscriptions, ruleTargets, subscribedQueues, accountOfQueues },
  async gather(
    { aws, target },
    { subscriptions: subscribed, ruleTargets: rules, subscribedQueues: queues, accountOfQueues: account },
  ) {
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
    const asked = await askAll(
      { aws, home: target.region },
      [...ofSubscriptions, ...ofRules, ...ofQueues].filter(([arn]) => !isAmong(arn, queues)),
    );
    return asked.map((queue) => asSeenFrom(valueOr(account, null), queue));
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

/** "Amazon SQS FIFO queues": the name of such a queue ends so. */
const isFifo = (arn: string): boolean => arn.endsWith('.fifo');

const fromTarget = (
  rule: string,
  { arn, role, group }: { arn: string; role: string | null; group: string | undefined },
): QueueWriter => ({
  ...fromRule(rule, role !== null),
  ...(isFifo(arn) && group === undefined && { groupless: true as const }),
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
      ...grantFor(writers, attributes['Policy'], { arn, owner: queue.account }),
      ...(isFifo(arn) && attributes['ContentBasedDeduplication'] === 'false' && { wantsIds: true as const }),
      kmsKey: attributes['KmsMasterKeyId'] ?? null,
      waiting: Number.isFinite(waiting) ? waiting : null,
      deadLetterQueue: deadLetterQueueIn(attributes['RedrivePolicy']),
    };
  } catch (error) {
    if (!(error instanceof Unavailable) || error.reason !== 'not-found') throw error;
    // SQS says the same of a queue of another account that may not be looked at.
    const own = writers.every(({ source }) => parseArn(source)?.account === queue.account);
    if (own) return { kind: 'absent' };
    throw hiddenOrAbsent(arn);
  }
}

/** "Amazon SQS queue and message identifiers". The host is never asked: the client knows its endpoint. */
export const queueUrlOf = ({ partition, region, account, resource }: Arn): string =>
  `https://sqs.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${resource}`;

/** What the policy of a queue says of all that write to it. */
function grantFor(
  writers: readonly QueueWriter[],
  policy: string | undefined,
  queue: { arn: string; owner: string },
): Pick<QueueState & { kind: 'queue' }, 'grant' | 'denial' | 'letsIn'> {
  const judged = writers.map((writer): { source: string; grant: Grant; denial: Denial | null } => {
    const { source, byRole } = writer;
    if (byRole) return { source, grant: 'allowed', denial: null };
    // Without a policy only its own account may send to a queue, and the services are none.
    if (policy === undefined) return { source, grant: 'blocked', denial: null };
    const request = requestOf(writer, queue);
    return { source, grant: grantIn(policy, request), denial: denialIn(policy, request) };
  });
  const grants = judged.map(({ grant }) => grant);
  const letIn = judged.filter(({ grant }) => grant !== 'blocked');
  const [denial] = judged.flatMap((one) => one.denial ?? []);
  return {
    grant: grants.includes('blocked') ? 'blocked' : grants.includes('unclear') ? 'unclear' : 'allowed',
    ...(letIn.length > 0 && letIn.length < judged.length && { letsIn: letIn.map(({ source }) => source) }),
    ...(denial !== undefined && { denial }),
  };
}

const requestOf = (
  { service, source }: QueueWriter,
  { arn, owner }: { arn: string; owner: string },
): Request => ({
  action: 'sqs:sendmessage',
  resource: arn,
  service,
  owner,
  actsFor: parseArn(source)?.account ?? null,
  // SNS and EventBridge come as services, not as the account: the statement that SQS makes for a new queue,
  // for the root of the account, lets neither in ("Subscribing an Amazon SQS queue to an Amazon SNS topic").
  ownAccount: 'does-not',
  source: (patterns) => (patterns.some((pattern) => matches(pattern, source)) ? 'applies' : 'does-not'),
});
