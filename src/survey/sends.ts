import type { AwsProbe } from '../model/aws.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { answerOf } from '../model/unavailable.ts';

/** Messages a day of an identity; null where nobody counted them, which is never zero. */
export type Sends = (name: string) => Promise<number | null>;

/** Where nothing is counted. */
export const notCounted: Sends = () => Promise.resolve(null);

/** SES takes 160 queries a second (API reference, BatchGetMetricData): a batch a second stays below. */
const batchSize = 100;
const days = 14;
const day = 86_400_000;

/**
 * Asks what the identities sent in the last 14 days, as far as Virtual Deliverability Manager counted it. `told`: what is
 * known already, undefined where it is not.
 */
export function countSends(
  aws: AwsProbe<'ses:BatchGetMetricData'>,
  all: readonly string[],
  { now, told }: { now: Date; told: (name: string) => number | null | undefined },
): Sends {
  const names = all.filter((name) => told(name) === undefined);
  const end = Math.floor(now.getTime() / day) * day;
  const batches = new Map<string, { at: number; batch: Promise<ReadonlyMap<string, number>> }>();
  for (let from = 0; from < names.length; from += batchSize) {
    const group = names.slice(from, from + batchSize);
    const batch = askBatch(aws, group, end);
    for (const [at, name] of group.entries()) batches.set(name, { at, batch });
  }
  return async (name) => {
    const known = batches.get(name);
    if (known === undefined) return told(name) ?? null;
    return (await known.batch).get(idOf(known.at)) ?? null;
  };
}

const idOf = (at: number): string => `sent_${at}`;

/** By id, messages a day on average. What has no figures is not in it. */
async function askBatch(
  aws: AwsProbe<'ses:BatchGetMetricData'>,
  names: readonly string[],
  end: number,
): Promise<ReadonlyMap<string, number>> {
  const answer = await answerOf(
    aws('ses:BatchGetMetricData', {
      Queries: names.map((name, at) => ({
        Id: idOf(at),
        Namespace: 'VDM',
        Metric: 'SEND',
        Dimensions: { EMAIL_IDENTITY: name },
        StartDate: new Date(end - days * day),
        EndDate: new Date(end),
      })),
    }),
  );
  // It only ranks what was found: without it, identities are counted.
  if (!answer.ok) return new Map();
  return averagesIn(answer.value);
}

const averagesIn = ({ Results }: AwsReply<'ses:BatchGetMetricData'>): ReadonlyMap<string, number> =>
  new Map(
    Results.flatMap(({ Id, Values = [] }) =>
      Id === undefined || Values.length === 0
        ? []
        : [[Id, Values.reduce((sum, value) => sum + value, 0) / days] as const],
    ),
  );

/** What a call of `countSends` was told of each identity it named: null where there are no figures. */
export function* sentIn(
  asked: Readonly<Record<string, unknown>>,
  reply: AwsReply<'ses:BatchGetMetricData'>,
): Generator<[string, number | null]> {
  const averages = averagesIn(reply);
  const { Queries: queries } = asked;
  if (!Array.isArray(queries)) return;
  for (const { Id = '', Dimensions: by = {} } of queries as readonly Query[]) {
    const { EMAIL_IDENTITY: name, ...others } = by;
    // Other calls ask by mailbox provider as well, under ids like these.
    if (name !== undefined && Object.keys(others).length === 0) yield [name, averages.get(Id) ?? null];
  }
}

interface Query {
  Id?: string;
  Dimensions?: { EMAIL_IDENTITY?: string };
}
