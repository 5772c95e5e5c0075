import type { Named } from './survey/regions.ts';
import { UsageError } from './usage-error.ts';
import { arn, show } from './values.ts';

/** An account of --accounts or of the organization. */
export interface AccountRow {
  account: string;
  /** The ARN of the role to take on; null: the session that asks is in the account already. */
  role: string | null;
  externalId: string | null;
  /** The status of an account that is not active, as the organization gives it. */
  inactive: string | null;
  /** As they are written there; none: those of --region. */
  regions: Named;
}

const names = ['account', 'role', 'external id', 'regions'] as const;
type Column = (typeof names)[number] | 'status';

/**
 * The rows of a csv file: account, role ARN, external id, Regions (with spaces or semicolons between them). A first line
 * may name the columns in another order, also as `aws organizations list-accounts` does: Id, and Status or State. Where no
 * role stands, it is that of --role-name. Throws `UsageError`.
 */
export function accountRows(text: string, roleName: string | null): readonly AccountRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .map(({ line, number }, _, all) => ({ cells: cellsOf(line, separatorOf(all), number), number }))
    .filter(({ cells }) => cells.some((cell) => cell !== '') && cells[0]?.startsWith('#') !== true);
  const [first] = lines;
  const head = first === undefined || accountIn(first.cells[0] ?? '') !== null ? null : first;
  const columns = head === null ? names : columnsOf(head.cells);
  const rows = lines.filter((line) => line !== head).map((line) => rowOf(line, columns, roleName));
  if (rows.length === 0) throw new UsageError('--accounts: the file names no account');
  return rows;
}

/** The number of an account, as the console shows it or a spreadsheet keeps it (`1111-2222-3333`, `'111122223333`); else null. */
function accountIn(cell: string): string | null {
  const digits = cell.replaceAll(/[\s'’-]/g, '');
  return /^\d{12}$/.test(digits) ? digits : null;
}

/** What a spreadsheet may have done to a number. */
function hintFor(cell: string): string {
  if (/^\d[\d.,]*E\+?\d+$/i.test(cell))
    return ': a spreadsheet has rounded it; format the column as text and enter it again';
  if (/^\d{1,11}$/.test(cell))
    return `: a spreadsheet may have taken its leading zeros (${cell.padStart(12, '0')}); format the column as text`;
  return '';
}

/** What a line names: each word that is like one of ours. */
function columnsOf(cells: readonly string[]): readonly (Column | null)[] {
  const plain = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const isOurs = (word: string): boolean => /^(?:aws)?account(?:id|number|no)?$/.test(word);
  const columns = plain.map((word): Column | null => {
    // Where there is a column of accounts, an id is something else.
    if (isOurs(word) || (word === 'id' && !plain.some(isOurs))) return 'account';
    if (/^role(?:arn)?$/.test(word)) return 'role';
    if (word === 'externalid') return 'external id';
    if (word === 'status' || word === 'state') return 'status';
    return /^regions?$/.test(word) ? 'regions' : null;
  });
  if (!columns.includes('account')) {
    const first = cells[0] ?? '';
    throw new UsageError(
      `--accounts, line 1: ${show(first)} is neither a 12-digit account id nor a line that names the columns ${names.join(', ')}${hintFor(first)}`,
    );
  }
  return columns;
}

function rowOf(
  { cells, number }: { cells: readonly string[]; number: number },
  columns: readonly (Column | null)[],
  roleName: string | null,
): AccountRow {
  const where = `--accounts, line ${number}`;
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const account = accountIn(cell('account'));
  if (account === null)
    throw new UsageError(
      `${where}: ${show(cell('account'))} is not a 12-digit account id${hintFor(cell('account'))}`,
    );
  const status = cell('status').toUpperCase();
  const role = cell('role') === '' ? null : arn(cell('role'), where);
  if (role !== null && !/^arn:[\w-]+:iam::\d{12}:role\//.test(role))
    throw new UsageError(
      `${where}: ${show(role)} is not the ARN of a role; write it as arn:aws:iam::${account}:role/<name>`,
    );
  if (role !== null && role.split(':')[4] !== account)
    throw new UsageError(`${where}: the role ${show(role)} belongs to another account`);
  if (role === null && roleName === null)
    throw new UsageError(`${where}: the role is missing; add one, or give --role-name for all of them`);
  return {
    account,
    role: role ?? `arn:aws:iam::${account}:role/${roleName ?? ''}`,
    externalId: cell('external id') === '' ? null : cell('external id'),
    inactive: /^(?:SUSPENDED|PENDING_CLOSURE|PENDING_ACTIVATION|CLOSED)$/.test(status) ? status : null,
    regions: {
      where,
      names: cell('regions')
        .split(/[\s,;+|]+/)
        .filter((name) => name !== ''),
    },
  };
}

/** What stands between cells: Excel writes semicolons where the comma is that of numbers. */
function separatorOf(lines: readonly { line: string }[]): string {
  const first = lines.find(({ line }) => line.trim() !== '' && !line.trimStart().startsWith('#'))?.line ?? '';
  return /[,;\t]/.exec(first)?.[0] ?? ',';
}

/** The cells of a line of CSV (RFC 4180); a quoted one may hold separators. */
function cellsOf(line: string, separator: string, number: number): readonly string[] {
  const cells: string[] = [];
  for (let rest = line; ;) {
    const open = /^\s*"/.exec(rest);
    const quoted = open === null ? null : /^\s*"((?:[^"]|"")*)"[^\S\t]*/.exec(rest);
    if (open !== null && quoted === null)
      throw new UsageError(
        `--accounts, line ${number}: a quote is opened and not closed in ${show(rest.trim())}; close it, or write it twice ("") inside a quoted cell`,
      );
    const end = quoted === null ? rest.indexOf(separator) : quoted[0].length;
    const cell = quoted?.[1]?.replaceAll('""', '"') ?? (end === -1 ? rest : rest.slice(0, end));
    cells.push(cell.trim());
    if (end === -1 || end >= rest.length) return cells;
    if (!rest.startsWith(separator, end))
      throw new UsageError(
        `--accounts, line ${number}: something stands behind the closing quote of ${show(cell)}; write a quote inside a cell twice ("")`,
      );
    rest = rest.slice(end + 1);
  }
}
