/**
 * - `acted-on`: receivers refuse mail because of it, or AWS itself watches it.
 * - `low-impact`: AWS does not delist there, and hardly any receiver refuses mail for it.
 */
export type ListWeight = 'acted-on' | 'low-impact';

/** What one answer of a list stands for. */
export interface ListCode {
  means: string;
  /** The range should not send mail directly at all (Spamhaus PBL): nobody says that it sent spam. */
  policy?: true;
  /** Where it differs from that of the list. */
  weight?: ListWeight;
}

/** How the addresses that a list answers are read. Everything outside the table is no verdict. */
export type ListCodes =
  /** Whole addresses in 127.0.0.0/8. */
  | { kind: 'values'; values: Readonly<Record<string, ListCode>> }
  /** Bits of the last octet of 127.0.0.0/24. */
  | { kind: 'bits'; bits: Readonly<Record<number, ListCode>> }
  /** Anything in 127.0.0.0/8 is a listing: for a zone that only the user knows. */
  | { kind: 'any' };

/** A DNS list (RFC 5782) that is in use and answers everybody. */
export interface DnsList {
  zone: string;
  /** As a finding calls it. */
  name: string;
  /** How the texts of bounces call its operator: the beginning of the names in replies-lists.ts. */
  operator: string;
  kind: 'ip' | 'domain';
  /** What it holds. Completes "a list of …". */
  holds: string;
  weight: ListWeight;
  /** Who acts on it. A full sentence. */
  effect: string;
  codes: ListCodes;
  /** Answers by which the list refuses the resolver, beside 127.255.255.0/24. */
  refusals: readonly string[];
  /** It holds IPv6 addresses as well. Says nothing for a list of domains. */
  ipv6: boolean;
  /**
   * The entry that is always listed, where the operator documents another one than RFC 5782 5 (127.0.0.2, TEST); null
   * where it does not.
   */
  alwaysListed: string | null;
  /** A list of domains holds registered domains only; asking it for a host finds nothing. */
  registeredOnly: boolean;
  /** Where to look an entry up and ask for removal. */
  page: string;
  /** Who documents zone and codes. */
  source: string;
}
