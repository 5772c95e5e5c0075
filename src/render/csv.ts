/** A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;

/** What would drive a terminal that shows the file; line breaks and tabs are the text's own. */
const control = /(?!\r\n|[\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** Nearly every cell is plain, and properties of Unicode are dear to compile. */
const shown = (cell: string): string =>
  /^[\x20-\x7e]*$/.test(cell) ? cell : cell.replaceAll(control, '\uFFFD');

/** A line of CSV (RFC 4180) without its end, with a quote before what a spreadsheet would run. */
export const csvLine = (cells: readonly (string | number | null)[]): string => cells.map(field).join(',');

function field(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const told = shown(formula.test(cell) ? `'${cell}` : cell);
  return /[",\r\n]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}
