import type { SendingAws } from '../model/sending-calls.ts';
import { Unavailable } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import { command } from '../render/paste/paste.ts';

/** The names of all that a test makes begin with this. */
export const ownPrefix = 'ses-doctor-test-';

/** Something that was made, and what became of it. */
export interface Made {
  kind: 'queue' | 'subscription' | 'rule';
  /** URL of a queue, ARN of a subscription, name of a rule. */
  name: string;
  /** Why it could not be taken away, or null. */
  left: string | null;
}

/** The command that takes a thing away. */
export function removalOf({ kind, name }: Made): string | null {
  if (kind === 'queue') return command`aws sqs delete-queue --queue-url ${name}`;
  if (kind === 'subscription')
    return command`aws sns unsubscribe --subscription-arn ${name} --region ${parseArn(name)?.region}`;
  return command`aws events remove-targets --rule ${name} --ids queue`;
}

/** Takes things away, the last one first; what is not there any more is away. */
export async function takeAway(aws: SendingAws, things: readonly Made[]): Promise<readonly Made[]> {
  const ended: Made[] = [];
  for (const thing of things.toReversed()) {
    try {
      await remove(aws, thing);
      ended.push({ ...thing, left: null });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      ended.push({ ...thing, left: error.reason === 'not-found' ? null : error.message });
    }
  }
  return ended;
}

async function remove(aws: SendingAws, { kind, name }: Made): Promise<void> {
  if (kind === 'queue') await aws('sqs:DeleteQueue', { QueueUrl: name });
  else if (kind === 'subscription') await aws('sns:Unsubscribe', { SubscriptionArn: name });
  else {
    await aws('events:RemoveTargets', { Rule: name, Ids: ['queue'] });
    await aws('events:DeleteRule', { Name: name });
  }
}

/** So many pages of a list are read. */
const mostPages = 100;

/** What tests have left in this Region: of the name that begins so, and for a queue, with our tag. */
export async function leftovers(aws: SendingAws, prefix: string): Promise<readonly Made[]> {
  const [queues, rules, subscriptions] = [
    await ownQueues(aws, prefix),
    await ownRules(aws, prefix),
    await ownSubscriptions(aws, prefix),
  ];
  return [
    ...queues.map((name) => ({ kind: 'queue' as const, name, left: null })),
    ...rules.map((name) => ({ kind: 'rule' as const, name, left: null })),
    ...subscriptions.map((name) => ({ kind: 'subscription' as const, name, left: null })),
  ];
}

async function ownQueues(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await aws('sqs:ListQueues', {
      QueueNamePrefix: prefix,
      MaxResults: 1000,
      ...(token !== undefined && { NextToken: token }),
    });
    for (const QueueUrl of reply.QueueUrls ?? []) {
      const { Tags: tags = {} } = await aws('sqs:ListQueueTags', { QueueUrl });
      if (nameOf(QueueUrl).startsWith(prefix) && 'ses-doctor' in tags) own.push(QueueUrl);
    }
    token = reply.NextToken;
    if (token === undefined || token === '') break;
  }
  return own;
}

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

async function ownRules(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await aws('events:ListRules', {
      NamePrefix: prefix,
      ...(token !== undefined && { NextToken: token }),
    });
    own.push(...(reply.Rules ?? []).flatMap(({ Name }) => (Name?.startsWith(prefix) === true ? [Name] : [])));
    token = reply.NextToken;
    if (token === undefined || token === '') break;
  }
  return own;
}

async function ownSubscriptions(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await aws('sns:ListSubscriptions', { ...(token !== undefined && { NextToken: token }) });
    for (const { SubscriptionArn: arn = '', Protocol, Endpoint = '' } of reply.Subscriptions ?? [])
      if (
        Protocol === 'sqs' &&
        arn.startsWith('arn:') &&
        parseArn(Endpoint)?.resource.startsWith(prefix) === true
      )
        own.push(arn);
    token = reply.NextToken;
    if (token === undefined || token === '') break;
  }
  return own;
}
