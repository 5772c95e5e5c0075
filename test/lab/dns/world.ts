import type { Answer } from 'dns-packet';
import type { DnssecWorld } from './dnssec.ts';
import type { DnsFault } from './faults.ts';

/** What DNS holds in a scenario. */
export interface DnsWorld {
  /**
   * Every name that exists, absolute, in lower case and without the final dot; `*.example.com` is a wildcard
   * (RFC 4592). A name that is not here is NXDOMAIN (or, above others, empty), a type that is not here NODATA.
   */
  names: Record<string, DnsNode>;
  /**
   * Zone cuts and who serves them. The last two labels of every name are a zone without being listed here, served by
   * the two default servers.
   */
  zones: Record<string, ZoneWorld>;
  /** The first fault that fits a question decides it. */
  faults: DnsFault[];
  /** Every answer comes so many milliseconds after its question. */
  delayMs: number;
  /** False: nothing listens on TCP. */
  tcp: boolean;
}

/** The records of one name. */
export interface DnsNode {
  A?: string[];
  AAAA?: string[];
  CNAME?: string[];
  MX?: { preference: number; exchange: string }[];
  /** Of a name that is no zone cut; the servers of a zone are in `zones`. */
  NS?: string[];
  PTR?: string[];
  /** A text of more than 255 bytes is split as DNS needs it; a list says where to split. */
  TXT?: (string | string[])[];
  /** Records of other types, as dns-packet writes them. */
  other?: Omit<Answer, 'name'>[];
  /** Seconds; 300 unless given. */
  ttl?: number;
}

/** Who serves a zone. */
export interface ZoneWorld {
  /** By host name. */
  servers: Record<string, ZoneServerWorld>;
  /** The zone is signed, and the resolver validates; not given: it is not signed. */
  dnssec?: DnssecWorld;
  /** A zone of the same name that only the resolver sees, and its servers; without any, it names none. */
  inside?: Record<string, ZoneServerWorld>;
}

export interface ZoneServerWorld {
  /** What this server holds in place of the common names; null: it lacks the name. */
  names?: Record<string, DnsNode | null>;
  /**
   * `lame`: answers REFUSED for the zone; `failing`: SERVFAIL. `no-address`: its name does not exist. `dead`: nothing at
   * that address, for the resolver either. A zone of such servers alone gets SERVFAIL of the resolver. `silent`: it does
   * not answer us. `not-authoritative`: answers without the AA bit.
   */
  broken?: 'lame' | 'failing' | 'no-address' | 'dead' | 'silent' | 'not-authoritative';
}

/** The usual servers, for a zone that has something else to say. */
export const usualServers = (): ZoneWorld['servers'] =>
  Object.fromEntries(defaultServers.map((server) => [server, {}]));

/** The servers of every zone that does not name its own. */
export const defaultServers = ['ns1.dns-host.net', 'ns2.dns-host.net'] as const;
