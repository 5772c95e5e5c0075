import type { Answers, ComplaintShare, Judged, QuestionName } from './answers.ts';
import type { Cell } from './engine.ts';
import { partTypes } from './part-kinds.ts';

/** A column: its name, and what its numbers are. Null: text, or a plain count. */
export interface Column {
  name: string;
  unit: 'recipients' | 'records' | 'share' | 'time' | 'day' | null;
}

/** One table of the report. Shares are fractions of 1. */
export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

export type Tables = Readonly<Record<string, Table>>;

const units: Readonly<Record<string, Column['unit']>> = {
  day: 'day',
  first_day: 'day',
  last_day: 'day',
  since: 'day',
  first_bounce: 'time',
  last_bounce: 'time',
  last_sign_of_life: 'time',
  time: 'time',
  hour: 'time',
  records: 'records',
};

/** A table from the names of its columns; a name that ends in `_share` or is `share` holds fractions, counts are of recipients. */
export function table(names: readonly string[], rows: Table['rows']): Table {
  return {
    columns: names.map((name, index) => ({ name, unit: units[name] ?? unitOf(name, rows[0]?.[index]) })),
    rows,
  };
}

const unitOf = (name: string, cell: Cell | undefined): Column['unit'] =>
  /(?:^|_)(?:share|lower|upper|before|others|during)$/.test(name)
    ? 'share'
    : typeof cell === 'number'
      ? 'recipients'
      : null;

/** The tables of the questions that were put. */
export function tablesOf(answers: Answers): Tables {
  const wanted = (question: QuestionName, tables: (answers: Answers) => Tables): Tables =>
    answers.asked.includes(question) ? tables(answers) : {};
  return {
    ...wanted('overview', overviewTables),
    ...wanted('rise', riseTables),
    ...wanted('deferrals', deferralTables),
    ...wanted('complaints', complaintTables),
    ...wanted('dead-addresses', deadAddressTables),
  };
}

/** A share of the mail that the records tell of; null where they tell of none, or of less than what came of it. */
const shareOf = (hits: number, attempts: number): number | null =>
  attempts > 0 && hits <= attempts ? hits / attempts : null;

/** Recipients that mail was sent to; null where failures alone are told. */
const attemptsTold = ({ attempts, unjudged }: Judged): number | null =>
  attempts === 0 && unjudged > 0 ? null : attempts;

/** A table without this column cannot say which bounces are for good. */
const lacksBounces = ({ damaged }: Pick<Answers, 'damaged'>): boolean =>
  damaged.some(({ lacks = [] }) => lacks.some((column) => column.startsWith('bounce')));

const overviewTables = ({ overview, damaged }: Answers): Tables => ({
  days: table(
    [
      ...[
        'day',
        'attempts',
        'sends',
        'deliveries',
        'bounces',
        'hard_bounces',
        'complaints',
        'delays',
        'rejects',
      ],
      ...['rendering_failures', 'opens', 'clicks', 'hard_bounce_share', 'complaint_share'],
    ],
    overview.days.map((one) => [
      ...[
        one.day,
        attemptsTold(one),
        one.sends,
        one.deliveries,
        one.bounces,
        lacksBounces({ damaged }) ? null : one.hardBounces,
        one.complaints,
        one.delays,
      ],
      ...[one.rejects, one.renderingFailures, one.opens, one.clicks],
      lacksBounces({ damaged }) ? null : shareOf(one.judgedHardBounces, one.bounceAttempts),
      shareOf(one.judgedComplaints, one.attempts),
    ]),
  ),
  ...(overview.senders.length < 2
    ? {}
    : {
        senders: table(
          [
            'account',
            'region',
            'attempts',
            'hard_bounces',
            'complaints',
            'hard_bounce_share',
            'complaint_share',
          ],
          overview.senders.map(({ account, region, totals }) => [
            ...[account, region, attemptsTold(totals)],
            lacksBounces({ damaged }) ? null : totals.hardBounces,
            totals.complaints,
            lacksBounces({ damaged }) ? null : shareOf(totals.judgedHardBounces, totals.bounceAttempts),
            shareOf(totals.judgedComplaints, totals.attempts),
          ]),
        ),
      }),
  causes: table(
    ['cause', 'type', 'recipients', 'share', 'last_day_share', 'before_share', 'sample'],
    overview.causes.map((one) => [
      ...[one.cause, one.type, one.recipients, one.share, one.lastDay, one.before],
      one.sample,
    ]),
  ),
  cause_days: table(
    ['day', 'cause', 'type', 'recipients'],
    overview.causeDays.map(({ day, cause, type, recipients }) => [day, cause, type, recipients]),
  ),
});

/** Why a day could not be held against others, in the table of those days. */
export const tooFewBefore = 'too few days before it';

const riseTables = ({ rises, partRises, unjudgedDays, gaps }: Answers): Tables => ({
  rises: table(
    ['cause', 'first_day', 'last_day', 'before', 'during', 'recipients', 'excess', 'sample'],
    rises.map((one) => [
      ...[one.cause, one.first, one.last],
      ...(one.measure === 'share' ? [one.before, one.during] : [null, null]),
      ...[one.hits, one.excess, one.sample],
    ]),
  ),
  rise_parts: table(
    ['cause', 'first_day', 'dimension', 'value', 'recipients', 'excess', 'share', 'attempts', 'since'],
    rises.flatMap(({ cause, first, parts }) =>
      parts.map(({ dimension, value, recipients, excess, share, attempts, since }) => [
        ...[cause, first, dimension, value, recipients, excess, share, attempts, since],
      ]),
    ),
  ),
  part_rises: table(
    [
      ...['dimension', 'value', 'type', 'first_day', 'last_day', 'before', 'during', 'others'],
      ...['recipients', 'attempts', 'excess', 'cause', 'receiver', 'sample'],
    ],
    partRises.map((one) => [
      ...[one.dimension, one.value, partTypes[one.kind], one.first, one.last],
      ...[one.before, one.during, one.others, one.hits, one.all, one.excess],
      ...[one.cause.name, one.receiver.name, one.sample],
    ]),
  ),
  not_judged: table(
    ['day', 'why'],
    [
      ...unjudgedDays.tooEarly.map((day) => [day, tooFewBefore]),
      ...unjudgedDays.unlike.map(({ day, cause }) => [day, `no like day before it (${cause})`]),
      ...[...new Set(gaps.flatMap(({ days }) => days))].map((day) => [day, 'mail without Sends']),
    ].toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  ),
});

const deferralTables = ({ receivers }: Answers): Tables => ({
  receivers: table(
    [
      'receiver',
      'attempts',
      'delayed',
      'delayed_share',
      'delayed_since',
      'refused',
      'refused_share',
      'refused_since',
      'delay_cause',
      'refusal_cause',
      'sample',
    ],
    receivers.map((one) => [
      ...[one.receiver, one.attempts === 0 ? null : one.attempts, one.delayed],
      ...[one.delayedShare, one.delayRise?.first ?? null],
      ...[one.refused, one.refusedShare, one.refusalRise?.first ?? null],
      ...[one.delayCause?.cause ?? null, one.refusalCause?.cause ?? null],
      one.refusalCause?.sample ?? one.delayCause?.sample ?? null,
    ]),
  ),
  receiver_days: receiverDays(receivers),
});

const complaintTables = ({ complaints }: Answers): Tables => ({
  complaints_by_campaign: complaintTable('campaign', complaints.campaigns),
  complaints_by_receiver: complaintTable('receiver', complaints.receivers),
});

const deadAddressTables = ({ dead }: Answers): Tables => ({
  dead_addresses: table(
    [
      'address',
      'hard_bounces',
      'first_bounce',
      'last_bounce',
      'last_sign_of_life',
      'sent_after',
      'cause',
      'reply',
    ],
    dead.addresses.map((one) => [
      ...[one.address, one.bounces, one.firstBounce, one.lastBounce, one.lastSign, one.sendsAfter, one.cause],
      one.reply,
    ]),
  ),
});

/** Receivers whose days are told; the table would be long, and the rest of them hardly matters. */
const mostReceivers = 50;

const receiverDays = (receivers: Answers['receivers']): Table =>
  table(
    ['receiver', 'day', 'attempts', 'delayed', 'refused'],
    receivers
      .slice(0, mostReceivers)
      .flatMap(({ receiver, days }) =>
        days.map((one) => [receiver, one.day, one.attempts, one.delayed, one.refused]),
      ),
  );

const complaintTable = (name: string, shares: readonly ComplaintShare[]): Table =>
  table(
    [name, 'deliveries', 'complaints', 'share', 'lower', 'upper', 'others', 'share_of'],
    shares.map((one) => [
      one.name,
      one.deliveries,
      one.complaints,
      one.share,
      one.lower,
      one.upper,
      one.others,
      one.share === null ? null : one.arrived,
    ]),
  );
