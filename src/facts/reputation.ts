import { defineFact } from '../model/fact.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import type { AwsProbe } from '../model/aws.ts';
import { type Answer, answerOf, Unavailable } from '../model/unavailable.ts';
import { takenAt } from './taken-at.ts';

/** One value of a reputation metric: a fraction of 1, so 0.05 is 5%. */
export interface RatePoint {
  /** ISO 8601. */
  at: string;
  rate: number;
}

/** The last 14 days of the account's reputation, oldest first. No point means that SES published none, never zero. */
export interface Reputation {
  bounce: Answer<readonly RatePoint[]>;
  complaint: Answer<readonly RatePoint[]>;
  /** When they were asked for, ISO 8601; absent in records of before, whose last point is taken as it was then. */
  asOf?: string;
}

/** The last rate that SES published, and whether it tells of now. */
export interface LastRate extends RatePoint {
  /** False: SES has published none for two days, as where nothing is sent. What the rate would be now nobody says. */
  current: boolean;
}

/** The last rate of a metric; null where SES published none. */
export function lastRate(points: readonly RatePoint[], { asOf }: Pick<Reputation, 'asOf'>): LastRate | null {
  const last = points.at(-1);
  if (last === undefined) return null;
  const age = asOf === undefined ? 0 : Date.parse(asOf) - Date.parse(last.at);
  // Published by the hour: two days leave room for a weekend's sender. Of tomorrow there can be none.
  return { ...last, current: age <= 2 * day && age >= -day / 24 };
}

const day = 86_400_000;
const metrics = { bounce: 'Reputation.BounceRate', complaint: 'Reputation.ComplaintRate' } as const;
type Reply = AwsReply<'cloudwatch:GetMetricData'>;

/** The bounce and complaint rate as AWS judges them: they cannot be worked out from counts (see "Reputation metrics"). */
export const reputation = defineFact({
  id: 'reputation',
  title: 'the bounce and complaint rate',
  actions: ['cloudwatch:GetMetricData'],
  from: { takenAt },
  async gather({ aws }, { takenAt }): Promise<Reputation> {
    const replies = await askAll(aws, Date.parse(takenAt));
    return {
      bounce: await pointsOf(replies, 'bounce'),
      complaint: await pointsOf(replies, 'complaint'),
      asOf: takenAt,
    };
  },
});

/** Both metrics in one question, by the hour as AWS's own alarms look at them. */
async function askAll(aws: AwsProbe<'cloudwatch:GetMetricData'>, now: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  let token: string | undefined;
  do {
    const reply = await aws('cloudwatch:GetMetricData', {
      MetricDataQueries: Object.entries(metrics).map(([Id, MetricName]) => ({
        Id,
        MetricStat: { Metric: { Namespace: 'AWS/SES', MetricName }, Period: 3600, Stat: 'Average' },
        ReturnData: true,
      })),
      StartTime: new Date(now - 14 * day),
      EndTime: new Date(now),
      ScanBy: 'TimestampDescending',
      ...(token !== undefined && { NextToken: token }),
    });
    if (token !== undefined && reply.NextToken === token) {
      throw new Unavailable('bad-reply', 'CloudWatch repeated a page token and would never end', {
        question: 'cloudwatch:GetMetricData',
      });
    }
    replies.push(reply);
    token = reply.NextToken;
  } while (token !== undefined && token !== '' && replies.length < 20);
  return replies;
}

async function pointsOf(
  replies: readonly Reply[],
  id: keyof typeof metrics,
): Promise<Answer<readonly RatePoint[]>> {
  const results = replies.flatMap(({ MetricDataResults }) => MetricDataResults).filter(({ Id }) => Id === id);
  const points = results
    .flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.flatMap((at, index) => {
        const rate = Values[index];
        return rate === undefined || !Number.isFinite(rate) ? [] : [{ at: at.toISOString(), rate }];
      }),
    )
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const impossible = points.find(({ rate }) => rate < 0 || rate > 1);
  if (impossible !== undefined)
    return await refused(`CloudWatch gave a rate that cannot be (${impossible.rate}): ${metrics[id]}`, id);
  const failed = results.find(({ StatusCode }) => (StatusCode ?? 'Complete') !== 'Complete');
  // A metric without any data may be left out of the answer: no datapoint, which the check reports as such.
  if (failed === undefined || points.length > 0) return { ok: true, value: points };
  return await refused(`CloudWatch answered ${failed.StatusCode ?? ''}: ${metrics[id]}`, id);
}

const refused = (message: string, id: keyof typeof metrics): Promise<Answer<never>> =>
  answerOf(Promise.reject(new Unavailable('bad-reply', message, { question: `AWS/SES ${metrics[id]}` })));
