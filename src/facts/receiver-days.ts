import { vdmReceivers } from '../knowledge/vdm-receivers.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { defineFact } from '../model/fact.ts';
import { Unavailable } from '../model/unavailable.ts';
import { account, vdmIsOff } from './account.ts';
import { covering } from './identity/identity.ts';
import { messageTrace } from './message/insights.ts';
import { takenAt } from './taken-at.ts';

/** What became of the identity's mail to one mailbox provider, a day each, oldest first. */
export interface ReceiverDays {
  receiver: string;
  days: readonly ReceiverDay[];
  /** What SES answered in place of one of the numbers, as `INTERNAL_FAILURE`; absent when it gave all it has. */
  failed?: string;
}

/** Messages of one recipient alone: the metrics leave out others. A count that SES did not give is null, never zero. */
export interface ReceiverDay {
  /** ISO date, as 2026-11-21. */
  date: string;
  sent: number;
  permanent: number | null;
  transient: number | null;
  complaints: number | null;
}

const metrics = {
  sent: 'SEND',
  permanent: 'PERMANENT_BOUNCE',
  transient: 'TRANSIENT_BOUNCE',
  complaints: 'COMPLAINT',
} as const;
type Count = keyof typeof metrics;

const day = 86_400_000;
/** Four metrics each, in one call. */
const mostReceivers = 10;

/** The last 14 days by mailbox provider, where Virtual Deliverability Manager is on (else `prerequisite`). */
export const receiverDays = defineFact({
  id: 'receiver-days',
  per: 'identity',
  title: 'the numbers by mailbox provider',
  actions: ['ses:BatchGetMetricData'],
  from: { account, covering, takenAt },
  maybe: { messageTrace },
  async gather(
    { aws },
    { account, covering: identity, takenAt: at, messageTrace: trace },
  ): Promise<readonly ReceiverDays[]> {
    if (!account.vdm) throw new Unavailable('prerequisite', vdmIsOff(account));
    // Names that SES itself has used come first.
    const seen = trace.ok && trace.value.kind === 'found' ? trace.value.recipients : [];
    const receivers = [
      ...new Set([...seen.flatMap(({ provider }) => provider ?? []), ...vdmReceivers]),
    ].slice(0, mostReceivers);
    const end = Math.floor(Date.parse(at) / day) * day;
    const { Results: results, Errors: errors = [] } = await aws('ses:BatchGetMetricData', {
      Queries: receivers.flatMap((receiver, index) =>
        (Object.keys(metrics) as Count[]).map((count) => ({
          Id: `${count}_${index}`,
          Namespace: 'VDM' as const,
          Metric: metrics[count],
          Dimensions: { EMAIL_IDENTITY: identity.name, ISP: receiver },
          StartDate: new Date(end - 14 * day),
          EndDate: new Date(end),
        })),
      ),
    });
    const [failed] = errors;
    if (failed !== undefined && results.length === 0) {
      const reason = failed.Code === 'ACCESS_DENIED' ? 'access-denied' : 'bad-reply';
      throw new Unavailable(reason, `SES answered ${failed.Code ?? 'an error'}: ${failed.Message ?? ''}`, {
        question: 'ses:BatchGetMetricData',
        action: reason === 'access-denied' ? 'ses:BatchGetMetricData' : null,
      });
    }
    return receivers.flatMap((receiver, index) => {
      const days = daysOf(index, results);
      const error = errors.find(({ Id }) => Id?.endsWith(`_${index}`) === true);
      if (error !== undefined) return [{ receiver, days, failed: error.Code ?? 'an error' }];
      return days.length === 0 ? [] : [{ receiver, days }];
    });
  },
});

type Result = AwsReply<'ses:BatchGetMetricData'>['Results'][number];

function daysOf(index: number, results: readonly Result[]): readonly ReceiverDay[] {
  const counts = (count: Count): ReadonlyMap<string, number> => valuesOf(results, `${count}_${index}`);
  const [permanent, transient, complaints] = [counts('permanent'), counts('transient'), counts('complaints')];
  return [...counts('sent')]
    .map(([date, sent]) => ({
      ...{ date, sent },
      permanent: permanent.get(date) ?? null,
      transient: transient.get(date) ?? null,
      complaints: complaints.get(date) ?? null,
    }))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

function valuesOf(results: readonly Result[], id: string): ReadonlyMap<string, number> {
  const result = results.find((one) => one.Id === id);
  return new Map(
    (result?.Timestamps ?? []).flatMap((at, place) => {
      const value = result?.Values?.[place];
      return value === undefined ? [] : [[at.toISOString().slice(0, 10), value] as const];
    }),
  );
}
