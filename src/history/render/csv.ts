import { csvLine } from '../../render/csv.ts';
import type { Table } from '../tables.ts';

/**
 * A table as CSV (RFC 4180). Replies of receivers have several lines; a row here is one, so that what reads lines reads rows.
 */
export function renderCsv({ columns, rows }: Table): string {
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell.replaceAll(/\s*[\r\n]+\s*/g, ' ') : cell)),
    ),
  ].map(csvLine);
  return `${lines.join('\r\n')}\r\n`;
}
