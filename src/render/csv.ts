/** A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;

/** A line of CSV (RFC 4180) without its end, with a quote before what a spreadsheet would run. */
export const csvLine = (cells: readonly (string | number | null)[]): string => cells.map(field).join(',');

function field(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const told = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}
