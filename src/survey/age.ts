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
  let [identities, partly, all, lists, settings] = [0, 0, 0, 0, 0];
  let since = startedAt;
  const kept = (): Kept | null =>
    identities + lists + settings === 0 ? null : { identities, partly, lists, settings, since };
  return {
    add: ({ kind, at: ended, since: at = ended }) => {
      if (kind === 'identity') all += 1;
      if ((kind !== 'identity' && kind !== 'listing' && kind !== 'place') || at >= startedAt) return;
      if (kind === 'identity') {
        identities += 1;
        if (ended >= startedAt) partly += 1;
      } else if (kind === 'listing') lists += 1;
      else settings += 1;
      if (at < since) since = at;
    },
    kept,
    notes: (now) => {
      const one = kept();
      if (one === null) return [];
      const both = lists === settings && lists > 0;
      const of = inWords([
        ...(identities === partly
          ? []
          : [`the answers of ${grouped(identities - partly)} of ${identitiesOf(all)}`]),
        ...(partly === 0 ? [] : [`part of the answers of ${grouped(partly)} of ${identitiesOf(all)}`]),
        ...(both ? [`the list of identities and the account settings in ${placesOf(lists)}`] : []),
        ...(both || lists === 0 ? [] : [`the list of identities in ${placesOf(lists)}`]),
        ...(both || settings === 0 ? [] : [`the account settings in ${placesOf(settings)}`]),
      ]);
      return [
        `Not asked again: ${of} are those of an earlier run, up to ${ageText(one.since, now)} old (${stamp(one.since)}). What was mended or made since does not show; --max-age 0s asks about all again.`,
      ];
    },
  };
}

/** One after the other; those that say "and" themselves stand apart by commas. */
const inWords = (parts: readonly string[]): string =>
  parts.length > 2 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}` : parts.join(', and ');

/** `2026-11-21 10:00 UTC`. */
export const stamp = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function ageText(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  if (minutes < 2) return 'a minute';
  if (minutes < 120) return `${grouped(minutes)} minutes`;
  return minutes < 48 * 60
    ? `${grouped(Math.round(minutes / 60))} hours`
    : `${grouped(Math.round(minutes / 1440))} days`;
}
