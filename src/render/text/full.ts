import { grouped } from '../../model/many.ts';
import type { CheckReport, Finding, Report, StageReport } from '../../model/report.ts';
import { duration } from '../../model/duration.ts';
import { causesApart } from '../causes.ts';
import { unlessAccepted } from '../likelihood.ts';
import { safe } from '../safe.ts';
import { hasPlace, marks, observedOf, statusShown, stepText } from '../words.ts';
import { hang } from '../wrap.ts';
import { renderCandidates } from './candidates.ts';
import { renderCounts } from './counts.ts';
import { renderFinding } from './finding.ts';
import { renderGate, renderNotes, renderSubject, renderVerdict } from './head.ts';
import { renderLost } from './lost.ts';
import { paint, type TextStyle } from './style.ts';

/** Everything: each check in its stage, passed and skipped ones too, every finding in full, how long it took. */
export function renderFull(report: Report, style: TextStyle): readonly (readonly string[])[] {
  return [
    [...renderSubject(report, style), '', ...renderVerdict(report, style), ...renderSummary(report, style)],
    ...(report.summary === null ? [] : [renderCounts(report.summary, style)]),
    ...(report.command === 'explain'
      ? [...renderCandidates(report, style), renderLost(report, style)]
      : report.stages.flatMap((stage) => renderStage(stage, report, style))),
    renderGate(report, style),
    renderTimings(report, style),
  ];
}

/** The causes, each in its own words; the tail of a long list as codes. */
function renderSummary(report: Report, style: TextStyle): readonly string[] {
  const { columns } = style;
  const causes = causesApart(report);
  const [first, ...later] = causes.map(({ finding }) => finding);
  const sentence = ({ summary, code }: Finding): string => `${safe(summary)} (${safe(code)})`;
  const rest = later.slice(4).map(({ code }) => safe(code));
  return [
    ...(first === undefined
      ? []
      : [
          ...hang(
            sentence(first),
            columns,
            `  ${isObstacle(first) ? 'Blocked by: ' : leadingWords(causes[0]?.insteadOf ?? null)}`,
            '    ',
          ),
          ...renderFirstStep(first, style),
          ...(causes[0]?.alternatives ?? []).flatMap((other) =>
            hang(sentence(other), columns, '  Or: ', '    '),
          ),
        ]),
    ...later
      .slice(0, 4)
      .flatMap((finding) =>
        hang(
          sentence(finding),
          columns,
          isObstacle(finding) ? '  Also blocked by: ' : '  Another cause: ',
          '    ',
        ),
      ),
    ...(rest.length === 0 ? [] : hang(rest.join(', '), columns, '  More causes: ', '    ')),
    ...renderNotes(report, style),
  ];
}

const leadingWords = (accepted: Finding | null): string =>
  accepted === null ? 'Most likely cause: ' : safe(unlessAccepted(accepted));

/** Whether it is only why something could not be looked at. */
const isObstacle = ({ severity, basis }: Finding): boolean => severity === 'unknown' && basis === 'live';

function renderFirstStep(finding: Finding | undefined, { colours, columns }: TextStyle): readonly string[] {
  const step = finding?.fix[0];
  if (step === undefined) return [];
  return [
    ...hang(safe(stepText(step.text)), columns, '  Do first: ', '    '),
    ...(step.command === null ? [] : [`    ${colours.cyan(safe(step.command))}`]),
  ];
}

function renderStage(stage: StageReport, report: Report, style: TextStyle): readonly (readonly string[])[] {
  const { checks } = stage;
  if (checks.length === 0) return [];
  const together = leftAloneTogether(checks);
  const shown = checks.filter((check) => check === together[0] || !together.includes(check));
  const blocks = shown.map((check) =>
    check === together[0] ? renderTogether(together, style) : renderCheck(check, report, style),
  );
  const lines = blocks.flatMap((block, index) =>
    // A check that found something is set off from its neighbours.
    index > 0 && (foundIn(shown[index - 1]) || foundIn(shown[index])) ? ['', ...block] : block,
  );
  return [[...hang(stage.question, style.columns, '').map((line) => style.colours.bold(line)), ...lines]];
}

/** Checks that a flag left alone, where there are so many that one line says more than a line each. */
function leftAloneTogether(checks: readonly CheckReport[]): readonly CheckReport[] {
  const alone = checks.filter((check) => !hasPlace(check) && check.because?.startsWith('--') === true);
  const [most = []] = alone
    .map((check) => alone.filter(({ because }) => because === check.because))
    .toSorted((one, other) => other.length - one.length);
  return most.length > 3 ? most : [];
}

function renderTogether(checks: readonly CheckReport[], { colours, columns }: TextStyle): readonly string[] {
  const because = checks[0]?.because ?? '';
  const titles = checks.map(({ title }) => title).join(', ');
  return hang(safe(`${because}: ${titles}`), columns, '  - ', '    ').map((line) => colours.dim(line));
}

const foundIn = (check: CheckReport | undefined): boolean => check !== undefined && check.findings.length > 0;

function renderCheck(check: CheckReport, report: Report, style: TextStyle): readonly string[] {
  const { colours, columns } = style;
  const { title, subject, because, durationMs } = check;
  const status = statusShown(check);
  const observed = observedOf(check);
  const about = subject === null ? '' : ` – ${safe(subject)}`;
  const seen = observed === null ? '' : `: ${safe(observed)}`;
  const mark = paint(status, colours)(marks[status]);
  const [first = '', ...rest] = hang(`${title}${about}${seen} (${grouped(durationMs)} ms)`, columns, '    ');
  const why =
    because === null || (status !== 'skipped' && check.findings.length > 0)
      ? []
      : hang(safe(because), columns, '      ');
  const missing = check.unanswered.filter(({ message }) => why.length === 0 || message !== because);
  return [
    `  ${mark} ${first.trimStart()}`,
    ...rest,
    ...why.map((line) => colours.dim(line)),
    ...check.findings.flatMap((finding, index) => [
      ...(index === 0 ? [] : ['']),
      ...renderFinding(finding, report, style),
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

function renderTimings({ durationMs, chain }: Report, { columns }: TextStyle): readonly string[] {
  const steps = chain.map(
    ({ fact, subject, durationMs: ms }) =>
      `${fact}${subject === null ? '' : ` ${safe(subject)}`} ${grouped(ms)} ms`,
  );
  const total = chain.reduce((sum, { durationMs: ms }) => sum + ms, 0);
  return [
    `Took ${durationMs < 10_000 ? `${grouped(durationMs)} ms` : duration(durationMs / 1000)}.`,
    ...(steps.length === 0
      ? []
      : [`Longest chain (${grouped(total)} ms):`, ...hang(steps.join(' → '), columns, '  ')]),
  ];
}
