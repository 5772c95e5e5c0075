import { ownPrefix } from '../knowledge/own-names.ts';
import type { SendingAws } from '../model/sending-calls.ts';
import { answerOf, Unavailable, type UnavailableReason, type Why } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import { command } from '../render/paste/paste.ts';

/** Something that was made, and what became of it. */
export interface Made {
  kind: 'queue' | 'subscription' | 'rule';
  /** URL of a queue, ARN of a subscription, name of a rule. */
  name: string;
  /** Where it stands; null where nobody named a Region. */
  region: string | null;
  /** Why it could not be taken away, or null. */
  left: string | null;
}

/** The commands that take a thing away, one after the other. */
export function removalOf({ kind, name, region }: Made): readonly (string | null)[] {
  // Of one that may be there nobody knows the URL.
  if (kind === 'queue' && !name.includes('/')) return [];
  if (kind === 'queue') return [command`aws sqs delete-queue --queue-url ${name} --region ${region}`];
  if (kind === 'subscription')
    return [command`aws sns unsubscribe --subscription-arn ${name} --region ${region}`];
  return [
    command`aws events remove-targets --rule ${name} --ids queue --region ${region}`,
    command`aws events delete-rule --name ${name} --region ${region}`,
  ];
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
async function isGone(aws: SendingAws, thing: Made, reason: UnavailableReason): Promise<boolean> {
  if (refused.has(reason)) return false;
  const { kind, name } = thing;
  const list = { queue: ownQueueUrls, rule: ownRules, subscription: ownSubscriptions }[kind];
  const prefix = kind === 'queue' ? nameOf(name) : kind === 'rule' ? name : ownPrefix;
  const there = await answerOf(list(aws, prefix, elsewhere(thing)?.region));
  return there.ok && !there.value.includes(name);
}

/** A subscription is where its topic is, which may be another Region than that of the run. */
const elsewhere = ({ kind, region }: Made): { region: string } | undefined =>
  kind === 'subscription' && region !== null ? { region } : undefined;

async function remove(aws: SendingAws, thing: Made): Promise<void> {
  const { kind, name } = thing;
  if (kind === 'queue') await aws('sqs:DeleteQueue', { QueueUrl: name });
  else if (kind === 'subscription') await aws('sns:Unsubscribe', { SubscriptionArn: name }, elsewhere(thing));
  else {
    // An answer that was lost may have been a yes: whether the target is away shows when the rule is to go.
    const targets = await answerOf(aws('events:RemoveTargets', { Rule: name, Ids: ['queue'] }));
    const rule = await answerOf(aws('events:DeleteRule', { Name: name }));
    if (!rule.ok) throw Unavailable.of(targets.ok ? rule.why : targets.why);
  }
}

/** What tests have left, and what could not be looked at. */
export interface Leftovers {
  things: readonly Made[];
  /** The Regions that were looked in beside that of the run. */
  beside: readonly string[];
  unread: readonly Why[];
}

/** The name of the tag by which a queue says in which other Regions it is subscribed to topics. */
export const regionsTag = 'ses-doctor-regions';

/**
 * What tests have left in this Region: of the name that begins so, and for a queue, with our tag. Subscriptions are looked
 * for in other Regions as well, where they are named, or where a queue says so.
 */
export async function leftovers(
  aws: SendingAws,
  prefix: string,
  { home, regions = [] }: { home: string | null; regions?: readonly string[] },
): Promise<Leftovers> {
  const unread: Why[] = [];
  const read = async <T>(list: Promise<readonly T[]>): Promise<readonly T[]> => {
    const answer = await answerOf(list);
    if (answer.ok) return answer.value;
    unread.push(answer.why);
    return [];
  };
  const listed = await read(queuesNamed(aws, prefix));
  // Whose a queue is that nobody may look at is not known.
  const knowsQueues = unread.length === 0;
  const queues = listed.filter(({ own }) => own);
  // A queue or a rule of that name without our tag is somebody else's, and so is what is subscribed for it.
  const others = new Set(listed.filter(({ own }) => !own).map(({ url }) => nameOf(url)));
  const rules = await read(taggedRules(aws, prefix));
  const beside = [...new Set([...regions, ...queues.flatMap((queue) => queue.regions)])];
  const subscriptions: OwnSubscription[] = [...(await read(subscriptionsFor(aws, prefix)))];
  for (const region of beside)
    if (region !== home) subscriptions.push(...(await read(subscriptionsFor(aws, prefix, region))));
  const inHome = { region: home, left: null };
  return {
    things: [
      ...queues.map(({ url }) => ({ kind: 'queue' as const, name: url, ...inHome })),
      ...rules.map((name) => ({ kind: 'rule' as const, name, ...inHome })),
      ...[
        ...new Set(
          subscriptions.filter(({ queue }) => knowsQueues && !others.has(queue)).map(({ arn }) => arn),
        ),
      ].map((name) => subscriptionNamed(name)),
    ],
    beside: beside.filter((region) => region !== home),
    unread,
  };
}

/** A subscription that is there: its ARN names its Region. */
export const subscriptionNamed = (name: string): Made => ({
  ...{ kind: 'subscription', name, region: parseArn(name)?.region ?? null, left: null },
});

interface NamedQueue {
  url: string;
  /** It has our tag. */
  own: boolean;
  regions: readonly string[];
}

async function queuesNamed(aws: SendingAws, prefix: string): Promise<readonly NamedQueue[]> {
  const all: NamedQueue[] = [];
  for (const url of await ownQueueUrls(aws, prefix)) {
    const tags = await tagsOf(aws, url);
    // Somebody took it away since it was listed: a test that ended.
    if (tags === null) continue;
    const regions = (tags[regionsTag] ?? '').split(' ').filter((region) => /^[a-z0-9-]{1,30}$/.test(region));
    all.push({ url, regions, own: 'ses-doctor' in tags });
  }
  return all;
}

/** Null: it is not there. */
async function tagsOf(aws: SendingAws, url: string): Promise<Readonly<Record<string, string>> | null> {
  try {
    return (await aws('sqs:ListQueueTags', { QueueUrl: url })).Tags ?? {};
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

async function ownQueueUrls(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  return await allPages(async (token) => {
    const reply = await aws('sqs:ListQueues', { QueueNamePrefix: prefix, MaxResults: 1000, ...token });
    return {
      items: (reply.QueueUrls ?? []).filter((url) => nameOf(url).startsWith(prefix)),
      next: reply.NextToken,
    };
  });
}

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

const ownRules = async (aws: SendingAws, prefix: string): Promise<readonly string[]> =>
  (await rulesNamed(aws, prefix)).map(({ name }) => name);

async function rulesNamed(
  aws: SendingAws,
  prefix: string,
): Promise<readonly { name: string; arn: string }[]> {
  return await allPages(async (token) => {
    const reply = await aws('events:ListRules', { NamePrefix: prefix, ...token });
    return {
      items: (reply.Rules ?? []).flatMap(({ Name: name, Arn: arn = '' }) =>
        name?.startsWith(prefix) === true ? [{ name, arn }] : [],
      ),
      next: reply.NextToken,
    };
  });
}

async function taggedRules(aws: SendingAws, prefix: string): Promise<readonly string[]> {
  const own: string[] = [];
  for (const { name, arn } of await rulesNamed(aws, prefix)) {
    try {
      const { Tags: tags = [] } = await aws('events:ListTagsForResource', { ResourceARN: arn });
      if (tags.some(({ Key }) => Key === 'ses-doctor')) own.push(name);
    } catch (error) {
      if (!(error instanceof Unavailable) || error.reason !== 'not-found') throw error;
    }
  }
  return own;
}

interface OwnSubscription {
  arn: string;
  /** Name of the queue that it delivers to. */
  queue: string;
}

const ownSubscriptions = async (
  aws: SendingAws,
  prefix: string,
  region?: string,
): Promise<readonly string[]> => (await subscriptionsFor(aws, prefix, region)).map(({ arn }) => arn);

async function subscriptionsFor(
  aws: SendingAws,
  prefix: string,
  region?: string,
): Promise<readonly OwnSubscription[]> {
  const options = region === undefined ? undefined : { region };
  return await allPages(async (token) => {
    const reply = await aws('sns:ListSubscriptions', token, options);
    return {
      items: (reply.Subscriptions ?? []).flatMap(
        ({ SubscriptionArn: arn = '', Protocol: protocol, Endpoint: endpoint = '' }) => {
          const queue = parseArn(endpoint)?.resource ?? '';
          return protocol === 'sqs' && arn.startsWith('arn:') && queue.startsWith(prefix)
            ? [{ arn, queue }]
            : [];
        },
      ),
      next: reply.NextToken,
    };
  });
}

/** So many pages of a list are read. */
const mostPages = 100;

async function allPages<T>(
  ask: (token: { NextToken?: string }) => Promise<{ items: readonly T[]; next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await ask(token === undefined ? {} : { NextToken: token });
    all.push(...items);
    token = next;
    if (token === undefined || token === '') break;
  }
  return all;
}
