import { reasonsOf } from '../engine/explains.ts';
import type { CheckReport, CountReport, Finding, FixStep, Report, StageReport } from '../model/report.ts';
import { causesIn } from './causes.ts';
import { renderGauge } from './html-gauge.ts';
import { styleHash, styleSheet } from './html-style.ts';
import { isLink } from './safe.ts';
import {
  findingsOf,
  firstCause,
  adviceFor,
  extraLine,
  extrasLine,
  headStatus,
  marks,
  owners,
  subjectLine,
  tally,
  verdictLine,
  zoneLine,
} from './words.ts';
import { xml } from './xml.ts';

/** Nothing is loaded and nothing runs: only this one style sheet, known by its hash, is applied. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** The report as one self-contained page: light and dark, readable on a phone, without a script. */
export function renderHtml(report: Report): string {
  const title = `${verdictLine(report)}: ${subjectLine(report)}`;
  return [
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
    renderSummary(report),
    ...renderContents(report),
    ...report.stages.flatMap((stage, index) => renderStage(stage, index + 1, report)),
    ...renderExtras(report),
    ...renderSkipped(report),
    '</body>',
    '</html>\n',
  ].join('\n');
}

function renderSummary(report: Report): string {
  const status = headStatus(report);
  const cause = firstCause(report);
  const step = cause?.fix[0];
  const command = step?.command ?? null;
  const gauges = report.stages.flatMap(({ checks }) => checks.flatMap((check) => check.gauges));
  return [
    '<header>',
    `<p class="dim">ses-doctor ${xml(report.tool.version)} · <time datetime="${xml(report.takenAt)}">${xml(report.takenAt)}</time></p>`,
    `<h1><span class="${status}">${marks[status]} ${xml(verdictLine(report))}</span>: ${xml(subjectLine(report))}</h1>`,
    '<div class="summary">',
    `<p>${xml(tally(report))}</p>`,
    ...(report.lookedAt ? [] : [`<p>${xml(adviceFor(report))}</p>`]),
    ...(cause === null ? [] : [`<p><strong>Most likely cause:</strong> ${linkTo(cause, report)}</p>`]),
    ...(step === undefined ? [] : [`<p><strong>Do first:</strong> ${xml(step.text)}</p>`]),
    ...(command === null ? [] : [`<pre>${xml(command)}</pre>`]),
    ...(report.causes.length < 2
      ? []
      : [
          `<p><strong>Then:</strong></p><ul>${causesIn(report)
            .slice(1)
            .map(({ finding }) => `<li>${linkTo(finding, report)}</li>`)
            .join('')}</ul>`,
        ]),
    ...report.notes.map((note) => `<p>Note: ${xml(note)}</p>`),
    ...report.refuted.map(
      ({ code, because }) => `<p class="dim">Ruled out: <code>${xml(code)}</code>: ${xml(because)}</p>`,
    ),
    ...renderGate(report),
    '</div>',
    ...(gauges.length === 0 ? [] : [`<div class="gauges">${gauges.map(renderGauge).join('')}</div>`]),
    ...(report.summary === null
      ? []
      : [counts('By code', report.summary.byCode), counts('By receiver', report.summary.byReceiver)]),
    '</header>',
  ].join('\n');
}

/** The stages, with a link to each and how many of its checks came to what. */
function renderContents({ stages }: Report): readonly string[] {
  const shown = stages
    .map((stage, index) => ({ ...stage, number: index + 1 }))
    .filter(({ checks }) => checks.some(({ status }) => status !== 'skipped'));
  if (shown.length < 2) return [];
  const items = shown.map(({ id, question, checks, number }) => {
    const counts = (['fail', 'warn', 'unknown', 'crash', 'pass'] as const).flatMap((status) => {
      const count = checks.filter((check) => check.status === status).length;
      return count === 0
        ? []
        : [
            `<span class="${status === 'warn' ? 'warn-text' : status}">${marks[status]} ${String(count)}</span>`,
          ];
    });
    return `<li value="${String(number)}"><a href="#stage-${xml(id)}">${xml(question)}</a> ${counts.join(' ')}</li>`;
  });
  return ['<nav aria-label="Contents">', `<ol>${items.join('')}</ol>`, '</nav>'];
}

function renderStage(stage: StageReport, number: number, report: Report): readonly string[] {
  const shown = stage.checks.filter(({ status }) => status !== 'skipped');
  if (shown.length === 0) return [];
  return [
    `<section id="stage-${xml(stage.id)}">`,
    `<h2>${String(number)}. ${xml(stage.question)}</h2>`,
    '<ul class="checks">',
    ...shown.map(
      (check) =>
        `<li>${checkLine(check)}${check.findings.map((finding) => renderFinding(finding, report)).join('\n')}</li>`,
    ),
    '</ul>',
    '</section>',
  ];
}

function checkLine({ status, title, subject, observed, because, findings, unanswered }: CheckReport): string {
  const mark = `<span class="mark ${status === 'warn' ? 'warn-text' : status}">${marks[status]}</span>`;
  const about = subject === null ? '' : ` – ${xml(subject)}`;
  const seen = observed === null ? '' : `: <span class="dim">${xml(observed)}</span>`;
  const why = because === null || findings.length > 0 ? '' : `<p class="dim">${xml(because)}</p>`;
  const open = unanswered
    .filter(({ counts, message }) => counts && message !== because)
    .map(({ question, message }) => `<p class="dim">Not answered: ${xml(question)} ${xml(message)}</p>`);
  return `<h3 class="${findings.length > 0 ? 'found' : 'plain'}">${mark} ${xml(title)}${about}${seen}</h3>${why}${open.join('')}`;
}

function renderFinding(finding: Finding, report: Report): string {
  const because = reasonsOf(finding, report);
  return [
    `<article class="${finding.severity}" id="${xml(idOf(finding, report))}">`,
    `<p><strong class="${finding.severity}">${finding.severity}</strong> <code>${xml(finding.code)}</code> ${xml(finding.subject)}</p>`,
    `<p><strong>${xml(finding.summary)}</strong></p>`,
    `<p>${xml(finding.impact)}</p>`,
    ...(because.length === 0
      ? []
      : [`<p>Because: ${because.map((reason) => linkTo(reason, report)).join(' → ')}</p>`]),
    ...(finding.ignored === null ? [] : [`<p class="dim">Ignored: ${xml(finding.ignored.reason)}</p>`]),
    ...(finding.evidence.length === 0 ? [] : [evidenceTable(finding)]),
    ...(finding.fix.length === 0 ? [] : [`<ol>${finding.fix.map(renderStep).join('')}</ol>`]),
    ...(finding.distinguish === null ? [] : [`<p>How to tell: ${xml(finding.distinguish)}</p>`]),
    ...finding.references.map(link),
    '</article>',
  ].join('\n');
}

/** The name of a finding in the page. Several may have one code: they are counted. */
function idOf(finding: Finding, report: Report): string {
  const alike = findingsOf(report).filter(({ code }) => code === finding.code);
  return `${finding.code.replaceAll('/', '-')}-${String(alike.indexOf(finding) + 1)}`;
}

/** What a finding says, as a link to it. */
const linkTo = (finding: Finding, report: Report): string =>
  `<a href="#${xml(idOf(finding, report))}">${xml(finding.summary)}</a> <code>${xml(finding.code)}</code>`;

const link = (url: string): string =>
  isLink(url) ? `<p><a href="${xml(url)}" rel="noreferrer">${xml(url)}</a></p>` : `<p>${xml(url)}</p>`;

function evidenceTable({ evidence }: Finding): string {
  const rows = evidence.map(({ what, expected, actual, source }) => {
    const cells = [
      ['What', what],
      ['Expected', expected],
      ['Actual', actual],
      ['Source', source],
    ] as const;
    return `<tr>${cells.map(([label, text]) => (text === null ? '<td></td>' : `<td data-label="${label}"><code>${xml(text)}</code></td>`)).join('')}</tr>`;
  });
  return `<table><thead><tr><th>What</th><th>Expected</th><th>Actual</th><th>Source</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderStep({ text, owner, command, record }: FixStep): string {
  const parts = [
    xml(text + owners[owner]),
    ...(command === null ? [] : [`<pre>${xml(command)}</pre>`]),
    ...(record === null ? [] : [`<pre>${xml(zoneLine(record))}</pre>`]),
    ...(record?.panelName == null
      ? []
      : [`<p class="dim">Name in a DNS panel: <code>${xml(record.panelName)}</code></p>`]),
  ];
  return `<li>${parts.join('')}</li>`;
}

/** What would only have told more and has no answer. */
function renderExtras(report: Report): readonly string[] {
  const title = extrasLine(report);
  if (title === null) return [];
  const items = report.extras.map((extra) => `<li class="skipped">${xml(extraLine(extra))}</li>`);
  return ['<section>', `<h2>${xml(title)}</h2>`, `<ul>${items.join('')}</ul>`, '</section>'];
}

function renderSkipped({ stages }: Report): readonly string[] {
  const skipped = stages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'skipped'));
  if (skipped.length === 0) return [];
  const items = skipped.map(
    ({ title, because }) => `<li class="skipped">${xml(title)}: ${xml(because ?? '')}</li>`,
  );
  return ['<section>', '<h2>Not looked at</h2>', `<ul>${items.join('')}</ul>`, '</section>'];
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
    ...list('Expired ignores', gate.expiredIgnores),
    ...list('Ignores that matched nothing', gate.unusedIgnores),
  ];
}

function counts(title: string, rows: readonly CountReport[]): string {
  if (rows.length === 0) return '';
  const body = rows
    .slice(0, 10)
    .map(({ key, count }) => `<tr><td><code>${xml(key)}</code></td><td>${String(count)}</td></tr>`);
  return `<table><thead><tr><th>${title}</th><th>Count</th></tr></thead><tbody>${body.join('')}</tbody></table>`;
}
