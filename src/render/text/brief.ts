import { grouped, many } from '../../model/many.ts';
import type { CheckReport, Finding, Report, StageReport } from '../../model/report.ts';
import { causesApart, type Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { findingsOf } from '../findings.ts';
import { acceptedCodes, marks, stageCounts } from '../words.ts';
import { hang } from '../wrap.ts';
import { hasMoreEffects, hasMoreSteps, renderCause, renderShort, renderShortCause } from './cause.ts';
import { renderCounts } from './counts.ts';
import { renderLost } from './lost.ts';
import { renderReading } from './reading.ts';
import { renderGate, renderRunNotes, renderSetAside, renderSubject, renderVerdict } from './head.ts';
import { paint, type TextStyle } from './style.ts';
import { renderBlinded, renderUnanswered } from './unanswered.ts';

/** So many causes are told in full; the rest is counted. */
const inFull = 3;

/** A screen: the verdict, each cause once with its first step, a line a stage, what could not be looked at. */
export function renderBrief(
  report: Report,
  style: TextStyle,
  terminal: boolean,
): readonly (readonly string[])[] {
  const verdict = renderVerdict(report, style);
  const notes = renderRunNotes(report, style);
  // What a run of `test` cost and counted comes after what it found.
  const isFollowed = report.command === 'test' && report.causes.length > 0;
  const head = [
    [...renderSubject(report, style), ...verdict, ...(isFollowed ? [] : notes)],
    ...(report.summary === null ? [] : [renderCounts(report.summary, style)]),
  ];
  if (report.command === 'explain')
    return [...head, ...renderReading(report, style), renderLost(report, style)];
  const causes = causesApart(report);
  const told = new Set(causes.flatMap(({ effects, alternatives = [] }) => [...effects, ...alternatives]));
  const asCause = new Set(
    causes.flatMap(({ finding: { severity, code } }) => (severity === 'info' ? [code] : [])),
  );
  const hints = hintsOf(report, told, asCause);
  const foot = [
    ...report.stages.flatMap((stage) => renderStageLine(stage, report, style)),
    ...renderSetAside(report, style),
    ...renderAcceptedCodes(report, style),
    ...renderUnanswered(report, style),
    ...renderInfos(hints, style),
    ...renderMore(hints, causes, style),
    ...renderNotLookedAt(report, style),
  ];
  return [
    ...head,
    ...causes
      .slice(0, inFull)
      .map((cause) => [...renderCause(cause, style), ...renderBlinded(cause, report, style)]),
    causes.slice(inFull).flatMap((cause) => renderShortCause(cause, style)),
    isFollowed ? notes : [],
    foot,
    renderGate(report, style),
    // What stands above has scrolled away where the report is long.
    terminal && causes.length > 0 ? verdict : [],
  ];
}

/** What a stage's checks came to, in a line. */
function renderStageLine(
  stage: StageReport,
  report: Report,
  { colours, columns }: TextStyle,
): readonly string[] {
  const counts = stageCounts(stage, report);
  const [worst] = counts;
  if (worst === undefined) return [];
  const parts = counts.map(
    ({ status, count, words }) =>
      `${status === 'skipped' ? '' : `${marks[status]} `}${grouped(count)} ${words}`,
  );
  const first = parts[0] ?? '';
  return hang(`${stage.question} ${parts.join(', ')}`, columns, '', '  ').map((line) =>
    line.includes(first) ? line.replace(first, paint(worst.status, colours)(first)) : line,
  );
}

/** What was accepted is still there, and the likeliest place to look when mail fails all the same. */
function renderAcceptedCodes(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const codes = acceptedCodes(report).map(safe);
  const [shown, more] = [codes.slice(0, 6), codes.length - 6];
  return codes.length === 0
    ? []
    : hang(
        `${shown.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`,
        columns,
        'Accepted: ',
        '  ',
      ).map((line) => colours.dim(line));
}

/** What is worth knowing and asks for nothing, each code once. */
interface Hint {
  finding: Finding;
  /** Of how many subjects it is true. */
  times: number;
}

/**
 * What became of a message is told only to who asked for it by name, and whose a message is only to who gave it: that is the
 * answer, and not one thing more to know.
 */
const isAnswerOf = (code: string): boolean =>
  code.startsWith('message-trace/') || code === 'message/not-through-ses';

/** `asCause`: the codes of what is only worth knowing and was told as a cause. */
function hintsOf(report: Report, told: ReadonlySet<Finding>, asCause: ReadonlySet<string>): readonly Hint[] {
  const hints = new Map<string, Hint>();
  for (const finding of findingsOf(report)) {
    const { severity, ignored, code } = finding;
    if (severity !== 'info' || ignored !== null || asCause.has(code) || told.has(finding)) continue;
    const hint = hints.get(code) ?? { finding, times: 0 };
    hints.set(code, { ...hint, times: hint.times + 1 });
  }
  const isAnswer = ({ finding }: Hint): boolean => isAnswerOf(finding.code);
  const all = [...hints.values()];
  return [...all.filter(isAnswer), ...all.filter((hint) => !isAnswer(hint))];
}

const renderInfos = (hints: readonly Hint[], style: TextStyle): readonly string[] =>
  hints
    .slice(0, style.hints)
    .flatMap(({ finding, times }) => renderShort(finding, style, 'i ', { times }))
    .map((line) => style.colours.dim(line));

/** What else there is of what was told: hints, further steps, the evidence. */
function renderMore(
  hints: readonly Hint[],
  causes: readonly Cause[],
  { colours, columns, hints: shown }: TextStyle,
): readonly string[] {
  const isCut = causes.length > inFull;
  const parts = [
    ...(isCut || causes.some(({ finding, alsoAbout }) => hasMoreSteps(finding) || alsoAbout.length > 0)
      ? ['all steps']
      : []),
    ...(isCut || causes.some(({ finding }) => finding.evidence.length > 1) ? ['all evidence'] : []),
    ...(causes.some(hasMoreEffects) ? ['all that follows'] : []),
    // Read from a text alone: it may be another thing, and what tells them apart must not be lost.
    ...(causes.some(({ finding }) => finding.basis === 'read' && finding.distinguish !== null)
      ? ['how to tell whether it is so']
      : []),
    ...(hints.length > shown ? [many(hints.length - shown, shown === 0 ? 'hint' : 'more hint')] : []),
  ];
  // A page of each cause is there at least: what it does to the mail stands nowhere else.
  if (parts.length === 0 && causes.length > 0) parts.push('each finding and check in full');
  return parts.length === 0
    ? []
    : hang(parts.join(', '), columns, 'With -v: ', '  ').map((line) => colours.dim(line));
}

/** What was not asked, in a line that names as many of the ways to have it asked as fit, those that open most first. */
function renderNotLookedAt(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const skipped = report.stages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'skipped'));
  if (skipped.length === 0) return [];
  const opens = new Map<string, number>();
  for (const way of skipped.flatMap(waysInto)) opens.set(way, (opens.get(way) ?? 0) + 1);
  const ways = [...opens]
    .toSorted(([one, ofOne], [other, ofOther]) => rankOf(one) - rankOf(other) || ofOther - ofOne)
    .map(([way]) => safe(way));
  const count = `Not looked at: ${grouped(skipped.length)} ${skipped.length === 1 ? 'check' : 'checks'}`;
  const line = (shown: number): string => {
    const named = ways.slice(0, shown);
    const out = named.filter((way) => way.startsWith('--no-'));
    const added = named.filter((way) => !out.includes(way));
    const parts = [
      ...(out.length === 0 ? [] : [`leave out ${out.join(', ')}`]),
      ...(added.length === 0 ? [] : [`add ${added.join(', ')}`]),
    ];
    return `${count}${parts.map((part) => `; ${part}`).join('')}${shown > 0 && shown < ways.length ? ' …' : ''} (why: -v)`;
  };
  const most = ways.findLastIndex((_, index) => line(index + 1).length <= columns) + 1;
  return [colours.dim(line(most))];
}

/** What would have a check look: a flag, another one left out, credentials. */
function waysInto({ flag, because }: CheckReport): readonly string[] {
  const off = /^--no-[a-z]+/.exec(because ?? '')?.[0];
  if (off !== undefined) return [off];
  if (/\bno AWS credentials were found/.test(because ?? '')) return ['AWS credentials'];
  return flag === null ? [] : [flag];
}

/** Variables of the environment come after what can be typed. */
const rankOf = (way: string): number => (way.startsWith('--') || way === 'AWS credentials' ? 0 : 1);
