import { defineFact } from '../../model/fact.ts';
import { bounceReadings } from '../../symptom/bounce-fields.ts';
import type { AwsProbe } from '../../model/aws.ts';
import type { AwsReply } from '../../model/aws-replies.ts';
import type { Candidate } from '../../model/symptom.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { account } from '../account.ts';

/** What SES knows of one message. */
export type MessageTrace =
  /** The Virtual Deliverability Manager, which keeps it, is off: nobody was asked. */
  { kind: 'not-enabled' } | { kind: 'not-found' } | { kind: 'found'; recipients: readonly RecipientTrace[] };

/** What became of the message for one recipient. */
export interface RecipientTrace {
  recipient: string;
  /** The mailbox provider as SES names it, or null. */
  provider: string | null;
  /** Oldest first. */
  events: readonly TraceEvent[];
}

export interface TraceEvent {
  /** As `SEND`, `DELIVERY`, `BOUNCE`. */
  type: string;
  /** ISO time, or null. */
  at: string | null;
  /** What SES adds in its own words or quotes from the receiver; null when there is nothing. */
  words: string | null;
  /** What a bounce means by the rules for bounces, likeliest first; empty for other events. */
  meanings: readonly Candidate[];
}

/**
 * The events of the message of `--message-id`. SES keeps them for 30 days, shows them minutes after sending, and leaves
 * out messages to more than one recipient (API reference, InsightsEvent).
 */
export const messageTrace = defineFact({
  id: 'message-trace',
  title: 'what happened to the message',
  actions: ['ses:GetMessageInsights'],
  maybe: { account },
  async gather({ aws, target }, { account }): Promise<MessageTrace> {
    const id = target.messageId;
    if (id === null)
      throw new Unavailable('not-asked', '--message-id was not given', { detail: { flag: '--message-id' } });
    if (account.ok && !account.value.vdm) return { kind: 'not-enabled' };
    return await traceOf(aws, id);
  },
});

/** What SES knows of a message by now. */
export async function traceOf(aws: AwsProbe<'ses:GetMessageInsights'>, id: string): Promise<MessageTrace> {
  try {
    const reply = await aws('ses:GetMessageInsights', { MessageId: id });
    return { kind: 'found', recipients: reply.Insights.map(recipientOf) };
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return { kind: 'not-found' };
    throw error;
  }
}

type Insight = AwsReply<'ses:GetMessageInsights'>['Insights'][number];
type Event = NonNullable<Insight['Events']>[number];

function recipientOf({ Destination, Isp, Events }: Insight): RecipientTrace {
  const recipient = Destination ?? '';
  const events = (Events ?? [])
    .map((event) => eventOf(event, recipient))
    .toSorted((one, other) => millisOf(one) - millisOf(other));
  return { recipient, provider: Isp ?? null, events };
}

/** An event without a time comes first. */
const millisOf = ({ at }: TraceEvent): number => (at === null ? 0 : Date.parse(at));

function eventOf({ Type, Timestamp, Details }: Event, recipient: string): TraceEvent {
  const bounce = Details?.Bounce;
  const complaint = Details?.Complaint;
  const said = [
    bounce?.BounceType,
    bounce?.BounceSubType,
    bounce?.DiagnosticCode,
    complaint?.ComplaintSubType,
    complaint?.ComplaintFeedbackType,
  ].filter((part) => part !== undefined && part !== '');
  return {
    type: Type ?? 'an event without a type',
    at: Timestamp?.toISOString() ?? null,
    words: said.length === 0 ? null : said.join(' / ').slice(0, 500),
    meanings:
      bounce === undefined
        ? []
        : bounceReadings({
            type: bounce.BounceType ?? '',
            subType: bounce.BounceSubType ?? '',
            diagnostic: bounce.DiagnosticCode ?? '',
            status: null,
            recipient,
          }).map(({ code, subject = null, quote, data = {} }, rank) => ({
            code,
            subject,
            quote: quote.slice(0, 300),
            rank,
            item: 0,
            data,
          })),
  };
}
