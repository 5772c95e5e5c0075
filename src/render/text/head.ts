import { grouped } from '../../model/many.ts';
import type { Report } from '../../model/report.ts';
import { safe } from '../safe.ts';
import {
  adviceFor,
  elsewhere,
  headStatus,
  marks,
  notSoNow,
  subjectLine,
  tally,
  timeLine,
  verdictLine,
} from '../words.ts';
import { hang } from '../wrap.ts';
import { paint, type TextStyle } from './style.ts';

/** Who says it, when, and about what. */
export function renderSubject(report: Report, style: TextStyle): readonly string[] {
  const { colours, columns } = style;
  return [
    ...hang(`ses-doctor ${safe(report.tool.version)}, ${timeLine(report)}`, columns, '').map((line) =>
      colours.dim(line),
    ),
    ...renderAbout(report, style),
  ];
}

/** What the report is about. */
export const renderAbout = (report: Report, { colours, columns }: TextStyle): readonly string[] =>
  hang(safe(subjectLine(report)), columns, '').map((line) => colours.bold(line));

/** The verdict in a line, with what it counts. */
export function renderVerdict(report: Report, { colours, columns, verbose }: TextStyle): readonly string[] {
  const status = headStatus(report);
  const verdict = `${marks[status]} ${verdictLine(report)}`;
  const nothing = !report.lookedAt && report.verdict === 'unknown';
  const whole = nothing
    ? `${verdict}. ${safe(adviceFor(report))}`
    : `${verdict}: ${tally(report, verbose ? '' : ' (-v)')}`;
  return hang(whole, columns, '', '  ').map((line, index) =>
    index === 0 ? line.replace(verdict, paint(status, colours)(verdict)) : line,
  );
}

/** What is said about the run as a whole, and which explanations the live state does not show. */
export function renderNotes(report: Report, style: TextStyle): readonly string[] {
  return [
    ...renderRunNotes(report, style),
    ...report.refuted.flatMap(({ code, because }) =>
      hang(`${safe(code)} – ${safe(because)}`, style.columns, `${notSoNow}: `, '  '),
    ),
    ...elsewhere(report).flatMap((line) => hang(line, style.columns, '')),
  ];
}

/** What is said about the run as a whole. */
export const renderRunNotes = (report: Report, { columns }: TextStyle): readonly string[] =>
  report.notes.flatMap((note) => hang(safe(note), columns, 'Note: ', '  '));

/** The explanations that the live state does not show, in short. */
export function renderSetAside({ refuted }: Report, { colours, columns }: TextStyle): readonly string[] {
  // Of one subject alone nobody has to be told which; of several a bare code may be taken for another one's.
  const isOfSeveral = new Set(refuted.flatMap(({ subject }) => subject ?? [])).size > 1;
  const codes = [...new Set(refuted.map(({ code }) => code))].map((code) => {
    const of = new Set(refuted.flatMap((one) => (one.code === code ? (one.subject ?? []) : [])));
    const [first, ...more] = of;
    if (!isOfSeveral || first === undefined) return safe(code);
    return `${safe(code)} of ${safe(first)}${more.length === 0 ? '' : ` and ${grouped(more.length)} more`}`;
  });
  return codes.length === 0
    ? []
    : hang(`${codes.join(', ')} (why: -v)`, columns, `${notSoNow}: `, '  ').map((line) => colours.dim(line));
}

/** What the baseline, the ignores or an earlier report changed. */
export function renderGate({ gate }: Report, { columns }: TextStyle): readonly string[] {
  if (gate === null) return [];
  const lines = (label: string, texts: readonly string[] | null): readonly string[] =>
    (texts ?? []).flatMap((text) => hang(safe(text), columns, `${label}: `, '  '));
  return [
    ...lines('New', gate.added),
    ...lines('Gone', gate.gone),
    ...lines('Not looked at this time', gate.notLookedAt),
    ...lines('Ignore has expired', gate.expiredIgnores),
    ...lines('Ignore matched nothing', gate.unusedIgnores),
  ];
}
