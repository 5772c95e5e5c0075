import { acceptedTitle, othersTitle } from './likelihood.ts';
import { grouped } from '../model/many.ts';
import { acceptedReason, reasonsOf } from '../engine/explains.ts';
import type { CheckReport, CountReport, Finding, FixStep, Report, StageReport } from '../model/report.ts';
import { blindedBy, blindedChecks } from './blinded.ts';
import { apartFromObstacles, causesTold, type Cause } from './causes.ts';
import { failureHeading, failuresIn } from './failures.ts';
import { isLink, safe } from './safe.ts';
import { statementIn } from './statement-in.ts';
import {
  adviceFor,
  causesHeading,
  elsewhere,
  effectSentence,
  extrasLine,
  hasPlace,
  headStatus,
  marks,
  notLookedAt,
  notSoNow,
  observedOf,
  owners,
  subjectLine,
  tally,
  timeLine,
  verdictLine,
  statusShown,
  zoneLine,
  stepText,
  subjectShown,
} from './words.ts';

/** The report for tickets and pull requests (CommonMark). What came from outside stands in code spans, where it can do nothing. */
export function renderMarkdown(report: Report): string {
  const status = headStatus(report);
  const causes = causesTold(report);
  const failures = failuresIn(report);
  const isSeveral = report.command === 'explain' && failures.length > 1;
  const [wrong = [], obstacles = []] = apartFromObstacles(report, causes);
  const told = new Set(causes.map(({ finding }) => finding));
  const blocks = [
    `## ${marks[status]} ${verdictLine(report)}: ${escape(subjectLine(report))}`,
    `${tally(report)}. ses-doctor ${report.tool.version}, ${timeLine(report)}.`,
    ...(report.lookedAt ? [] : [escape(adviceFor(report))]),
    ...(causes.length < 2
      ? []
      : [causes.map(({ finding }, index) => `${String(index + 1)}. ${linkTo(finding)}`).join('\n')]),
    ...report.notes.map((note) => `Note: ${escape(note)}`),
    ...report.refuted.map(
      ({ code: refuted, because }) => `${notSoNow}: ${code(refuted)}: ${escape(because)}`,
    ),
    ...elsewhere(report),
    ...(report.summary === null ? [] : counts('By code', report.summary.byCode)),
    ...(isSeveral
      ? failures.flatMap((failure, index) =>
          renderCauses(failureHeading(failure, index, failures.length), failure.explanations, report),
        )
      : renderCauses(causesHeading(report, wrong.length), wrong, report)),
    ...renderCauses('What could not be looked at', obstacles, report),
    ...report.stages.flatMap((stage) => renderStage(stage, report, told)),
    ...renderExtras(report),
    ...renderSkipped(report),
    ...renderGate(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Causes first, each once and in full, with who else it is true of and what follows from it. */
function renderCauses(title: string, causes: readonly Cause[], report: Report): readonly string[] {
  if (causes.length === 0) return [];
  return [
    `### ${title}`,
    ...causes.flatMap(({ finding, alsoAbout, effects, alternatives = [], insteadOf = null }) => [
      ...renderFinding(finding, report),
      ...(alsoAbout.length === 0
        ? []
        : [
            `Also true of: ${alsoAbout.map((one) => (one.includes(' ') ? escape(one) : code(one))).join(', ')}`,
          ]),
      ...(insteadOf === null ? [] : [escape(acceptedTitle(insteadOf))]),
      ...(alternatives.length === 0
        ? []
        : [
            [
              othersTitle(alternatives, insteadOf),
              '',
              ...alternatives.map((other) => `- ${linkTo(other)}`),
            ].join('\n'),
          ]),
      ...(effects.length === 0
        ? []
        : [
            [
              'From it follows:',
              '',
              ...effects.map((effect) => `- ${linkTo(effect, effectSentence(finding, effect))}`),
            ].join('\n'),
          ]),
      ...renderBlinded(finding, report),
    ]),
  ];
}

/** The checks that have no answer because of what is told here, with what was said to them. */
function renderBlinded(finding: Finding, report: Report): readonly string[] {
  const groups = blindedBy(finding, report);
  if (groups.length === 0) return [];
  const lines = groups.map(
    ({ message, checks }) => `- ${checks.map(nameOf).join(', ')} – ${escape(message)}`,
  );
  return [['Without an answer for it:', '', ...lines].join('\n')];
}

const nameOf = ({ title, subject }: CheckReport): string =>
  `${escape(title)}${subject === null ? '' : ` ${code(subject)}`}`;

const headingOf = (finding: Finding): string => {
  const subject = subjectShown(finding);
  return `${finding.severity}: ${code(finding.code)}${subject === '' ? '' : ` ${code(subject)}`}`;
};

/** What a finding says, as a link to its heading: forges name an anchor by the letters, digits and hyphens of it. */
function linkTo(finding: Finding, sentence = finding.summary): string {
  const anchor = headingOf(finding)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
  return `[${escape(sentence)}](#${anchor}) (${code(finding.code)})`;
}

/** What the checks of a stage came to; what was told above, as a cause, is not told again. */
function renderStage(stage: StageReport, report: Report, told: ReadonlySet<Finding>): readonly string[] {
  const shown = stage.checks.filter(hasPlace);
  if (shown.length === 0) return [];
  const blinded = blindedChecks(report);
  return [
    `### ${stage.question}`,
    shown.map((check) => checkLine(check, told, blinded.get(check))).join('\n'),
    ...shown
      .flatMap(({ findings }) => findings.filter((finding) => !told.has(finding)))
      .flatMap((finding) => renderFinding(finding, report)),
  ];
}

function checkLine(check: CheckReport, told: ReadonlySet<Finding>, blinding: Finding | undefined): string {
  const { title, subject, because, findings, unanswered, accepted } = check;
  const observed = observedOf(check);
  const about = subject === null ? '' : ` – ${code(subject)}`;
  const seen = observed === null ? '' : `: ${escape(observed)}`;
  const above = findings.filter((finding) => told.has(finding)).map(({ code: name }) => code(name));
  const notes = [
    ...(above.length === 0 ? [] : [`see above: ${above.join(', ')}`]),
    ...(blinding === undefined ? [] : [`no answer, see above: ${code(blinding.code)}`]),
    ...(because === null || findings.length > 0 || blinding !== undefined ? [] : [escape(because)]),
    ...(accepted === null ? [] : [`accepted: ${escape(accepted.reason)}`]),
    ...unanswered
      .filter(
        ({ counts, message }) =>
          counts && blinding === undefined && (findings.length > 0 || message !== because),
      )
      .map(({ question, message }) => `not answered: ${escape(question)} ${escape(message)}`),
  ];
  return `- ${marks[statusShown(check)].replace('-', '\\-')} ${escape(title)}${about}${seen}${notes.map((note) => ` – ${note}`).join('')}`;
}

function renderFinding(finding: Finding, report: Report): readonly string[] {
  const because = reasonsOf(finding, report);
  const reason = because.length === 0 ? acceptedReason(finding, report) : null;
  return [
    `#### ${headingOf(finding)}`,
    `${escape(finding.summary)} ${escape(finding.impact)}`.trim(),
    ...(because.length === 0 ? [] : [`Because: ${because.map((one) => linkTo(one)).join(' → ')}`]),
    ...(reason === null
      ? []
      : [`Because: ${linkTo(reason)}${finding.ignored === null ? ', which is accepted' : ''}`]),
    ...(finding.ignored === null ? [] : [`Accepted: ${escape(finding.ignored.reason)}`]),
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
    '| What | Expected | Found | Source |',
    '| --- | --- | --- | --- |',
    ...evidence.map(
      ({ what, expected, actual, source }) =>
        `| ${cell(what)} | ${cell(expected)} | ${cell(actual)} | ${cell(source)} |`,
    ),
  ].join('\n');

const cell = (text: string | null): string =>
  text === null || text === '' ? '' : code(text).replaceAll('|', '\\|');

function renderStep({ text, owner, command, record }: FixStep, index: number): string {
  const { words, statement } = statementIn(text);
  const block = [
    ...(statement === null ? [] : [statement]),
    ...(command === null ? [] : [command]),
    ...(record === null ? [] : [zoneLine(record)]),
  ].map(safe);
  const fence = '`'.repeat(Math.max(3, ...block.map((line) => longestRun(line) + 1)));
  const lines =
    block.length === 0 ? [] : ['', fence, ...block, fence].map((line) => (line === '' ? '' : `   ${line}`));
  const panel = record?.panelName == null ? [] : ['', `   Name in a DNS panel: ${code(record.panelName)}`];
  return [`${String(index + 1)}. ${escape(stepText(words) + owners[owner])}`, ...lines, ...panel].join('\n');
}

function counts(title: string, rows: readonly CountReport[]): readonly string[] {
  if (rows.length === 0) return [];
  return [
    [
      `| ${title} | Count |`,
      '| --- | ---: |',
      ...rows.slice(0, 10).map(({ key, count }) => `| ${cell(key)} | ${grouped(count)} |`),
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

/** What was not looked at, once for each reason. */
function renderSkipped(report: Report): readonly string[] {
  const items = notLookedAt(report).map(
    ({ because, names }) => `- ${escape(because)}: ${names.map((name) => escape(name)).join(', ')}`,
  );
  return items.length === 0 ? [] : ['### Not looked at', items.join('\n')];
}

function renderGate({ gate }: Report): readonly string[] {
  if (gate === null) return [];
  const list = (title: string, texts: readonly string[] | null): readonly string[] =>
    texts === null || texts.length === 0 ? [] : [`**${title}:** ${texts.map(code).join(', ')}`];
  return [
    ...list('New', gate.added),
    ...list('Gone', gate.gone),
    ...list('Not looked at this time', gate.notLookedAt),
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
