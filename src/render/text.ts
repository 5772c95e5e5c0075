import { Chalk, type ChalkInstance } from 'chalk';
import type { CheckReport, Finding, Report, StageReport, Status } from '../model/report.ts';
import type { RenderOptions } from './render-options.ts';
import { safe } from './safe.ts';
import { isFolded, renderFinding, type TextStyle } from './text-finding.ts';
import { renderCounts } from './text-counts.ts';
import {
  findingsOf,
  firstCause,
  headStatus,
  laterCauses,
  marks,
  subjectLine,
  tally,
  verdictLine,
} from './words.ts';
import { hang } from './wrap.ts';

/** The report for people: a summary, then the four stages of the guide with what was found in each. */
export function renderText(report: Report, options: RenderOptions): string {
  const chalk = new Chalk({ level: options.colorLevel });
  const style: TextStyle = {
    chalk,
    columns: Math.max(60, Math.min(options.columns, 120)),
    verbose: options.verbose,
  };
  const stages =
    report.command === 'explain'
      ? renderCandidates(report, style)
      : report.stages.flatMap((stage, index) => renderStage(stage, index + 1, report, style, options));
  const parts = [
    renderSummary(report, style),
    ...(report.summary === null ? [] : [renderCounts(report.summary, style)]),
    ...stages,
    renderGate(report, style),
    renderSkipped(report, options, style),
    options.verbose ? renderTimings(report, style) : [],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function renderSummary(report: Report, { chalk, columns }: TextStyle): readonly string[] {
  const status = headStatus(report);
  const cause = firstCause(report);
  const step = cause?.fix[0];
  const action = step?.command ?? null;
  return [
    chalk.dim(
      `ses-doctor ${report.tool.version}  ${report.takenAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}`,
    ),
    chalk.bold(safe(subjectLine(report))),
    '',
    `${paint(status, chalk)(`${marks[status]} ${verdictLine(report)}`)}${status === 'skipped' ? '' : `  ${tally(report)}`}`,
    ...(cause === null
      ? obstacles(report).flatMap(({ code, summary }) =>
          hang(`${safe(summary)} (${safe(code)})`, columns, '  In the way: ', '    '),
        )
      : hang(`${safe(cause.summary)} (${safe(cause.code)})`, columns, '  Most likely cause: ', '    ')),
    ...(step === undefined ? [] : hang(safe(step.text), columns, '  Do first: ', '    ')),
    ...(action === null ? [] : [`    ${chalk.cyan(safe(action))}`]),
    ...renderLater(report, columns),
    ...report.notes.flatMap((note) => hang(safe(note), columns, '  Note: ', '    ')),
    ...report.refuted.flatMap(({ code, because }) =>
      hang(`not ${safe(code)}: ${safe(because)}`, columns, '  Ruled out: ', '    '),
    ),
  ];
}

/** What kept ses-doctor from looking, where it found nothing worse. */
const obstacles = (report: Report): readonly Finding[] =>
  report.verdict !== 'unknown' || report.command === 'explain'
    ? []
    : findingsOf(report)
        .filter(({ severity, ignored }) => severity === 'unknown' && ignored === null)
        .slice(0, 3);

/** The causes after the first, each in its own words; the tail of a long list as codes. */
function renderLater(report: Report, columns: number): readonly string[] {
  const later = laterCauses(report);
  const rest = later.slice(4).map(({ code }) => safe(code));
  return [
    ...later
      .slice(0, 4)
      .flatMap(({ code, summary }) => hang(`${safe(summary)} (${safe(code)})`, columns, '  Then: ', '    ')),
    ...(rest.length === 0 ? [] : hang(rest.join(', '), columns, '  And: ', '    ')),
  ];
}

/** What a symptom may mean, the likeliest first: there are no checks behind it. */
function renderCandidates(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const findings = findingsOf(report);
  return report.causes.map((cause, index) => {
    const found = findings.filter(({ code }) => code === cause);
    const [first = [], ...rest] = found.map((finding) => renderFinding(finding, report, style));
    const heading = style.chalk.bold(`${String(index + 1)}. ${index === 0 ? 'Most likely' : 'Or'}`);
    return [heading, ...first, ...rest.flatMap((lines) => ['', ...lines])];
  });
}

function renderStage(
  stage: StageReport,
  number: number,
  report: Report,
  style: TextStyle,
  { quiet, verbose }: RenderOptions,
): readonly (readonly string[])[] {
  const all = stage.checks.filter((check) => isShown(check, quiet, verbose));
  if (all.length === 0) return [];
  const blind = verbose ? [] : blindTogether(all);
  const shown = all.filter((check) => !blind.some((group) => group.includes(check)));
  const heading = style.chalk.bold(`${String(number)}. ${stage.question}`);
  const told = new Set<string>();
  const blocks = shown.map((check) => renderCheck(check, report, style, told));
  const lines = blocks.flatMap((block, index) =>
    // A check that found something is set off from its neighbours.
    index > 0 && (foundIn(shown[index - 1]) || foundIn(shown[index])) ? ['', ...block] : block,
  );
  return [[heading, ...lines, ...blind.flatMap((group) => renderBlind(group, style))]];
}

/** Unknown checks that have nothing to say but one reason they share: three or more of a stage are told together. */
function blindTogether(checks: readonly CheckReport[]): readonly (readonly CheckReport[])[] {
  const groups = new Map<string, CheckReport[]>();
  for (const check of checks) {
    const { status, findings, because } = check;
    if (status !== 'unknown' || findings.length > 0 || because === null) continue;
    groups.set(because, [...(groups.get(because) ?? []), check]);
  }
  return [...groups.values()].filter((group) => group.length >= 3);
}

function renderBlind(group: readonly CheckReport[], { chalk, columns }: TextStyle): readonly string[] {
  const ids = [...new Set(group.map(({ id }) => id))].join(', ');
  const [first = '', ...rest] = hang(
    `Could not look at ${String(group.length)} things: ${safe(group[0]?.because ?? '')}`,
    columns,
    '    ',
  );
  return [
    `  ${paint('unknown', chalk)(marks.unknown)} ${first.trimStart()}`,
    ...rest,
    ...hang(ids, columns, '      ').map((line) => chalk.dim(line)),
  ];
}

const foundIn = (check: CheckReport | undefined): boolean => check !== undefined && check.findings.length > 0;

/** Skipped checks are folded into one line at the end; --quiet keeps what needs doing only. */
function isShown({ status, findings }: CheckReport, quiet: boolean, verbose: boolean): boolean {
  if (status === 'skipped') return verbose;
  if (!quiet) return true;
  return status !== 'pass' || findings.some(({ basis }) => basis === 'read');
}

/** `told` holds the references that the stage has shown, each of which it shows once; --verbose shows them all. */
function renderCheck(
  check: CheckReport,
  report: Report,
  style: TextStyle,
  told: Set<string>,
): readonly string[] {
  const { chalk, columns, verbose } = style;
  const { status, title, subject, observed, because, durationMs } = check;
  const about = subject === null ? '' : ` – ${safe(subject)}`;
  const seen = observed === null ? '' : ` (${safe(observed)})`;
  const time = verbose ? ` ${String(durationMs)} ms` : '';
  const mark = paint(status, chalk)(marks[status]);
  const [first = '', ...rest] = hang(`${title}${about}${seen}${time}`, columns, '    ');
  const why = because === null || check.findings.length > 0 ? [] : hang(safe(because), columns, '      ');
  const missing = check.unanswered.filter(
    ({ counts, message }) => (verbose || counts) && message !== because,
  );
  return [
    `  ${mark} ${first.trimStart()}`,
    ...rest,
    ...why.map((line) => chalk.dim(line)),
    ...check.findings.flatMap((finding, index) => [
      ...(index === 0 ? [] : ['']),
      ...renderFinding(finding, report, style, newReferences(finding, told, verbose)),
    ]),
    ...missing.flatMap(({ question, message, counts }) =>
      hang(
        `${counts ? 'not answered' : 'not answered (does not count)'}: ${question === '' ? '' : `${safe(question)}: `}${safe(message)}`,
        columns,
        '      ',
      ),
    ),
  ];
}

function newReferences(finding: Finding, told: Set<string>, verbose: boolean): readonly string[] {
  if (verbose || isFolded(finding, verbose)) return finding.references;
  const fresh = finding.references.filter((url) => !told.has(url));
  for (const url of fresh) told.add(url);
  return fresh;
}

/** Checks skipped only for want of a flag fold into one line; those with another reason say it. */
function renderSkipped(
  report: Report,
  { quiet, verbose }: RenderOptions,
  { chalk, columns }: TextStyle,
): readonly string[] {
  if (quiet || verbose) return [];
  const skipped = report.stages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'skipped'));
  const flags = [...new Set(skipped.flatMap(({ flag }) => flag ?? []))];
  const reasons = [
    ...new Set(skipped.filter(({ flag }) => flag === null).map(({ because }) => because ?? '')),
  ];
  const lines = [
    ...(flags.length === 0 ? [] : hang(`more with ${flags.join(', ')}.`, columns, 'Not looked at: ', '  ')),
    ...reasons.flatMap((reason) => {
      const ids = [
        ...new Set(
          skipped.filter(({ because, flag }) => flag === null && because === reason).map(({ id }) => id),
        ),
      ];
      return hang(`${ids.join(', ')}: ${safe(reason)}`, columns, 'Skipped: ', '  ');
    }),
  ];
  return lines.map((line) => chalk.dim(line));
}

function renderGate({ gate }: Report, { columns }: TextStyle): readonly string[] {
  if (gate === null) return [];
  const line = (label: string, texts: readonly string[] | null): readonly string[] =>
    texts === null || texts.length === 0
      ? []
      : texts.flatMap((text) => hang(safe(text), columns, `${label}: `, '  '));
  return [
    ...line('New', gate.added),
    ...line('Gone', gate.gone),
    ...line('Ignore has expired', gate.expiredIgnores),
    ...line('Ignore matched nothing', gate.unusedIgnores),
  ];
}

function renderTimings({ durationMs, chain }: Report, { columns }: TextStyle): readonly string[] {
  const steps = chain.map(
    ({ fact, subject, durationMs: ms }) =>
      `${fact}${subject === null ? '' : ` ${safe(subject)}`} ${String(ms)} ms`,
  );
  const total = chain.reduce((sum, { durationMs: ms }) => sum + ms, 0);
  return [
    `Took ${String(durationMs)} ms.`,
    ...(steps.length === 0
      ? []
      : hang(steps.join(' → '), columns, `Longest chain of questions: ${String(total)} ms: `, '  ')),
  ];
}

function paint(status: Status, chalk: ChalkInstance): (text: string) => string {
  switch (status) {
    case 'pass':
      return chalk.green;
    case 'warn':
      return chalk.yellow;
    case 'fail':
    case 'crash':
      return chalk.red;
    case 'unknown':
      return chalk.magenta;
    case 'skipped':
      return chalk.dim;
  }
}
