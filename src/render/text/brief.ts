import type { CheckReport, Finding, Report, StageReport, Status } from '../../model/report.ts';
import { causesIn, obstaclesIn, type Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { findingsOf, marks } from '../words.ts';
import { hang } from '../wrap.ts';
import { inOneLine, renderCause, renderShortCause } from './cause.ts';
import { renderCounts } from './counts.ts';
import { renderReading } from './reading.ts';
import { renderGate, renderNotes, renderSubject, renderVerdict } from './head.ts';
import { paint, type TextStyle } from './style.ts';

/** So many causes are told in full, infos shown, and reasons for unanswered questions; the rest is counted. */
const inFull = 3;
const infos = 3;
const reasons = 3;

/** A screen: the verdict, each cause once with its first step, a line a stage, what could not be looked at. */
export function renderBrief(
  report: Report,
  style: TextStyle,
  terminal: boolean,
): readonly (readonly string[])[] {
  const verdict = renderVerdict(report, style);
  const head = [
    [...renderSubject(report, style), ...verdict, ...renderNotes(report, style)],
    ...(report.summary === null ? [] : [renderCounts(report.summary, style)]),
  ];
  if (report.command === 'explain') return [...head, ...renderReading(report, style)];
  const causes = [
    ...causesIn(report),
    ...obstaclesIn(report).map((finding): Cause => ({ finding, alsoAbout: [], effects: [] })),
  ];
  const foot = [
    ...report.stages.flatMap((stage) => renderStageLine(stage, style)),
    ...renderInfos(report, style),
    ...renderUnanswered(report, style),
    ...renderNotLookedAt(report, style),
  ];
  return [
    ...head,
    ...causes.slice(0, inFull).map((cause) => renderCause(cause, style)),
    causes.slice(inFull).flatMap((cause) => renderShortCause(cause, style)),
    foot,
    renderGate(report, style),
    // What stands above has scrolled away where the report is long.
    terminal && causes.length > 0 ? verdict : [],
  ];
}

/** What a stage's checks came to, in a line. */
function renderStageLine(
  { question, checks }: StageReport,
  { colours, columns }: TextStyle,
): readonly string[] {
  const looked = checks.filter(({ status }) => status !== 'skipped');
  if (looked.length === 0) return [];
  const counts = (['fail', 'warn', 'unknown', 'crash', 'pass'] as const)
    .map((status) => ({ status, count: looked.filter((check) => check.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${marks[status]} ${String(count)} ${outcomes[status]}`);
  const worst = counts[0] ?? '';
  return hang(`${question} ${counts.join(', ')}`, columns, '', '  ').map((line) =>
    line.includes(worst) ? line.replace(worst, paint(worstOf(looked), colours)(worst)) : line,
  );
}

const outcomes: Readonly<Record<Exclude<Status, 'skipped'>, string>> = {
  fail: 'failed',
  warn: 'with warnings',
  unknown: 'unknown',
  crash: 'crashed',
  pass: 'passed',
};

const worstOf = (checks: readonly CheckReport[]): Status =>
  (['fail', 'warn', 'unknown', 'crash'] as const).find((status) =>
    checks.some((check) => check.status === status),
  ) ?? 'pass';

/** What is worth knowing and asks for nothing. */
function renderInfos(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const all = findingsOf(report).filter(
    ({ severity, ignored, code }) => severity === 'info' && ignored === null && !report.causes.includes(code),
  );
  const more = all.length - infos;
  return [
    ...all.slice(0, infos).map((finding) => `i ${inOneLine(finding, columns - 2)}`),
    ...(more > 0 ? [`i ${String(more)} more ${more === 1 ? 'hint' : 'hints'} with -v`] : []),
  ].map((line) => colours.dim(line));
}

/** The questions that count and had no answer, by their reason; those a finding above tells of are left out. */
function renderUnanswered(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const told = new Set<Finding>(obstaclesIn(report));
  const blind = new Map<string, string[]>();
  for (const check of report.stages.flatMap(({ checks }) => checks)) {
    if (check.findings.some((finding) => told.has(finding))) continue;
    if (check.status !== 'unknown' && !check.unanswered.some(({ counts }) => counts)) continue;
    const counted = check.unanswered.filter(({ counts }) => counts).map(({ message }) => message);
    for (const reason of new Set(counted.length > 0 ? counted : [check.because ?? '']))
      blind.set(reason, [...(blind.get(reason) ?? []), check.id]);
  }
  const rows = [...blind];
  const shownIds = new Set(rows.slice(0, reasons).flatMap(([, ids]) => ids));
  const more = new Set(rows.flatMap(([, ids]) => ids).filter((id) => !shownIds.has(id))).size;
  const lines = rows.slice(0, reasons).flatMap(([reason, ids]) => {
    const names = [...new Set(ids)];
    const shown = names.slice(0, 3).join(', ');
    const rest = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
    return hang(`Unknown: ${shown}${rest}${reason === '' ? '' : ` – ${safe(reason)}`}`, columns, '? ');
  });
  return [
    ...lines,
    ...(more > 0 ? [`? ${String(more)} more ${more === 1 ? 'check' : 'checks'} unknown, see -v`] : []),
  ].map((line) => colours.magenta(line));
}

/** What was not asked, in a line that names as many of the flags worth adding as fit into it. */
function renderNotLookedAt(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const skipped = report.stages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'skipped'));
  if (skipped.length === 0) return [];
  const flags = [...new Set(skipped.flatMap(({ flag }) => flag ?? []))].map(safe);
  const count = `Not looked at: ${String(skipped.length)} ${skipped.length === 1 ? 'check' : 'checks'}`;
  const line = (shown: number): string => {
    const more = shown < flags.length ? ' …' : '';
    return `${count}${shown === 0 ? '' : `; add ${flags.slice(0, shown).join(', ')}${more}`} (why: -v)`;
  };
  const most = flags.findLastIndex((_, index) => line(index + 1).length <= columns) + 1;
  return [colours.dim(line(most))];
}
