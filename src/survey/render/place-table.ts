import type { Colours } from '../../render/text/colours.ts';
import { safe } from '../../render/safe.ts';
import { grouped, many } from '../../model/many.ts';
import type { SurveyPlace } from '../document.ts';
import { isNotAllSeen, isOfOthers } from './headline.ts';
import { closedWord } from './units.ts';
import { worstFirst, worstWords } from './worst.ts';

/** The table of places; all of them where there may be any number of rows. */
export function placeLines(
  places: readonly SurveyPlace[],
  colours: Colours,
  mostRows: number,
): readonly string[] {
  const told = places.filter(
    ({ identities, worst }) => mostRows === Infinity || identities > 0 || worst !== 'pass',
  );
  const rows = told
    .toSorted((one, other) => worstFirst.indexOf(one.worst) - worstFirst.indexOf(other.worst))
    .slice(0, mostRows);
  const quiet = places.length - told.length;
  const of = (one: SurveyPlace['state']): number => places.filter(({ state }) => state === one).length;
  const [closed, inactive] = [of('closed'), of('inactive')];
  const others = places.some(isOfOthers) ? ' that were named' : '';
  const cells = rows.map((place) => [
    safe(place.account),
    safe(place.region),
    grouped(place.identities),
    grouped(place.failing),
    grouped(place.warned),
    grouped(place.unknown),
    closedWord(place.state) ?? (isNotAllSeen(place) ? 'not all known' : worstWords[place.worst]),
    safe(place.because ?? ''),
  ]);
  const head = ['account', 'Region', 'identities', '✗', '!', '?', 'worst', ''];
  return [
    ...(rows.length === 0 ? [] : ['', ...table([head, ...cells], colours)]),
    ...(told.length > rows.length ? [colours.dim(`and ${grouped(told.length - rows.length)} more: -v`)] : []),
    ...(quiet === 0
      ? []
      : [
          colours.dim(
            `${many(quiet, 'Region')} without identities${others}${closed === 0 ? '' : `, ${grouped(closed)} of them not enabled`}${inactive === 0 ? '' : `, ${grouped(inactive)} of them in accounts that are not active`}`,
          ),
        ]),
  ];
}

function table(rows: readonly (readonly string[])[], colours: Colours): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) => {
    const line = row
      .map((cell, column) =>
        column >= 2 && column <= 5 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
    return index === 0 ? colours.dim(line) : line;
  });
}
