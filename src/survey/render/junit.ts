import { identitiesOf, many, placesOf } from '../../model/many.ts';
import { stepLine } from '../../render/words.ts';
import { xml } from '../../render/xml.ts';
import type { SurveyCause, SurveyReport } from '../document.ts';
import { whichOrSome } from './cause-lines.ts';
import { exampleText, suchAs } from './example.ts';
import { unitsOf } from './units.ts';

/**
 * A case a cause, and one for what was not answered: a pipeline must not take that for a pass. Where the run fails and no
 * error does it (--fail-on warning), warnings are failures.
 */
export function renderSurveyJunit(report: SurveyReport): string {
  const { causes, unknown, totals, takenAt, verdict } = report;
  const open = unknown.filter(({ counts }) => counts);
  const skipped = unknown.filter(({ counts }) => !counts);
  const nothing = totals.lookedAt === 0 && verdict === 'unknown';
  const isError = ({ severity }: SurveyCause): boolean => severity === 'error';
  const isWarning = ({ severity }: SurveyCause): boolean => severity === 'warning';
  const fails = report.exitCode !== 1 || causes.some(isError) ? isError : isWarning;
  // A finding about what could not be seen makes exit 3, as a question without an answer does.
  const isOpen = ({ severity }: SurveyCause): boolean => severity === 'unknown';
  const cases = [
    ...causes.map((cause) =>
      caseOf(cause, fails(cause) ? 'failure' : isOpen(cause) ? 'error' : null, causes),
    ),
    ...open.map(
      ({ reason, action, message, count, of, examples }) =>
        `    <testcase classname="ses-doctor.survey" name="${xml(`${action ?? of}: ${reason}`)}" time="0.000">\n      <error type="${xml(reason)}" message="${xml(`${unitsOf(of, count)}: ${message}${suchAs(examples)}`)}"/>\n    </testcase>`,
    ),
    ...(nothing
      ? [
          '    <testcase classname="ses-doctor.survey" name="Something was looked at" time="0.000">\n      <error type="unknown" message="Nothing was looked at."/>\n    </testcase>',
        ]
      : []),
    // What was left out is no pass: a first look at some of them, DNS that was not asked.
    ...skipped.map(
      ({ count, of, reason, message }) =>
        `    <testcase classname="ses-doctor.survey" name="${xml(`${unitsOf(of, count)} not looked at${reason === 'not-asked' ? '' : `: ${reason}`}`)}" time="0.000">\n      <skipped message="${xml(message)}"/>\n    </testcase>`,
    ),
    ...(causes.length + open.length === 0 && !nothing
      ? [`    <testcase classname="ses-doctor.survey" name="${identitiesOf(totals.lookedAt)}" time="0.000"/>`]
      : []),
  ];
  const failures = causes.filter(fails).length;
  const errors = open.length + causes.filter(isOpen).length + (nothing ? 1 : 0);
  const counts = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ses-doctor" ${counts} time="0.000">`,
    `  <testsuite name="survey" ${counts} skipped="${skipped.length}" time="0.000" timestamp="${xml(takenAt.replace(/\.\d+Z$/, ''))}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

/** The case of a cause. Causes of one code that are mended otherwise have names of their own. */
function caseOf(cause: SurveyCause, as: 'failure' | 'error' | null, causes: readonly SurveyCause[]): string {
  const { code, title, because, impact, examples, fix, count, places, tenants, leadsTo, act } = cause;
  const touched = places > 0 ? placesOf(places) : tenants > 0 ? many(tenants, 'tenant') : identitiesOf(count);
  const details = [
    `${touched}: ${because}`,
    impact,
    ...(leadsTo.length === 0 ? [] : [`From it follows: ${leadsTo.join(', ')}`]),
    `${whichOrSome(cause)}: ${examples.map(exampleText).join(', ')}`,
    ...fix.map((step) => stepLine(step)),
  ].join('\n');
  const isOne = causes.filter((one) => one.code === code).length === 1;
  const name = isOne ? `${title} (${code})` : `${title} (${code}): ${act}`;
  const body =
    as === null
      ? `<system-out>${xml(details)}</system-out>`
      : `<${as} type="${xml(code)}" message="${xml(`${touched}: ${title}`)}">${xml(details)}</${as}>`;
  return `    <testcase classname="ses-doctor.survey" name="${xml(name)}" time="0.000">\n      ${body}\n    </testcase>`;
}
