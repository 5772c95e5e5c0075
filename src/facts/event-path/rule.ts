import type { AwsProbe } from '../../model/aws.ts';
import type { AwsReply } from '../../model/aws-replies.ts';
import { defineFact } from '../../model/fact.ts';
import { eventNames } from '../../knowledge/event-types.ts';
import { ownPrefix } from '../../knowledge/own-names.ts';
import { type Answer, answerOf } from '../../model/unavailable.ts';
import { parseArn } from '../../parse/arn.ts';
import { type Fit, fitOf } from '../../parse/event-pattern.ts';
import { bridgeEventOf, type Publisher } from '../../parse/ses-event.ts';
import { eventDestinations } from '../event-destinations.ts';
import { collectPages, type Pages } from '../pages.ts';
import { inRegionOf } from './subscription.ts';
import { sendersThrough } from './topic-uses.ts';

/** An event bus that configuration sets publish to, with its rules that have to do with SES. */
export interface UsedBus {
  arn: string;
  /** The configuration sets that publish there. */
  sets: readonly string[];
  /** What they publish there, as `BOUNCE`. */
  types: readonly string[];
  /** Of the identities asked about, those whose mail goes through a set, with it. Absent in what an older version saved. */
  senders?: readonly { identity: string; set: string }[];
  rules: Answer<Pages<BusRule>>;
}

export interface BusRule {
  name: string;
  arn: string;
  enabled: boolean;
  pattern: string;
  /** The published types that may fit, and surely fit no other way than the pattern says. */
  takes: readonly string[];
}

/**
 * The event buses of the sender's configuration sets, and of their rules those that name aws.ses or may take its
 * events. Asked only where a set publishes to EventBridge; a bus whose rules may not be read has unanswered `rules`.
 */
export const busRules = defineFact({
  id: 'bus-rules',
  title: 'the rules of the event bus',
  actions: ['events:ListRules'],
  from: { eventDestinations },
  async gather({ aws, signal, target }, { eventDestinations: sets }): Promise<readonly UsedBus[]> {
    const buses = new Map<string, { sets: Set<string>; types: Set<string> }>();
    const senders = sets.flatMap(({ set, ...use }) =>
      sendersThrough(use, target.identities).map((identity) => ({ identity, set })),
    );
    for (const { set, destinations } of sets) {
      for (const { enabled, channel, types } of destinations.ok ? destinations.value : []) {
        if (!enabled || channel?.kind !== 'eventbridge') continue;
        const bus = buses.get(channel.busArn) ?? { sets: new Set(), types: new Set() };
        bus.sets.add(set);
        for (const type of types) if (type in eventNames) bus.types.add(type);
        buses.set(channel.busArn, bus);
      }
    }
    return await Promise.all(
      [...buses].map(async ([arn, { sets: using, types }]) => ({
        arn,
        sets: [...using],
        types: [...types],
        senders: senders.filter(({ set }) => using.has(set)),
        rules: await answerOf(
          askRules({ aws, signal, home: target.region }, arn, { types: [...types], sets: [...using] }),
        ),
      })),
    );
  },
});

type RuleReply = AwsReply<'events:ListRules'>['Rules'][number];

interface Asking {
  aws: AwsProbe<'events:ListRules'>;
  signal: AbortSignal;
  home: string | null;
}

async function askRules(
  { aws, signal, home }: Asking,
  bus: string,
  { types, sets }: { types: readonly string[]; sets: readonly string[] },
): Promise<Pages<BusRule>> {
  const events: Events = {
    types,
    ...(home !== null && { region: home }),
    ...publisherOn(bus, sets),
  };
  const { items, ...rest } = await collectPages<RuleReply>({
    signal,
    limit: 2000,
    keep: ({ Name: name, EventPattern: pattern }) =>
      pattern !== undefined && !name.startsWith(ownPrefix) && concernsSes(pattern, events),
    ask: async (token) => {
      const reply = await aws(
        'events:ListRules',
        { EventBusName: busName(bus), ...(token !== undefined && { NextToken: token }) },
        inRegionOf(bus, home),
      );
      return { items: reply.Rules, next: reply.NextToken };
    },
  });
  return { ...rest, items: items.map((rule) => ruleFrom(rule, events)) };
}

/** Who publishes to a bus: SES publishes to the default bus of the account of the configuration set alone. */
function publisherOn(bus: string, [set, ...more]: readonly string[]): Publisher {
  const parts = parseArn(bus);
  return {
    ...(parts !== null && { account: parts.account, region: parts.region, partition: parts.partition }),
    ...(set !== undefined && more.length === 0 && { set }),
  };
}

/** Whether a rule of a bus takes an event of the sender; `known`: what is known of it beyond its type. */
export const fitAtBus = (
  { arn, sets }: Pick<UsedBus, 'arn' | 'sets'>,
  { pattern, type, known }: { pattern: string; type: string; known: Publisher },
): Fit => fitOf(pattern, bridgeEventOf(type, { ...publisherOn(arn, sets), ...known }));

/** `event-bus/default` of an ARN. */
const busName = (arn: string): string => parseArn(arn)?.resource.replace(/^event-bus\//, '') ?? 'default';

/** What is published to a bus, and by whom. */
interface Events extends Publisher {
  types: readonly string[];
}

const concernsSes = (pattern: string, events: Events): boolean =>
  pattern.includes('aws.ses') || taken(pattern, events).length > 0;

const taken = (pattern: string, { types, ...publisher }: Events): readonly string[] =>
  types.filter((type) => fitOf(pattern, bridgeEventOf(type, publisher)) !== 'none');

function ruleFrom({ Name, Arn, EventPattern: pattern = '', State }: RuleReply, events: Events): BusRule {
  return {
    name: Name,
    arn: Arn,
    // ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS is enabled, too.
    enabled: State !== 'DISABLED',
    pattern,
    takes: taken(pattern, events),
  };
}

/** Where a rule sends its events. */
export interface RuleTargets {
  bus: string;
  rule: string;
  ruleArn: string;
  targets: Answer<readonly RuleTarget[]>;
}

export interface RuleTarget {
  /** ARN of a queue, function, log group, bus … */
  arn: string;
  /** EventBridge takes on a role of the account for it, instead of asking the target's own policy. */
  role: string | null;
  /** ARN of the queue that takes what could not be delivered, or null. */
  deadLetterQueue: string | null;
  /** The group of messages that it names for a FIFO queue; absent: none. */
  group?: string;
  /** It gets a part of the event, or another text in its place. */
  reshaped?: true;
}

/** One question a rule: so many are asked. */
const mostAsked = 20;

/** The targets of the enabled rules that may take events of the sender, twenty rules at most. */
export const ruleTargets = defineFact({
  id: 'rule-targets',
  title: 'the targets of the rules of the event bus',
  actions: ['events:ListTargetsByRule'],
  from: { busRules },
  gather: ({ aws, signal, target }, { busRules: buses }): Promise<readonly RuleTargets[]> =>
    Promise.all(
      buses.flatMap(({ arn: bus, rules }) =>
        (rules.ok ? rules.value.items : [])
          .filter(({ enabled, takes }) => enabled && takes.length > 0)
          .slice(0, mostAsked)
          .map(async ({ name, arn: ruleArn }) => ({
            bus,
            rule: name,
            ruleArn,
            targets: await answerOf(
              collectPages({
                signal,
                limit: 200,
                ask: async (token) => {
                  const reply = await aws(
                    'events:ListTargetsByRule',
                    {
                      Rule: name,
                      EventBusName: busName(bus),
                      ...(token !== undefined && { NextToken: token }),
                    },
                    inRegionOf(bus, target.region),
                  );
                  return { items: reply.Targets.map(targetFrom), next: reply.NextToken };
                },
              }).then(({ items }) => items),
            ),
          })),
      ),
    ),
});

const targetFrom = ({
  Arn,
  RoleArn,
  DeadLetterConfig,
  Input,
  InputPath,
  InputTransformer,
  SqsParameters,
}: AwsReply<'events:ListTargetsByRule'>['Targets'][number]): RuleTarget => ({
  arn: Arn,
  role: RoleArn ?? null,
  deadLetterQueue: DeadLetterConfig?.Arn ?? null,
  ...(SqsParameters?.MessageGroupId !== undefined && { group: SqsParameters.MessageGroupId }),
  ...((Input ?? InputPath ?? InputTransformer) !== undefined && { reshaped: true as const }),
});

/** Rules whose list of targets is empty. */
export const aimlessOf = (bus: string, targets: readonly RuleTargets[]): ReadonlySet<string> =>
  new Set(
    targets
      .filter((one) => one.bus === bus && one.targets.ok && one.targets.value.length === 0)
      .map(({ rule }) => rule),
  );
