import type { Colours } from '../../render/text/colours.ts';
import { fitting } from '../../render/fitting.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import { many } from '../../model/many.ts';
import type { SurveyReport, SurveyUnknown } from '../document.ts';
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
  const blocks = together(unknown).map(({ of, units, reason, action, message, counts, examples }) =>
    hang(
      counts
        ? `${units} ${openWords[reason] ?? `not fully answered (${safe(reason)}${action === null ? '' : `, ${safe(action)}`})`}: ${safe(message)}${of === 'places' ? '' : suchAs(examples)}`
        : colours.dim(`Not known for ${units} (does not count): ${safe(message)}`),
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
    ...(blocks.length > shown.length
      ? [`  and ${many(blocks.length - shown.length, 'more reason', 'more reasons')}: -v`]
      : []),
  ];
}

/** What says one thing of identities and of accounts and Regions. */
const keyOf = ({ reason, action, message, counts }: SurveyUnknown): string =>
  JSON.stringify([reason, action, message, counts]);

/** What could not be looked at, in groups of which each is told in one paragraph. */
export function unknownGroups(unknown: SurveyReport['unknown']): readonly SurveyReport['unknown'][] {
  const groups = new Map<string, SurveyUnknown[]>();
  for (const one of unknown) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

/** One reason that identities, accounts and Regions have in common is one reason. */
const together = (unknown: SurveyReport['unknown']): readonly (SurveyUnknown & { units: string })[] =>
  unknownGroups(unknown).flatMap((group) => {
    const units = group.map(({ of, count }) => unitsOf(of, count)).join(' and ');
    return group.slice(0, 1).map((first) => ({ ...first, units }));
  });
