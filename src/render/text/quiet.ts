import { grouped } from '../../model/many.ts';
import type { Finding, Report } from '../../model/report.ts';
import { causesApart } from '../causes.ts';
import { renderShort, renderHeadline, renderFirstStep, renderWorst, statusOf } from './cause.ts';
import { marks } from '../words.ts';
import { renderAbout, renderRunNotes, renderVerdict } from './head.ts';
import { renderUnanswered } from './unanswered.ts';
import type { TextStyle } from './style.ts';

/** `--quiet`: the verdict, the causes, what to do first: at most 15 lines. */
export const quietLines = 15;

/** The summary alone. */
export function renderQuiet(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const [first, ...later] = causesApart(report);
  const verdict = [...renderAbout(report, style), ...renderVerdict(report, style)];
  // An all-clear stands with what it does not cover, and an open verdict with what is open.
  const more =
    first === undefined ? [...renderRunNotes(report, style), ...renderUnanswered(report, style)] : [];
  const head = [...verdict, ...more.slice(0, quietLines - verdict.length)];
  const cause =
    first === undefined
      ? []
      : [
          ...renderHeadline(first, style),
          ...renderWorst(first, style),
          ...renderFirstStep(first, style),
        ].slice(0, 9);
  const room = quietLines - head.length - cause.length;
  const rows = later.map((cause) => [...renderRow(cause.finding, style), ...renderWorst(cause, style)]);
  const fits = rows.flat().length <= room;
  const kept = fits ? rows : fitting(rows, room - 1);
  const shown = kept.flat();
  const rest = fits ? 0 : rows.length - kept.length;
  const others = rest > 0 && room > 0 ? [`and ${grouped(rest)} more`] : [];
  return [[...head, ...cause, ...shown, ...others.map((line) => style.colours.dim(line))]];
}

/** The first rows whose lines fit. */
function fitting(rows: readonly (readonly string[])[], lines: number): readonly (readonly string[])[] {
  const over = rows.findIndex((_, index) => rows.slice(0, index + 1).flat().length > lines);
  return over < 0 ? rows : rows.slice(0, over);
}

/** A cause in a line with its code: scripts look for the code, people read the sentence. */
const renderRow = (finding: Finding, style: TextStyle): readonly string[] =>
  renderShort(finding, style, `${marks[statusOf[finding.severity]]} `);
