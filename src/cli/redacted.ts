import type { Sieve } from '../engine/assemble.ts';
import { notesOn, type FoundConfig } from '../gate/gate.ts';
import { redactedWith, recordOf, type RunRecord } from '../record/record.ts';
import type { CheckReport, GateReport, Report, StageReport } from '../model/report.ts';
import type { Host } from './host.ts';
import { replay } from './replay.ts';
import type { Questions, Round } from './rounds.ts';

/**
 * The report of a run with the pseudonyms of its record (--redact-report): decided again from the redacted record, so
 * that nothing of the run itself can slip through. What ignores and a baseline accepted was decided under the real
 * names, and is taken over finding by finding.
 */
export async function redactedReport(
  { report, store }: Round,
  questions: Questions & { selection: RunRecord['selection'] },
  host: Host,
): Promise<Report> {
  const whole = recordOf(report, questions.target, store.saved(), questions.selection, false);
  const { record, beside } = redactedWith(whole, report.gate);
  const decided = { ...questions, target: record.target };
  const round = await replay(
    decided,
    record,
    host,
    () => 'offline',
    acceptedLike(report, beside, questions.gate.found),
  );
  return { ...round.report, exitCode: report.exitCode };
}

const acceptedLike = ({ stages }: Report, gate: GateReport | null, found: FoundConfig | null): Sieve => ({
  apply: (replayed) => {
    const alike = replayed.map((stage, index) => stageLike(stage, stages[index]));
    return { stages: alike, report: gate, notes: notesOn(found, alike) };
  },
  through: () => null,
});

function stageLike(stage: StageReport, original: StageReport | undefined): StageReport {
  if (original?.checks.length !== stage.checks.length) throw differs(stage.id);
  return { ...stage, checks: stage.checks.map((check, index) => checkLike(check, original.checks[index])) };
}

function checkLike(check: CheckReport, original: CheckReport | undefined): CheckReport {
  if (original?.findings.length !== check.findings.length) throw differs(check.id);
  const findings = check.findings.map((finding, index) => {
    const { code, ignored = null, counts = finding.counts } = original.findings[index] ?? {};
    if (code !== finding.code) throw differs(check.id);
    return { ...finding, ignored, counts };
  });
  return { ...check, findings, status: original.status, accepted: original.accepted };
}

const differs = (id: string): Error =>
  new Error(`the redacted record decides ${id} in another way than the run did: nothing is shown`);
