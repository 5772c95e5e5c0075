import { causesOf, graverEffects } from '../engine/diagnose.ts';
import { createFactStore } from '../engine/gather.ts';
import { type EndedCheck, runChecklist } from '../engine/run.ts';
import { stageReport } from '../engine/assemble.ts';
import { withStepsBehind } from '../engine/steps-behind.ts';
import type { Probes } from '../model/probes.ts';
import type { CheckReport, Finding } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Target } from '../model/target.ts';
import { senderIdentity } from '../facts/identity/sender-identity.ts';
import { answerOf, type UnavailableReason } from '../model/unavailable.ts';
import type { SharedFacts } from './shared-facts.ts';
import type { ShortSignals } from './short-signals.ts';
import type { IdentityLine, SurveyFinding, SurveyUnanswered, Worst } from './lines.ts';

/** What a run of the checklist says, as far as a survey keeps it. */
export interface Judgement {
  worst: Worst;
  findings: readonly SurveyFinding[];
  unanswered: readonly SurveyUnanswered[];
  /** Checks that found something that needs a fix, or could not look. */
  troubled: ReadonlySet<string>;
  /** False where each selected check was skipped: there was nothing in it to look at. */
  looked: boolean;
  /** The MAIL FROM domain of the identity; null: SES's own. Absent where no selected check looks at it. */
  mailFrom?: IdentityLine['mailFrom'];
}

interface Judging {
  stages: readonly SelectedStage[];
  probes: Probes;
  target: Target;
  signals: ShortSignals;
  clock: () => number;
  /** Findings that are said of the place already, as `code subject`. */
  said: ReadonlySet<string>;
  /** Facts that hold for every identity of the place. */
  shared?: SharedFacts;
}

/** Runs the checks as `check` does, and keeps what counts. */
export async function judge(judging: Judging): Promise<Judgement> {
  const { stages, probes, target, signals, clock, said, shared } = judging;
  const { ended, mailFrom } = await signals.during(async (signal) => {
    const store = createFactStore({
      ...{ probes, target, signal, clock },
      ...(shared === undefined ? {} : { shared }),
    });
    const ran = await runChecklist({ stages, store, target, clock });
    return { ended: ran, mailFrom: await mailFromOf(store, ran) };
  });
  const { identities, recipients } = target;
  const reports = withStepsBehind({
    stages: stages.map((stage) => stageReport(stage, ended)),
    target,
    refuted: [],
  });
  const causes = new Set(causesOf(reports, { identities, recipients, symptom: null, offline: false }));
  const effects = graverEffects(reports, { identities, recipients });
  const off = target.identities.length === 0 || target.worlds.dns ? 'not' : switchedOff(ended);
  return {
    // A tick for an identity of which nothing was looked at would be earned by nobody.
    worst: off === 'all' ? 'unknown' : worstOf(ended.map(({ report }) => report)),
    findings: reports.flatMap((stage) =>
      stage.checks.flatMap((report) =>
        report.findings
          .filter(({ code, subject }) => !said.has(`${code} ${subject}`))
          .map((finding) => kept(finding, stage.id, report, { causes, effects })),
      ),
    ),
    looked: off === 'all' || ended.some(({ report: { status } }) => status !== 'skipped'),
    ...(mailFrom !== undefined && { mailFrom }),
    unanswered: [...unansweredOf(ended), ...oldFigures(ended), ...withoutDns(off)],
    troubled: new Set(
      ended.filter(({ report: { status } }) => isTrouble(status)).map(({ report: { id } }) => id),
    ),
  };
}

/** What the checks have learnt of the MAIL FROM domain: no question is asked for it. */
async function mailFromOf(
  store: ReturnType<typeof createFactStore>,
  ended: readonly EndedCheck[],
): Promise<IdentityLine['mailFrom']> {
  const subject = ended.find(({ report: { id } }) => id === 'mail-from-records')?.report.subject ?? null;
  if (subject === null) return undefined;
  const answer = await answerOf(store.read(senderIdentity, subject));
  if (!answer.ok) return undefined;
  const { mailFrom } = answer.value;
  return mailFrom === null ? null : { domain: mailFrom.domain, status: mailFrom.status };
}

/** How much of what was to be looked at rests on DNS, which --no-dns leaves alone. */
function switchedOff(ended: readonly EndedCheck[]): 'all' | 'part' | 'not' {
  const skipped = ended.filter(({ report: { status } }) => status === 'skipped');
  if (skipped.length === 0) return 'not';
  return skipped.length === ended.length ? 'all' : 'part';
}

/** What --no-dns keeps from being looked at, as `check` tells it in the checks that it skips. */
const withoutDns = (off: 'all' | 'part' | 'not'): readonly SurveyUnanswered[] =>
  off === 'not'
    ? []
    : [
        {
          ...{ reason: 'switched-off', action: null },
          message: 'what DNS publishes (DKIM, MAIL FROM, SPF and DMARC records): leave out --no-dns',
          ...(off === 'all' ? {} : { counts: false }),
        },
      ];

const isTrouble = (status: CheckReport['status']): boolean => status !== 'pass' && status !== 'skipped';

function kept(
  finding: Finding,
  stage: string,
  { id, title }: CheckReport,
  { causes, effects }: { causes: ReadonlySet<string>; effects: ReturnType<typeof graverEffects> },
): SurveyFinding {
  const { code, severity, subject, summary, impact, fix, references } = finding;
  // What had no answer is counted by its reason.
  const cause = (severity === 'error' || severity === 'warning') && causes.has(code);
  const graver = cause ? (effects.get(finding) ?? []) : [];
  return {
    ...{ code, severity, subject, check: id, cause },
    ...(graver.length > 0 && {
      weight: graver.some((one) => one.severity === 'error') ? 'error' : 'warning',
      leadsTo: [...new Set(graver.map((one) => one.code))],
    }),
    ...(finding.unjudged === true && { unjudged: true }),
    words: cause ? { stage, title, summary, impact, fix: fix.slice(0, mostSteps), references } : null,
  };
}

/** A report of thousands says the first steps; `check` says all of them. */
const mostSteps = 3;

/** The worst of some checks, in the order of the verdict. */
export function worstOf(checks: readonly Pick<CheckReport, 'status' | 'unanswered'>[]): Worst {
  const has = (status: CheckReport['status']): boolean => checks.some((one) => one.status === status);
  if (has('crash')) return 'crash';
  if (has('fail')) return 'fail';
  if (has('unknown') || checks.some(({ unanswered }) => unanswered.some(({ counts }) => counts)))
    return 'unknown';
  return has('warn') ? 'warn' : 'pass';
}

/** Rates of long ago are no rates of now: `check` says so where it skips them, and a survey shows no skipped checks. */
const oldFigures = (ended: readonly EndedCheck[]): readonly SurveyUnanswered[] =>
  ended.flatMap(({ report: { id, status, because } }) =>
    id === 'reputation' && status === 'skipped' && because !== null
      ? [
          {
            reason: 'not-found' as const,
            action: 'cloudwatch:GetMetricData',
            message: because,
            counts: false as const,
          },
        ]
      : [],
  );

/** Each reason and action once. */
function unansweredOf(ended: readonly EndedCheck[]): readonly SurveyUnanswered[] {
  const seen = new Map<string, SurveyUnanswered>();
  for (const { report } of ended) {
    if (report.status === 'crash')
      seen.set('crash', {
        reason: 'bad-reply',
        action: null,
        message: report.because ?? 'a fault of ses-doctor',
      });
    for (const { reason, action, message, counts } of report.unanswered) {
      const key = `${reason} ${action ?? ''} ${String(counts)}`;
      // The reasons of a report are those of `Why`.
      if (!seen.has(key))
        seen.set(key, {
          ...{ reason: reason as UnavailableReason, action, message },
          ...(counts ? {} : { counts }),
        });
    }
  }
  return [...seen.values()];
}
