import { grouped, identitiesOf, placesOf } from '../model/many.ts';
import type { Kept } from './document.ts';
import type { StateLine } from './lines.ts';

/** What of a report is of an earlier run. */
interface AgeCounter {
  add: (line: StateLine) => void;
  /** Null where all is of this run. */
  kept: () => Kept | null;
  /** How old that is at `now`, ISO time, and how to ask again; empty where all is of this run. */
  notes: (now: string) => readonly string[];
}

/** Starts counting what is older than the run. */
export function createAgeCounter(startedAt: string): AgeCounter {
  let [identities, all, lists] = [0, 0, 0];
  let since = startedAt;
  const kept = (): Kept | null => (identities + lists === 0 ? null : { identities, lists, since });
  return {
    add: ({ kind, at }) => {
      if (kind === 'identity') all += 1;
      if ((kind !== 'identity' && kind !== 'listing') || at >= startedAt) return;
      if (kind === 'identity') identities += 1;
      else lists += 1;
      if (at < since) since = at;
    },
    kept,
    notes: (now) => {
      const one = kept();
      if (one === null) return [];
      const of = [
        ...(identities === 0 ? [] : [`of ${grouped(identities)} of ${identitiesOf(all)}`]),
        ...(lists === 0 ? [] : [`the list of identities in ${placesOf(lists)}`]),
      ].join(' and ');
      return [
        `Not asked again: the answers ${of} are those of an earlier run, up to ${ageText(one.since, now)} old (${stamp(one.since)}). What was mended or made since does not show; --max-age 0s asks about all again.`,
      ];
    },
  };
}

/** `2026-11-21 10:00 UTC`. */
export const stamp = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function ageText(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 2) return 'a minute';
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`;
}
