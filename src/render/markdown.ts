import { reasonsOf } from '../engine/explains.ts';
import type { CheckReport, CountReport, Finding, FixStep, Report, StageReport } from '../model/report.ts';
import { causesIn } from './causes.ts';
import { isLink, safe } from './safe.ts';
import {
  adviceFor,
  extrasLine,
  firstCause,
  headStatus,
  marks,
  owners,
  subjectLine,
  tally,
  verdictLine,
  zoneLine,
} from './words.ts';

/** The report for tickets and pull requests (CommonMark). What came from outside stands in code spans, where it can do nothing. */
export function renderMarkdown(report: Report): string {
  const status = headStatus(report);
  const cause = firstCause(report);
  const blocks = [
    `## ${marks[status]} ${verdictLine(report)}: ${escape(subjectLine(report))}`,
    `${tally(report)}. ses-doctor ${report.tool.version}, ${report.takenAt}.`,
    ...(report.lookedAt ? [] : [escape(adviceFor(report))]),
    ...(cause === null ? [] : [`**Most likely cause:** ${linkTo(cause)}`]),
    ...(cause?.fix[0] === undefined ? [] : [`**Do first:** ${escape(cause.fix[0].text)}`]),
    ...renderLater(report),
    ...report.notes.map((note) => `Note: ${escape(note)}`),
    ...report.refuted.map(({ code: refuted, because }) => `Ruled out: ${code(refuted)}: ${escape(because)}`),
    ...(report.summary === null ? [] : counts('By code', report.summary.byCode)),
    ...report.stages.flatMap((stage, index) => renderStage(stage, index + 1, report)),
    ...renderExtras(report),
    ...renderGate(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The causes after the first, a sentence each. */
function renderLater(report: Report): readonly string[] {
  const later = causesIn(report).slice(1);
  return later.length === 0
    ? []
    : [['**Then:**', '', ...later.map(({ finding }) => `- ${linkTo(finding)}`)].join('\n')];
}

const headingOf = ({ severity, code: name, subject }: Finding): string =>
  `${severity}: ${code(name)} ${code(subject)}`;

/** What a finding says, as a link to its heading: forges name an anchor by the letters, digits and hyphens of it. */
function linkTo(finding: Finding): string {
  const anchor = headingOf(finding)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
  return `[${escape(finding.summary)}](#${anchor}) (${code(finding.code)})`;
}

function renderStage(stage: StageReport, number: number, report: Report): readonly string[] {
  const shown = stage.checks.filter(({ status }) => status !== 'skipped');
  if (shown.length === 0) return [];
  const skipped = stage.checks.filter(({ status }) => status === 'skipped').map(({ id }) => code(id));
  return [
    `### ${String(number)}. ${stage.question}`,
    shown.map(checkLine).join('\n'),
    ...(skipped.length === 0 ? [] : [`Not looked at: ${[...new Set(skipped)].join(', ')}`]),
    ...shown.flatMap(({ findings }) => findings.flatMap((finding) => renderFinding(finding, report))),
  ];
}

function checkLine({ status, title, subject, observed, because, findings }: CheckReport): string {
  const about = subject === null ? '' : ` – ${code(subject)}`;
  const seen = observed === null ? '' : `: ${escape(observed)}`;
  const why = because === null || findings.length > 0 ? '' : ` – ${escape(because)}`;
  return `- ${marks[status]} ${escape(title)}${about}${seen}${why}`;
}

function renderFinding(finding: Finding, report: Report): readonly string[] {
  const because = reasonsOf(finding, report);
  return [
    `#### ${headingOf(finding)}`,
    `${escape(finding.summary)} ${escape(finding.impact)}`.trim(),
    ...(because.length === 0 ? [] : [`Because: ${because.map(linkTo).join(' → ')}`]),
    ...(finding.ignored === null ? [] : [`Ignored: ${escape(finding.ignored.reason)}`]),
    ...(finding.evidence.length === 0 ? [] : [evidenceTable(finding)]),
    ...(finding.fix.length === 0 ? [] : [finding.fix.map(renderStep).join('\n')]),
    ...(finding.distinguish === null ? [] : [`How to tell: ${escape(finding.distinguish)}`]),
    ...(finding.references.length === 0
      ? []
      : [finding.references.map((url) => (isLink(url) ? `<${url}>` : code(url))).join(' ')]),
  ];
}

const evidenceTable = ({ evidence }: Finding): string =>
  [
    '| What | Expected | Actual | Source |',
    '| --- | --- | --- | --- |',
    ...evidence.map(
      ({ what, expected, actual, source }) =>
        `| ${cell(what)} | ${cell(expected)} | ${cell(actual)} | ${cell(source)} |`,
    ),
  ].join('\n');

const cell = (text: string | null): string =>
  text === null || text === '' ? '' : code(text).replaceAll('|', '\\|');

function renderStep({ text, owner, command, record }: FixStep, index: number): string {
  const block = [...(command === null ? [] : [command]), ...(record === null ? [] : [zoneLine(record)])].map(
    safe,
  );
  const fence = '`'.repeat(Math.max(3, ...block.map((line) => longestRun(line) + 1)));
  const lines =
    block.length === 0 ? [] : ['', fence, ...block, fence].map((line) => (line === '' ? '' : `   ${line}`));
  const panel = record?.panelName == null ? [] : ['', `   Name in a DNS panel: ${code(record.panelName)}`];
  return [`${String(index + 1)}. ${escape(text + owners[owner])}`, ...lines, ...panel].join('\n');
}

function counts(title: string, rows: readonly CountReport[]): readonly string[] {
  if (rows.length === 0) return [];
  return [
    [
      `| ${title} | Count |`,
      '| --- | ---: |',
      ...rows.slice(0, 10).map(({ key, count }) => `| ${cell(key)} | ${String(count)} |`),
    ].join('\n'),
  ];
}

/** What would only have told more and has no answer. */
function renderExtras(report: Report): readonly string[] {
  const title = extrasLine(report);
  if (title === null) return [];
  const items = report.extras.map(({ question, message, checks }) => {
    const about = question === '' ? '' : `${code(question)}: `;
    return `- ${checks.map(code).join(', ')}: ${about}${escape(message)}`;
  });
  return [[`**${title}:**`, '', ...items].join('\n')];
}

function renderGate({ gate }: Report): readonly string[] {
  if (gate === null) return [];
  const list = (title: string, texts: readonly string[] | null): readonly string[] =>
    texts === null || texts.length === 0 ? [] : [`**${title}:** ${texts.map(code).join(', ')}`];
  return [
    ...list('New', gate.added),
    ...list('Gone', gate.gone),
    ...list('Expired ignores', gate.expiredIgnores),
    ...list('Ignores that matched nothing', gate.unusedIgnores),
  ];
}

/**
 * Text in which nothing means anything to CommonMark or HTML, nor to a forge, which links names, numbers and addresses
 * after the escapes are gone: a word joiner keeps it from doing so.
 */
function escape(text: string): string {
  return safe(text)
    .trim()
    .replaceAll(/[\\`*_{}[\]()<>#|~!&]/g, (character) => `\\${character}`)
    .replace(/^[-+=]/, (marker) => `\\${marker}`)
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replaceAll(/(?<![\w.+-])@|#(?=\d)|(?<=:)(?=\/\/)|www(?=\.)/gi, (start) => `${start}\u2060`);
}

/** A code span: its fence is longer than any run of backticks inside (CommonMark 6.1). */
function code(text: string): string {
  const clean = safe(text);
  const fence = '`'.repeat(longestRun(clean) + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') || clean.trim() === '' ? ' ' : '';
  return clean === '' ? '' : `${fence}${pad}${clean}${pad}${fence}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
