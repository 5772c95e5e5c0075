import type { Named } from './survey-regions.ts';
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
type Column = (typeof names)[number];

/**
 * The rows of a csv file: account, role ARN, external id, Regions (with spaces or semicolons between them). A first line
 * may name the columns in another order. Where no role stands, it is that of --role-name. Throws `UsageError`.
 */
export function accountRows(text: string, roleName: string | null): readonly AccountRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .map(({ line, number }, _, all) => ({ cells: cellsOf(line, separatorOf(all), number), number }))
    .filter(({ cells }) => cells.some((cell) => cell !== '') && cells[0]?.startsWith('#') !== true);
  const [first] = lines;
  const head = first === undefined || /^\d{12}$/.test(first.cells[0] ?? '') ? null : first;
  const columns = head === null ? names : columnsOf(head.cells);
  const rows = lines.filter((line) => line !== head).map((line) => rowOf(line, columns, roleName));
  if (rows.length === 0) throw new UsageError('--accounts: the file names no account');
  return rows;
}

/** What a line names: each word that is like one of ours. */
function columnsOf(cells: readonly string[]): readonly (Column | null)[] {
  const columns = cells.map((cell): Column | null => {
    const plain = cell.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (/^account(?:id|number)?$/.test(plain)) return 'account';
    if (/^role(?:arn)?$/.test(plain)) return 'role';
    if (plain === 'externalid') return 'external id';
    return /^regions?$/.test(plain) ? 'regions' : null;
  });
  if (!columns.includes('account'))
    throw new UsageError(
      `--accounts, line 1: ${show(cells[0] ?? '')} is neither a 12-digit account id nor a line that names the columns ${names.join(', ')}`,
    );
  return columns;
}

function rowOf(
  { cells, number }: { cells: readonly string[]; number: number },
  columns: readonly (Column | null)[],
  roleName: string | null,
): AccountRow {
  const where = `--accounts, line ${number}`;
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const account = cell('account');
  if (!/^\d{12}$/.test(account))
    throw new UsageError(`${where}: ${show(account)} is not a 12-digit account id`);
  const role = cell('role') === '' ? null : arn(cell('role'), where);
  if (role !== null && role.split(':')[4] !== account)
    throw new UsageError(`${where}: the role ${show(role)} belongs to another account`);
  if (role === null && roleName === null)
    throw new UsageError(`${where}: the role is missing; add one, or give --role-name for all of them`);
  return {
    account,
    role: role ?? `arn:aws:iam::${account}:role/${roleName ?? ''}`,
    externalId: cell('external id') === '' ? null : cell('external id'),
    inactive: null,
    regions: {
      where,
      names: cell('regions')
        .split(/[\s;+|]+/)
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
