import type { Colours } from '../../render/text/colours.ts';
import { fitting } from '../../render/fitting.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import { many } from '../../model/many.ts';
import type { SurveyReport } from '../document.ts';
import { suchAs } from './example.ts';
import { unitsOf } from './units.ts';

const mostReasons = 5;
/** So many lines of a report may say what was not looked at. */
const mostUnseen = 15;

/** Where it was not a question that had no answer. */
const openWords: Readonly<Record<string, string>> = {
  interrupted: 'not looked at',
  'not-asked': 'not asked about one by one',
  nowhere: 'found nowhere',
};

/** What could not be looked at, and why. */
export function unknownLines(
  { unknown }: SurveyReport,
  colours: Colours,
  width: number,
  verbose: boolean,
): readonly string[] {
  if (unknown.length === 0) return [];
  const blocks = unknown.map(({ of, count, reason, action, message, counts, examples }) =>
    hang(
      counts
        ? `${unitsOf(of, count)} ${openWords[reason] ?? `not fully answered (${safe(reason)}${action === null ? '' : `, ${safe(action)}`})`}: ${safe(message)}${of === 'places' ? '' : suchAs(examples)}`
        : colours.dim(`Not known for ${unitsOf(of, count)} (does not count): ${safe(message)}`),
      width,
      counts ? '? ' : '  ',
      '  ',
    ),
  );
  // The first in any case, however long it is.
  const within = fitting(blocks.slice(0, mostReasons), mostUnseen);
  const shown = verbose ? blocks : within.length === 0 ? blocks.slice(0, 1) : within;
  return [
    '',
    ...shown.flat(),
    ...(unknown.length > shown.length
      ? [`  and ${many(unknown.length - shown.length, 'more reason', 'more reasons')}: -v`]
      : []),
  ];
}
