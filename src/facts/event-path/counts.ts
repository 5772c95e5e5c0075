import type { AwsProbe } from '../../model/aws.ts';
import type { AwsReply } from '../../model/aws-replies.ts';
import { defineFact } from '../../model/fact.ts';
import { type Answer, answerOf } from '../../model/unavailable.ts';
import { parseArn } from '../../parse/arn.ts';
import { takenAt } from '../taken-at.ts';
import { ruleTargets } from './rule.ts';
import { streams } from './stream.ts';
import { inRegionOf } from './subscription.ts';
import { topicUses } from './topic-uses.ts';

/** A place that hands events on, and how that went in the last 24 hours. */
export interface HopCounts {
  kind: 'topic' | 'rule' | 'stream';
  arn: string;
  counts: Answer<Counts>;
}

/** What CloudWatch counted. Null: it has no such number, which is not zero. */
export interface Counts {
  /** Messages of SNS, invocations of EventBridge that arrived. */
  delivered: number | null;
  /** Those that were given up. */
  failed: number | null;
  /** Of a stream: what part of its writes went well in the last hour that had any, with the metric; 1 is all. */
  lastHour: { at: string; share: number; metric: string } | null;
}

/**
 * What CloudWatch counted at the sender's SNS topics, at the rules of EventBridge that have targets, and at its Firehose
 * streams in the last 24 hours. Each Region is one question; one that is not answered is so for all of its places.
 */
export const hopCounts = defineFact({
  id: 'hop-counts',
  title: 'how deliveries of events fared',
  actions: ['cloudwatch:GetMetricData'],
  from: { takenAt },
  maybe: { topicUses, ruleTargets, streams },
  async gather({ aws, target }, { takenAt, topicUses, ruleTargets, streams }): Promise<readonly HopCounts[]> {
    const hops: Hop[] = [
      ...(topicUses.ok ? topicUses.value : []).map(({ arn }) => topicHop(arn)),
      ...(ruleTargets.ok ? ruleTargets.value : []).map(({ ruleArn, rule, bus }) =>
        ruleHop(ruleArn, rule, bus),
      ),
      ...(streams.ok ? streams.value : []).flatMap(({ arn, name, state }) =>
        state.ok && state.value !== null ? [streamHop(arn, name, state.value.deliveries)] : [],
      ),
    ].slice(0, mostHops);
    const regions = new Set(hops.map(regionOf));
    const answers = await Promise.all(
      [...regions].map(async (region): Promise<readonly HopCounts[]> => {
        const there = hops.filter((hop) => regionOf(hop) === region);
        const [first] = there;
        if (first === undefined) return [];
        const reply = await answerOf(
          ask(aws, there, Date.parse(takenAt), inRegionOf(first.arn, target.region)),
        );
        return there.map(({ kind, arn, metrics }, index) => ({
          kind,
          arn,
          counts: reply.ok ? { ok: true, value: countsIn(reply.value, index, metrics) } : reply,
        }));
      }),
    );
    return answers.flat();
  },
});

/** CloudWatch takes 500 metrics a question; a stream may have several. */
const mostHops = 60;
const day = 86_400_000;

const regionOf = ({ arn }: Hop): string => parseArn(arn)?.region ?? '';

interface Hop {
  kind: HopCounts['kind'];
  arn: string;
  metrics: readonly HopMetric[];
}

interface HopMetric {
  role: 'delivered' | 'tried' | 'failed' | 'share';
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
}

/** "Monitoring Amazon SNS topics using CloudWatch". */
function topicHop(arn: string): Hop {
  const common = { namespace: 'AWS/SNS', dimensions: { TopicName: parseArn(arn)?.resource ?? arn } };
  return {
    kind: 'topic',
    arn,
    metrics: [
      { ...common, role: 'delivered', name: 'NumberOfNotificationsDelivered' },
      { ...common, role: 'failed', name: 'NumberOfNotificationsFailed' },
    ],
  };
}

/** "Monitoring Amazon EventBridge": rules of the default bus have one dimension; Invocations count those that failed, too. */
function ruleHop(arn: string, rule: string, bus: string): Hop {
  const busName = parseArn(bus)?.resource.replace(/^event-bus\//, '') ?? 'default';
  const dimensions = busName === 'default' ? { RuleName: rule } : { EventBusName: busName, RuleName: rule };
  const common = { namespace: 'AWS/Events', dimensions };
  return {
    kind: 'rule',
    arn,
    metrics: [
      { ...common, role: 'tried', name: 'Invocations' },
      { ...common, role: 'failed', name: 'FailedInvocations' },
    ],
  };
}

/** "Monitoring Amazon Data Firehose using CloudWatch metrics". */
const streamHop = (arn: string, name: string, deliveries: readonly string[]): Hop => ({
  kind: 'stream',
  arn,
  metrics: deliveries.map((delivery) => ({
    role: 'share' as const,
    namespace: 'AWS/Firehose',
    name: `${delivery}.Success`,
    dimensions: { DeliveryStreamName: name },
  })),
});

type Result = AwsReply<'cloudwatch:GetMetricData'>['MetricDataResults'][number];

async function ask(
  aws: AwsProbe<'cloudwatch:GetMetricData'>,
  hops: readonly Hop[],
  now: number,
  options: { region?: string } | undefined,
): Promise<readonly Result[]> {
  const queries = hops.flatMap(({ metrics }, hop) =>
    metrics.map(({ role, namespace, name, dimensions }, index) => ({
      Id: idOf(hop, index),
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: 3600,
        Stat: role === 'share' ? 'Average' : 'Sum',
      },
    })),
  );
  if (queries.length === 0) return [];
  // 24 values a metric: the first page holds 100,800.
  const reply = await aws(
    'cloudwatch:GetMetricData',
    {
      MetricDataQueries: queries,
      StartTime: new Date(now - day),
      EndTime: new Date(now),
      ScanBy: 'TimestampDescending',
    },
    options,
  );
  return reply.MetricDataResults;
}

const idOf = (hop: number, metric: number): string => `m${hop}_${metric}`;

function countsIn(results: readonly Result[], hop: number, metrics: readonly HopMetric[]): Counts {
  const counts: Counts = { delivered: null, failed: null, lastHour: null };
  let tried: number | null = null;
  for (const [index, { role, name }] of metrics.entries()) {
    const points = pointsOf(results.find(({ Id }) => Id === idOf(hop, index)));
    const [last] = points;
    if (last === undefined) continue;
    const sum = points.reduce((total, { value }) => total + value, 0);
    if (role === 'tried') tried = sum;
    else if (role !== 'share') counts[role] = sum;
    // Of several destinations the one that fares worst.
    else if (counts.lastHour === null || last.value < counts.lastHour.share)
      counts.lastHour = { at: last.at, share: last.value, metric: name };
  }
  if (tried !== null) counts.delivered = Math.max(0, tried - (counts.failed ?? 0));
  return counts;
}

/** The newest first. */
const pointsOf = (result: Result | undefined): readonly { at: string; value: number }[] =>
  (result?.Timestamps ?? [])
    .flatMap((at, index) => {
      const value = result?.Values?.[index];
      return value === undefined || !Number.isFinite(value) ? [] : [{ at: at.toISOString(), value }];
    })
    .sort((one, other) => (one.at < other.at ? 1 : -1));
