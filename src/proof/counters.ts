import type { RuleTargets, UsedBus } from '../facts/event-path/rule.ts';
import type { StreamState, UsedStream } from '../facts/event-path/stream.ts';
import { eventNames } from '../knowledge/event-types.ts';
import { inRegionOf, type Subscription } from '../facts/event-path/subscription.ts';
import type { UsedTopic } from '../facts/event-path/topic-uses.ts';
import type { AwsProbe } from '../model/aws.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { answerOf, Unavailable } from '../model/unavailable.ts';
import { parseArn } from '../parse/arn.ts';
import type { Counted, HopCount } from './counts.ts';
import { dueAtRule, dueAtTopic, dueEvents } from './due.ts';
import { dimensionOf } from './metric-dimension.ts';
import { otherAccount } from './own-account.ts';
import type { SentMessage } from './proof.ts';
import { expectedEvents } from './watch.ts';
import type { Ways } from './ways.ts';

/** What is asked of CloudWatch at a hop. */
export interface Counter extends Omit<HopCount, 'counts'> {
  metrics: readonly CounterMetric[];
}

interface CounterMetric {
  role: keyof Counted;
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
}

/** What is on the way, as the facts tell it. */
export interface OnTheWay {
  ways: Ways;
  topics: readonly UsedTopic[];
  subscriptions: readonly Subscription[];
  buses: readonly UsedBus[];
  targets: readonly RuleTargets[];
  streams: readonly UsedStream[];
}

/** CloudWatch has the numbers of a minute some minutes later. */
const enoughSeconds = 600;
/** Firehose writes when the time of its buffer is up; so many seconds later it has. */
export const afterBuffer = 300;

/** What a run knows of itself. */
interface Own {
  /** Places that lose every event by their settings. */
  broken: ReadonlySet<string>;
  /** Topics that a queue of our own is subscribed to. */
  tapped: ReadonlySet<string>;
  /** The account of this run; null: nobody said. */
  account: string | null;
  test: { nonce: string; from: string };
}

/** All counters that events of these messages have to pass, apart from those behind a hop that loses them all. */
export function countersFor(
  messages: readonly SentMessage[],
  { ways, topics, subscriptions, buses, targets, streams }: OnTheWay,
  { broken, tapped, account, test }: Own,
): readonly Counter[] {
  const places = [...new Set(ways.ways.map(({ place }) => place))].filter((place) => !broken.has(place));
  return places.flatMap((place): readonly Counter[] => {
    const expected = expectedEvents(messages, ways, [place]);
    if (expected.length === 0) return [];
    const events = dueEvents(messages, ways, place);
    const way = ways.ways.find((one) => one.place === place);
    const kind = way?.kind;
    const common = { place, arn: place, enoughSeconds };
    if (kind === 'sns') {
      const topic = {
        uses: topics.find(({ arn }) => arn === place)?.uses ?? [],
        subscriptions: subscriptions.filter((one) => one.topic === place),
      };
      const due = dueAtTopic(events, topic, tapped.has(place));
      const elsewhere = otherAccount(place, account);
      return elsewhere === null
        ? [{ ...common, kind: 'topic', due, metrics: topicMetrics(place) }]
        : [{ ...common, kind: 'topic', due, metrics: [], enoughSeconds: 0, elsewhere }];
    }
    if (kind === 'eventbridge')
      return targets.flatMap(({ bus, ruleArn, rule, targets: of }): readonly Counter[] => {
        if (bus !== place || !of.ok || of.value.length === 0) return [];
        const due = dueAtRule(events, { bus, rule, targets: of.value.length }, buses);
        return [{ ...common, kind: 'rule', arn: ruleArn, due, metrics: ruleMetrics(rule, place) }];
      });
    if (way?.kind === 'cloudwatch') {
      const dimensions = dimensionOf(way, test);
      const types = [...new Set([...expected, ...events].map(({ type }) => type))];
      const due = { taken: 0, delivered: events.length };
      return dimensions === null
        ? []
        : [{ ...common, kind: 'metric', due, metrics: eventMetrics(types, dimensions) }];
    }
    const stream = kind === 'firehose' ? streams.find(({ arn }) => arn === place) : undefined;
    if (stream === undefined || !stream.state.ok || stream.state.value === null) return [];
    const { deliveries, bufferSeconds, writesAll, processing = [] } = stream.state.value;
    const isPlain = writesAll && deliveries.length === 1;
    // A function may drop records before they are converted; a record that it drops as it should counts as processed.
    const [last] = processing.filter((one) => one !== 'partitions').slice(-1);
    const isSure = last === 'function' || (last === 'conversion' && !processing.includes('function'));
    const due = {
      ...{ taken: events.length, delivered: isPlain ? events.length : null },
      ...(isSure && { processed: events.length }),
    };
    return [
      {
        ...{ ...common, kind: 'stream', due },
        metrics: [...streamMetrics(stream.name, deliveries), ...processingMetrics(stream.name, processing)],
        ...(processing.length > 0 && {
          // Of partitions, nothing is counted that failed.
          processing: processing.includes('partitions') ? ('uncounted' as const) : ('counted' as const),
        }),
        enoughSeconds: Math.max(enoughSeconds, (bufferSeconds ?? 0) + afterBuffer),
      },
    ];
  });
}

/** "Monitoring Amazon SNS topics using CloudWatch". */
function topicMetrics(arn: string): readonly CounterMetric[] {
  const common = { namespace: 'AWS/SNS', dimensions: { TopicName: parseArn(arn)?.resource ?? arn } };
  return [
    { ...common, role: 'taken', name: 'NumberOfMessagesPublished' },
    { ...common, role: 'delivered', name: 'NumberOfNotificationsDelivered' },
    { ...common, role: 'failed', name: 'NumberOfNotificationsFailed' },
  ];
}

/** "Monitoring Amazon EventBridge": rules of the default bus have one dimension. Invocations count those that failed, too. */
function ruleMetrics(rule: string, bus: string): readonly CounterMetric[] {
  const busName = parseArn(bus)?.resource.replace(/^event-bus\//, '') ?? 'default';
  const dimensions = busName === 'default' ? { RuleName: rule } : { EventBusName: busName, RuleName: rule };
  const common = { namespace: 'AWS/Events', dimensions };
  return [
    { ...common, role: 'taken', name: 'TriggeredRules' },
    { ...common, role: 'delivered', name: 'Invocations' },
    { ...common, role: 'failed', name: 'FailedInvocations' },
  ];
}

/** "Monitoring Amazon Data Firehose using CloudWatch metrics". */
function streamMetrics(name: string, deliveries: readonly string[]): readonly CounterMetric[] {
  const common = { namespace: 'AWS/Firehose', dimensions: { DeliveryStreamName: name } };
  return [
    { ...common, role: 'taken', name: 'IncomingRecords' },
    ...deliveries.flatMap((delivery): readonly CounterMetric[] => [
      { ...common, role: 'delivered', name: `${delivery}.Records` },
      { ...common, role: 'share', name: `${delivery}.Success` },
    ]),
  ];
}

/** The same page, "Data transformation" and "Format conversion". */
function processingMetrics(
  name: string,
  processing: NonNullable<StreamState['processing']>,
): readonly CounterMetric[] {
  const common = { namespace: 'AWS/Firehose', dimensions: { DeliveryStreamName: name } };
  const converts = processing.includes('conversion');
  const calls = processing.includes('function');
  return [
    ...(calls ? [{ ...common, role: 'share' as const, name: 'ExecuteProcessing.Success' }] : []),
    ...(calls && !converts
      ? [{ ...common, role: 'processed' as const, name: 'SucceedProcessing.Records' }]
      : []),
    ...(converts
      ? [
          { ...common, role: 'processed' as const, name: 'SucceedConversion.Records' },
          { ...common, role: 'failed' as const, name: 'FailedConversion.Records' },
        ]
      : []),
  ];
}

/** "Monitoring your Amazon SES sending activity": what is counted is named as the event. */
const eventMetrics = (
  types: readonly string[],
  dimensions: Readonly<Record<string, string>>,
): readonly CounterMetric[] =>
  types.map((type) => ({
    ...{ role: 'delivered', namespace: 'AWS/SES', dimensions },
    name: (eventNames[type]?.recordType ?? type).replace(' ', ''),
  }));

const minute = 60_000;
const hour = 60 * minute;
const beginningOf = (time: number): number => Math.floor(time / minute) * minute;

/** Asks CloudWatch for all counters, one question a Region; one that is not answered is so for all of its counters. */
export async function readCounters(
  aws: AwsProbe,
  all: readonly Counter[],
  asking: { sentAt: number; now: number; home: string | null },
): Promise<readonly HopCount[]> {
  const [asked, hidden] = [true, false].map((here) =>
    all.filter(({ elsewhere }) => (elsewhere === undefined) === here),
  );
  return [...(await ask(aws, asked, asking)), ...(hidden ?? []).map(notCounted)];
}

/** "Monitoring Amazon SNS topics using CloudWatch": the metrics are in the account of the topic. */
const notCounted = ({ metrics: _, elsewhere = '', ...hop }: Counter): HopCount => ({
  ...hop,
  elsewhere,
  counts: {
    ok: false,
    why: new Unavailable(
      'access-denied',
      `what passes ${parseArn(hop.arn)?.resource ?? hop.arn} is counted in CloudWatch of its own account ${elsewhere} alone`,
      { question: 'cloudwatch:GetMetricData' },
    ).why,
  },
});

async function ask(
  aws: AwsProbe,
  counters: readonly Counter[] = [],
  { sentAt, now, home }: { sentAt: number; now: number; home: string | null },
): Promise<readonly HopCount[]> {
  const regions = new Set(counters.map(({ arn }) => parseArn(arn)?.region ?? ''));
  const answers = await Promise.all(
    [...regions].map(async (region) => {
      const there = counters.filter(({ arn }) => (parseArn(arn)?.region ?? '') === region);
      const reply = await answerOf(
        aws(
          'cloudwatch:GetMetricData',
          {
            MetricDataQueries: there.flatMap(({ metrics }, at) =>
              metrics.map(({ role, namespace, name, dimensions }, index) => ({
                Id: idOf(at, index),
                MetricStat: {
                  Metric: {
                    Namespace: namespace,
                    MetricName: name,
                    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
                  },
                  Period: 60,
                  Stat: role === 'share' ? 'Minimum' : 'Sum',
                },
              })),
            ),
            StartTime: new Date(beginningOf(sentAt) - hour),
            EndTime: new Date(beginningOf(now) + minute),
            ScanBy: 'TimestampDescending',
          },
          inRegionOf(there[0]?.arn ?? '', home),
        ),
      );
      return there.map(({ metrics, ...hop }, at): HopCount => ({
        ...hop,
        counts: reply.ok
          ? { ok: true, value: countsIn(reply.value.MetricDataResults, at, metrics, beginningOf(sentAt)) }
          : reply,
      }));
    }),
  );
  return answers.flat();
}

const idOf = (counter: number, metric: number): string => `c${String(counter)}_${String(metric)}`;

type Result = AwsReply<'cloudwatch:GetMetricData'>['MetricDataResults'][number];

/** The minute of the first message is one of those since: what else passed in it cannot be told apart. */
function countsIn(
  results: readonly Result[],
  counter: number,
  metrics: readonly CounterMetric[],
  from: number,
): { before: Counted; since: Counted } {
  const none: Counted = { taken: null, delivered: null, failed: null, share: null };
  const [before, since] = [{ ...none }, { ...none }];
  for (const [index, { role }] of metrics.entries()) {
    const result = results.find(({ Id }) => Id === idOf(counter, index));
    for (const [at, time] of (result?.Timestamps ?? []).entries()) {
      const value = result?.Values?.[at];
      if (value === undefined || !Number.isFinite(value)) continue;
      const part = time.getTime() < from ? before : since;
      const known = part[role];
      if (role === 'share') part.share = part.share === null ? value : Math.min(part.share, value);
      else part[role] = (known ?? 0) + value;
    }
  }
  return { before, since };
}
