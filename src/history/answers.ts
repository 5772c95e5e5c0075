import type { Records } from './engine.ts';
import type { Endless, Gap, Unheard } from './coverage.ts';
import type { Holes } from './holes.ts';
import type { Damaged } from './losses.ts';
import type { Change } from './changes.ts';
import type { Unjudged } from './unjudged.ts';

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
  /** Records dated after tomorrow, which are in no rate unless they are most; null without any. */
  ahead: { records: number; days: readonly string[]; areMost: boolean; now: string } | null;
  /** Sends or deliveries are in the records: without them there are counts, and no rates. */
  tellsOfMail: boolean;
  /** Who has failures in the range and published no record of the mail that they are a part of, most failures first. */
  gaps: readonly Gap[];
  /** Whose bounces would not be in the records, most recipients first: of that mail there is no share of bounces. */
  unheard: readonly Unheard[];
  /** Mail of the range with a Send and no end, most first. */
  endless: readonly Endless[];
  /** Recipients of mail to the mailbox simulator, which is in no share. */
  toSimulator: number;
  /** Bounces and complaints of the range about mail that was sent before it: they are in no share. */
  ofEarlierMail: { bounces: number; complaints: number };
  /** Days of the range without any event on which one was to be expected. */
  holes: Holes;
  /** What cannot be told of rises. */
  unjudgedDays: Unjudged;
  /** Some day of the range has enough days with mail before it for a rise to be seen. */
  canRise: boolean;
  /** Time of the first and last event in the range; null without any. */
  span: { first: string; last: string } | null;
  overview: Overview;
  rises: readonly CauseRise[];
  /** Identities, campaigns and configuration sets that fail, while all mail hardly tells. */
  partRises: readonly PartRise[];
  receivers: readonly ReceiverAnswer[];
  manyDelays: ManyDelays | null;
  complaints: {
    campaigns: readonly ComplaintShare[];
    receivers: readonly ComplaintShare[];
  };
  dead: {
    addresses: readonly DeadAddress[];
    isCut: boolean;
    /** Those that bounced while their receiver took no mail at all. */
    leftOut: { addresses: number; receivers: readonly { receiver: string; first: string }[] };
  };
  /** Campaigns that are written in several ways, as far as they have failures. */
  nearCampaigns: readonly (readonly string[])[];
  /** Failures whose text was left unread because there were too many different ones. */
  unreadTexts: number;
}

/** The last day of the range on which mail was sent, as far as the records tell; else that of the last event. */
export const lastDayWithMail = ({ overview, span }: Pick<Answers, 'overview' | 'span'>): string | null =>
  overview.days.findLast(({ attempts }) => attempts > 0)?.day ?? span?.last.slice(0, 10) ?? null;

/** What one account sent in one Region. */
export interface SenderTotals {
  /** Twelve digits; null where the records do not say. */
  account: string | null;
  /** Null where the records do not say. */
  region: string | null;
  totals: Totals;
  /** In order. */
  days: readonly DayTotals[];
}

export interface Overview {
  days: readonly DayTotals[];
  totals: Totals;
  /** The accounts and Regions that sent: AWS judges each alone. Most mail first; one, where the records name no second. */
  senders: readonly SenderTotals[];
  /** Recipients that records of failures name, of the causes that are asked for. */
  failures: number;
  /** A row for each cause and type of event, most first. */
  causes: readonly CauseCount[];
  /** The same by the day on which it first happened to a message. */
  causeDays: readonly { day: string; cause: string; type: string; recipients: number }[];
  /** Records by type. */
  events: Readonly<Record<string, number>>;
}

/** What shares are made of: of mail of which the records tell, on the day it was sent. */
export interface Judged {
  /** Recipients that the mail was sent to: the Sends, or where they are not published what arrived and what bounced. */
  attempts: number;
  /** Those of publishers that tell of their mail on all days, or of all where none does: days are compared by these. */
  steadyAttempts: number;
  /** The same of mail whose bounces would be in the records: what shares of bounces are of. */
  bounceAttempts: number;
  steadyBounceAttempts: number;
  /** Hard bounces and complaints about it. */
  judgedHardBounces: number;
  judgedComplaints: number;
  /** Mail that arrived at receivers that report complaints, those about it, and mail that arrived at the others. */
  heardArrived: number;
  heardComplaints: number;
  silentArrived: number;
  /** Bounces, complaints and delays of mail of which nothing else is told: they are in no share. */
  unjudged: number;
}

/** Events, on the day they happened. */
export interface Totals extends Judged {
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
}

export interface DayTotals extends Totals {
  day: string;
}

export interface CauseCount {
  cause: string;
  /** What it did to the mail: Bounce, DeliveryDelay … */
  type: string;
  /** Each recipient of a message once, however often it waited. */
  recipients: number;
  /** Of the mail of the range that the records tell of; null without any. */
  share: number | null;
  /** Share of attempts in the last day of the range against that of the 14 days before; null without both. */
  lastDay: number | null;
  before: number | null;
  sample: string | null;
}

/** One value of a dimension and what of a rise came from it. */
export interface RisePart {
  dimension: 'account' | 'region' | 'receiver' | PartDimension;
  value: string;
  recipients: number;
  /** Its own mail on the days of the rise; null where that is not known. */
  attempts: number | null;
  /** The day on which its mail began, where none of it is older than the rise; else null. */
  since: string | null;
  excess: number;
  /** Of the whole excess. */
  share: number;
}

export interface CauseRise extends Change {
  cause: string;
  /** What `before` and `during` are: shares of the mail, or recipients a day where no record tells of the mail. */
  measure: 'share' | 'a-day';
  /** Of each dimension the largest, most first. */
  parts: readonly RisePart[];
  sample: string | null;
}

/** What divides the mail. */
export type PartDimension = 'identity' | 'campaign' | 'configuration-set';

/** What happened to the mail of a part. */
export type PartKind = 'bounce' | 'complaint' | 'delay';

export interface Part {
  dimension: PartDimension;
  value: string;
}

/** A part of the mail that fails, while the mail as a whole hardly tells. */
export interface PartRise extends Part {
  kind: PartKind;
  first: string;
  last: string;
  /** In order. */
  days: readonly string[];
  /** Share of its own mail in the days before; null where it was so from its first day on. */
  before: number | null;
  /** Share of all other mail on these days; null without any. */
  others: number | null;
  during: number;
  hits: number;
  all: number;
  /** Hits above what the share before, or else that of the others, would have brought. */
  excess: number;
  /** What leads, with its recipients. */
  cause: { name: string; recipients: number };
  receiver: { name: string; recipients: number };
  sample: string | null;
  /** Other names of the same failures. */
  same: readonly Part[];
  /** A cause of failures that rose in all mail, of which these are a part; or null. */
  ofRise: string | null;
}

export interface ReceiverAnswer {
  receiver: string;
  /** Recipients of mail of the range that the records tell of. */
  attempts: number;
  delayed: number;
  /** Shares of the attempts; null where no record tells of any. */
  delayedShare: number | null;
  /** Bounces that are the receiver's decision, not the address's fault. */
  refused: number;
  refusedShare: number | null;
  /** When delays and refusals rose far above what was usual; null when they did not. */
  delayRise: Change | null;
  refusalRise: Change | null;
  /** The most frequent cause of delays and of refusals; null without any. */
  delayCause: ReceiverCause | null;
  refusalCause: ReceiverCause | null;
  /** The days of the range with mail to this receiver, in order. */
  days: readonly ReceiverDay[];
}

export interface ReceiverCause {
  cause: string;
  /** A reply. */
  sample: string | null;
  /** The identity that nearly all of this mail was sent from; null where there are several or it is not told. */
  identity: string | null;
}

/** Mail that began to wait at many receivers at once: none of which stands out, or all for the same cause. Values are null where no one has most of it. */
export interface ManyDelays {
  rise: Change;
  /** How many receivers let it wait. */
  receivers: number;
  /** Those of them that stand out each by itself, for the same cause on the same days; empty where none does. */
  names: readonly string[];
  /** Who runs their mailboxes, by what the replies say. */
  provider: string | null;
  cause: string | null;
  identity: string | null;
  sample: string | null;
}

/** Recipients of one receiver on one day. */
export interface ReceiverDay {
  day: string;
  /** Null where no record tells of the mail. */
  attempts: number | null;
  delayed: number;
  refused: number;
}

export interface ComplaintShare {
  name: string;
  deliveries: number;
  complaints: number;
  /** Complaints about mail of the range that arrived, as far as the records tell of it. */
  judged: number;
  arrived: number;
  /** Of what arrived; null where no record tells of that. */
  share: number | null;
  /** Wilson bounds, 99 %; null as the share. */
  lower: number | null;
  upper: number | null;
  /** Share of all the others, and its upper bound; null where no record tells of any. */
  others: number | null;
  othersUpper: number | null;
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
