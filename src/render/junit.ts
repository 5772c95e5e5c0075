import type { CheckReport, Finding, Report, StageReport, UnansweredReport } from '../model/report.ts';
import { adviceFor, stepLine } from './words.ts';
import { xml } from './xml.ts';

/**
 * The report as JUnit XML: a suite for each stage, a case for each check and subject. What could not be looked at is
 * an `error`, as is a crash: a pipeline must not take it for a pass. So is a run that looked at nothing.
 */
export function renderJunit(report: Report): string {
  const { stages, durationMs, takenAt } = report;
  const all = stages.flatMap(({ checks }) => checks);
  const suites = stages.map((stage) => renderSuite(stage, takenAt));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ses-doctor" ${totals(all, report.lookedAt ? 0 : 1)} time="${inSeconds(durationMs)}">`,
    ...suites,
    ...(report.lookedAt ? [] : [nothingLookedAt(report)]),
    '</testsuites>\n',
  ].join('\n');
}

function renderSuite({ id, question, checks }: StageReport, takenAt: string): string {
  const time = checks.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);
  return [
    `  <testsuite name="${xml(`${id}: ${question}`)}" ${totals(checks)} skipped="${String(count(checks, 'skipped'))}" time="${inSeconds(time)}" timestamp="${stamp(takenAt)}">`,
    ...checks.map((check) => renderCase(id, check)),
    '  </testsuite>',
  ].join('\n');
}

/** A suite of its own: the cases of the others were skipped, which no pipeline stops at. */
function nothingLookedAt(report: Report): string {
  return [
    `  <testsuite name="ses-doctor" ${totals([], 1)} skipped="0" time="0.000" timestamp="${stamp(report.takenAt)}">`,
    '    <testcase classname="ses-doctor" name="Something was looked at" time="0.000">',
    `      <error type="unknown" message="${xml(`Nothing was looked at. ${adviceFor(report)}`)}"/>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

const stamp = (takenAt: string): string => xml(takenAt.replace(/\.\d+Z$/, ''));

/** `more`: cases beside those of the checks, each an error. */
const totals = (checks: readonly CheckReport[], more = 0): string =>
  `tests="${String(checks.length + more)}" failures="${String(count(checks, 'fail'))}" errors="${String(checks.filter(isError).length + more)}"`;

const count = (checks: readonly CheckReport[], status: CheckReport['status']): number =>
  checks.filter((check) => check.status === status).length;

const isError = ({ status, accepted }: CheckReport): boolean =>
  status === 'crash' || (status === 'unknown' && accepted === null);

function renderCase(stage: string, check: CheckReport): string {
  const { id, title, subject, durationMs, status, because, findings, unanswered } = check;
  const name = subject === null ? title : `${title} – ${subject}`;
  const open = `    <testcase classname="${xml(`ses-doctor.${stage}.${id}`)}" name="${xml(name)}" time="${inSeconds(durationMs)}"`;
  const errors = findings.filter(({ severity, ignored }) => severity === 'error' && ignored === null);
  const rest = findings.filter((finding) => !errors.includes(finding));
  const out = [
    ...rest.map((one) => `${one.severity} ${one.code}: ${one.summary}\n${details(one)}`),
    ...unanswered.filter((one) => one.message !== because || !one.counts).map(notAnswered),
  ];
  const body = [
    ...(status === 'skipped' ? [`      <skipped message="${xml(because ?? '')}"/>`] : []),
    ...(isError(check) ? [`      <error type="${status}" message="${xml(because ?? '')}"/>`] : []),
    ...errors.map(
      (finding) =>
        `      <failure type="${xml(finding.code)}" message="${xml(finding.summary)}">${xml(details(finding))}</failure>`,
    ),
    ...(out.length === 0 ? [] : [`      <system-out>${xml(out.join('\n\n'))}</system-out>`]),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

/** An extra changes no status: a case that passed or was skipped says here what was not seen. */
const notAnswered = ({ question, message, counts }: UnansweredReport): string =>
  `not answered${counts ? '' : ' (extra)'}: ${question === '' ? '' : `${question}: `}${message}`;

const details = ({ subject, impact, evidence, fix, references }: Finding): string =>
  [
    `${subject}: ${impact}`,
    ...evidence.map(
      ({ what, expected, actual }) => `${what}: expected ${expected ?? '–'}, actual ${actual ?? '–'}`,
    ),
    ...fix.map((step, index) => `${String(index + 1)}. ${stepLine(step)}`),
    ...references,
  ].join('\n');

const inSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
