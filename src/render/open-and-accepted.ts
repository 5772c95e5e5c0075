import type { CheckReport, Finding, Report } from '../model/report.ts';
import { findingsOf } from './findings.ts';

/** What an ignore or the baseline accepts of what would count: trouble, and a question that has no answer. */
const isAccepted = ({ ignored, severity, counts }: Finding): boolean =>
  ignored !== null && severity !== 'info' && (severity !== 'unknown' || counts);

/** Whether a check passed only because what it found was accepted: nobody may read that as a tick. */
export const holdsAccepted = ({ status, findings }: CheckReport): boolean =>
  status === 'pass' && findings.some(isAccepted);

/** Whether a check passed beside a finding that tells of an extra question without an answer: in part it was not seen. */
export const holdsOpen = ({ status, findings }: CheckReport): boolean =>
  status === 'pass' && findings.some(({ severity, ignored }) => severity === 'unknown' && ignored === null);

/** The checks without an answer, or with a question that counts and has none: those somebody has accepted, or the others. */
export const openChecks = (
  { stages }: Pick<Report, 'stages'>,
  areAccepted: boolean,
): readonly CheckReport[] =>
  stages
    .flatMap(({ checks }) => checks)
    .filter(
      (check, _, all) =>
        (check.accepted !== null) === areAccepted &&
        isOpen(check) &&
        !(tellsWhy(check) && all.some((one) => one !== check && isOpen(one) && !tellsWhy(one))),
    );

/** How many there are of them. */
export const openIn = (report: Report, areAccepted: boolean): number =>
  openChecks(report, areAccepted).length;

const isOpen = ({ status, unanswered }: CheckReport): boolean =>
  status === 'unknown' || unanswered.some(({ counts }) => counts);

/** Whether a check only says why others have no answer: it is no question more. */
const tellsWhy = ({ findings, unanswered }: CheckReport): boolean =>
  !unanswered.some(({ counts }) => counts) &&
  findings.some(({ code, severity }) => severity === 'unknown' && code.startsWith('access/'));

/**
 * The findings that an ignore or the baseline accepts. A refusal of AWS that is accepted with the checks that it blinds is
 * told by those.
 */
export const acceptedIn = (report: Report): readonly Finding[] =>
  findingsOf(report).filter(
    (one) => isAccepted(one) && (one.code !== 'access/denied' || openIn(report, true) === 0),
  );

/** Whether what was accepted leaves open whether something is wrong. */
export const leavesOpen = (report: Report): boolean =>
  openIn(report, true) > 0 || acceptedIn(report).some(({ severity }) => severity === 'unknown');

/** How many errors are accepted. */
export const acceptedErrors = (report: Report): number =>
  findingsOf(report).filter(({ ignored, severity }) => ignored !== null && severity === 'error').length;
