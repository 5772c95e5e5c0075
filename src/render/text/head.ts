import type { Report } from '../../model/report.ts';
import { safe } from '../safe.ts';
import { adviceFor, headStatus, marks, subjectLine, tally, timeLine, verdictLine } from '../words.ts';
import { hang } from '../wrap.ts';
import { paint, type TextStyle } from './style.ts';

/** Who says it, when, and about what. */
export function renderSubject(report: Report, { colours, columns }: TextStyle): readonly string[] {
  return [
    ...hang(`ses-doctor ${safe(report.tool.version)}, ${timeLine(report)}`, columns, '').map((line) =>
      colours.dim(line),
    ),
    ...hang(safe(subjectLine(report)), columns, '').map((line) => colours.bold(line)),
  ];
}

/** The verdict in a line, with what it counts. */
export function renderVerdict(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const status = headStatus(report);
  const verdict = `${marks[status]} ${verdictLine(report)}`;
  const nothing = !report.lookedAt && report.verdict === 'unknown';
  const whole = nothing ? `${verdict}. ${safe(adviceFor(report))}` : `${verdict}: ${tally(report)}`;
  return hang(whole, columns, '', '  ').map((line, index) =>
    index === 0 ? line.replace(verdict, paint(status, colours)(verdict)) : line,
  );
}

/** What is said about the run as a whole, and what the live state ruled out. */
export function renderNotes(report: Report, { columns }: TextStyle): readonly string[] {
  return [
    ...report.notes.flatMap((note) => hang(safe(note), columns, 'Note: ', '  ')),
    ...report.refuted.flatMap(({ code, because }) =>
      hang(`${safe(code)} – ${safe(because)}`, columns, 'Ruled out: ', '  '),
    ),
  ];
}

/** What the baseline, the ignores or an earlier report changed. */
export function renderGate({ gate }: Report, { columns }: TextStyle): readonly string[] {
  if (gate === null) return [];
  const lines = (label: string, texts: readonly string[] | null): readonly string[] =>
    (texts ?? []).flatMap((text) => hang(safe(text), columns, `${label}: `, '  '));
  return [
    ...lines('New', gate.added),
    ...lines('Gone', gate.gone),
    ...lines('Ignore has expired', gate.expiredIgnores),
    ...lines('Ignore matched nothing', gate.unusedIgnores),
  ];
}
