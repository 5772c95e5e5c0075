import { csvLine } from '../../render/csv.ts';
import type { Table } from '../tables.ts';

/** A table as CSV (RFC 4180). */
export function renderCsv({ columns, rows }: Table): string {
  const lines = [columns.map(({ name }) => name), ...rows].map(csvLine);
  return `${lines.join('\r\n')}\r\n`;
}
