import { inRegion } from '../model/command-region.ts';
import { readFinding } from '../model/finding.ts';
import type { CheckReport, Finding } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import { statusOf } from '../model/status.ts';
import type { Candidate } from '../model/symptom.ts';
import { namedBy, sameSubject } from '../parse/subject.ts';
import type { Owner, Read } from './owner.ts';
import type { EndedCheck } from './run.ts';

interface Slot extends Owner {
  report: CheckReport;
}

/** Adds read findings to the check objects they belong to; makes one where there is none of that subject. */
export function place(
  ended: readonly EndedCheck[],
  stages: readonly SelectedStage[],
  read: readonly Read[],
  { region, own }: { region: string | null; own: (finding: Finding, candidate: Candidate) => Finding },
): readonly { stage: SelectedStage; report: CheckReport }[] {
  const slots: Slot[] = [...ended];
  for (const { candidate, owner } of read) {
    const words = readFinding(owner.selected.check, candidate, candidate.subject ?? 'account');
    const reading = withSenders(words.reading, candidate);
    const finding = own({ ...words, ...reading, fix: words.fix.map(inRegion(region)) }, candidate);
    const index = slots.findIndex(
      ({ selected, report }) => selected === owner.selected && fits(owner, report, candidate),
    );
    const slot = slots[index];
    if (slot === undefined) slots.push({ ...owner, report: reportOf(owner, candidate, finding) });
    else slots[index] = { ...slot, report: withFinding(slot.report, finding) };
  }
  const order = stages.flatMap(({ checks }) => checks);
  return slots
    .filter((slot) => !isReplaced(slot, slots))
    .map((slot, index) => ({ slot, key: order.indexOf(slot.selected) * 100_000 + index }))
    .sort((one, other) => one.key - other.key)
    .map(({ slot: { stage, report } }) => ({ stage, report }));
}

/** Whose mail it is, where the text says. */
const withSenders = (reading: Finding['reading'], candidate: Candidate): Pick<Finding, 'reading'> => {
  const senders = namedBy(candidate).sender ?? [];
  return reading === undefined || senders.length === 0
    ? {}
    : { reading: { ...reading, senders: [...new Set(senders)] } };
};

/** A check of the run takes what is about anything; one of a subject, or skipped without one, what is about that. */
function fits({ selected }: Owner, { subject }: CheckReport, candidate: Candidate): boolean {
  if (subject === null || candidate.subject === null)
    return subject === candidate.subject || (selected.check.per ?? 'run') === 'run';
  return sameSubject(subject, candidate.subject);
}

/** A check that was skipped because it had no subject has one now. */
const isReplaced = (slot: Slot, slots: readonly Slot[]): boolean =>
  slot.report.subject === null &&
  slot.report.status === 'skipped' &&
  slots.some(({ selected, report }) => selected === slot.selected && report.subject !== null);

function withFinding(report: CheckReport, finding: Finding): CheckReport {
  // A live finding that stands there is not the same, or it had taken the place of this one: it is of another part or account.
  if (
    report.findings.some(
      ({ code, subject, basis }) =>
        basis === 'read' && code === finding.code && sameSubject(subject, finding.subject),
    )
  )
    return report;
  const findings = [...report.findings, finding];
  const status = report.status === 'crash' ? 'crash' : statusOf(findings, report.unanswered);
  return {
    ...report,
    findings,
    status,
    because:
      status === 'unknown' ? (report.because ?? finding.summary) : status === 'crash' ? report.because : null,
    flag: null,
  };
}

function reportOf({ selected: { check } }: Owner, { subject }: Candidate, finding: Finding): CheckReport {
  const status = statusOf([finding], []);
  return {
    id: check.id,
    title: check.title,
    subject: (check.per ?? 'run') === 'run' ? null : subject,
    status,
    durationMs: 0,
    because: status === 'unknown' ? finding.summary : null,
    flag: null,
    observed: null,
    accepted: null,
    gauges: [],
    findings: [finding],
    unanswered: [],
  };
}
