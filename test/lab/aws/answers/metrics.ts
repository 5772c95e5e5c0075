import type { Metric, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../aws-error.ts';
import type { MetricWorld } from '../world.ts';
import type { Answers } from './answer.ts';

const millisecondsPerDay = 86_400_000;

/** CloudWatch metrics, put together into periods as CloudWatch does. */
export const metricAnswers: Answers<'cloudwatch:GetMetricData'> = {
  'cloudwatch:GetMetricData': ({ MetricDataQueries = [], StartTime, EndTime, ScanBy }, { region, now }) => {
    if (StartTime === undefined || EndTime === undefined || StartTime >= EndTime) {
      throw new AwsError(
        'ValidationError',
        'The parameter StartTime must be less than the parameter EndTime.',
        400,
      );
    }
    const results = MetricDataQueries.map((query): MetricDataResult => {
      const { Id, Label, MetricStat: wanted } = query;
      if (wanted?.Metric === undefined)
        throw new AwsError('ValidationError', `The lab has no metric maths: ${JSON.stringify(query)}`, 400);
      const metric = region.metrics.find((one) => sameMetric(one, wanted.Metric ?? {}));
      const within = pointsOf(metric, now).filter(
        ({ time }) => time >= StartTime.getTime() && time < EndTime.getTime(),
      );
      const periods = intoPeriods(within, query);
      if (ScanBy !== 'TimestampAscending') periods.reverse();
      return {
        Id,
        Label: Label ?? wanted.Metric.MetricName,
        StatusCode: 'Complete',
        Timestamps: periods.map(({ time }) => new Date(time)),
        Values: periods.map(({ value }) => value),
      };
    });
    return { MetricDataResults: results, Messages: [] };
  },
};

interface Point {
  time: number;
  value: number;
}

function sameMetric(metric: MetricWorld, { Namespace, MetricName, Dimensions = [] }: Metric): boolean {
  const wanted = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value] as const));
  return (
    metric.namespace === Namespace &&
    metric.name === MetricName &&
    JSON.stringify(Object.entries(metric.dimensions).sort()) === JSON.stringify(Object.entries(wanted).sort())
  );
}

const pointsOf = (metric: MetricWorld | undefined, now: Date): Point[] =>
  (metric?.points ?? []).map((point) => ({
    time: 'at' in point ? point.at : now.getTime() - point.daysAgo * millisecondsPerDay,
    value: point.value,
  }));

/** One point a period, oldest first, stamped with the period's beginning. */
function intoPeriods(points: readonly Point[], { MetricStat: stat }: MetricDataQuery): Point[] {
  const length = (stat?.Period ?? 300) * 1000;
  const periods = new Map<number, number[]>();
  for (const { time, value } of points) {
    const begin = Math.floor(time / length) * length;
    periods.set(begin, [...(periods.get(begin) ?? []), value]);
  }
  return [...periods]
    .map(([time, values]) => ({ time, value: statistic(stat?.Stat ?? 'Average', values) }))
    .sort((a, b) => a.time - b.time);
}

function statistic(name: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'Average':
      return sum / values.length;
    case 'Sum':
      return sum;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    default:
      throw new AwsError('ValidationError', `The lab does not know the statistic ${name}`, 400);
  }
}
