import type { DayCount } from './day-count.ts';
import type {
  Answers,
  CauseRise,
  DayTotals,
  Part,
  PartDimension,
  PartKind,
  PartRise,
  ReceiverAnswer,
} from './answers.ts';
import { number, text, type Row } from './engine.ts';
import type { FailureGroup } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import { mostOfIt } from './most-of.ts';
import { sharpStep, type SharpBar } from './sharp-step.ts';
import { wilson } from './statistics.ts';
import { likelihood, sumOf } from './steps.ts';
import { attemptsOf, tellsBounces, type Counts } from './totals.ts';
import { toldOf } from './told.ts';
import { unnamed } from './unnamed.ts';

/** What divides the mail, and the column of a group of failures that names it. */
export const partDimensions = {
  identity: 'identity',
  campaign: 'campaign',
  'configuration-set': 'set',
} as const satisfies Readonly<Record<PartDimension, keyof FailureGroup>>;
const kinds: Readonly<
  Record<PartKind, { type: string; step: Omit<SharpBar, 'bar'>; level: Readonly<Level> }>
> = {
  bounce: {
    type: 'Bounce',
    step: { difference: 0.02, differenceOfOther: 0.05 },
    level: { share: 0.1, sure: 0.05, hits: 20 },
  },
  complaint: {
    type: 'Complaint',
    step: { difference: 0.002, differenceOfOther: 0.004 },
    level: { share: 0.005, sure: 0.005, hits: 5 },
  },
  delay: {
    type: 'DeliveryDelay',
    step: { difference: 0.1, differenceOfOther: 0.15 },
    level: { share: 0.2, sure: 0.1, hits: 20 },
  },
};

/** The events that are counted of a kind. */
export const partTypes: Readonly<Record<PartKind, string>> = {
  bounce: kinds.bounce.type,
  complaint: kinds.complaint.type,
  delay: kinds.delay.type,
};

/** Without days before it, a part is told by its share, and the least that it can be with 99 % certainty. */
interface Level {
  share: number;
  sure: number;
  hits: number;
}
const timesOthers = 5;

/** Natural logarithms: so unlikely that chance brings none in the days of one part; of many, each counts. */
const barOfOne = 16;
const barOfBeginning = 8;
/** A part with more of the mail than this is the mail. */
const nearlyAll = 0.9;
/** What is no failure of the mail. */
const noFailures: ReadonlySet<string> = new Set(['bounce/auto-reply', 'recipient/simulator']);
const most = 20;

/** What the judgement of parts rests on. */
export interface PartGround {
  /** Of `perPart`. */
  rows: readonly Row[];
  groups: readonly FailureGroup[];
  days: readonly DayTotals[];
  inRange: (day: string) => boolean;
  /** What is told of all mail and of receivers: it is not told again. */
  rises: readonly CauseRise[];
  receivers: readonly ReceiverAnswer[];
  manyDelays: Answers['manyDelays'];
}

/**
 * Identities, campaigns and configuration sets whose bounces, complaints or deferrals rose sharply, or are many times those of all
 * other mail from their first day on. Many are looked at, so that the bar is higher than for all mail. Most first.
 */
export function partRises(ground: PartGround): readonly PartRise[] {
  const failures = ground.groups.filter(({ cause, steady }) => steady > 0 && !noFailures.has(cause));
  const found: (PartRise & { gain: number })[] = [];
  const series = seriesOf(ground.rows);
  const all = ground.days.reduce((sum, one) => sum + one.steadyAttempts, 0);
  const own = new Map(
    (Object.keys(partDimensions) as readonly PartDimension[]).map((dimension) => [
      dimension,
      groupedBy(failures, (one) => one[partDimensions[dimension]]),
    ]),
  );
  const totals = totalsOf(failures, ground.days);
  const bar = barOfOne + Math.log(Math.max(1, series.length));
  for (const { part, mail } of series) {
    if (mail.reduce((sum, one) => sum + one.attempts, 0) >= nearlyAll * all) continue;
    const groups = own.get(part.dimension)?.get(part.value) ?? [];
    for (const kind of Object.keys(kinds) as readonly PartKind[]) {
      const one = judgedPart({ part, mail, kind, bar, groups }, totals, ground.inRange);
      if (one !== null) found.push(one);
    }
  }
  return distinct(found, failures)
    .flatMap((one) => told(one, failures, ground))
    .toSorted((a, b) => b.excess - a.excess || (a.value < b.value ? -1 : 1))
    .slice(0, most);
}

/** All failures of each kind by the day their mail was sent. */
function totalsOf(
  failures: readonly FailureGroup[],
  days: readonly DayTotals[],
): Readonly<Record<PartKind, readonly DayCount[]>> {
  const of = (kind: PartKind): readonly DayCount[] => {
    const on = hitsByDay(failures.filter(({ type }) => type === kinds[kind].type));
    return days.map(({ day, steadyAttempts, steadyBounceAttempts }) => ({
      day,
      hits: on.get(day) ?? 0,
      all: kind === 'bounce' ? steadyBounceAttempts : steadyAttempts,
    }));
  };
  return { bounce: of('bounce'), complaint: of('complaint'), delay: of('delay') };
}

function hitsByDay(groups: readonly FailureGroup[]): ReadonlyMap<string, number> {
  const on = new Map<string, number>();
  for (const { sentDay, steady } of groups) on.set(sentDay, (on.get(sentDay) ?? 0) + steady);
  return on;
}

interface PartDay {
  day: string;
  attempts: number;
  /** Those whose bounces would be in the records. */
  heard: number;
}

/** The mail of each part by day, in order, from the rows of `perPart`. */
function seriesOf(rows: readonly Row[]): readonly { part: Part; mail: readonly PartDay[] }[] {
  const places: Readonly<Record<number, readonly [PartDimension, number]>> = {
    3: ['identity', 1],
    5: ['campaign', 2],
    6: ['configuration-set', 3],
  };
  const partOf = (row: Row): Part => {
    const [dimension, at] = places[number(row[4])] ?? ['identity', 1];
    return { dimension, value: text(row[at]) };
  };
  return [...groupedBy(rows, (row) => JSON.stringify(partOf(row))).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const mail = [...groupedBy(own, (row) => text(row[0]))].map(([day, ofDay]): PartDay => {
      const counts = ofDay.map((row): Counts => ({
        sends: number(row[6]),
        deliveries: number(row[7]),
        bounces: number(row[8]),
        known: number(row[5]),
      }));
      const steady = counts.filter(isSteady);
      return { day, attempts: attemptsOf(steady), heard: attemptsOf(steady.filter(tellsBounces)) };
    });
    return [{ part: partOf(first), mail: mail.toSorted((a, b) => (a.day < b.day ? -1 : 1)) }];
  });
}

interface Judged {
  part: Part;
  mail: readonly PartDay[];
  kind: PartKind;
  bar: number;
  groups: readonly FailureGroup[];
}

function judgedPart(
  { part, mail, kind, bar, groups }: Judged,
  totals: Readonly<Record<PartKind, readonly DayCount[]>>,
  inRange: PartGround['inRange'],
): (PartRise & { gain: number }) | null {
  const { type, step: difference, level } = kinds[kind];
  const own = groups.filter((one) => one.type === type);
  if (own.length === 0) return null;
  const on = hitsByDay(own);
  const series = mail
    .map(({ day, attempts, heard }) => ({
      day,
      hits: on.get(day) ?? 0,
      all: kind === 'bounce' ? heard : attempts,
    }))
    .filter((one) => one.all > 0);
  const asked = series.filter(({ day }) => inRange(day));
  const sure = sharpStep(series, { ...difference, bar }, inRange);
  if (sure === null && !isHigh(sumOf(asked), othersOn(asked, totals[kind]), level)) return null;
  // What is high for sure may have been so from its first day on, or have begun on a later one.
  const step = sure ?? sharpStep(series, { ...difference, bar: barOfBeginning }, inRange);
  const risen = step?.own ?? asked;
  const isOn = new Set(risen.map(({ day }) => day));
  const count = sumOf(risen);
  const rest = othersOn(risen, totals[kind]);
  const others = rest.all > 0 ? rest.hits / rest.all : null;
  const usual = step === null ? (others ?? 0) : sumOf(step.before).hits / sumOf(step.before).all;
  const ofIt = own.filter(({ sentDay }) => isOn.has(sentDay));
  return {
    ...{ ...part, kind, first: risen[0]?.day ?? '', last: risen.at(-1)?.day ?? '', days: [...isOn] },
    ...{ before: step === null ? null : usual, others, during: count.hits / count.all, ...count },
    excess: Math.round(count.hits - usual * count.all),
    cause: leading(ofIt, ({ cause }) => cause),
    receiver: leading(ofIt, ({ receiver }) => receiver),
    sample: ofIt.toSorted((a, b) => b.steady - a.steady)[0]?.sample ?? null,
    ...{ same: [], ofRise: null, gain: step?.gain ?? likelihood(count, rest) },
  };
}

/** All other mail of some days of a part. */
function othersOn(own: readonly DayCount[], all: readonly DayCount[]): Count {
  const days = new Set(own.map(({ day }) => day));
  const [count, whole] = [sumOf(own), sumOf(all.filter(({ day }) => days.has(day)))];
  return { hits: Math.max(0, whole.hits - count.hits), all: whole.all - count.all };
}

type Count = Pick<DayCount, 'hits' | 'all'>;

function isHigh({ hits, all }: Count, others: Count, level: Level): boolean {
  const share = hits / Math.max(1, all);
  return (
    others.all > 0 &&
    hits >= level.hits &&
    share >= Math.max(level.share, (timesOthers * others.hits) / others.all) &&
    (wilson(hits, all)?.lower ?? 0) >= level.sure
  );
}

const steadyOf = (groups: readonly FailureGroup[]): number =>
  groups.reduce((sum, { steady }) => sum + steady, 0);

function leading(
  groups: readonly FailureGroup[],
  nameOf: (group: FailureGroup) => string,
): { name: string; recipients: number } {
  const counts = [...groupedBy(groups, nameOf)].map(([name, own]) => ({ name, recipients: steadyOf(own) }));
  return counts.toSorted((a, b) => b.recipients - a.recipients)[0] ?? { name: unnamed, recipients: 0 };
}

const failuresOfPart = (
  { dimension, value, kind, days }: PartRise,
  failures: readonly FailureGroup[],
): readonly FailureGroup[] =>
  failures.filter(
    (one) =>
      one.type === kinds[kind].type && one[partDimensions[dimension]] === value && days.includes(one.sentDay),
  );

/** The same failures once, under the name that says most of them: the identity of a campaign, the campaign of a set. */
function distinct(
  found: readonly (PartRise & { gain: number })[],
  failures: readonly FailureGroup[],
): readonly PartRise[] {
  const kept: PartRise[] = [];
  for (const { gain: _, ...one } of found.toSorted((a, b) => b.gain - a.gain || b.during - a.during)) {
    const own = failuresOfPart(one, failures);
    const at = kept.findIndex(
      (known) =>
        known.kind === one.kind &&
        steadyOf(own.filter((group) => isOf(group, known) && known.days.includes(group.sentDay))) >=
          mostOfIt * one.hits,
    );
    const known = kept[at];
    if (known === undefined) kept.push(one);
    else if (
      one.hits <= known.hits / mostOfIt &&
      one.all <= known.all / mostOfIt &&
      known.dimension !== one.dimension
    )
      kept[at] = { ...known, same: [...known.same, { dimension: one.dimension, value: one.value }] };
  }
  return kept;
}

const isOf = (group: FailureGroup, { dimension, value }: Part): boolean =>
  group[partDimensions[dimension]] === value;

/** How many times sharper than what is told of all mail a part has to be, to be told beside it. */
const sharper = 4;

/**
 * A part, unless a finding about all mail or about a receiver says the same: the rise of a cause that names it, a receiver that
 * does so to everybody.
 */
function told(
  one: PartRise,
  failures: readonly FailureGroup[],
  { rises, receivers, manyDelays }: PartGround,
): readonly PartRise[] {
  const own = failuresOfPart(one, failures);
  const overlaps = (days: readonly string[]): boolean => days.some((day) => one.days.includes(day));
  const more = one.during - (one.before ?? one.others ?? 0);
  const isSharper = (rise: { before: number; during: number }): boolean =>
    more >= sharper * (rise.during - rise.before);
  const at = receivers.find(({ receiver }) => receiver === one.receiver.name);
  const change =
    (one.kind === 'delay' ? at?.delayRise : one.kind === 'bounce' ? at?.refusalRise : null) ?? null;
  // Of the receiver's mail more fails than of the part's, or most of what fails there is of other parts.
  if (
    change !== null &&
    overlaps(change.days) &&
    one.receiver.recipients >= mostOfIt * one.hits &&
    (one.receiver.recipients < mostOfIt * change.excess || change.during > one.during)
  )
    return [];
  // Campaigns have their complaints told one by one, with bounds.
  if (one.kind === 'complaint' && one.before === null && one.dimension === 'campaign') return [];
  const level = (one.kind === 'delay' ? at?.delayedShare : at?.refusedShare) ?? 0;
  if (
    one.before === null &&
    one.receiver.recipients >= mostOfIt * one.hits &&
    level >= kinds[one.kind].level.share
  )
    return [];
  if (
    one.kind === 'delay' &&
    manyDelays !== null &&
    overlaps(manyDelays.rise.days) &&
    !isSharper(manyDelays.rise)
  )
    return [];

  const same = rises.filter(({ days }) => overlaps(days));
  const within = steadyOf(own.filter(({ cause }) => same.some((rise) => rise.cause === cause)));
  const rise = same.find(({ cause }) => cause === one.cause.name);
  if (one.kind === 'delay' || rise === undefined || within < mostOfIt * one.hits) return [one];
  return isSharper(rise) ? [{ ...one, ofRise: rise.cause }] : [];
}

const isSteady = ({ known }: Counts): boolean => toldOf(known).isSteady;
