import type { Colours } from './colours.ts';
import type { Severity } from '../../model/check.ts';
import { chainTo } from '../../engine/explains.ts';
import type { Finding, FixStep, Report } from '../../model/report.ts';
import { changeBatch } from '../route53.ts';
import { safe } from '../safe.ts';
import { findingsOf } from '../findings.ts';
import { owners, stepText, subjectShown } from '../words.ts';
import { hang, hangBroken } from '../wrap.ts';
import { foundWord } from './cause.ts';
import type { TextStyle } from './style.ts';

const indent = '      ';

/** Nothing has to change: its summary is enough, unless everything is asked for. */
const isFolded = ({ severity, basis }: Finding, verbose: boolean): boolean =>
  severity === 'info' && !verbose && basis === 'live';

/** The lines of one finding, indented under its check. */
export function renderFinding(finding: Finding, report: Report, style: TextStyle): readonly string[] {
  const { colours, columns, verbose } = style;
  const head = headOf(finding, style);
  if (isFolded(finding, verbose)) {
    return [...head, ...hang(safe(finding.summary), columns, indent)];
  }
  return [
    ...head,
    ...hang(safe(finding.summary), columns, indent).map((line) => colours.bold(line)),
    ...hang(safe(finding.impact), columns, indent).map((line) => colours.dim(line)),
    ...renderWhy(finding, report, style),
    ...finding.evidence.flatMap((one, index) =>
      renderEvidence(
        one,
        finding.basis,
        finding.evidence[index - 1]?.what,
        finding.evidence[index + 1]?.what,
        style,
      ),
    ),
    ...finding.fix.flatMap((step, index) => renderStep(step, index + 1, style)),
    ...(verbose ? renderBatch(finding) : []),
    ...(finding.distinguish === null
      ? []
      : hang(`How to tell: ${safe(finding.distinguish)}`, columns, indent)),
    ...finding.references.map((url) => `${indent}${colours.underline(safe(url))}`),
    ...(finding.ignored === null ? [] : hang(`ignored: ${safe(finding.ignored.reason)}`, columns, indent)),
  ];
}

function severityWord(severity: Severity, colours: Colours): string {
  switch (severity) {
    case 'error':
      return colours.red('error');
    case 'warning':
      return colours.yellow('warning');
    case 'info':
      return colours.blue('info');
    case 'unknown':
      return colours.magenta('unknown');
  }
}

/** Severity, code and subject, the subject on a line of its own where they do not fit into one. */
function headOf(finding: Finding, { colours, columns }: TextStyle): readonly string[] {
  const code = safe(finding.code);
  const subject = subjectOf(finding);
  const start = `${indent}${severityWord(finding.severity, colours)} ${code}`;
  const length = `${indent}${finding.severity} ${code}${subject}`.length;
  if (length <= columns) return [`${start}${colours.dim(subject)}`];
  return [start, ...hang(subject.trim(), columns, indent).map((line) => colours.dim(line))];
}

const subjectOf = (finding: Finding): string =>
  [safe(subjectShown(finding)), finding.basis === 'read' ? '(read from the symptom)' : '']
    .filter((part) => part !== '')
    .map((part) => `  ${part}`)
    .join('');

/** The root cause in words, and the codes on the way from it. */
function renderWhy(finding: Finding, report: Report, { columns }: TextStyle): readonly string[] {
  const [root, ...between] = chainTo(finding, report);
  if (root === undefined) return [];
  const cause = findingsOf(report).find(({ code, ignored }) => code === root && ignored === null);
  const words = cause === undefined ? safe(root) : `${safe(cause.summary)} (${safe(root)})`;
  const way = between.length === 0 ? '' : `, by way of ${between.map(safe).join(', ')}`;
  return hang(words + way, columns, `${indent}why: `, `${indent}  `);
}

/** Expected beside actual, under what they are about; what the entry before was about is not said again. */
function renderEvidence(
  { what, expected, actual, source }: Finding['evidence'][number],
  basis: Finding['basis'],
  before: string | undefined,
  after: string | undefined,
  { colours, columns }: TextStyle,
): readonly string[] {
  const by = source === null ? '' : ` (${safe(source)})`;
  const whole = `${indent}· ${safe(what)}: ${safe(actual ?? '')}`;
  // Nothing to compare: one line is enough where it fits.
  if (expected === null && actual !== null && what !== before && what !== after)
    if (whole.length + by.length <= columns) return [`${whole}${colours.dim(by)}`];
  const row = (label: string, value: string | null, suffix: string): readonly string[] =>
    value === null
      ? []
      : hangBroken(safe(value) + suffix, columns, `${indent}  ${label}`).map((line) =>
          suffix !== '' && line.endsWith(suffix) ? line.slice(0, -suffix.length) + colours.dim(suffix) : line,
        );
  return [
    ...(what === before ? [] : hang(safe(what), columns, `${indent}· `, `${indent}  `)),
    ...row('expected ', expected, ''),
    ...row(expected === null ? '' : foundWord(basis).padEnd(9), actual, by),
  ];
}

function renderStep(
  { text, owner, command, record }: FixStep,
  number: number,
  { colours, columns }: TextStyle,
): readonly string[] {
  const pad = `${indent}   `;
  return [
    ...hang(safe(stepText(text)) + owners[owner], columns, `${indent}${String(number)}. `),
    ...(command === null ? [] : [`${pad}${colours.cyan(safe(command))}`]),
    ...(record === null
      ? []
      : [
          ...(record.panelName == null
            ? []
            : [`${pad}name in a DNS panel  ${colours.cyan(safe(record.panelName))}`]),
          `${pad}name in full         ${colours.cyan(safe(`${record.name}.`))}`,
          `${pad}type, TTL            ${colours.cyan(`${record.type}, ${String(record.ttl)}`)}`,
          `${pad}value                ${colours.cyan(safe(record.value))}`,
        ]),
  ];
}

function renderBatch({ fix }: Finding): readonly string[] {
  const records = fix.flatMap(({ record }) => record ?? []);
  if (records.length === 0) return [];
  return [`${indent}Route 53 change batch:`, `${indent}${safe(changeBatch(records))}`];
}
