import { grouped } from '../../model/many.ts';
import type { CountReport, SummaryReport } from '../../model/report.ts';
import { safe } from '../safe.ts';
import { hang, wrap } from '../wrap.ts';
import type { TextStyle } from './style.ts';

/** The tables of a summary over many events: what, who, and how often. */
export function renderCounts(summary: SummaryReport, { colours, columns }: TextStyle): readonly string[] {
  const span =
    summary.first === null ? '' : `, ${safe(summary.first)} to ${safe(summary.last ?? summary.first)}`;
  const bound =
    summary.errorBound === 0 ? '' : ` (counts may be too high by up to ${grouped(summary.errorBound)})`;
  const table = (title: string, rows: readonly CountReport[]): readonly string[] => {
    const shown = rows.slice(0, 10);
    const width = Math.max(...shown.map(({ count }) => String(count).length));
    // A key is pasted into the next command, so it stays whole however narrow the terminal is.
    return shown.length === 0
      ? []
      : [
          title,
          ...shown.flatMap(({ key, count }) =>
            hang(safe(key), columns, `  ${String(count).padStart(width)}  `),
          ),
        ];
  };
  return [
    ...wrap(`${grouped(summary.events)} events${span}${bound}`, columns).map((line) => colours.bold(line)),
    ...table('By code', summary.byCode),
    ...table('By receiver', summary.byReceiver),
    ...table('By list', summary.byList),
    ...table('By sending IP', summary.byIp),
    ...table('By address', summary.byAddress),
  ];
}
