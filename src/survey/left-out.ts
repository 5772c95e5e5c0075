import { grouped, placesOf } from '../model/many.ts';
import type { SurveyUnknown } from './document.ts';
import type { PlaceSum } from './place-sum.ts';
import { notInBulkWords } from './selection.ts';
import type { Scope } from './scope.ts';

/** What has no line: places and identities that the run did not come to, and identities that it left out. */
export interface Left {
  places: number;
  identities: number;
  leftOut: number;
  /** Identities in which no selected check had anything to look at. */
  nothing: number;
}

/** Counts what has no line. `limit`: so many identities of a place were to be looked at at most. */
export function leftOf(
  sums: readonly PlaceSum[],
  { limit, ofIdentities }: { limit: number; ofIdentities: boolean },
): Left {
  const total = (pick: (sum: PlaceSum) => number): number => sums.reduce((all, sum) => all + pick(sum), 0);
  const nothing = total((sum) => sum.nothing);
  const identities = total((sum) =>
    ofIdentities ? Math.max(0, Math.min(sum.identities, limit) - sum.lookedAt - sum.nothing) : 0,
  );
  const leftOut = total((sum) => sum.identities - sum.lookedAt) - nothing - identities;
  return { places: sums.filter(({ line }) => line === null).length, identities, leftOut, nothing };
}

/** What the run did not come to. */
export const notReached = ({ places, identities }: Left): readonly SurveyUnknown[] =>
  (
    [
      ['identities', identities],
      ['places', places],
    ] as const
  ).flatMap(([of, count]) =>
    count === 0
      ? []
      : [
          {
            ...{ reason: 'interrupted', of, count, action: null, counts: true },
            message: 'the run ended before their turn; the next one with the same --state goes on',
          },
        ],
  );

/** What nobody wanted to be looked at. */
export function onPurpose(
  { leftOut: beyond, nothing }: Left,
  { limit, leftOut, ofIdentities }: { limit: number; leftOut: readonly string[]; ofIdentities: boolean },
  inBulk: number,
): readonly SurveyUnknown[] {
  const common = { of: 'identities', counts: false } as const;
  return [
    ...(beyond === 0
      ? []
      : [
          {
            ...{ ...common, reason: 'not-asked', count: beyond, action: null },
            message: ofIdentities
              ? `nothing but their place in the list, beyond the first ${grouped(limit)} of each account and Region (--limit)`
              : 'no selected check looks at identities (--only, --skip)',
          },
        ]),
    ...(nothing === 0
      ? []
      : [
          {
            ...{ ...common, reason: 'nothing-to-look-at', count: nothing, action: null },
            message: 'the selected checks have nothing to look at in them (--only, --skip)',
          },
        ]),
    ...(inBulk === 0 || leftOut.length === 0
      ? []
      : [
          {
            ...{ ...common, reason: 'not-in-bulk', count: inBulk, action: 'ses:GetEmailIdentity' },
            message: notInBulkWords(leftOut),
          },
        ]),
  ];
}

/** Which names are no identities of their own: their domain was looked at, since SES sends them with it. */
export function sentWith(standIns: ReadonlyMap<string, string>): readonly string[] {
  const others = [...standIns].filter(([name, by]) => name.toLowerCase() !== by.toLowerCase());
  if (others.length === 0) return [];
  const shown = others.slice(0, 5).map(([name, by]) => `${name} with ${by}`);
  const more = others.length > 5 ? ` and ${grouped(others.length - 5)} more` : '';
  return [
    `No identities of their own; SES sends them with their domain, which was looked at: ${shown.join(', ')}${more}.`,
  ];
}

/** A state may hold more than this run asked for: that is not in the report. */
export const besideOf = ({ beside }: Scope): readonly string[] =>
  beside.places === 0
    ? []
    : [
        `The state also holds ${placesOf(beside.places)} that this run did not name; they are not in this report.`,
      ];

/** What may be wrong with them. SES takes the case of an address as it is ("Creating and verifying identities"). */
function spellingOf(names: readonly string[], otherCases: ReadonlyMap<string, string>): string {
  const [first] = names.filter((name) => otherCases.has(name));
  if (first === undefined) return 'check the spelling and the Regions';
  return `check the spelling and the Regions: ${first} is listed as ${otherCases.get(first) ?? ''}, and for SES that is another address`;
}

/** Names of --identities that no account and Region has: a name that is spelt otherwise is no sound sender. */
export const notThere = ({ nowhere: names, otherCases }: Scope): SurveyUnknown => ({
  ...{
    reason: 'nowhere',
    of: 'identities',
    count: names.length,
    action: 'ses:ListEmailIdentities',
    counts: true,
  },
  message: `in no account and Region that could be looked at: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${grouped(names.length - 5)} more` : ''}; ${spellingOf(names, otherCases)}`,
});
