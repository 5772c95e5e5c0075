import type { CheckReport, Finding, Report, UnansweredReport } from '../model/report.ts';
import { tellsNotServed, zoneNotServed } from '../model/delegation.ts';
import { asksIn, isDnsQuestion, zoneUnheardCode } from '../model/dns-trouble.ts';
import { breaksAt, zoneNotVerified } from '../model/dnssec.ts';
import { causesIn } from './causes.ts';
import { findingsOf } from './findings.ts';

/** What kept ses-doctor from looking, with the reasons of unanswered questions that it stands for. */
const standsFor: Readonly<Record<string, readonly string[]>> = {
  'access/denied': ['access-denied'],
  'access/throttled': ['throttled'],
  'access/no-credentials': ['no-credentials'],
  'access/credentials-expired': ['credentials-expired'],
  'access/credentials-rejected': ['credentials-rejected'],
  'access/profile-not-found': ['profile-not-found'],
  'access/region-missing': ['region-missing'],
  'access/region-invalid': ['region-invalid', 'unreachable', 'timeout', 'malformed'],
  'access/endpoint-unreachable': ['unreachable', 'timeout', 'malformed'],
};

/** A call of AWS, as `ses:GetAccount`; other questions name a record or a host. */
const isCall = ({ question }: UnansweredReport): boolean => /^[a-z0-9-]+:[A-Z]/.test(question);

/** Whether each of the questions is open for what a finding tells, or one of those that follow from it. */
const explainsAll = (told: readonly Finding[], open: readonly UnansweredReport[]): boolean =>
  open.length > 0 && open.every((one) => told.some((finding) => explainsOne(finding, one)));

function explainsOne({ code, subject, summary }: Finding, open: UnansweredReport): boolean {
  if (isCall(open)) return (standsFor[code] ?? []).includes(open.reason);
  const [unsigned, unserved] = [zoneNotVerified(open.message), zoneNotServed(open.message)];
  if (code === 'access/dns-unreachable' || (code === zoneUnheardCode && asksIn(subject, open.question)))
    return (
      isDnsQuestion(open.question) && unsigned === null && unserved === null && open.reason !== 'interrupted'
    );
  return (
    (unsigned !== null && summary.includes(breaksAt(unsigned))) ||
    (unserved !== null && tellsNotServed(summary, unserved))
  );
}

/** A check without an answer that tells of itself nowhere. */
export interface Blind {
  check: CheckReport;
  /** The questions that count and had no answer. */
  open: readonly UnansweredReport[];
}

/** The checks without an answer that tells of itself nowhere in the report. */
export function blindIn(report: Report): readonly Blind[] {
  const told = new Set<Finding>(causesIn(report).map(({ finding }) => finding));
  return report.stages
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => !findings.some((finding) => told.has(finding)))
    .map((check) => ({ check, open: check.unanswered.filter(({ counts }) => counts) }))
    .filter(({ check, open }) => check.status === 'unknown' || open.length > 0);
}

/** Each cause with the same about other subjects and what follows from them, in the order of the report. */
const toldIn = (report: Report): readonly (readonly Finding[])[] =>
  causesIn(report).map(({ finding, effects }) => [
    finding,
    ...findingsOf(report).filter(({ code }) => code === finding.code),
    ...effects,
  ]);

/**
 * The checks that have no answer because of what a report tells, each with the finding that tells of it first. Every
 * format tells the reason once, where that finding stands.
 */
export function blindedIn(report: Report): ReadonlyMap<Blind, Finding> {
  const known = worked.get(report) ?? blindedOf(report);
  worked.set(report, known);
  return known;
}

/** Asked for each finding and each stage: a report is worked out once. */
const worked = new WeakMap<Report, ReadonlyMap<Blind, Finding>>();

function blindedOf(report: Report): ReadonlyMap<Blind, Finding> {
  const all = toldIn(report);
  return new Map(
    blindIn(report).flatMap((blind): [Blind, Finding][] => {
      const [first] = all.find((told) => explainsAll(told, blind.open)) ?? [];
      return first === undefined ? [] : [[blind, first]];
    }),
  );
}

/** Each check that is blind for a finding that stands above, with it. What lacks a permission is named by its action. */
export const blindedChecks = (report: Report): ReadonlyMap<CheckReport, Finding> =>
  new Map(
    [...blindedIn(report)].flatMap(([{ check }, told]): [CheckReport, Finding][] =>
      told.code === 'access/denied' ? [] : [[check, told]],
    ),
  );

/** The checks that are blind for one finding, by what was said to each: all in one where one sentence holds for all. */
export function blindedBy(
  finding: Finding,
  report: Report,
): readonly { message: string; checks: readonly CheckReport[] }[] {
  if (finding.code === 'access/denied') return [];
  const groups = new Map<string, CheckReport[]>();
  for (const [{ check, open }, told] of blindedIn(report))
    if (told === finding) {
      const message = [...new Set(open.map((one) => one.message))].join('; ');
      groups.set(message, [...(groups.get(message) ?? []), check]);
    }
  return [...groups].map(([message, checks]) => ({ message, checks }));
}
