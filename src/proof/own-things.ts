import type { SendingAws } from '../model/sending-calls.ts';
import { answerOf, Unavailable, type UnavailableReason } from '../model/unavailable.ts';
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
      const away = error.reason === 'not-found' || (await isGone(aws, thing, error.reason));
      ended.push({ ...thing, left: away ? null : error.message });
    }
  }
  return ended;
}

/** Reasons after which a thing is surely still there. */
const refused: ReadonlySet<UnavailableReason> = new Set(['access-denied', 'refused', 'no-credentials']);

/** An answer that was lost or cannot be read says nothing: the list of what there is does. */
async function isGone(aws: SendingAws, { kind, name }: Made, reason: UnavailableReason): Promise<boolean> {
  if (refused.has(reason)) return false;
  const list = { queue: ownQueueUrls, rule: ownRules, subscription: ownSubscriptions }[kind];
  const prefix = kind === 'queue' ? nameOf(name) : kind === 'rule' ? name : ownPrefix;
  const there = await answerOf(list(aws, prefix, elsewhere(kind, name)?.region));
  return there.ok && !there.value.includes(name);
}

/** A subscription is where its topic is, which may be another Region than that of the run. */
function elsewhere(kind: Made['kind'], name: string): { region: string } | undefined {
  const region = kind === 'subscription' ? (parseArn(name)?.region ?? '') : '';
  return region === '' ? undefined : { region };
}

async function remove(aws: SendingAws, { kind, name }: Made): Promise<void> {
  if (kind === 'queue') await aws('sqs:DeleteQueue', { QueueUrl: name });
  else if (kind === 'subscription')
    await aws('sns:Unsubscribe', { SubscriptionArn: name }, elsewhere(kind, name));
  else {
    await aws('events:RemoveTargets', { Rule: name, Ids: ['queue'] });
    await aws('events:DeleteRule', { Name: name });
  }
}

/** So many pages of a list are read. */
const mostPages = 100;

/**
 * What tests have left in this Region: of the name that begins so, and for a queue, with our tag. Subscriptions are looked
 * for in other Regions as well, where they are named.
 */
export async function leftovers(
  aws: SendingAws,
  prefix: string,
  others: readonly string[] = [],
): Promise<readonly Made[]> {
  const [queues, rules, subscriptions] = [
    await ownQueues(aws, prefix),
    await ownRules(aws, prefix),
    await subscriptionsIn(aws, prefix, others),
  ];
  return [
    ...queues.map((name) => ({ kind: 'queue' as const, name, left: null })),
    ...rules.map((name) => ({ kind: 'rule' as const, name, left: null })),
    ...subscriptions.map((name) => ({ kind: 'subscription' as const, name, left: null })),
  ];
}

async function ownQueues(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  for (const QueueUrl of await ownQueueUrls(aws, prefix)) {
    const { Tags: tags = {} } = await aws('sqs:ListQueueTags', { QueueUrl });
    if ('ses-doctor' in tags) own.push(QueueUrl);
  }
  return own;
}

async function ownQueueUrls(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await aws('sqs:ListQueues', {
      QueueNamePrefix: prefix,
      MaxResults: 1000,
      ...(token !== undefined && { NextToken: token }),
    });
    own.push(...(reply.QueueUrls ?? []).filter((url) => nameOf(url).startsWith(prefix)));
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

async function subscriptionsIn(
  aws: SendingAws,
  prefix: string,
  others: readonly string[],
): Promise<readonly string[]> {
  const own = [...(await ownSubscriptions(aws, prefix))];
  for (const region of others) own.push(...(await ownSubscriptions(aws, prefix, region)));
  return [...new Set(own)];
}

async function ownSubscriptions(
  aws: SendingAws,
  prefix: string,
  region?: string,
): Promise<readonly string[]> {
  const own: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const reply = await aws(
      'sns:ListSubscriptions',
      { ...(token !== undefined && { NextToken: token }) },
      region === undefined ? undefined : { region },
    );
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
