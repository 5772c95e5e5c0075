import type { Colours } from '../../render/text/colours.ts';
import { safe } from '../../render/safe.ts';
import { hang, hangBroken } from '../../render/wrap.ts';
import { grouped, many, placesOf } from '../../model/many.ts';
import type { SurveyPlace } from '../document.ts';
import { isNotAllSeen, isOfOthers } from './headline.ts';
import { closedWord, isListKnown } from './units.ts';
import { rankOf, worstWord } from './worst.ts';

interface TableOptions {
  colours: Colours;
  width: number;
  /** All of them where there may be any number of rows. */
  mostRows: number;
  /** What is told below of all accounts and Regions without an answer, where that is one thing: said once. */
  toldBelow: string | null;
}

/** The table of places. */
export function placeLines(
  places: readonly SurveyPlace[],
  { colours, width, mostRows, toldBelow }: TableOptions,
): readonly string[] {
  const told = places.filter(
    ({ identities, worst }) => mostRows === Infinity || identities > 0 || (worst ?? 'pass') !== 'pass',
  );
  const rows = told
    .toSorted((one, other) => rankOf(one.worst) - rankOf(other.worst))
    .slice(0, mostRows)
    .map((place) => rowOf(place, toldBelow));
  const quiet = places.length - told.length;
  const of = (one: SurveyPlace['state']): number => places.filter(({ state }) => state === one).length;
  const [closed, inactive] = [of('closed'), of('inactive')];
  const others = places.some(isOfOthers) ? ' that were named' : '';
  return [
    ...(rows.length === 0 ? [] : ['', ...(tableWithin(rows, colours, width) ?? listOf(rows, width))]),
    ...(told.length > rows.length
      ? [
          colours.dim(
            rows.length === 0
              ? `${placesOf(told.length)}: -v`
              : `and ${grouped(told.length - rows.length)} more: -v`,
          ),
        ]
      : []),
    ...(quiet === 0
      ? []
      : hang(
          `${many(quiet, 'Region')} without identities${others}${closed === 0 ? '' : `, ${grouped(closed)} of them not enabled`}${inactive === 0 ? '' : `, ${grouped(inactive)} of them in accounts that are not active`}`,
          width,
          '',
        ).map(colours.dim)),
  ];
}

interface PlaceRow {
  cells: readonly string[];
  because: string;
}

const head = ['account', 'Region', 'identities', '✗', '!', '?', 'worst'];

function rowOf(place: SurveyPlace, toldBelow: string | null): PlaceRow {
  const worst = closedWord(place.state) ?? (isNotAllSeen(place) ? 'not all known' : worstWord(place.worst));
  const isListed = isListKnown(place);
  const numbers = [place.identities, place.failing, place.warned, place.unknown].map((one) =>
    isListed ? grouped(one) : '–',
  );
  const cells = [safe(place.account), safe(place.region), ...numbers, worst];
  const because = place.because ?? '';
  const isTold = place.state === 'failed' && toldBelow?.startsWith(because) === true;
  return { cells, because: isTold ? '' : safe(because) };
}

/** The table, each reason behind its row where all of it fits there, else beneath; null where not even the numbers fit. */
function tableWithin(rows: readonly PlaceRow[], colours: Colours, width: number): readonly string[] | null {
  const all = [head, ...rows.map(({ cells }) => cells)];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const full = widths.reduce((sum, one) => sum + one + 2, 0);
  if (full - 2 > width) return null;
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column >= 2 && column <= 5 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ');
  return [
    colours.dim(line(head).trimEnd()),
    ...togetherBy(rows).flatMap((group) =>
      full + group.because.length <= width
        ? group.rows.map((cells) => `${line(cells)}  ${group.because}`.trimEnd())
        : [...group.rows.map((cells) => line(cells).trimEnd()), ...beneath(group, width)],
    ),
  ];
}

interface RowGroup {
  rows: readonly (readonly string[])[];
  because: string;
}

/** Neighbours with one reason: it is told once beneath them. */
const togetherBy = (rows: readonly PlaceRow[]): readonly RowGroup[] =>
  rows.reduce<RowGroup[]>((groups, { cells, because }) => {
    const last = groups.at(-1);
    if (last?.because !== because) return [...groups, { rows: [cells], because }];
    return [...groups.slice(0, -1), { ...last, rows: [...last.rows, cells] }];
  }, []);

/** The reason beneath its rows. */
const beneath = ({ rows, because }: RowGroup, width: number): readonly string[] =>
  because === ''
    ? []
    : hang(rows.length === 1 ? because : `each of these ${grouped(rows.length)}: ${because}`, width, '  ');

/** On a narrow screen: who, and the numbers that are not zero, one below the other. */
const listOf = (rows: readonly PlaceRow[], width: number): readonly string[] =>
  togetherBy(rows).flatMap((group) => [
    ...group.rows.flatMap((cells) => {
      const [
        account = '',
        region = '',
        identities = '',
        failing = '0',
        warned = '0',
        open = '0',
        worst = '',
      ] = cells;
      const counts = [
        ...(identities === '–' ? [] : [`${identities} ${identities === '1' ? 'identity' : 'identities'}`]),
        ...[`✗ ${failing}`, `! ${warned}`, `? ${open}`].filter((one) => !/ [0–]$/.test(one)),
      ];
      return [
        ...hangBroken(`${account} ${region}`, width, ''),
        ...hang([...counts, worst].join(', '), width, '  '),
      ];
    }),
    ...beneath(group, width),
  ]);
