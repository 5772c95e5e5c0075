import type { Why } from '../model/unavailable.ts';
import { grouped } from '../model/many.ts';
import type { PlaceLine, PlaceName } from './lines.ts';

/** Why there is nothing to tell of a place where no identity is. */
export const noIdentities = 'no identities';

/** Why a place is not known where its identities were not all looked at: interrupted, or a first look. */
export const notAllSeen = ({ identities, lookedAt }: { identities: number; lookedAt: number }): string =>
  `${grouped(identities - lookedAt)} of ${grouped(identities)} not looked at`;

/**
 * The codes for which every identity of a place fails, whatever it is by itself: `check` of any of them says so. Empty where
 * the settings of the account are in order.
 */
export const failsWith = (account: PlaceLine | null): readonly string[] =>
  account?.worst === 'fail'
    ? [
        ...new Set(
          account.findings.flatMap(({ code, severity, weight, cause }) =>
            cause && (weight ?? severity) === 'error' ? [code] : [],
          ),
        ),
      ]
    : [];

/** Where no identity is, nobody sends: whether the account could is of no interest. */
export const emptyPlace = (name: PlaceName, at: string): PlaceLine => ({
  ...{ kind: 'place', ...name, at, state: 'open', because: noIdentities, worst: 'pass', findings: [] },
  ...{ unanswered: [], counted: false },
});

/** Whether nothing was judged there: no identity, not enabled, or an account that is not active. Its `worst` says nothing. */
export const isUnjudged = ({ state, because }: Pick<PlaceLine, 'state' | 'because'>): boolean =>
  state === 'closed' || state === 'inactive' || (state === 'open' && because === noIdentities);

/** A Region that is not enabled is no failure: nothing is sent from there. One that was named is asked about, and has no answer. */
export function failedPlace(name: PlaceName, at: string, why: Why, named: boolean): PlaceLine {
  const closed = why.reason === 'region-not-enabled' && !named;
  const { reason, action, message, detail } = why;
  const because = detail['tried'] === undefined ? message : `${message} (${detail['tried']})`;
  return {
    ...{ kind: 'place', ...name, at, state: closed ? 'closed' : 'failed', because },
    ...{ worst: closed ? 'pass' : 'unknown', findings: [], counted: false },
    unanswered: closed ? [] : [{ reason, action, message }],
  };
}

/** The place of an account that is suspended or not there yet: nothing is sent from there. */
export const inactivePlace = (name: PlaceName, at: string, status: string): PlaceLine => ({
  ...emptyPlace(name, at),
  state: 'inactive',
  because: `the account is not active: its status in the organization is ${status}`,
});
