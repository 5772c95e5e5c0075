import { grouped } from '../../model/many.ts';
import type { Finding, Report } from '../../model/report.ts';
import { causesApart, obstaclesIn } from '../causes.ts';
import { renderShort, renderHeadline, renderFirstStep, statusOf } from './cause.ts';
import { marks } from '../words.ts';
import { renderAbout, renderRunNotes, renderVerdict } from './head.ts';
import { renderUnanswered } from './unanswered.ts';
import type { TextStyle } from './style.ts';

/** `--quiet`: the verdict, the causes, what to do first: at most 15 lines. */
export const quietLines = 15;

/** The summary alone. */
export function renderQuiet(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const [first, ...later] = causesAndObstacles(report);
  const verdict = [...renderAbout(report, style), ...renderVerdict(report, style)];
  // An all-clear stands with what it does not cover, and an open verdict with what is open.
  const more =
    first === undefined ? [...renderRunNotes(report, style), ...renderUnanswered(report, style)] : [];
  const head = [...verdict, ...more.slice(0, quietLines - verdict.length)];
  const cause =
    first === undefined
      ? []
      : [...renderHeadline(first, style), ...renderFirstStep(first, style)].slice(0, 9);
  const room = quietLines - head.length - cause.length;
  const rows = later.map(({ finding }) => renderRow(finding, style));
  const fits = rows.flat().length <= room;
  const shown = fits ? rows.flat() : rows.slice(0, Math.max(0, room - 1)).flat();
  const rest = fits ? 0 : rows.length - shown.length;
  const others = rest > 0 && room > 0 ? [`and ${grouped(rest)} more`] : [];
  return [[...head, ...cause, ...shown, ...others.map((line) => style.colours.dim(line))]];
}

/** A cause in a line with its code: scripts look for the code, people read the sentence. */
const renderRow = (finding: Finding, style: TextStyle): readonly string[] =>
  renderShort(finding, style, `${marks[statusOf[finding.severity]]} `);

/** The causes, then what kept ses-doctor from looking: neither follows from the other. */
const causesAndObstacles = (report: Report): ReturnType<typeof causesApart> => {
  const causes = causesApart(report);
  const told = new Set(causes.map(({ finding }) => finding));
  return [
    ...causes,
    ...obstaclesIn(report)
      .filter((finding) => !told.has(finding))
      .map((finding) => ({ finding, alsoAbout: [], effects: [] })),
  ];
};
