import type { Severity } from './check.ts';
import type { CheckReport, Finding, StageReport } from './report.ts';
import type { Symptom } from './symptom.ts';

/** What diagnosis needs to know of the run. */
export interface DiagnosisContext {
  identities: readonly string[];
  recipients: readonly string[];
  symptom: Symptom | null;
  /** `explain`: the candidates themselves are the causes. */
  offline: boolean;
}

/** A finding with its place in the report. */
interface Placed {
  finding: Finding;
  check: CheckReport;
  stage: number;
  /** Place in the checklist. */
  order: number;
}

/**
 * The causes of a report: each code once, of what nothing else explains. First what the live state confirms of a
 * symptom; then errors by stage, those that explain others first; then warnings by stage; last what is only info but
 * was read from a symptom.
 */
export function causesOf(stages: readonly StageReport[], context: DiagnosisContext): readonly string[] {
  const placed = placedFindings(stages);
  if (context.offline) return unique(ranked(placed, context.symptom));
  const roots = placed.filter((one) => !placed.some((other) => isCause(other, one, context)));
  const explains = (one: Placed): boolean => placed.some((other) => isCause(one, other, context));
  const confirmed = roots.filter((one) => confirms(one, placed, context));
  const bySeverity = (severity: Severity): readonly Placed[] =>
    roots
      .filter(({ finding }) => finding.severity === severity)
      .sort(
        (one, other) =>
          one.stage - other.stage ||
          Number(explains(other)) - Number(explains(one)) ||
          one.order - other.order,
      );
  const told = roots.filter(({ finding }) => finding.basis === 'read');
  return unique(
    [...confirmed, ...bySeverity('error'), ...bySeverity('warning'), ...told].map(
      ({ finding }) => finding.code,
    ),
  );
}

/** Why a finding is there: the codes from its root cause down to the one that explains it directly; empty for a root. */
export function chainTo(
  finding: Finding,
  stages: readonly StageReport[],
  context: DiagnosisContext,
): readonly string[] {
  const placed = placedFindings(stages);
  const chain: string[] = [];
  let current = placed.find((one) => one.finding === finding);
  while (current !== undefined) {
    const effect = current;
    current = placed.find((other) => !chain.includes(other.finding.code) && isCause(other, effect, context));
    if (current !== undefined) chain.unshift(current.finding.code);
  }
  return chain;
}

function placedFindings(stages: readonly StageReport[]): readonly Placed[] {
  let order = 0;
  return stages.flatMap(({ checks }, stage) =>
    checks.flatMap((check) =>
      check.findings
        .filter(({ ignored }) => ignored === null)
        .map((finding) => ({ finding, check, stage, order: order++ })),
    ),
  );
}

/**
 * Whether one finding explains another: between findings of one subject, from a run-level finding to any, and in a
 * joined symptom from the sender's findings to the recipient's. A finding that asks for nothing is no cause of an error.
 */
function isCause(one: Placed, other: Placed, { identities, recipients, symptom }: DiagnosisContext): boolean {
  // What was only read is one explanation among others: it takes nothing away.
  if (one === other || one.finding.basis === 'read' || !one.finding.explains.includes(other.finding.code))
    return false;
  if (rank[one.finding.severity] < Math.min(rank[other.finding.severity], rank.warning)) return false;
  if (one.check.subject === null || one.finding.subject === other.finding.subject) return true;
  if (one.check.subject === other.check.subject) return true;
  if (symptom === null) return false;
  const isRecipient = recipients.includes(other.finding.subject) || other.finding.basis === 'read';
  return identities.includes(one.check.subject) && isRecipient;
}

const rank: Readonly<Record<Severity, number>> = { info: 0, unknown: 0, warning: 1, error: 2 };

/** The live state shows what the symptom says, or the cause of it. */
function confirms(one: Placed, placed: readonly Placed[], context: DiagnosisContext): boolean {
  const { symptom } = context;
  if (symptom === null || one.finding.basis === 'read' || rank[one.finding.severity] === 0) return false;
  if (symptom.candidates.some(({ code }) => code === one.finding.code)) return true;
  return reaches(one, placed, context, new Set());
}

/** Follows the edges from a cause to something that was read. */
function reaches(
  one: Placed,
  placed: readonly Placed[],
  context: DiagnosisContext,
  seen: Set<Placed>,
): boolean {
  if (seen.has(one)) return false;
  seen.add(one);
  return placed
    .filter((other) => isCause(one, other, context))
    .some((other) => other.finding.basis === 'read' || reaches(other, placed, context, seen));
}

/** The candidates in order: the likeliest of each item first; what is wrong before what is only worth knowing. */
function ranked(placed: readonly Placed[], symptom: Symptom | null): readonly string[] {
  const candidates = symptom?.candidates ?? [];
  return placed
    .map(({ finding }) => {
      const of = candidates.filter(({ code }) => code === finding.code);
      return {
        code: finding.code,
        rank: Math.min(...of.map((candidate) => candidate.rank)),
        grave: rank[finding.severity],
        place: candidates.findIndex(({ code }) => code === finding.code),
      };
    })
    .sort((one, other) => one.rank - other.rank || other.grave - one.grave || one.place - other.place)
    .map(({ code }) => code);
}

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)];
