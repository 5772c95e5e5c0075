import { identitiesOf, many, placesOf } from '../../model/many.ts';
import { xml } from '../../render/xml.ts';
import type { SurveyReport } from '../document.ts';
import { exampleText, suchAs } from './example.ts';
import { unitsOf } from './units.ts';

/** A case a cause, and one for what was not answered: a pipeline must not take that for a pass. */
export function renderSurveyJunit({ causes, unknown, totals, takenAt, verdict }: SurveyReport): string {
  const open = unknown.filter(({ counts }) => counts);
  const skipped = unknown.filter(({ counts }) => !counts);
  const nothing = totals.lookedAt === 0 && verdict === 'unknown';
  const cases = [
    ...causes.map(({ code, severity, title, because, impact, examples, fix, count, places, tenants }) => {
      const touched =
        places > 0 ? placesOf(places) : tenants > 0 ? many(tenants, 'tenant') : identitiesOf(count);
      const details = [
        `${touched}: ${because}`,
        impact,
        `For example: ${examples.map(exampleText).join(', ')}`,
        ...fix.map(({ text, command }) => `${text}${command === null ? '' : `: ${command}`}`),
      ].join('\n');
      const body =
        severity === 'error'
          ? `<failure type="${xml(code)}" message="${xml(`${touched}: ${title}`)}">${xml(details)}</failure>`
          : `<system-out>${xml(details)}</system-out>`;
      return `    <testcase classname="ses-doctor.survey" name="${xml(`${title} (${code})`)}" time="0.000">\n      ${body}\n    </testcase>`;
    }),
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
  const failures = causes.filter(({ severity }) => severity === 'error').length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="${open.length + (nothing ? 1 : 0)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ses-doctor" ${counts} time="0.000">`,
    `  <testsuite name="survey" ${counts} skipped="${skipped.length}" time="0.000" timestamp="${xml(takenAt.replace(/\.\d+Z$/, ''))}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}
