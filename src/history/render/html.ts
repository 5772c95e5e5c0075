import { percent } from '../../model/percent.ts';
import { reputationLimits } from '../../knowledge/reputation-limits.ts';
import { contentsList } from '../../render/html/contents.ts';
import { commandBlock } from '../../render/html/paste.ts';
import { keptTogether } from '../../render/html/together.ts';
import { isLink } from '../../render/safe.ts';
import { xml } from '../../render/xml.ts';
import type { HistoryProblem, HistoryReport } from '../document.ts';
import type { Cell } from '../engine.ts';
import type { Column, Table } from '../tables.ts';
import { groupedBy } from '../grouped-by.ts';
import { grouped } from '../../model/many.ts';
import { bars, type Bar } from './bars.ts';
import { cellText } from './text-table.ts';
import { headline, markOf, recordsOf, sourceOf, toldOf, unseenOf } from './text.ts';
import { historyStyle } from './html-style.ts';

const mostRows = 200;
const mostCauses = 8;
const mostReceivers = 12;
/** Rows of a table that stands open. */
const mostOpen = 12;

/** The report as one page without scripts: what stands out, the days by cause, receivers side by side, all tables. */
export function renderHistoryHtml(report: HistoryReport): string {
  const { tables, problems } = report;
  const charts = chartsOf(tables);
  const shown = Object.entries(tables).filter(([, { rows }]) => rows.length > 0);
  const contents = contentsList([
    ...(problems.length === 0 ? [] : [{ id: 'problems', name: 'What stands out', count: problems.length }]),
    ...charts.map(({ id, name }) => ({ id, name, count: null })),
    ...shown.map(([name, { rows }]) => ({ id: tableId(name), name: tableTitle(name), count: rows.length })),
  ]);
  return keptTogether(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>History of ${xml(sourceOf(report))}</title><style>${historyStyle}</style></head><body>
<p class="dim">ses-doctor ${xml(report.tool.version)} history: what happened to the mail</p>
<h1><span class="${classOf[markOf(report)] ?? ''}">${markOf(report)}</span> ${xml(headline(report))}</h1>
<p class="dim">${xml(recordsOf(report))} · ${xml(report.takenAt.slice(0, 16).replace('T', ' '))} UTC · ${report.engine}</p>
${contents}
${problems.length === 0 ? nothingFound(report) : `<section id="problems"><h2>What stands out</h2>${problems.map(article).join('\n')}</section>`}
${charts.map(({ id, html }) => `<section id="${id}">${html}</section>`).join('\n')}
${shown.map(([name, one]) => tableHtml(name, one)).join('\n')}
${report.notes.map((note) => `<p class="dim">${xml(note)}</p>`).join('')}
</body></html>
`);
}

/** The charts that there is something to draw for. */
const chartsOf = (tables: HistoryReport['tables']): readonly { id: string; name: string; html: string }[] =>
  [
    { id: 'rates', name: 'Rates against the limits of AWS', html: rateCharts(tables['days']) },
    {
      id: 'days-by-cause',
      name: 'Days by cause',
      html: causeChart(tables['cause_days'], tables['causes'], tables['days']),
    },
    { id: 'receivers-drawn', name: 'Receivers by day', html: receiverCharts(tables['receiver_days']) },
  ].filter(({ html }) => html !== '');

/** A story and a table of --by are told, not judged. */
function nothingFound(report: HistoryReport): string {
  const told = toldOf(report);
  return told === null
    ? `<p class="good-text">${xml(`Nothing stands out${unseenOf(report)}.`)}</p>`
    : `<p>${xml(told)}</p>`;
}

/** The colour of a mark. */
const classOf: Readonly<Record<string, string>> = {
  '✗': 'error',
  '!': 'warning',
  '?': 'unknown',
  '✓': 'good-text',
};

/** What a link leads to. */
const idOf = ({ code, subject }: { code: string; subject: string }): string =>
  `${code}-${subject}`.replace(/[^\w-]+/g, '-');

/** The finding that this one follows from, as a link to it. */
function behindLine({ because }: HistoryProblem, problems: readonly HistoryProblem[]): string {
  const cause = problems.find(({ code, subject }) => code === because?.code && subject === because.subject);
  return cause === undefined
    ? ''
    : `<p>The same mail as in <a href="#${xml(idOf(cause))}">${xml(cause.summary)}</a></p>`;
}

const article = (problem: HistoryProblem, _: number, problems: readonly HistoryProblem[]): string => {
  const { code, severity, summary, impact, evidence, fix, references, accepted } = problem;
  return `<article id="${xml(idOf(problem))}" class="${severity}"><h3>${xml(summary)}</h3><p class="dim"><code>${xml(code)}</code> · ${severity}${accepted === null ? '' : ` · accepted: ${xml(accepted.reason)}`}</p><p>${xml(impact)}</p>${behindLine(problem, problems)}
${evidence.length === 0 ? '' : `<table>${evidence.map(({ what, actual, expected }) => `<tr><th>${xml(what)}</th><td>${xml(actual ?? '')}</td><td class="dim">${expected === null ? '' : `expected ${xml(expected)}`}</td></tr>`).join('')}</table>`}
<ol>${fix.map(({ text, command }) => `<li>${xml(text)}${command === null ? '' : commandBlock(command)}</li>`).join('')}</ol>
<p class="dim">${references
    .filter(isLink)
    .map((url) => `<a href="${xml(url)}">${xml(url)}</a>`)
    .join(' ')}</p></article>`;
};

/** What a column holds, where its name in the data does not say it to people. */
const headings: Readonly<Record<string, string>> = {
  last_day_share: 'share on the last day',
  before_share: 'share in the 14 days before the last',
  before: 'share before the rise',
  during: 'share during the rise',
};

const headingOf = (name: string): string => headings[name] ?? name.replaceAll('_', ' ');

const column = (table: Table, name: string): number => table.columns.findIndex((one) => one.name === name);
const numberOf = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : 0);

/** No record tells of the mail that shares would be of. */
const isWithoutMail = (table: Table, name: string): boolean => {
  const at = column(table, name);
  return table.rows.every((row) => row[at] === null);
};

/** Bounces and complaints of each day against the limits of AWS. */
function rateCharts(days: Table | undefined): string {
  if (days === undefined || days.rows.length === 0 || isWithoutMail(days, 'hard_bounce_share')) return '';
  const charts = (
    [
      ['hard_bounce_share', 'Hard bounces', reputationLimits.bounce],
      ['complaint_share', 'Complaints', reputationLimits.complaint],
    ] as const
  ).map(([name, title, limits]) => {
    const at = column(days, name);
    return bars({
      title: `${title}, share of the mail by day`,
      bars: days.rows.map((row): Bar => ({
        label: String(row[0]),
        parts: [{ name: title, value: numberOf(row[at]), tone: 1 }],
      })),
      limits: [
        { label: `review ${percent(limits.review)}`, value: limits.review },
        { label: `pause ${percent(limits.pause)}`, value: limits.pause },
      ],
      show: percent,
      format: 'half',
    });
  });
  return `<h2>Rates against the limits of AWS</h2><div class="charts">${charts.join('')}</div>`;
}

/** Failures and delays of each day, the most frequent causes apart. */
function causeChart(
  causeDays: Table | undefined,
  causes: Table | undefined,
  days: Table | undefined,
): string {
  if (causeDays === undefined || causes === undefined || causeDays.rows.length === 0) return '';
  const nameOf = (cause: Cell | undefined, type: Cell | undefined): string =>
    type === 'DeliveryDelay' ? `${String(cause)}, waited` : String(cause);
  const all = [...new Set(causes.rows.map(([cause, type]) => nameOf(cause, type)))];
  const names = all.slice(0, mostCauses);
  const counts = new Map<string, number>();
  for (const [day, cause, type, recipients] of causeDays.rows) {
    const own = nameOf(cause, type);
    const name = names.includes(own) ? own : 'others';
    counts.set(`${String(day)} ${name}`, (counts.get(`${String(day)} ${name}`) ?? 0) + numberOf(recipients));
  }
  const shown = all.length > mostCauses ? [...names, 'others'] : names;
  const type = column(causes, 'type');
  const isWaiting = causes.rows.some((row) => row[type] === 'DeliveryDelay');
  const labels = (days ?? causeDays).rows.map((row) => String(row[0]));
  const chart = bars({
    title: `${isWaiting ? 'Failures and delays' : 'Failures'} by day and cause, recipients`,
    bars: [...new Set(labels)].map((label) => ({
      label,
      parts: shown.map((name, index) => ({
        name,
        value: counts.get(`${label} ${name}`) ?? 0,
        tone: index + 1,
      })),
    })),
    limits: [],
    show: (value) => grouped(Math.round(value)),
  });
  const legend = shown.map(
    (name, index) => `<li><span class="key tone-${index + 1}"></span>${xml(name)}</li>`,
  );
  return `<h2>Days by cause</h2>${chart}<ul class="legend">${legend.join('')}</ul>`;
}

/** A small chart of the days for each receiver, all on one scale: what waited and what was refused. */
function receiverCharts(days: Table | undefined): string {
  if (days === undefined || days.rows.length === 0 || isWithoutMail(days, 'attempts')) return '';
  const at = (name: string): number => column(days, name);
  const [attempts, delayed, refused] = [at('attempts'), at('delayed'), at('refused')];
  const share = (row: readonly Cell[], of: number): number =>
    numberOf(row[of]) / Math.max(1, numberOf(row[attempts]));
  const receivers = [...groupedBy(days.rows, (row) => String(row[at('receiver')]))].slice(0, mostReceivers);
  const top = Math.max(
    0.001,
    ...receivers.flatMap(([, rows]) => rows.map((row) => share(row, delayed) + share(row, refused))),
  );
  const charts = receivers.map(([receiver, rows]) =>
    bars({
      title: receiver,
      bars: rows.map((row) => ({
        label: String(row[at('day')]),
        parts: [
          { name: 'waited', value: share(row, delayed), tone: 3 },
          { name: 'refused', value: share(row, refused), tone: 1 },
        ],
      })),
      limits: [],
      show: percent,
      top,
      format: 'small',
    }),
  );
  return `<h2>Receivers by day</h2><ul class="legend"><li><span class="key tone-3"></span>waited</li><li><span class="key tone-1"></span>refused</li><li class="dim">share of the mail by day, full height ${percent(top)}</li></ul><div class="small">${charts.join('')}</div>`;
}

const cellClass = (cell: Cell, of: Column | undefined): string =>
  typeof cell === 'number'
    ? ' class="number"'
    : of?.unit === 'day' || of?.unit === 'time'
      ? ' class="when"'
      : '';

/** On a phone each cell stands on a line of its own, behind the name of its column; an empty one is left out. */
const labelOf = (cell: Cell, of: Column | undefined): string =>
  of === undefined || cellText(cell, of) === '' ? '' : ` data-label="${xml(headingOf(of.name))}"`;

const tableId = (name: string): string => xml(`table-${name.replaceAll('_', '-')}`);

function tableTitle(name: string): string {
  const words = name.replaceAll('_', ' ');
  return xml(`${(words[0] ?? '').toUpperCase()}${words.slice(1)}`);
}

function tableHtml(name: string, { columns, rows }: Table): string {
  const shown = rows.slice(0, mostRows);
  const left = rows.length - shown.length;
  const title = tableTitle(name);
  const body = `<div class="wide"><table><thead><tr>${columns
    .map(
      (one, index) =>
        `<th${rows.some((row) => typeof row[index] === 'number') ? ' class="number"' : ''}>${xml(headingOf(one.name))}</th>`,
    )
    .join('')}</tr></thead><tbody>${shown
    .map(
      (row) =>
        `<tr>${row.map((cell, index) => `<td${cellClass(cell, columns[index])}${labelOf(cell, columns[index])}>${xml(cellText(cell, columns[index]))}</td>`).join('')}</tr>`,
    )
    .join(
      '',
    )}</tbody></table></div>${left > 0 ? `<p class="dim">${grouped(left)} more rows are in --format json and csv.</p>` : ''}`;
  return rows.length > mostOpen
    ? `<details id="${tableId(name)}"><summary><h2>${title}</h2> ${grouped(rows.length)} rows</summary>${body}</details>`
    : `<h2 id="${tableId(name)}">${title}</h2>${body}`;
}
