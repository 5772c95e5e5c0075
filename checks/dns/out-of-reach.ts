import { type DelegationBreak, delegationBreak } from '../../src/model/delegation.ts';
import { type DnssecBreak, dnssecBreak } from '../../src/model/dnssec.ts';
import { type Authority, unservedBy } from '../../src/facts/zone-lookup.ts';
import type { Answer, Why } from '../../src/model/unavailable.ts';
import type { DelegationBroken } from './delegation-broken.ts';
import type { DnssecBroken } from './dnssec-broken.ts';

/** Areas with records that a broken zone puts out of reach. */
type Area = 'dkim' | 'mail-from' | 'spf' | 'dmarc' | 'identity' | 'recipient';

type Found<A extends Area> =
  | { problem: `${A}/dnssec-broken`; data: DnssecBroken }
  | { problem: `${A}/delegation-broken`; data: DelegationBroken };

/** What answers tell of zones that nobody can look into; empty where none of them failed for that. */
export function outOfReachIn<A extends Area>(
  area: A,
  answers: readonly (Answer<unknown> | null)[],
  { things, plural = false }: { things: string; plural?: boolean },
): readonly Found<A>[] {
  const whys = answers.flatMap((answer) => (answer === null || answer.ok ? [] : [answer.why]));
  const questions = (read: (why: Why) => unknown): readonly string[] => [
    ...new Set(whys.filter((why) => read(why) !== null).map(({ question }) => question)),
  ];
  const found: Found<A>[] = [];
  const dnssec: DnssecBreak | null = first(whys, dnssecBreak);
  if (dnssec !== null) {
    const data = { ...dnssec, things, plural, questions: questions(dnssecBreak) };
    found.push({ problem: `${area}/dnssec-broken`, data });
  }
  const delegation: DelegationBreak | null = first(whys, delegationBreak);
  if (delegation !== null) {
    const data = { ...delegation, things, plural, questions: questions(delegationBreak) };
    found.push({ problem: `${area}/delegation-broken`, data });
  }
  return found;
}

/**
 * What the zones' own servers tell of records that the resolver still has: none of them serves the zone. One finding a
 * zone; empty where they do serve it. `resolver`: how evidence names the resolver.
 */
export function keptIn<A extends Area>(
  area: A,
  authorities: readonly Answer<Authority>[],
  { things, plural = false, resolver }: { things: string; plural?: boolean; resolver: string },
): readonly { problem: `${A}/delegation-broken`; data: DelegationBroken }[] {
  const broken = new Map(
    authorities.flatMap((authority) => {
      const found = unservedBy(authority);
      return found === null ? [] : [[found.zone, found] as const];
    }),
  );
  return [...broken.values()].map((found) => ({
    problem: `${area}/delegation-broken` as const,
    data: { ...found, things, plural, questions: [], kept: resolver },
  }));
}

function first<T>(whys: readonly Why[], read: (why: Why) => T | null): T | null {
  for (const why of whys) {
    const found = read(why);
    if (found !== null) return found;
  }
  return null;
}
