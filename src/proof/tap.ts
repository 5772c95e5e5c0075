import { inRegionOf } from '../facts/event-path/subscription.ts';
import { ownPrefix } from '../knowledge/own-names.ts';
import type { SendingAws } from '../model/sending-calls.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { leftovers, type Made, regionsTag, subscriptionNamed, takeAway } from './own-things.ts';
import { readEvent, type SeenEvent, type Tapped } from './seen.ts';
import type { Ways } from './ways.ts';

export interface Tap {
  places: readonly Tapped[];
  /** What came so far: nothing twice. */
  receive: (signal: AbortSignal) => Promise<readonly SeenEvent[]>;
  /** Takes everything away; what is left says why. */
  close: () => Promise<readonly Made[]>;
}

/** How long one long poll waits, in seconds (20 is the most that SQS allows). */
const pollSeconds = 20;

/**
 * Makes a queue, and lets the topics and the event bus on the way send to it what is addressed to these recipients. Every
 * record of SES names its recipients in mail.destination. What could not be made is told by place.
 */
export async function openTap(
  aws: SendingAws,
  { ways }: Ways,
  { nonce, recipients, home }: { nonce: string; recipients: readonly string[]; home: string | null },
): Promise<Tap> {
  const name = `${ownPrefix}${nonce}`;
  const made: Made[] = [];
  /** The answer to a call that made something was lost: it may be there. */
  let unsure = false;
  const places = [
    ...new Set(ways.filter(({ kind }) => kind === 'sns' || kind === 'eventbridge').map(({ place }) => place)),
  ];
  const filter = { mail: { destination: recipients } };
  const attempt = async (work: () => Promise<void>): Promise<Answer<true>> => {
    const answer = await answerOf(work().then((): true => true));
    if (!answer.ok && !certain.has(answer.why.reason)) unsure = true;
    return answer;
  };

  let url = '';
  let arn = '';
  const queue =
    places.length === 0
      ? ({ ok: true, value: true } as const)
      : await attempt(async () => {
          url = await makeQueue(aws, name, { nonce, beside: regionsBeside(places, home) });
          made.push({ kind: 'queue', name: url, region: home, left: null });
          arn = queueArn(url, name, { near: places[0] ?? '', home });
          await aws('sqs:SetQueueAttributes', {
            QueueUrl: url,
            Attributes: { Policy: policyFor(arn, places, name) },
          });
        });

  async function listenAt(place: string): Promise<void> {
    if (ways.some((way) => way.place === place && way.kind === 'sns')) {
      const subscribe = {
        TopicArn: place,
        Protocol: 'sqs',
        Endpoint: arn,
        ReturnSubscriptionArn: true,
        Attributes: { FilterPolicyScope: 'MessageBody', FilterPolicy: JSON.stringify(filter) },
      };
      const { SubscriptionArn } = await aws('sns:Subscribe', subscribe, inRegionOf(place, home));
      if (SubscriptionArn?.startsWith('arn:') !== true)
        throw new Unavailable('refused', `the subscription to ${place} waits for its owner`, {
          question: 'sns:Subscribe',
        });
      made.push(subscriptionNamed(SubscriptionArn));
      return;
    }
    made.push({ kind: 'rule', name, region: home, left: null });
    await makeRule(aws, name, { nonce, filter, queue: arn });
  }

  const tapped: Tapped[] = [];
  try {
    for (const place of places)
      tapped.push({ place, open: queue.ok ? await attempt(() => listenAt(place)) : queue });
  } catch (error) {
    // A fault of ours leaves nothing behind either.
    await takeAway(aws, made);
    throw error;
  }

  return {
    places: tapped,
    receive: async (signal) => {
      if (url === '') return [];
      const reply = await aws(
        'sqs:ReceiveMessage',
        {
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: pollSeconds,
          MessageSystemAttributeNames: ['SentTimestamp'],
          // As long as the queue keeps them: what was read once is not read again.
          VisibilityTimeout: 3600,
        },
        { signal },
      );
      return (reply.Messages ?? []).flatMap(
        ({ Body, Attributes }) => readEvent(Body ?? '', recipients, Attributes?.SentTimestamp) ?? [],
      );
    },
    close: async () => {
      const removed = await takeAway(aws, made);
      if (!unsure) return removed;
      const { things, unread } = await leftovers(aws, name, { home, regions: regionsBeside(places, home) });
      const [why] = unread;
      const perhaps: readonly Made[] =
        why === undefined || [...removed, ...things].some(({ left }) => left !== null)
          ? []
          : [{ kind: 'queue', name, region: home, left: `it may have been made, and ${why.message}` }];
      return [...removed, ...(await takeAway(aws, things)), ...perhaps];
    },
  };
}

/** The Regions of topics beyond that of the run. */
const regionsBeside = (places: readonly string[], home: string | null): readonly string[] => [
  ...new Set(places.flatMap((place) => inRegionOf(place, home)?.region ?? [])),
];

/** Reasons after which nothing was made. */
const certain: ReadonlySet<string> = new Set(['access-denied', 'not-found', 'refused', 'no-credentials']);

/** A rule of the default bus that sends what is addressed to the test to its queue. */
async function makeRule(
  aws: SendingAws,
  name: string,
  { nonce, filter, queue }: { nonce: string; filter: object; queue: string },
): Promise<void> {
  await aws('events:PutRule', {
    Name: name,
    EventPattern: JSON.stringify({ source: ['aws.ses'], detail: filter }),
    State: 'ENABLED',
    Tags: [{ Key: 'ses-doctor', Value: nonce }],
  });
  const { FailedEntries: failed = [] } = await aws('events:PutTargets', {
    Rule: name,
    Targets: [{ Id: 'queue', Arn: queue }],
  });
  const [why] = failed;
  if (why !== undefined)
    throw new Unavailable(
      'refused',
      `EventBridge did not take the target: ${why.ErrorMessage ?? 'no reason is given'}`,
      { question: 'events:PutTargets' },
    );
}

async function makeQueue(
  aws: SendingAws,
  name: string,
  { nonce, beside }: { nonce: string; beside: readonly string[] },
): Promise<string> {
  const { QueueUrl } = await aws('sqs:CreateQueue', {
    QueueName: name,
    // An hour: if all else fails, nothing stays in it.
    Attributes: { MessageRetentionPeriod: '3600' },
    // After a crash, nothing else says where its subscriptions are. A value of a tag has 256 characters at most.
    tags: {
      'ses-doctor': nonce,
      ...(beside.length > 0 && { [regionsTag]: beside.slice(0, 8).join(' ') }),
    },
  });
  if (QueueUrl === undefined || QueueUrl === '')
    throw new Unavailable('malformed', 'SQS made a queue and named no URL', { question: 'sqs:CreateQueue' });
  return QueueUrl;
}

/**
 * "Amazon SQS queue and message identifiers": the account stands before the name. The queue is made in the Region of the run;
 * a topic (`near`) may be in another.
 */
function queueArn(url: string, name: string, { near, home }: { near: string; home: string | null }): string {
  const account = url.split('/').at(-2) ?? '';
  const [, partition = 'aws', , region = ''] = near.split(':');
  return `arn:${partition}:sqs:${home ?? region}:${account}:${name}`;
}

function policyFor(arn: string, places: readonly string[], rule: string): string {
  const [, partition = 'aws', , region = '', account = ''] = arn.split(':');
  const allow = (service: string, sources: readonly string[]): object => ({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: arn,
    Condition: { ArnEquals: { 'aws:SourceArn': sources } },
  });
  const topics = places.filter((place) => place.split(':')[2] === 'sns');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...(topics.length > 0 ? [allow('sns.amazonaws.com', topics)] : []),
      allow('events.amazonaws.com', [`arn:${partition}:events:${region}:${account}:rule/${rule}`]),
    ],
  });
}
