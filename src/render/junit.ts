import type { CheckReport, Finding, Report, StageReport, UnansweredReport } from '../model/report.ts';
import { alternativesIn } from '../engine/alternatives.ts';
import { failureNaming } from './failures.ts';
import { openChecks } from './open-and-accepted.ts';
import { adviceFor, evidenceLine, stepLine, subjectShown } from './words.ts';
import { xml } from './xml.ts';

/**
 * The report as JUnit XML: a suite for each stage, a case for each check and subject. What could not be looked at is
 * an `error`, as is a crash: a pipeline must not take it for a pass. So is a run that looked at nothing.
 */
export function renderJunit(report: Report): string {
  const { stages, durationMs } = report;
  const all = stages.flatMap(({ checks }) => checks);
  const alternatives = alternativesIn(report);
  // Exit 1 without an error: --fail-on warning made it so, and a pipeline that reads only this file needs to see why.
  const failing: readonly Finding['severity'][] =
    report.exitCode === 1 &&
    !all.some((check) => deciding(check, { failing: ['error'], alternatives }).length > 0)
      ? ['error', 'warning']
      : ['error'];
  const open = new Set(openChecks(report, false));
  const telling = { failing, alternatives, open, failureOf: failureNaming(report) };
  const suites = stages.map((stage) => renderSuite(stage, report, telling));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ses-doctor" ${totals(all, telling, report.lookedAt ? 0 : 1)} time="${inSeconds(durationMs)}">`,
    ...suites,
    ...(report.lookedAt ? [] : [nothingLookedAt(report)]),
    '</testsuites>\n',
  ].join('\n');
}

/** How the findings of a report are told: which fail a case, and which of several failures one may explain. */
interface Telling extends Deciders {
  failureOf: (finding: Finding) => string | null;
}

/** What decides over a case. */
interface Deciders extends Failing {
  /** The checks that count as without an answer, as the headline counts them. */
  open: ReadonlySet<CheckReport>;
}

/** Which findings fail a case. */
interface Failing {
  failing: readonly Finding['severity'][];
  /** Findings that only explain otherwise what another explains: they fail no case of their own. */
  alternatives: ReadonlyMap<Finding, Finding>;
}

function renderSuite({ id, question, checks }: StageReport, report: Report, telling: Telling): string {
  const time = checks.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);
  return [
    `  <testsuite name="${xml(`${id}: ${question}`)}" ${totals(checks, telling)} skipped="${String(checks.filter((check) => isSkipped(check, telling)).length)}" time="${inSeconds(time)}" timestamp="${stamp(report.takenAt)}">`,
    propertiesOf(report),
    ...checks.map((check) => renderCase(id, check, telling)),
    '  </testsuite>',
  ].join('\n');
}

/** A suite of its own: the cases of the others were skipped, which no pipeline stops at. */
function nothingLookedAt(report: Report): string {
  return [
    `  <testsuite name="ses-doctor" ${totals([], { failing: [], alternatives: new Map(), open: new Set() }, 1)} skipped="0" time="0.000" timestamp="${stamp(report.takenAt)}">`,
    propertiesOf(report),
    '    <testcase classname="ses-doctor" name="Something was looked at" time="0.000">',
    `      <error type="unknown" message="${xml(`Nothing was looked at. ${adviceFor(report)}`)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

const stamp = (takenAt: string): string => xml(takenAt.replace(/\.\d+Z$/, ''));

/** `more`: cases beside those of the checks, each an error. */
const totals = (checks: readonly CheckReport[], deciders: Deciders, more = 0): string => {
  const failed = checks.filter((check) => deciding(check, deciders).length > 0);
  const errors = checks.filter((check) => !failed.includes(check) && isError(check, deciders));
  return `tests="${String(checks.length + more)}" failures="${String(failed.length)}" errors="${String(errors.length + more)}"`;
};

/** The findings of a check that fail its case. */
const deciding = ({ findings }: CheckReport, { failing, alternatives }: Failing): readonly Finding[] =>
  findings.filter(
    (finding) => failing.includes(finding.severity) && finding.ignored === null && !alternatives.has(finding),
  );

/**
 * Skipped for a pipeline: a case that fails is no skipped one, whatever its check was. What only says why others have no answer
 * is no question more, and no tick.
 */
const isSkipped = (check: CheckReport, deciders: Deciders): boolean =>
  (check.status === 'skipped' || (isUnanswered(check) && !isError(check, deciders))) &&
  deciding(check, deciders).length === 0;

/** A crash, or a question that counts and has no answer: beside a warning as well, for it makes exit 3. */
const isError = (check: CheckReport, { open }: Deciders): boolean =>
  check.status === 'crash' || open.has(check);

const isUnanswered = ({ status, accepted }: CheckReport): boolean =>
  status === 'unknown' && accepted === null;

function renderCase(stage: string, check: CheckReport, telling: Telling): string {
  const { alternatives, failureOf } = telling;
  const { id, title, subject, durationMs, status, because, findings, unanswered, accepted } = check;
  const name = subject === null ? title : `${title} – ${subject}`;
  const open = `    <testcase classname="${xml(`ses-doctor.${stage}.${id}`)}" name="${xml(name)}" time="${inSeconds(durationMs)}"`;
  const errors = deciding(check, telling);
  const rest = findings.filter((finding) => !errors.includes(finding));
  const out = [
    ...rest.map(
      (one) =>
        `${ranked(alternatives.get(one))}${one.severity} ${one.code}: ${one.summary}\n${details(one, failureOf(one))}`,
    ),
    ...unanswered.filter((one) => one.message !== because || !one.counts).map(notAnswered),
    ...(accepted === null ? [] : [`accepted: ${accepted.reason}`]),
    ...(status === 'skipped' && errors.length > 0 ? [`not looked at: ${because ?? ''}`] : []),
  ];
  const body = [
    ...(isSkipped(check, telling) ? [`      <skipped message="${xml(because ?? '')}"/>`] : []),
    ...(isError(check, telling) && errors.length === 0 ? [`      <error ${errorOf(check)}/>`] : []),
    ...errors.map(
      (finding) =>
        `      <failure type="${xml(finding.code)}" message="${xml(finding.summary)}">${xml(details(finding, failureOf(finding)))}</failure>`,
    ),
    ...(out.length === 0 ? [] : [`      <system-out>${xml(out.join('\n\n'))}</system-out>`]),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

/** That a finding is another explanation of what a likelier one explains. */
const ranked = (likelier: Finding | undefined): string =>
  likelier === undefined ? '' : `or, instead of ${likelier.code}: `;

/** An extra changes no status: a case that passed or was skipped says here what was not seen. */
const notAnswered = ({ question, message, counts }: UnansweredReport): string =>
  `not answered${counts ? '' : ' (extra)'}: ${question === '' ? '' : `${question}: `}${message}`;

/** Why a case is an error: what its check could not learn. */
function errorOf({ status, because, unanswered }: CheckReport): string {
  const open = unanswered.find(({ counts }) => counts)?.message ?? '';
  return `type="${status === 'crash' ? 'crash' : 'unknown'}" message="${xml(because ?? open)}"`;
}

/** What is said about the run as a whole. Every suite carries it: readers show suites one by one. */
function propertiesOf(report: Report): string {
  const properties = [
    ['verdict', report.verdict],
    ['exit code', String(report.exitCode)],
    ...report.causes.map((code) => ['cause', code]),
    ...report.notes.map((note) => ['note', note]),
    ...report.refuted.map(({ code, because }) => ['ruled out', `${code}: ${because}`]),
  ];
  return [
    '    <properties>',
    ...properties.map(([name = '', value = '']) => `      <property name="${name}" value="${xml(value)}"/>`),
    '    </properties>',
  ].join('\n');
}

const details = (finding: Finding, failure: string | null): string => {
  const { impact, evidence, fix, references, distinguish, ignored } = finding;
  const subject = subjectShown(finding);
  return [
    ...(failure === null ? [] : [failure]),
    subject === '' ? impact : `${subject}: ${impact}`,
    ...(ignored === null ? [] : [`accepted: ${ignored.reason}`]),
    ...(distinguish === null ? [] : [`How to tell: ${distinguish}`]),
    ...evidence.map(evidenceLine),
    ...fix.map((step, index) => `${String(index + 1)}. ${stepLine(step)}`),
    ...references,
  ].join('\n');
};

const inSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
