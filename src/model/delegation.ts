import type { Why } from './unavailable.ts';

/** What one name server of a zone does when it is asked about it directly. */
export type ServerState =
  /** It answers REFUSED: it does not have the zone (any more). */
  | 'refused'
  /** It answers SERVFAIL: it has the zone by name, and no copy that it may give. */
  | 'servfail'
  /** It gives an answer that is not its own, or refers elsewhere. */
  | 'not-its-zone'
  /** There is no such server: its name does not exist, or has no address. */
  | 'no-address'
  /** It sends what cannot be read. */
  | 'unreadable'
  /** Nothing came back, or its address could not be looked up: nothing is known of it. */
  | 'unheard';

/** A zone that the zone above delegates to servers of which none serves it (RFC 1912 section 2.8, a lame delegation). */
export interface DelegationBreak {
  zone: string;
  /** The zone above, which names the servers. */
  above: string;
  servers: readonly { name: string; state: ServerState }[];
  /**
   * Whom the public DNS delegates the zone to could not be told, and the servers that the resolver names (`servers`, each `unheard`)
   * stand in a private network: it may be a zone of that network alone. Absent: the break was seen.
   */
  untold?: true;
}

/** The break behind a question that nobody could answer; null where it failed for another reason. */
export function delegationBreak({ detail }: Why): DelegationBreak | null {
  const { failure, zone, above, servers = '' } = detail;
  if (failure !== 'delegation' || zone === undefined || above === undefined) return null;
  const read = servers.split(', ').flatMap((entry) => {
    const [name, state] = entry.split(' ');
    return name !== undefined && isState(state) ? [{ name, state }] : [];
  });
  return read.length === 0 ? null : { zone, above, servers: read };
}

/** As `delegationBreak` reads it. */
export const delegationDetail = ({ zone, above, servers }: DelegationBreak): Record<string, string> => ({
  ...{ failure: 'delegation', zone, above },
  servers: servers.map(({ name, state }) => `${name} ${state}`).join(', '),
});

const states: readonly string[] = [
  'refused',
  'servfail',
  'not-its-zone',
  'no-address',
  'unreadable',
  'unheard',
] satisfies readonly ServerState[];

const isState = (state: string | undefined): state is ServerState =>
  state !== undefined && states.includes(state);

/** Why a resolver has no answer, where nobody serves `zone`: the end of a sentence. */
export const notServed = (zone: string): string =>
  `, since none of the name servers of ${zone} answers for it`;

/** The zone of which such a sentence tells; null where it tells of something else. */
export const zoneNotServed = (sentence: string): string | null =>
  /, since none of the name servers of (\S{1,255}) answers for it/.exec(sentence)?.[1] ?? null;

/** What a finding says of it begins like this, with how many servers there are. */
export const noServerOf = (servers: number, zone: string): string =>
  `out of reach: ${servers === 1 ? 'the only name server of' : `none of the ${String(servers)} name servers of`} ${zone} `;

/** Whether a finding says it of this zone. */
export const tellsNotServed = (sentence: string, zone: string): boolean =>
  /out of reach: (?:the only name server|none of the \d+ name servers) of (\S+) /.exec(sentence)?.[1] ===
  zone;
