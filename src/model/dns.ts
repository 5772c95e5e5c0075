import type { DelegationBreak } from './delegation.ts';
import type { Why } from './unavailable.ts';

/** The record types we read, each in our own words. */
export interface DnsRecords {
  A: string;
  AAAA: string;
  CNAME: string;
  MX: { preference: number; exchange: string };
  NS: string;
  PTR: string;
  SOA: { mname: string; serial: number; minimum: number };
  /** The strings of one record, joined; case kept. */
  TXT: string;
}
export type DnsType = keyof DnsRecords;

/** One CNAME that was followed. */
export interface CnameStep {
  name: string;
  target: string;
  /** Seconds. */
  ttl: number;
}

/** An answer of a resolver or server. NXDOMAIN and NODATA are answers, failures throw `Unavailable`. */
export interface DnsAnswer<T extends DnsType> {
  /** False for NXDOMAIN (of the name itself or of the end of its CNAME chain). A name without this type has `records: []`. */
  exists: boolean;
  records: readonly DnsRecords[T][];
  /** Smallest TTL of the records and CNAMEs, in seconds; of the negative answer where there are no records; null when none was given. */
  ttl: number | null;
  /** The CNAMEs followed, in order. */
  chain: readonly CnameStep[];
  /**
   * The zone in whose name a resolver says that there is nothing, where it is neither the name's own nor one above it: a
   * filter of the network, such as a response policy zone, has answered. Empty where the resolver says so by itself, as if
   * it were a server of the zone. The same of records that it gives. Absent else.
   */
  filteredBy?: string;
}

/** What one of the zone's own servers says. */
export interface ServerView<T extends DnsType> {
  /** Name of the server, and the address asked. */
  server: string;
  address: string;
  answer:
    | { kind: 'answer'; answer: DnsAnswer<T> }
    /** The server does not serve the zone: REFUSED, SERVFAIL, not authoritative. `refersTo`: the zone below that it refers to. */
    | { kind: 'lame'; because: string; refersTo?: string }
    | { kind: 'silent'; because: string }
    /** It was not asked: the resolver did not answer for its address. */
    | { kind: 'unasked'; why: Why };
}

/** The zone's own servers, asked directly. */
export interface AuthoritativeView<T extends DnsType> {
  /** The zone the name lies in, as delegation says; null where a question failed that would tell. */
  zone: string | null;
  servers: readonly ServerView<T>[];
  /**
   * The servers that the resolver names for the zone, where the zone above delegates it to others: the resolver has a
   * zone of its own under this name, and `servers` are those of the public DNS. Null where there is one zone.
   */
  inside: readonly string[] | null;
  /**
   * None of the servers that the zone above names serves the zone, as those of the zone above were heard to say: what the
   * resolver still has, it has kept. Where none of them was heard at all (each `unheard`), they may be out of reach from
   * here alone. Absent where one of them serves it, and where this network lets no server outside be heard.
   */
  unserved?: DelegationBreak;
  /**
   * Questions without an answer, by which the zone or its servers were not found: what `servers` say may not be what is
   * published. Absent where nothing failed.
   */
  missed?: readonly Why[];
  /**
   * The zone was found without the resolver, which did not answer for it: whether it has a zone of its own is not known, which
   * matters where it says something else than `servers`. Absent else.
   */
  hidden?: Why;
}

/**
 * Names are absolute; names in answers are lower case and without the final dot. One answer per name and type
 * per run. Throws `Unavailable` (timeout, bad-reply for SERVFAIL and garbage, refused, unreachable, switched-off).
 */
export interface DnsProbe {
  resolve: <T extends DnsType>(name: string, type: T) => Promise<DnsAnswer<T>>;
  /**
   * Throws `Unavailable` when the zone cannot be found; a server that does not answer is part of the view. `enough`: `one`
   * is for what need hardly be compared: in runs about many domains the servers of a zone are asked one after the other
   * until one answers, unless several operators serve it, whose copies may differ.
   */
  authoritative: <T extends DnsType>(
    name: string,
    type: T,
    enough?: 'one' | 'all',
  ) => Promise<AuthoritativeView<T>>;
  /** Where the answers come from, for evidence: `192.0.2.53` or `system resolver 127.0.0.53`. */
  resolverName: string;
}
