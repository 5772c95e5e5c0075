import { grouped } from '../model/many.ts';
import { assemble, type Judgement, openSieve, type Sieve, stageReport } from './assemble.ts';
import { chooseSenders } from './choose-senders.ts';
import type { FactStore } from './gather.ts';
import { chainMs, type Timing } from './timing.ts';
import { hasLooked } from './looked-at.ts';
import { caller } from '../facts/caller.ts';
import { outOfSight } from './out-of-sight.ts';
import { join } from './join.ts';
import type { Self } from './self.ts';
import { inRegion } from '../model/command-region.ts';
import { maybeFollowed, withStepsBehind } from './steps-behind.ts';
import { isOfSender, type LookedAt, stepsLeft } from './steps-taken.ts';
import { asReadHere, asThisRun } from '../model/command-run.ts';
import { answerOf } from '../model/unavailable.ts';
import type { CheckReport, FactTiming, Report } from '../model/report.ts';
import { type EndedCheck, runChecklist } from './run.ts';
import { namesAccount, noteOfStrangers, judgeable, strangersIn, withOwnAccount } from './strangers.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Stage } from '../model/check.ts';
import type { Target } from '../model/target.ts';
import { untoldIn, type Untold } from './untold.ts';

export interface ReportOptions {
  version: string;
  stages: readonly SelectedStage[];
  /** All that could have been selected: the words of what a text tells and nobody selected. */
  checklist: readonly Stage[];
  store: FactStore;
  target: Target;
  judgement: Judgement;
  /** What a pipeline has accepted; default: nothing. */
  sieve?: Sieve;
  /** ISO time of the run. */
  takenAt: string;
  /** Milliseconds, rising. */
  clock: () => number;
  notes?: readonly string[];
  /** Each check as the report will show it, as soon as that is certain. */
  onCheck?: (stage: string, check: CheckReport) => void;
}

/** Runs the checklist and makes the report of it. */
export async function takeReport(options: ReportOptions): Promise<Report> {
  const { stages, store, clock } = options;
  const started = clock();
  const own = namesAccount(options.target.symptom) ? await selfOf(store, options.target) : null;
  const pasted = options.target.symptom;
  const symptom = pasted === null || own === null ? pasted : withOwnAccount(pasted, own);
  const streamed = new Set<string>();
  const onEnd = ({ stage, report }: EndedCheck): void => {
    if (symptom !== null) return; // what was read may still be refuted
    if (report.findings.some(maybeFollowed)) return;
    const gated = (options.sieve ?? openSieve).through(report, options.takenAt);
    if (gated === null) return;
    streamed.add(keyOf(report));
    options.onCheck?.(stage.id, gated);
  };
  const strangers =
    symptom === null
      ? null
      : strangersIn(
          symptom,
          own ?? { region: options.target.region, account: null, principal: null },
          options.target.told?.includes('sourceArn') === true ? undefined : options.target.sourceArn,
        );
  const heard = symptom === null || strangers === null ? symptom : judgeable(symptom, strangers);
  if (heard !== null) store.hear(heard);
  const { chosen, failure, ...looked } = await chooseSenders(stages, store, {
    ...options.target,
    symptom: heard,
  });
  const target = { ...looked.target, symptom: pasted };
  const ended = await runChecklist({ stages, store, target, unchosen: failure, clock, onEnd });
  const untold = symptom === null ? [] : untoldIn(symptom, stages, options.checklist);
  const joinedAs = (self: Self | null): ReturnType<typeof join> =>
    join(ended, stages, symptom, { self, strangers, region: target.region, untold });
  const joined = joinedAs(own);
  const { checks, refuted } =
    joined.unexplained && own === null ? joinedAs(await selfOf(store, target)) : joined;
  const reports = checks.map((one) => one.report);
  const answered = stages.map((stage) =>
    stageReport(
      stage,
      checks.map((one) => ({
        ...one,
        report: withCommandsOf(target, one.report, { target, checks: reports }),
      })),
    ),
  );
  const report = assemble({
    ...options,
    notes: [
      ...(options.notes ?? []),
      ...(strangers === null ? [] : noteOfStrangers(strangers)),
      ...outOfSight(store.saved(), target),
      ...noteOfLeftOut(ended),
      ...(symptom === null ? [] : [...noteOfUntold(joined.left), ...noteOfMore(symptom, ended)]),
    ],
    target,
    chosen,
    reports: withStepsBehind({ stages: answered, target, refuted }),
    refuted,
    symptom,
    offline: false,
    lookedAt: hasLooked(ended, store, { symptom: target.symptom, stages }),
    durationMs: Math.round(clock() - started),
    chain: longestChain(store),
  });
  for (const stage of report.stages)
    for (const check of stage.checks) if (!streamed.has(keyOf(check))) options.onCheck?.(stage.id, check);
  return report;
}

/** A tick of a check says nothing of an error that it saw and was not asked for. */
function noteOfLeftOut(ended: readonly EndedCheck[]): readonly string[] {
  const codes = [...new Set(ended.flatMap(({ leftOut = [] }) => leftOut))];
  return codes.length === 0
    ? []
    : [
        `Found, and left out of this report by --only or --skip: ${codes.slice(0, 5).join(', ')}${codes.length > 5 ? ` and ${grouped(codes.length - 5)} more` : ''}.`,
      ];
}

/** Where no check that was selected speaks of a failure of the text, and no finding says so. */
function noteOfUntold(untold: readonly Untold[]): readonly string[] {
  // A text that no rule knows may tell of none.
  const codes = [...new Set(untold.flatMap((one) => one.codes))].filter(
    (code) => code !== 'send/unrecognised',
  );
  return codes.length === 0
    ? []
    : [
        `The text tells of a failure that --only or --skip leaves out (${codes.slice(0, 3).join(', ')}): nothing here answers it.`,
      ];
}

/** A text may name more than a run looks at: of the others nothing is known, and the report says so. */
function noteOfMore({ names }: Symptom, ended: readonly EndedCheck[]): readonly string[] {
  const looked = new Set(ended.flatMap(({ report }) => report.subject?.toLowerCase() ?? []));
  const lists = [
    ['senders that SES refused', names.failedIdentities, '--identity'],
    ['senders', names.senders, '--identity'],
    ['recipients', names.recipients, '--recipient'],
  ] as const;
  return lists.flatMap(([what, told, flag]) => {
    const left = told.filter((name) => !looked.has(name.toLowerCase()));
    return told.length <= 5 || left.length === 0
      ? []
      : [
          `The text names ${grouped(told.length)}${told.length < 50 ? '' : ' or more'} ${what}, and not all of them were looked at: name others with ${flag}.`,
        ];
  });
}

/** What was read from a symptom is answered with commands of this run, too. */
const withCommandsOf = (target: Target, report: CheckReport, looked: LookedAt): CheckReport => ({
  ...report,
  findings: report.findings.map((one) => ({
    ...one,
    fix:
      one.basis === 'live'
        ? one.fix.map(asThisRun(target))
        : stepsLeft(one.fix, looked)
            .map(inRegion(target.region))
            .map(asReadHere(isOfSender(one.fix) ? { ...target, profile: null } : target)),
  })),
});

/** Who this run is, as far as AWS says. */
async function selfOf(store: FactStore, { region }: Target): Promise<Self> {
  const asked = await answerOf(store.read(caller, null));
  return {
    region,
    account: asked.ok ? asked.value.account : null,
    principal: asked.ok ? asked.value.arn : null,
  };
}

const keyOf = ({ id, subject }: CheckReport): string => `${id} ${subject ?? ''}`;

/** The facts of the longest chain of questions, first asked first. */
function longestChain(store: FactStore): readonly FactTiming[] {
  let longest: Timing | null = null;
  for (const timing of store.timings()) if (chainMs(timing) > chainMs(longest)) longest = timing;
  const chain: FactTiming[] = [];
  for (let timing = longest; timing !== null; timing = timing.after) {
    chain.unshift({ fact: timing.fact, subject: timing.subject, durationMs: Math.round(timing.durationMs) });
  }
  return chain;
}
