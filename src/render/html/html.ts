import { grouped } from '../../model/many.ts';
import type { CountReport, Report } from '../../model/report.ts';
import { apartFromObstacles, causesTold, type Cause } from '../causes.ts';
import { failureHeading, failuresIn } from '../failures.ts';
import { linkTo, renderCauseArticle } from './finding.ts';
import { renderGauge } from './gauge.ts';
import { renderExtras, renderSkipped, renderStage } from './stages.ts';
import { styleHash, styleSheet } from './style.ts';
import { keptTogether } from './together.ts';
import {
  adviceFor,
  causesHeading,
  elsewhere,
  extrasLine,
  hasPlace,
  headStatus,
  marks,
  notLookedAt,
  notSoNow,
  stageCounts,
  subjectLine,
  tally,
  timeLine,
  verdictLine,
} from '../words.ts';
import { xml } from '../xml.ts';

/** Nothing is loaded and nothing runs: only this one style sheet, known by its hash, is applied. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/**
 * The report as one self-contained page: light and dark, readable on a phone and on paper, without a script. Causes
 * come first, each once; then what each stage came to.
 */
export function renderHtml(report: Report): string {
  const title = `${verdictLine(report)}: ${subjectLine(report)}`;
  const parts = partsOf(report);
  const told = new Set(parts.flatMap(({ causes }) => causes.map(({ finding }) => finding)));
  const page = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${xml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${xml(title)}</title>`,
    `<style>${styleSheet}</style>`,
    '</head>',
    '<body>',
    renderHeader(report),
    ...renderContents(report),
    '<main>',
    ...parts.flatMap(({ id, heading, causes }) => [
      `<section id="${id}">`,
      `<h2>${heading}</h2>`,
      ...causes.map((cause) => renderCauseArticle(cause, report)),
      '</section>',
    ]),
    ...renderNumbers(report),
    ...report.stages.flatMap((stage) => renderStage(stage, report, told)),
    ...renderExtras(report),
    ...renderSkipped(report),
    '</main>',
    '</body>',
    '</html>\n',
  ].join('\n');
  return keptTogether(page);
}

/** The causes; of a text that tells of several failures, those of each. */
function causeParts(report: Report): readonly { id: string; heading: string; causes: readonly Cause[] }[] {
  const failures = failuresIn(report);
  if (report.command === 'explain' && failures.length > 1)
    return failures.map((failure, index) => ({
      id: `failure-${String(index + 1)}`,
      heading: failureHeading(failure, index, failures.length),
      causes: failure.explanations,
    }));
  const [causes = [], obstacles = []] = apartFromObstacles(report, causesTold(report));
  return [
    { id: 'causes', heading: causesHeading(report, causes.length), causes },
    { id: 'obstacles', heading: 'What could not be looked at', causes: obstacles },
  ];
}

/** What is told first and in full: the causes, and what kept ses-doctor from looking. */
const partsOf = (report: Report) => causeParts(report).filter(({ causes }) => causes.length > 0);

function renderHeader(report: Report): string {
  const status = headStatus(report);
  const causes = causesTold(report);
  return [
    '<header>',
    `<p class="dim">ses-doctor ${xml(report.tool.version)} · <time datetime="${xml(report.takenAt)}">${xml(timeLine(report))}</time></p>`,
    `<h1><span class="${status}">${marks[status]} ${xml(verdictLine(report))}</span>: ${xml(subjectLine(report))}</h1>`,
    `<p>${xml(tally(report))}</p>`,
    ...(report.lookedAt ? [] : [`<p>${xml(adviceFor(report))}</p>`]),
    ...(causes.length < 2
      ? []
      : [
          `<ol class="summary">${causes.map(({ finding }) => `<li>${linkTo(finding, report)}</li>`).join('')}</ol>`,
        ]),
    ...report.notes.map((note) => `<p>Note: ${xml(note)}</p>`),
    ...report.refuted.map(
      ({ code, because }) => `<p class="dim">${notSoNow}: <code>${xml(code)}</code>: ${xml(because)}</p>`,
    ),
    ...elsewhere(report).map((line) => `<p>${line}</p>`),
    ...renderGate(report),
    '</header>',
  ].join('\n');
}

/** The parts of the page, and how many of each stage's checks came to what. */
function renderContents(report: Report): readonly string[] {
  const parts = partsOf(report).map(
    ({ id, heading, causes }) => `<a href="#${id}">${heading}</a> ${grouped(causes.length)}`,
  );
  const shown = report.stages.filter(({ checks }) => checks.some(hasPlace));
  const stages = shown.map((stage) => {
    const counts = stageCounts(stage, report).map(
      ({ status, count, words }) =>
        `<span class="${status === 'warn' ? 'warn-text' : status}">${marks[status]} ${grouped(count)} ${words}</span>`,
    );
    return `<a href="#stage-${xml(stage.id)}">${xml(stage.question)}</a> ${counts.join(', ')}`;
  });
  const skipped = notLookedAt(report).reduce((sum, { names }) => sum + names.length, 0);
  const items = [
    ...parts,
    ...stages,
    ...(extrasLine(report) === null ? [] : [`<a href="#extras">${xml(extrasLine(report) ?? '')}</a>`]),
    ...(skipped === 0 ? [] : [`<a href="#skipped">Not looked at</a> ${grouped(skipped)}`]),
  ];
  if (items.length < 3) return [];
  const list = items.map((item) => `<li>${item}</li>`).join('');
  return ['<nav aria-label="Contents">', `<ul>${list}</ul>`, '</nav>'];
}

/** Numbers against their limits, and counts over many events. */
function renderNumbers({ stages, summary }: Report): readonly string[] {
  const gauges = stages.flatMap(({ checks }) => checks.flatMap((check) => check.gauges));
  const drawn =
    gauges.length === 0
      ? []
      : [
          '<section id="numbers">',
          '<h2>Numbers and their limits</h2>',
          `<div class="gauges">${gauges.map(renderGauge).join('')}</div>`,
          '</section>',
        ];
  if (summary === null) return drawn;
  return [...drawn, counts('By code', summary.byCode), counts('By receiver', summary.byReceiver)];
}

function renderGate({ gate }: Report): readonly string[] {
  if (gate === null) return [];
  const list = (title: string, texts: readonly string[] | null): readonly string[] =>
    texts === null || texts.length === 0
      ? []
      : [`<p><strong>${title}:</strong> ${texts.map((text) => `<code>${xml(text)}</code>`).join(', ')}</p>`];
  return [
    ...list('New', gate.added),
    ...list('Gone', gate.gone),
    ...list('Not looked at this time', gate.notLookedAt),
    ...list('Expired ignores', gate.expiredIgnores),
    ...list('Ignores that matched nothing', gate.unusedIgnores),
  ];
}

function counts(title: string, rows: readonly CountReport[]): string {
  if (rows.length === 0) return '';
  const body = rows
    .slice(0, 10)
    .map(({ key, count }) => `<tr><td><code>${xml(key)}</code></td><td>${grouped(count)}</td></tr>`);
  return `<table><thead><tr><th>${title}</th><th>Count</th></tr></thead><tbody>${body.join('')}</tbody></table>`;
}
