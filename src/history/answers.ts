import type { Records } from './engine.ts';
import type { Damaged } from './losses.ts';
import type { Rise } from './statistics.ts';

/** What --question may name. */
export const questionNames = ['overview', 'rise', 'deferrals', 'complaints', 'dead-addresses'] as const;
export type QuestionName = (typeof questionNames)[number];

/** What was learnt from the events: all that the checks of history decide on. Shares are fractions of 1. */
export interface Answers {
  /** The words of the command line that name the records. */
  source: readonly string[];
  /** The questions that were put. */
  asked: readonly QuestionName[];
  records: Records;
  /** Where the most pieces stand that could not be read. */
  damaged: readonly Damaged[];
  range: { from: string | null; to: string | null };
  /** --where, as `key=value`; empty when all events count. */
  where: readonly string[];
  /** What was asked for by --recipient, --message-id or `--where cause=…`, and how many events tell of it. */
  sought: readonly { what: 'recipient' | 'message' | 'cause'; name: string; events: number }[];
  /** Sends or deliveries are in the records: without them there are counts, and no rates. */
  tellsOfMail: boolean;
  /** Some day of the range has enough days with mail before it for a rise to be seen. */
  canRise: boolean;
  /** Time of the first and last event in the range; null without any. */
  span: { first: string; last: string } | null;
  overview: Overview;
  rises: readonly CauseRise[];
  receivers: readonly ReceiverAnswer[];
  complaints: { campaigns: readonly ComplaintShare[]; receivers: readonly ComplaintShare[] };
  dead: { addresses: readonly DeadAddress[]; isCut: boolean };
  /** Failures whose text was left unread because there were too many different ones. */
  unreadTexts: number;
}

export interface Overview {
  days: readonly DayTotals[];
  totals: Totals;
  /** Most first. */
  causes: readonly CauseCount[];
  /** Recipients by cause and day. */
  causeDays: readonly { day: string; cause: string; recipients: number }[];
  /** Records by type. */
  events: Readonly<Record<string, number>>;
}

export interface Totals {
  sends: number;
  deliveries: number;
  bounces: number;
  /** Those that count towards the bounce rate. */
  hardBounces: number;
  complaints: number;
  delays: number;
  rejects: number;
  renderingFailures: number;
  opens: number;
  clicks: number;
  /** Recipients that mail was sent to: the Send events, or deliveries and bounces where those are more. */
  attempts: number;
}

export interface DayTotals extends Totals {
  day: string;
}

export interface CauseCount {
  cause: string;
  recipients: number;
  /** Of the attempts of the range. */
  share: number;
  /** Share of attempts in the last day of the range against that of the 14 days before; null without both. */
  lastDay: number | null;
  before: number | null;
  sample: string | null;
  type: string;
}

/** One value of a dimension and what of a rise came from it. */
export interface RisePart {
  dimension: 'receiver' | 'campaign' | 'identity';
  value: string;
  recipients: number;
  excess: number;
  /** Of the whole excess. */
  share: number;
}

export interface CauseRise extends Rise {
  cause: string;
  /** What `before` and `during` are: shares of the mail, or recipients a day where no record tells of the mail. */
  measure: 'share' | 'a-day';
  /** Of each dimension the largest, most first. */
  parts: readonly RisePart[];
  sample: string | null;
}

export interface ReceiverAnswer {
  receiver: string;
  attempts: number;
  delayed: number;
  delayedShare: number;
  /** Bounces that are the receiver's decision, not the address's fault. */
  refused: number;
  refusedShare: number;
  /** When delays and refusals rose far above what was usual; null when they did not. */
  delayRise: Rise | null;
  refusalRise: Rise | null;
  /** The most frequent cause of delays and of refusals, with a reply; null without any. */
  delayCause: { cause: string; sample: string | null } | null;
  refusalCause: { cause: string; sample: string | null } | null;
  /** The days of the range with mail to this receiver, in order. */
  days: readonly ReceiverDay[];
}

/** Recipients of one receiver on one day. */
export interface ReceiverDay {
  day: string;
  attempts: number;
  delayed: number;
  refused: number;
}

export interface ComplaintShare {
  name: string;
  deliveries: number;
  complaints: number;
  share: number;
  /** Wilson bounds, 99 %. */
  lower: number;
  upper: number;
  /** Share of all the others. */
  others: number;
}

export interface DeadAddress {
  address: string;
  bounces: number;
  firstBounce: string;
  lastBounce: string;
  lastSign: string | null;
  /** Mail sent after the first hard bounce. */
  sendsAfter: number;
  cause: string;
  reply: string | null;
}
