import { safe } from '../../render/safe.ts';
import type { HistoryProblem, HistoryReport } from '../document.ts';
import { dayList } from '../day-list.ts';
import { tooFewBefore, type Table } from '../tables.ts';
import { cellText, shortened, tableLines } from './text-table.ts';
import { grouped } from '../../model/many.ts';

export interface TextOptions {
  columns: number;
  verbose: boolean;
  quiet: boolean;
}

const marks: Readonly<Record<string, string>> = { error: '✗', warning: '!', unknown: '?', info: 'i' };

/** With all questions at once, the tables that say most; the findings hold what matters of the others. */
const shownOfAll: ReadonlySet<string> = new Set([
  ...['days', 'senders', 'causes', 'by', 'recipient', 'recipient_outcomes', 'message', 'message_outcomes'],
]);
const manyTables = 5;
/** Findings with their evidence; the others are told in what happened and what to do. */
const mostInFull = 3;

/** The report on a screen. */
export function renderHistoryText(report: HistoryReport, { columns, verbose, quiet }: TextOptions): string {
  const { records, problems, notes } = report;
  const lines = [
    ...wrapped(`${markOf(report)} ${headline(report)}`, columns, '  ', ''),
    '',
    safe(
      `${sourceOf(report)}: ${grouped(records.read)} record${records.read === 1 ? '' : 's'}${rangeOf(report)}, ${grouped(records.unreadable)} unreadable, ${grouped(records.duplicates)} duplicate${records.duplicates === 1 ? '' : 's'}, ${grouped(records.outsideRange)} outside the range`,
    ),
    safe(
      Object.entries(report.events)
        .toSorted((a, b) => b[1] - a[1])
        .map(([type, records]) => `${type} ${grouped(records)}`)
        .join(', '),
    ),
    ...problems.flatMap((problem, index) => [
      '',
      ...problemLines(problem, columns, verbose, index < mostInFull),
    ]),
    ...(quiet
      ? []
      : Object.entries(report.tables)
          .filter(([name], _, all) => verbose || all.length < manyTables || shownOfAll.has(name))
          .flatMap(([name, one]) => tableLines(name, one, columns, verbose))),
    ...(notes.length === 0 ? [] : ['', ...notes.map(safe)]),
  ];
  return `${lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n')}\n`;
}

/** What was not accepted. */
const openOf = ({ problems }: HistoryReport): readonly HistoryProblem[] =>
  problems.filter(({ accepted }) => accepted === null);

/** What could not be looked at is nothing sound, accepted or not. */
const hasOpenQuestion = ({ problems }: HistoryReport): boolean =>
  problems.some(({ severity }) => severity === 'unknown');

/** A story and a table of --by are told, not judged: they have no tick. */
const markOf = (report: HistoryReport): string =>
  report.verdict !== 'pass' || openOf(report).length > 0 || hasOpenQuestion(report)
    ? (marks[openOf(report)[0]?.severity ?? 'unknown'] ?? '')
    : toldOf(report) === null
      ? '✓'
      : (marks['info'] ?? '');

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
  return `${events} event${events === 1 ? '' : 's'}; the last is ${at('event')}${cause === '' ? '' : ` (${cause})`} of ${at('time').slice(0, 16).replace('T', ' ')} UTC`;
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
  return `${rows.length} recipients: ${[...counts].map(([end, number]) => `${number} ${end}`).join(', ')}`;
}

function headline(report: HistoryReport): string {
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

/** Days on which a rise would not be seen: nothing is said of them. */
export function unseenOf({ tables }: HistoryReport): string {
  const days = (tables['not_judged']?.rows ?? [])
    .filter(([, why]) => why === tooFewBefore)
    .map(([day]) => String(day));
  return days.length === 0 ? '' : `; a rise on ${dayList(days)} would not be seen: too few days before`;
}

/** What was read, in words. */
export const sourceOf = ({ source }: Pick<HistoryReport, 'source'>): string =>
  source.map((one) => (one === '-' ? 'standard input' : one)).join(', ');

function rangeOf({ range: { from, to } }: HistoryReport): string {
  const at = (time: string): string => time.replace('T00:00:00.000Z', '').replace('.000Z', 'Z');
  return `${from === null ? '' : ` from ${at(from)}`}${to === null ? '' : ` until ${at(to)}`}`;
}

function problemLines(
  problem: HistoryProblem,
  columns: number,
  verbose: boolean,
  isInFull: boolean,
): readonly string[] {
  const evidence = verbose ? problem.evidence : problem.evidence.slice(0, isInFull ? 3 : 0);
  const steps = verbose ? problem.fix : problem.fix.slice(0, 1);
  const place = steps.length < problem.fix.length ? `Step 1 of ${problem.fix.length} (-v): ` : '';
  return [
    ...wrapped(`${marks[problem.severity] ?? ''} ${problem.summary}`, columns, '  ', ''),
    `  ${problem.code}${problem.accepted === null ? '' : ` (accepted: ${safe(problem.accepted.reason)})`}`,
    ...(verbose ? wrapped(problem.impact, columns, '  ') : []),
    ...evidence.map(({ what, actual, expected }) =>
      shortened(
        expected === null
          ? `  ${safe(what)}: ${safe(actual ?? '')}`
          : `  ${safe(what)}: expected ${safe(expected)}, found ${safe(actual ?? 'nothing')}`,
        columns,
      ),
    ),
    ...steps.flatMap(({ text, command }) => [
      ...wrapped(`→ ${place}${text}`, columns, '    ', '  '),
      // What can be pasted stands as it is.
      ...(command === null ? [] : [`    ${safe(command)}`]),
    ]),
    ...(verbose ? problem.references.map((url) => `  ${url}`) : []),
  ];
}

function wrapped(text: string, columns: number, indent: string, first = indent): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of safe(text).split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > columns) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
