import type { CheckReport, Finding, Report, StageReport } from '../../model/report.ts';
import { blindedChecks } from '../blinded.ts';
import { linkTo, renderArticle } from './finding.ts';
import { extraLine, extrasLine, hasPlace, marks, notLookedAt, observedOf, statusShown } from '../words.ts';
import { xml } from '../xml.ts';

/** What the checks of a stage came to. What was told above, as a cause, is a link here. */
export function renderStage(
  stage: StageReport,
  report: Report,
  told: ReadonlySet<Finding>,
): readonly string[] {
  const shown = stage.checks.filter(hasPlace);
  if (shown.length === 0) return [];
  const blinded = blindedChecks(report);
  return [
    `<section id="stage-${xml(stage.id)}">`,
    `<h2>${xml(stage.question)}</h2>`,
    '<ul class="checks">',
    ...shown.map((check) => renderCheck(check, report, told, blinded.get(check))),
    '</ul>',
    '</section>',
  ];
}

function renderCheck(
  check: CheckReport,
  report: Report,
  told: ReadonlySet<Finding>,
  blinding: Finding | undefined,
): string {
  const { title, subject, because, findings, unanswered, accepted } = check;
  const status = statusShown(check);
  const observed = observedOf(check);
  const mark = `<span class="mark ${status === 'warn' ? 'warn-text' : status}">${marks[status]}</span>`;
  const about = subject === null ? '' : ` – ${xml(subject)}`;
  const seen = observed === null ? '' : `: <span class="dim">${xml(observed)}</span>`;
  const notes = [
    ...(blinding === undefined ? [] : [`No answer, see above: ${linkTo(blinding, report)}`]),
    ...(because === null || findings.length > 0 || blinding !== undefined ? [] : [xml(because)]),
    ...(accepted === null ? [] : [`Accepted: ${xml(accepted.reason)}`]),
    ...unanswered
      .filter(
        ({ counts, message }) =>
          counts && blinding === undefined && (findings.length > 0 || message !== because),
      )
      .map(({ question, message }) => `Not answered: ${xml(question)} ${xml(message)}`),
  ];
  return [
    '<li>',
    `<h3 class="${findings.length > 0 ? 'found' : 'plain'}">${mark} ${xml(title)}${about}${seen}</h3>`,
    ...notes.map((note) => `<p class="dim">${note}</p>`),
    ...findings.map((finding) =>
      told.has(finding)
        ? `<p class="told">See above: ${linkTo(finding, report)}</p>`
        : renderArticle(finding, report, 'h4'),
    ),
    '</li>',
  ].join('\n');
}

/** What would only have told more and has no answer. */
export function renderExtras(report: Report): readonly string[] {
  const title = extrasLine(report);
  if (title === null) return [];
  const items = report.extras.map((extra) => `<li class="skipped">${xml(extraLine(extra))}</li>`);
  return ['<section id="extras">', `<h2>${xml(title)}</h2>`, `<ul>${items.join('')}</ul>`, '</section>'];
}

/** What was not looked at, once for each reason. */
export function renderSkipped(report: Report): readonly string[] {
  const groups = notLookedAt(report);
  if (groups.length === 0) return [];
  const items = groups.map(
    ({ because, names }) => `<li><span class="dim">${xml(because)}:</span> ${xml(names.join(', '))}</li>`,
  );
  return ['<section id="skipped">', '<h2>Not looked at</h2>', `<ul>${items.join('')}</ul>`, '</section>'];
}
