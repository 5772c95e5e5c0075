import { grouped } from '../model/many.ts';
import { defineFact, type Fact } from '../model/fact.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf, Unavailable, type Why } from '../model/unavailable.ts';
import { setNamesInForce } from './configuration-set/configuration-set.ts';
import { askConfigurationSet } from './configuration-set/reply.ts';
import { collectPages } from './pages.ts';

/** Where events of a configuration set go. */
export interface EventDestination {
  name: string;
  enabled: boolean;
  /** As `BOUNCE`, `RENDERING_FAILURE`. */
  types: readonly string[];
  /** Null for a kind that this program does not know. */
  channel: EventChannel | null;
}

export type EventChannel =
  | { kind: 'sns'; topicArn: string }
  | { kind: 'firehose'; streamArn: string; roleArn: string }
  | { kind: 'eventbridge'; busArn: string }
  | { kind: 'cloudwatch'; dimensions: readonly MetricDimension[] }
  | { kind: 'pinpoint'; applicationArn: string };

export interface MetricDimension {
  name: string;
  /** `MESSAGE_TAG`, `EMAIL_HEADER` or `LINK_TAG`. */
  source: string;
  fallback: string;
}

export interface SetDestinations {
  set: string;
  /** The identities asked about whose default set this is. */
  defaultOf: readonly string[];
  /** Named on the command line or by a symptom. */
  named: boolean;
  destinations: Answer<readonly EventDestination[]>;
}

/** A set that the sender names takes the place of every default. */
export const setsInForce = (sets: readonly SetDestinations[]): readonly SetDestinations[] =>
  sets.some(({ named }) => named) ? sets.filter(({ named }) => named) : sets;

/** The event destinations of each configuration set in force, each set once; sets that do not exist are left out. */
export const eventDestinations: Fact<readonly SetDestinations[]> = defineFact({
  id: 'event-destinations',
  title: 'the event destinations',
  actions: ['ses:GetConfigurationSetEventDestinations', 'ses:GetConfigurationSet'],
  from: { setNamesInForce },
  async gather({ aws }, { setNamesInForce: uses }): Promise<readonly SetDestinations[]> {
    const names = [...new Set(uses.flatMap(({ name }) => (name.ok ? [name.value] : [])))];
    const known = names.map(async (set): Promise<SetDestinations | null> => {
      const destinations = await answerOf(askDestinations(aws, set));
      const whys = uses.filter(({ name }) => name.ok && name.value === set).map(({ why }) => why);
      const defaultOf = whys.flatMap((why) => (why === 'named' ? [] : [why.defaultOf]));
      const named = whys.includes('named');
      if (!destinations.ok) return { set, defaultOf, named, destinations };
      const { value } = destinations;
      if (value !== null) return { set, defaultOf, named, destinations: { ok: true, value } };
      // The check configuration-set says of a set that it does not exist, and only of one that does not.
      const settings = await answerOf(askConfigurationSet(aws, set));
      return settings.ok && settings.value === null
        ? null
        : { set, defaultOf, named, destinations: { ok: false, why: halfFound(set) } };
    });
    const unread = uses.flatMap(({ name, why }): readonly SetDestinations[] =>
      name.ok || why === 'named'
        ? []
        : [
            {
              set: `the default set of ${why.defaultOf}`,
              defaultOf: [why.defaultOf],
              named: false,
              destinations: name,
            },
          ],
    );
    return [...(await Promise.all(known)).filter((answer) => answer !== null), ...unread];
  },
});

const halfFound = (set: string): Why =>
  new Unavailable(
    'bad-reply',
    `SES says that there is no configuration set ${set} to publish events of, and there is`,
    {
      question: 'ses:GetConfigurationSetEventDestinations',
    },
  ).why;

/** What the sets of the account publish, for senders without a set in force. */
export interface AccountPublishing {
  /** How many sets the account has in this Region. */
  sets: number;
  /** Event type to the first set that publishes it; not asked further once bounces and rendering failures are found. */
  publishers: Readonly<Record<string, string>>;
  /** Why not all sets were asked, or null when they were, as far as needed. */
  because: string | null;
}

/** One question a set at about one a second: so many are asked. */
const maxSets = 25;

/** What the sets of the account publish; asked only for senders without a set in force (else `prerequisite`). */
export const accountPublishing = defineFact({
  id: 'event-destinations-of-account',
  title: 'which configuration sets publish events',
  actions: ['ses:ListConfigurationSets', 'ses:GetConfigurationSetEventDestinations'],
  from: { setNamesInForce },
  async gather({ aws, signal, target }, { setNamesInForce: sets }): Promise<AccountPublishing> {
    const defaults = sets.flatMap(({ why }) => (why === 'named' ? [] : [why.defaultOf]));
    const allCovered = target.identities.every((identity) => defaults.includes(identity));
    if (target.configurationSet !== null || (sets.length > 0 && allCovered)) {
      throw new Unavailable('prerequisite', 'a configuration set is in force');
    }
    const { items } = await collectPages({
      signal,
      ask: async (token) => {
        const reply = await aws('ses:ListConfigurationSets', {
          ...(token !== undefined && { NextToken: token }),
        });
        return { items: reply.ConfigurationSets, next: reply.NextToken };
      },
    });
    const publishers = new Map<string, string>();
    let asked = 0;
    for (const set of items.slice(0, maxSets)) {
      asked += 1;
      const types = ((await askDestinations(aws, set)) ?? [])
        .filter(({ enabled }) => enabled)
        .flatMap((one) => one.types);
      for (const type of types) if (!publishers.has(type)) publishers.set(type, set);
      if (publishers.has('BOUNCE') && publishers.has('RENDERING_FAILURE')) break;
    }
    const because =
      asked === maxSets && items.length > maxSets
        ? `only the first ${grouped(maxSets)} of ${grouped(items.length)} configuration sets were asked`
        : null;
    return { sets: items.length, publishers: Object.fromEntries(publishers), because };
  },
});

/** Null when there is no such set: it was removed since it was listed, or its settings could not be read. */
async function askDestinations(
  aws: AwsProbe<'ses:GetConfigurationSetEventDestinations'>,
  set: string,
): Promise<readonly EventDestination[] | null> {
  try {
    const reply = await aws('ses:GetConfigurationSetEventDestinations', { ConfigurationSetName: set });
    return reply.EventDestinations.map(destinationFrom);
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return null;
    throw error;
  }
}

type Reply = AwsReply<'ses:GetConfigurationSetEventDestinations'>['EventDestinations'][number];

const destinationFrom = (reply: Reply): EventDestination => ({
  name: reply.Name,
  enabled: reply.Enabled,
  types: reply.MatchingEventTypes,
  channel: channelFrom(reply),
});

function channelFrom(reply: Reply): EventChannel | null {
  if (reply.SnsDestination !== undefined) return { kind: 'sns', topicArn: reply.SnsDestination.TopicArn };
  const firehose = reply.KinesisFirehoseDestination;
  if (firehose !== undefined) {
    return {
      kind: 'firehose',
      streamArn: firehose.DeliveryStreamArn,
      roleArn: firehose.IamRoleArn,
    };
  }
  if (reply.EventBridgeDestination !== undefined) {
    return { kind: 'eventbridge', busArn: reply.EventBridgeDestination.EventBusArn };
  }
  if (reply.CloudWatchDestination !== undefined) {
    const dimensions = reply.CloudWatchDestination.DimensionConfigurations.map((one) => ({
      name: one.DimensionName,
      source: one.DimensionValueSource,
      fallback: one.DefaultDimensionValue,
    }));
    return { kind: 'cloudwatch', dimensions };
  }
  if (reply.PinpointDestination === undefined) return null;
  return { kind: 'pinpoint', applicationArn: reply.PinpointDestination.ApplicationArn ?? '' };
}
