import { isApart } from './reads-alike.ts';
import type { Severity } from '../model/check.ts';
import { mayBeFrom, tellsOf } from './same-subject.ts';
import { areOne, kindOf } from '../parse/subject.ts';
import { domainOf } from '../parse/identity-name.ts';
import type { CheckReport, Finding, Report, StageReport } from '../model/report.ts';

/** Whose findings may explain whose. */
export interface Parties {
  identities: readonly string[];
  recipients: readonly string[];
  /** A symptom was joined with the live state. */
  joined: boolean;
}

/** A finding with its place in the report. */
export interface Placed {
  finding: Finding;
  check: CheckReport;
  stage: number;
  /** Place in the checklist. */
  order: number;
}

/** The code of a message of `test` that SES refused. */
export const refusedHere = 'proof/refused';

/** How grave a severity is: the larger, the worse. */
export const gravity: Readonly<Record<Severity, number>> = { info: 0, unknown: 0, warning: 1, error: 2 };

/** A renderer asks for the chain of every finding: a report is laid out once. */
const laidOut = new WeakMap<readonly StageReport[], readonly Placed[]>();

/** The findings that count, in the order of the report. */
export function placedFindings(stages: readonly StageReport[]): readonly Placed[] {
  const known = laidOut.get(stages) ?? layOut(stages);
  laidOut.set(stages, known);
  return known;
}

function layOut(stages: readonly StageReport[]): readonly Placed[] {
  return everyFinding(stages).filter(({ finding }) => finding.ignored === null);
}

/** All findings with their places, accepted ones too, in the order of the report. */
export function everyFinding(stages: readonly StageReport[]): readonly Placed[] {
  let order = 0;
  return stages.flatMap(({ checks }, stage) =>
    checks.flatMap((check) => check.findings.map((finding) => ({ finding, check, stage, order: order++ }))),
  );
}

/**
 * Whether one finding explains another: between findings of one subject, from a run-level finding to any, from the
 * sender's findings to those about a received message of its domain, and in a joined symptom from the sender's findings
 * to the recipient's. A finding that asks for nothing is no cause of an error.
 */
export function isCause(one: Placed, other: Placed, { identities, recipients, joined }: Parties): boolean {
  // What the answer of SES to this very run was read as is why it was refused.
  if (one.finding.basis === 'read' && other.finding.code === refusedHere)
    return one.finding.explains.includes(refusedHere);
  // What was only read is one explanation among others: it takes nothing away.
  if (one === other || one.finding.basis === 'read' || !one.finding.explains.includes(other.finding.code))
    return false;
  if (isApart(one.finding, other.finding)) return false;
  if (gravity[one.finding.severity] < Math.min(gravity[other.finding.severity], gravity.warning))
    return false;
  // Of two that name each other the one that is asked first is the cause.
  if (
    other.order < one.order &&
    other.finding.basis === 'live' &&
    other.finding.explains.includes(one.finding.code) &&
    !isApart(other.finding, one.finding)
  )
    return false;
  if (one.finding.subject === other.finding.subject) return true;
  if (one.check.subject === null) return other.finding.basis === 'live' || !isOfAnother(one, other);
  if (one.check.subject === other.check.subject) return true;
  if (!identities.includes(one.check.subject)) return false;
  if (other.check.subject === null && isOfSender(other.finding.subject, one.check.subject)) return true;
  const isTold = recipients.includes(other.finding.subject) || other.finding.basis === 'read';
  return joined && isTold && isOfMail(one, other);
}

/**
 * Whether one finding stands for another in a report: it explains it, or what mends it mends the other. Of two that one
 * repair sees to, the graver tells of it, or the first of two that are equally grave.
 */
export const leadsTo = (one: Placed, other: Placed, parties: Parties): boolean =>
  isCause(one, other, parties) || (isOfSameAct(one, other) && !isCause(other, one, parties));

function isOfSameAct(one: Placed, other: Placed): boolean {
  const { act, code, severity } = one.finding;
  if (act === undefined || act !== other.finding.act || code === other.finding.code) return false;
  const lead = gravity[severity] - gravity[other.finding.severity];
  // An info asks for nothing: it is nobody's lead.
  return lead === 0 ? severity !== 'info' && one.order < other.order : lead > 0;
}

/** What was read of another set, template or sender than a finding of the run is about. */
function isOfAnother({ finding: one }: Placed, { finding: other }: Placed): boolean {
  const kind = kindOf(one.code, one.subject);
  return (
    kind !== null &&
    kind === kindOf(other.code, other.subject) &&
    !areOne(kind, one.subject, other.subject) &&
    !tellsOf(one, other.subject)
  );
}

/** What was read of the mail of other senders is nothing that this one explains. */
const isOfMail = ({ finding, check }: Placed, { finding: { reading } }: Placed): boolean =>
  mayBeFrom(reading?.senders, check.subject ?? '') ||
  reading?.senders?.some((name) => tellsOf(finding, name)) === true;

/** The domain of the sender itself, one above it, or one below, such as a MAIL FROM domain. */
function isOfSender(subject: string, identity: string): boolean {
  const domain = domainOf(identity);
  const other = domainOf(subject);
  return domain === other || domain.endsWith(`.${other}`) || other.endsWith(`.${domain}`);
}

/** Of a report, what tells why its findings are there. */
export type Explained = Pick<Report, 'stages' | 'target' | 'refuted'>;

/**
 * Why a finding is there: the codes from its root cause down to the one that explains it directly; empty for a root.
 * Every format that shows the chain takes it from here.
 */
export function chainTo(finding: Finding, report: Explained): readonly string[] {
  return [...new Set(reasonsOf(finding, report).map((reason) => reason.code))];
}

/**
 * The finding that would explain one that nothing else explains, and that somebody accepted; null where there is none.
 * Who reads of the one must hear of the other, whether what comes of it counts or not.
 */
export function acceptedReason(finding: Finding, report: Explained): Finding | null {
  const placed = everyFinding(report.stages);
  const effect = placed.find((one) => one.finding === finding);
  if (effect === undefined || placed.every((one) => one.finding.ignored === null)) return null;
  const parties = partiesOf(report, placed);
  const reason = placed.find((one) => one.finding.ignored !== null && isCause(one, effect, parties));
  return reason?.finding ?? null;
}

/** The accepted finding at the root of one that was accepted only because it follows from it. */
export function acceptedRoot(finding: Finding, report: Explained): Finding | undefined {
  const seen = new Set([finding]);
  let root: Finding | undefined;
  for (let reason = acceptedReason(finding, report); reason !== null && !seen.has(reason);) {
    seen.add(reason);
    root = reason;
    reason = reason.ignored?.follows === undefined ? null : acceptedReason(reason, report);
  }
  return root;
}

/** The parties of a report with these findings. */
export const partiesOf = ({ target, refuted }: Explained, placed: readonly Placed[]): Parties => ({
  identities: target.identities,
  recipients: target.recipients,
  joined: refuted.length > 0 || placed.some((one) => one.finding.basis === 'read'),
});

/** The findings behind a finding, its root cause first; empty for a root. */
export function reasonsOf(finding: Finding, report: Explained): readonly Finding[] {
  const placed = placedFindings(report.stages);
  const parties = partiesOf(report, placed);
  const seen = new Set<Placed>();
  const reasons: Finding[] = [];
  let effect = placed.find((one) => one.finding === finding);
  while (effect !== undefined) {
    seen.add(effect);
    const now: Placed = effect;
    effect = placed.find((other) => !seen.has(other) && leadsTo(other, now, parties));
    if (effect !== undefined) reasons.unshift(effect.finding);
  }
  return reasons;
}
