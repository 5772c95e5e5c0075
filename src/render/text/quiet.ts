import type { Finding, Report } from '../../model/report.ts';
import { causesIn, obstaclesIn } from '../causes.ts';
import { renderHeadline, renderFirstStep, statusOf } from './cause.ts';
import { safe } from '../safe.ts';
import { marks } from '../words.ts';
import { renderSubject, renderVerdict } from './head.ts';
import type { TextStyle } from './style.ts';

/** `--quiet`: the verdict, the causes, what to do first: at most 15 lines. */
const mostLines = 15;

/** The summary alone. */
export function renderQuiet(report: Report, style: TextStyle): readonly (readonly string[])[] {
  const [first, ...later] = causesOrObstacles(report);
  const head = [...renderSubject(report, style).slice(1), ...renderVerdict(report, style)];
  const cause =
    first === undefined
      ? []
      : [...renderHeadline(first, style), ...renderFirstStep(first.finding.fix, style)].slice(0, 9);
  const room = mostLines - head.length - cause.length;
  const rows = later.map(({ finding }) => rowOf(finding, style.columns - 2));
  const shown = rows.length > room ? rows.slice(0, Math.max(0, room - 1)) : rows;
  const rest = rows.length - shown.length;
  const more = rest > 0 && room > 0 ? [`and ${String(rest)} more`] : [];
  return [
    [
      ...head,
      ...cause,
      ...[...shown, ...more].map((line) => style.colours.dim(`  ${line}`.slice(0, style.columns))),
    ],
  ];
}

/** A cause in a line with its code, cut where it is long: scripts look for the code, people read the sentence. */
function rowOf({ summary, code, severity }: Finding, columns: number): string {
  const room = columns - safe(code).length - 5;
  const sentence = safe(summary);
  const cut = sentence.length <= room ? sentence : `${sentence.slice(0, Math.max(0, room - 1)).trimEnd()}…`;
  return `${marks[statusOf[severity]]} ${cut} (${safe(code)})`;
}

/** The causes; where there is none, what kept ses-doctor from looking. */
const causesOrObstacles = (report: Report): ReturnType<typeof causesIn> => {
  const causes = causesIn(report);
  return causes.length > 0
    ? causes
    : obstaclesIn(report).map((finding) => ({ finding, alsoAbout: [], effects: [] }));
};
