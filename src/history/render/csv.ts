import type { Cell } from '../engine.ts';
import type { Table } from '../tables.ts';

/** A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;

/** A table as CSV (RFC 4180), with a quote before what a spreadsheet would run. */
export function renderCsv({ columns, rows }: Table): string {
  const lines = [columns.map(({ name }) => name), ...rows].map((row) => row.map(field).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const told = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}
