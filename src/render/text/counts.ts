import type { CountReport, SummaryReport } from '../../model/report.ts';
import { safe } from '../safe.ts';
import type { TextStyle } from './style.ts';

/** The tables of a summary over many events: what, who, and how often. */
export function renderCounts(summary: SummaryReport, { colours, columns }: TextStyle): readonly string[] {
  const span =
    summary.first === null ? '' : `, ${safe(summary.first)} to ${safe(summary.last ?? summary.first)}`;
  const bound =
    summary.errorBound === 0 ? '' : ` (counts may be too high by up to ${String(summary.errorBound)})`;
  const table = (title: string, rows: readonly CountReport[]): readonly string[] =>
    rows.length === 0
      ? []
      : [
          title,
          ...rows
            .slice(0, 10)
            .map(({ key, count }) => `  ${String(count).padStart(9)}  ${safe(key)}`.slice(0, columns)),
        ];
  return [
    colours.bold(`${String(summary.events)} events${span}${bound}`),
    ...table('By code', summary.byCode),
    ...table('By receiver', summary.byReceiver),
    ...table('By list', summary.byList),
    ...table('By sending IP', summary.byIp),
    ...table('By address', summary.byAddress),
  ];
}
