import { safe } from '../../render/safe.ts';
import { coloursOf } from '../../render/text/colours.ts';
import { fitting } from '../../render/fitting.ts';
import { hang } from '../../render/wrap.ts';
import type { HistoryProblem, HistoryReport } from '../document.ts';
import { dayList } from '../day-list.ts';
import { tooFewBefore, type Table } from '../tables.ts';
import { headLines, marks, problemLines, stepLines, type ProblemStyle } from './problems.ts';
import { cellText, tableLines } from './text-table.ts';
import { grouped, many } from '../../model/many.ts';
import { timeLine } from '../../render/words.ts';

export interface TextOptions {
  columns: number;
  colorLevel: 0 | 1 | 2 | 3;
  verbose: boolean;
  quiet: boolean;
  /** Stdout is a terminal: the verdict stands again as the last line. */
  terminal: boolean;
}

/** With all questions at once, the tables that say most; the findings hold what matters of the others. */
const shownOfAll: ReadonlySet<string> = new Set([
  ...['days', 'senders', 'causes', 'by', 'recipient', 'recipient_outcomes', 'message', 'message_outcomes'],
]);
const manyTables = 5;
/** Findings with their evidence, and those with what to do; of the others there is the sentence. */
const mostInFull = 3;
const mostWithStep = 6;
/** Lines of a report with --quiet. */
const mostQuiet = 15;

/** A finding, with those that are the same failures seen from another side. */
interface Told {
  problem: HistoryProblem;
  following: readonly HistoryProblem[];
}

/** The report on a screen. */
export function renderHistoryText(report: HistoryReport, options: TextOptions): string {
  const style: ProblemStyle = {
    columns: Math.max(40, Math.min(options.columns, 120)),
    colours: coloursOf(options.colorLevel),
    verbose: options.verbose,
  };
  const lines = options.quiet && !options.verbose ? quietLines(report, style) : wholeLines(report, style);
  const again =
    options.terminal && !options.quiet && openOf(report).length > 0 ? ['', ...verdict(report, style)] : [];
  return `${[...lines, ...again].filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n')}\n`;
}

function wholeLines(report: HistoryReport, style: ProblemStyle): readonly string[] {
  const { columns, verbose } = style;
  const { notes, events } = report;
  const told = toldApart(report);
  const named = verbose ? told : told.slice(0, mostWithStep);
  return [
    ...versionLine(report, style),
    ...verdict(report, style),
    '',
    ...hang(recordsOf(report), columns, '', '  '),
    ...eventLines(events, columns),
    ...named.flatMap(({ problem, following }, index) => [
      '',
      ...problemLines(problem, following, style, index < mostInFull ? 3 : 0),
    ]),
    ...(named.length < told.length ? [''] : []),
    ...told.slice(named.length).flatMap(({ problem }) => headLines(problem, style)),
    ...moreLines(told, style),
    ...Object.entries(report.tables)
      .filter(([name], _, all) => verbose || all.length < manyTables || shownOfAll.has(name))
      .flatMap(([name, one]) => tableLines(name, one, columns, verbose)),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => hang(safe(note), columns, '', '  '))]),
  ];
}

/** Who says it, and when, where there is room for it in a line. */
function versionLine(report: HistoryReport, { columns, colours }: ProblemStyle): readonly string[] {
  const line = `ses-doctor ${safe(report.tool.version)} history, ${timeLine(report)}`;
  return line.length > columns ? [] : [colours.dim(line)];
}

/** Records by type; a number stays with its type. */
const eventLines = (events: HistoryReport['events'], columns: number): readonly string[] =>
  hang(
    Object.entries(events)
      .toSorted((a, b) => b[1] - a[1])
      .map(([type, records]) => `${safe(type)}\u00A0${grouped(records)}`)
      .join(', '),
    columns,
    '',
    '  ',
  ).map((line) => line.replaceAll('\u00A0', ' '));

/** What -v shows of what was told. */
function moreLines(told: readonly Told[], { columns, colours, verbose }: ProblemStyle): readonly string[] {
  const parts = [
    ...(told.some(({ problem }) => problem.fix.length > 1) || told.length > mostWithStep
      ? ['all steps']
      : []),
    ...(told.some(({ problem }, index) => problem.evidence.length > (index < mostInFull ? 3 : 0))
      ? ['all evidence']
      : []),
  ];
  return verbose || parts.length === 0
    ? []
    : ['', ...hang(parts.join(', '), columns, 'With -v: ', '  ').map((line) => colours.dim(line))];
}

/** The verdict, what is wrong first with what to do, the others in a line each: fifteen lines at most. */
function quietLines(report: HistoryReport, style: ProblemStyle): readonly string[] {
  const [first, ...later] = toldApart(report).map(({ problem }) => problem);
  const head = [...verdict(report, style), ...hang(recordsOf(report), style.columns, '  ')];
  const cause = first === undefined ? [] : [...headLines(first, style)];
  const steps = first === undefined ? [] : stepLines(first, style);
  // A step that is cut says less than none.
  const rest = mostQuiet - head.length - cause.length - (later.length > 0 ? 1 : 0);
  if (steps.length <= rest) cause.push(...steps);
  const room = mostQuiet - head.length - cause.length;
  const rows = later.map((problem) => headLines(problem, style));
  const shown = fitting(rows, room);
  const left = rows.length - shown.length;
  const notes = fitting(
    report.notes.map((note) => hang(safe(note), style.columns, '', '  ')),
    left > 0 ? 0 : room - shown.flat().length,
  );
  return [
    ...head.slice(0, mostQuiet),
    ...cause,
    ...shown.flat(),
    ...(left > 0 ? [style.colours.dim(`and ${grouped(left)} more`)] : []),
    ...notes.flat(),
  ];
}

/** Each finding once: what follows from another one stands with it. */
const toldApart = ({ problems }: HistoryReport): readonly Told[] =>
  problems
    .filter(({ because }) => because === null)
    .map((problem) => ({
      problem,
      following: problems.filter(
        ({ because }) => because?.code === problem.code && because.subject === problem.subject,
      ),
    }));

function verdict(report: HistoryReport, { columns, colours }: ProblemStyle): readonly string[] {
  const mark = markOf(report);
  const paint = { '✗': colours.red, '!': colours.yellow, '?': colours.magenta, '✓': colours.green }[mark];
  return hang(headline(report), columns, `${mark} `).map((line) =>
    (paint ?? ((text: string) => text))(colours.bold(line)),
  );
}

/** What was read, in numbers; what there is none of is no news. */
export function recordsOf(report: HistoryReport): string {
  const { read, unreadable, duplicates, outsideRange } = report.records;
  const parts = [
    ...(unreadable > 0 ? [`${grouped(unreadable)} unreadable`] : []),
    ...(duplicates > 0 ? [many(duplicates, 'duplicate')] : []),
    ...(outsideRange > 0 ? [`${grouped(outsideRange)} outside the range`] : []),
  ];
  return safe([`${sourceOf(report)}: ${many(read, 'record')}${rangeOf(report)}`, ...parts].join(', '));
}

/** What was not accepted. */
const openOf = ({ problems }: HistoryReport): readonly HistoryProblem[] =>
  problems.filter(({ accepted }) => accepted === null);

/** What could not be looked at is nothing sound, accepted or not. */
const hasOpenQuestion = ({ problems }: HistoryReport): boolean =>
  problems.some(({ severity }) => severity === 'unknown');

/** A story and a table of --by are told, not judged: they have no tick. */
export const markOf = (report: HistoryReport): string =>
  report.verdict !== 'pass' || openOf(report).length > 0 || hasOpenQuestion(report)
    ? marks[openOf(report)[0]?.severity ?? 'unknown']
    : toldOf(report) === null
      ? '✓'
      : marks.info;

/** What is said where no question was put that could be answered with a finding. */
export const toldOf = (report: HistoryReport): string | null => storyOf(report) ?? groupsOf(report);

function groupsOf({ tables }: HistoryReport): string | null {
  const { rows } = tables['by'] ?? {};
  if (rows === undefined || Object.keys(tables).length > 1) return null;
  return `${grouped(rows.length)} group${rows.length === 1 ? '' : 's'} of events`;
}

/** How the story of a recipient or message ends; null where none was asked for. */
function storyOf({ tables }: HistoryReport): string | null {
  const story = tables['recipient'] ?? tables['message'];
  const last = story?.rows.at(-1);
  if (story === undefined || last === undefined) return null;
  const at = (name: string): string =>
    cellText(last[story.columns.findIndex((one) => one.name === name)] ?? null, undefined);
  const ends = tables['recipient'] === undefined ? endsOf(tables['message_outcomes']) : null;
  if (ends !== null) return `${grouped(story.rows.length)} events, ${ends}`;
  const cause = at('cause');
  const events = story.rows.length;
  return `${grouped(events)} event${events === 1 ? '' : 's'}; the last is ${at('event')}${cause === '' ? '' : ` (${cause})`} of ${at('time').slice(0, 16).replace('T', ' ')} UTC`;
}

/** How a message to several ended, counted; null for one recipient. */
function endsOf(outcomes: Table | undefined): string | null {
  const rows = outcomes?.rows ?? [];
  if (rows.length < 2) return null;
  const counts = new Map<string, number>();
  for (const [, outcome] of rows) {
    const end = String(outcome).split(':')[0] ?? '';
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return `${grouped(rows.length)} recipients: ${[...counts].map(([end, number]) => `${number} ${end}`).join(', ')}`;
}

/** What stands out, counted, in a line. */
export function headline(report: HistoryReport): string {
  const { problems, verdict } = report;
  const open = openOf(report);
  const of = (severity: HistoryProblem['severity']): number =>
    open.filter((one) => one.severity === severity).length;
  const parts = [
    [of('error'), 'error'],
    [of('warning'), 'warning'],
    [of('unknown'), 'open question'],
  ] as const;
  const told = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}${number === 1 ? '' : 's'}`);
  return verdict === 'pass'
    ? (toldOf(report) ??
        (open.length > 0
          ? 'Nothing stands out for certain'
          : problems.length > 0
            ? 'Nothing stands out but what was accepted'
            : `Nothing stands out${unseenOf(report)}`))
    : told.join(', ');
}

/** What would not be seen: nothing is said of it. */
export function unseenOf({ tables }: HistoryReport): string {
  if (tables['days'] !== undefined && tables['rises'] === undefined)
    return ' in the rates of all mail and of each configuration set; --question rise looks for what rose';
  const days = (tables['not_judged']?.rows ?? [])
    .filter(([, why]) => why === tooFewBefore)
    .map(([day]) => String(day));
  return days.length === 0 ? '' : `; a rise on ${dayList(days)} would not be seen: too few days before`;
}

/** What was read, in words. */
export const sourceOf = ({ source }: Pick<HistoryReport, 'source'>): string =>
  source.map((one) => (one === '-' ? 'standard input' : one)).join(', ');

/** The days as they were asked for; else those that the records are of. */
function rangeOf({ range: { from, to }, tables }: HistoryReport): string {
  const days = (tables['days']?.rows ?? []).map(([day]) => String(day)).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (from === null && to === null && first !== undefined && last !== undefined)
    return first === last ? ` of ${first}` : `, ${first} to ${last}`;
  const at = (time: string): string => time.replace('T00:00:00.000Z', '').replace('.000Z', 'Z');
  return `${from === null ? '' : ` from ${at(from)}`}${to === null ? '' : ` until ${at(to)}`}`;
}
