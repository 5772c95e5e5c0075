import type { Finding, Report } from '../../model/report.ts';
import { causesIn, obstaclesIn } from '../causes.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import type { TextStyle } from './style.ts';

/** So many reasons are shown; the rest is counted. */
const reasons = 3;

/** The questions that count and had no answer, by their reason; those a finding above tells of are left out. */
export function renderUnanswered(report: Report, { colours, columns }: TextStyle): readonly string[] {
  const told = new Set<Finding>([...causesIn(report).map(({ finding }) => finding), ...obstaclesIn(report)]);
  const blind = new Map<string, string[]>();
  for (const check of report.stages.flatMap(({ checks }) => checks)) {
    if (check.findings.some((finding) => told.has(finding))) continue;
    if (check.status !== 'unknown' && !check.unanswered.some(({ counts }) => counts)) continue;
    const counted = check.unanswered.filter(({ counts }) => counts).map(({ message }) => message);
    for (const reason of new Set(counted.length > 0 ? counted : [check.because ?? '']))
      blind.set(reason, [...(blind.get(reason) ?? []), check.id]);
  }
  const rows = [...blind];
  const shownIds = new Set(rows.slice(0, reasons).flatMap(([, ids]) => ids));
  const more = new Set(rows.flatMap(([, ids]) => ids).filter((id) => !shownIds.has(id))).size;
  const lines = rows.slice(0, reasons).flatMap(([reason, ids]) => {
    const names = [...new Set(ids)];
    const shown = names.slice(0, 3).join(', ');
    const rest = names.length > 3 ? ` and ${String(names.length - 3)} more` : '';
    return hang(`Unknown: ${shown}${rest}${reason === '' ? '' : ` – ${safe(reason)}`}`, columns, '? ');
  });
  return [
    ...lines,
    ...(more > 0 ? [`? ${String(more)} more ${more === 1 ? 'check' : 'checks'} unknown, see -v`] : []),
  ].map((line) => colours.magenta(line));
}
