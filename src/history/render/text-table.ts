import { percent } from '../../model/percent.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import type { Cell } from '../engine.ts';
import type { Column, Table } from '../tables.ts';
import { grouped } from '../../model/many.ts';

/** Rows of a table that fit beside the rest of the report; all of them with --verbose and in other formats. */
const mostRows: Readonly<Record<string, number>> = {
  days: 7,
  causes: 8,
  cause_days: 0,
  rise_parts: 0,
  receiver_days: 0,
  not_judged: 0,
};

const widest = 40;
/** A text that is cut shorter than this says nothing. */
const narrowest = 12;
const gap = 2;

/** A column as it is printed: its heading in lines, its cells, all of one width. */
interface Printed {
  name: string;
  heading: readonly string[];
  cells: readonly string[];
  width: number;
  isNumber: boolean;
  /** Words of a receiver may be cut; a code or an address that is cut is another one. */
  canBeCut: boolean;
}

/**
 * A table as it fits into so many columns: headings break into lines, the last text gets the room that is left, and what
 * has no room is left out whole and counted.
 */
export function tableLines(name: string, one: Table, columns: number, verbose: boolean): readonly string[] {
  const most = verbose ? Infinity : (mostRows[name] ?? 10);
  if (one.rows.length === 0 || most === 0) return [];
  // Of days the newest count, of all other tables the first.
  const rows = name === 'days' ? one.rows.slice(-most) : one.rows.slice(0, most);
  const all = one.columns.map((column, index) => printed(column, index, rows));
  const said = all.filter(
    ({ name: column, cells }) =>
      column !== sought[name] && cells.some((cell) => !['', '0', '0%', '0 %'].includes(cell)),
  );
  const shown = fitting(withoutDispensable(said, columns - gap), columns - gap);
  const height = Math.max(...shown.map(({ heading }) => heading.length));
  const lines = [
    ...Array.from({ length: height }, (_, line) =>
      shown.map((column) => aligned(column, column.heading[line - height + column.heading.length] ?? '')),
    ),
    ...rows.map((_, row) => shown.map((column) => aligned(column, column.cells[row] ?? ''))),
  ];
  return [
    '',
    ...hang(
      `${name.replaceAll('_', ' ')}${leftOut(one.rows.length, rows.length, said.length - shown.length)}`,
      columns,
      '',
      '  ',
    ),
  ].concat(lines.map((cells) => `  ${cells.join(' '.repeat(gap))}`.trimEnd()));
}

function leftOut(all: number, rows: number, columns: number): string {
  const parts = [
    ...(rows < all ? [`${grouped(rows)} of ${grouped(all)}; all with -v or --format csv`] : []),
    ...(columns > 0 ? [`${grouped(columns)} more column${columns === 1 ? '' : 's'} with --format csv`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function printed(column: Column, index: number, rows: Table['rows']): Printed {
  const cells = rows.map((row) => {
    const text = cellText(row[index] ?? null, column);
    // The day of a bounce says enough beside an address.
    return shortened(/_(?:bounce|sign_of_life)$/.test(column.name) ? text.slice(0, 10) : text, widest);
  });
  const words = column.name.split('_');
  const width = Math.max(...[...cells, ...words].map((text) => text.length));
  return {
    name: column.name,
    heading: broken(words, width),
    cells,
    width,
    isNumber: typeof rows[0]?.[index] === 'number',
    canBeCut: ['sample', 'reply', 'detail'].includes(column.name),
  };
}

/** Words in as many lines as they need. */
function broken(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

/** What other columns tell as well, or what matters least beside the rates: the first to go where there is no room. */
const dispensable = [
  ...['opens', 'clicks', 'sends', 'deliveries', 'delays'],
  ...['message_id', 'configuration_set', 'campaign'],
];

/** What stands in each row of the story of one recipient or message. */
const sought: Readonly<Record<string, string>> = { recipient: 'recipient', message: 'message_id' };

function withoutDispensable(all: readonly Printed[], room: number): readonly Printed[] {
  let kept = all;
  for (const name of dispensable)
    if (widthOf(kept) > room) kept = kept.filter((column) => column.name !== name);
  return kept;
}

const widthOf = (columns: readonly Printed[]): number =>
  columns.reduce((sum, { width }) => sum + width + gap, -gap);

/** The columns that there is room for; a reply at the end is cut where it says something still. */
function fitting(all: readonly Printed[], room: number): readonly Printed[] {
  const shown: Printed[] = [];
  let left = room;
  for (const column of all) {
    const own = column.canBeCut ? Math.min(column.width, Math.max(narrowest, left)) : column.width;
    if (own > left && shown.length > 0) break;
    shown.push(own < column.width ? narrowed(column, own) : column);
    left -= own + gap;
  }
  return shown;
}

const narrowed = (column: Printed, width: number): Printed => ({
  ...column,
  width,
  heading: column.heading.map((line) => shortened(line, width)),
  cells: column.cells.map((cell) => shortened(cell, width)),
});

const aligned = ({ isNumber, width }: Printed, text: string): string =>
  isNumber ? text.padStart(width) : text.padEnd(width);

/** A value as people read it. */
export function cellText(cell: Cell, column: Column | undefined): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return column?.unit === 'share' ? percent(cell) : grouped(cell);
  return safe(column?.unit === 'time' ? cell.slice(0, 16).replace('T', ' ') : cell);
}

/** A line of at most so many columns. */
export const shortened = (line: string, columns: number): string =>
  line.length <= columns ? line : `${line.slice(0, Math.max(1, columns - 1))}…`;
