import type { DayCount } from './day-count.ts';
import type { DayTotals, Part, PartDimension, PartKind, PartRise } from './answers.ts';
import type { Row } from './engine.ts';
import type { FailureGroup } from './failures.ts';
import { groupedBy } from './grouped-by.ts';
import { kinds, partDimensions, type Level } from './part-kinds.ts';
import { hitsByDay, seriesOf, totalsOf, type PartDay } from './part-series.ts';
import { distinct, steadyOf, told, type ToldOfAll } from './part-told.ts';
import { sharpStep } from './sharp-step.ts';
import { likelihood, sumOf } from './steps.ts';
import { unnamed } from './unnamed.ts';
import { wilson } from './wilson.ts';

/** How many times the share of all other mail. */
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
export interface PartGround extends ToldOfAll {
  /** Of `perPart`. */
  rows: readonly Row[];
  groups: readonly FailureGroup[];
  days: readonly DayTotals[];
  inRange: (day: string) => boolean;
}

/**
 * Identities, campaigns and configuration sets whose bounces, complaints or deferrals rose sharply, or are many times those of all
 * other mail from their first day on. Many are looked at, so that the bar is higher than for all mail. Most first.
 */
export function partRises(ground: PartGround): readonly PartRise[] {
  const failures = ground.groups.filter(({ cause, steady }) => steady > 0 && !noFailures.has(cause));
  const found: (PartRise & { gain: number })[] = [];
  const series = seriesOf(ground.rows).filter(({ part }) => part.value !== unnamed);
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

function leading(
  groups: readonly FailureGroup[],
  nameOf: (group: FailureGroup) => string,
): { name: string; recipients: number } {
  const counts = [...groupedBy(groups, nameOf)].map(([name, own]) => ({ name, recipients: steadyOf(own) }));
  return counts.toSorted((a, b) => b.recipients - a.recipients)[0] ?? { name: unnamed, recipients: 0 };
}
