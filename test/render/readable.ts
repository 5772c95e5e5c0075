import type { Finding, FixStep, Report } from '../../src/model/report.ts';
import { causesApart } from '../../src/render/causes.ts';
import { renderText } from '../../src/render/text/text.ts';

/** What a tired reader of the text report would stumble over, at each width: nothing, for a report that is in order. */
export const stumbles = (report: Report): readonly string[] => [
  ...[40, 60, 80, 120].flatMap((columns) => [
    ...tooWide(report, columns),
    ...toldTwice(report, columns),
    ...cutDots(report, columns),
  ]),
  ...untold(report),
  ...stepsOf(report).flatMap((step) => wrongStep(step, report)),
  ...findingsOf(report).flatMap(beginsInTheMiddle),
  ...ungrouped(report),
];

const linesOf = (report: Report, columns: number, quiet = false): readonly string[] =>
  renderText(report, { columns, colorLevel: 0, verbose: false, terminal: true, quiet }).split('\n');

const findingsOf = ({ stages }: Report): readonly Finding[] =>
  stages.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings));

const stepsOf = (report: Report): readonly FixStep[] => findingsOf(report).flatMap(({ fix }) => fix);

/** Lines wider than the terminal, where it is not a word or something to paste that is. */
function tooWide(report: Report, columns: number): readonly string[] {
  const paste = stepsOf(report).flatMap(({ command, record }) => [
    ...(command === null ? [] : [command]),
    ...(record === null ? [] : [record.value, record.panelName ?? record.name]),
  ]);
  return [...linesOf(report, columns), ...linesOf(report, columns, true)]
    .filter((line) => line.length > columns)
    .filter((line) => !paste.some((text) => line.endsWith(text)))
    .filter(
      (line) =>
        Math.max(
          ...line
            .trim()
            .split(' ')
            .map((word) => word.length),
        ) +
          4 <=
        columns,
    )
    .map((line) => `wider than ${String(columns)}: ${line}`);
}

/** A finding told in short that stands above already. */
function toldTwice(report: Report, columns: number): readonly string[] {
  const short = linesOf(report, columns)
    .filter((line) => /^(?: {2}↳|i) .*\([a-z-]+\/[a-z-]+(?: ×\d+)?\)$/.test(line))
    .map((line) => line.replace(/^ *[↳i] /, ''));
  return short
    .filter((line, index) => short.indexOf(line) !== index)
    .map((line) => `twice at ${String(columns)}: ${line}`);
}

/** What the verdict counts and no cause leads to: neither one, nor what follows from it, nor what may be in its place. */
function untold(report: Report): readonly string[] {
  const causes = causesApart(report);
  const led = new Set([
    ...causes.flatMap(({ finding, effects, alternatives = [] }) => [finding, ...effects, ...alternatives]),
  ]);
  const codes = new Set(causes.map(({ finding }) => finding.code));
  return report.command === 'explain'
    ? []
    : findingsOf(report)
        .filter(({ severity, ignored }) => ['error', 'warning'].includes(severity) && ignored === null)
        .filter((finding) => !led.has(finding) && !codes.has(finding.code))
        .map(({ code }) => `counted and told nowhere: ${code}`);
}

/** An ellipsis that a line break cuts. */
const cutDots = (report: Report, columns: number): readonly string[] =>
  linesOf(report, columns)
    .filter((line) => /^\s*\.+$/.test(line))
    .map((line) => `dots alone at ${String(columns)}: "${line}"`);

/** A command that asks another Region than the report is about, or that AWS is said to run. */
function wrongStep(
  { command, owner }: FixStep,
  { command: ran, target: { region } }: Report,
): readonly string[] {
  if (command === null) return [];
  const isElsewhere =
    ran !== 'explain' &&
    /^[a-z]+(?:-[a-z]+)+-\d$/.test(region ?? '') &&
    /^aws (?!configure|iam|sts|organizations|support|route53)/.test(command) &&
    !command.includes(' --region ');
  return [
    ...(isElsewhere ? [`without a Region: ${command}`] : []),
    ...(owner === 'aws' ? [`nobody at AWS types this: ${command}`] : []),
  ];
}

/** Counts of four digits and more that our own words have as `1200`, where others stand as `1,200`. Ports and bits are none. */
function ungrouped({ stages }: Report): readonly string[] {
  const ours = stages
    .flatMap(({ checks }) => checks)
    .flatMap(({ observed, findings }) => [
      observed ?? '',
      ...findings.flatMap(({ summary, impact, fix }) => [summary, impact, ...fix.map(({ text }) => text)]),
      // What was read is quoted as it stands.
      ...findings
        .filter(({ basis }) => basis === 'live')
        .flatMap(({ evidence }) =>
          evidence.flatMap(({ expected, actual }) => [expected ?? '', actual ?? '']),
        ),
    ]);
  const count =
    /(?<![\w.:/,=+#*'"(-])\d{4,9}(?![\w.:/,=-]) (?:of|in|recipients?|messages?|mails?|addresses|delivered|bytes|events?|records?|characters|entries|identities|ms|seconds?|s|more|a day|per)\b/;
  return ours.filter((text) => count.test(text)).map((text) => `not grouped: ${text}`);
}

/** A first step that refers to one before it, and a quotation that begins within a word. */
const beginsInTheMiddle = ({ code, fix, evidence }: Finding): readonly string[] => [
  ...(/^(?:or|then|also|otherwise)\b/i.test(fix[0]?.text ?? '')
    ? [`${code} begins: ${fix[0]?.text ?? ''}`]
    : []),
  ...evidence
    .filter(
      ({ what, actual }) =>
        what === 'your error text' && /^[a-z]+(?:[A-Z][a-z]+)*(?:Exception|Error)\b/.test(actual ?? ''),
    )
    .map(({ actual }) => `${code} quotes: ${actual ?? ''}`),
];
