import { domainLists } from './dns-lists-domain.ts';
import { ipLists } from './dns-lists-ip.ts';
import { publicZoneOf } from './dns-lists-keyed.ts';

/**
 * - `acted-on`: receivers refuse mail for it, or AWS itself watches it.
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

export { domainLists, ipLists };

/** The built-in lists by zone. */
const known: ReadonlyMap<string, DnsList> = new Map(
  [...ipLists, ...domainLists].map((list) => [list.zone, list]),
);

/**
 * A list by its zone; a part of a built-in one, or a subscriber's copy, is read as that one. Any other holds IP
 * addresses, and whatever it answers is a listing.
 */
export const listOfZone = (zone: string): DnsList =>
  known.get(zone) ?? partOfKnown(zone) ?? chosenByUser(zone);

function partOfKnown(zone: string): DnsList | null {
  const whole = known.get(publicZoneOf(zone) ?? '');
  return whole === undefined ? null : { ...whole, zone };
}

const chosenByUser = (zone: string): DnsList => ({
  zone,
  name: zone,
  operator: zone,
  kind: 'ip',
  holds: 'addresses, as its operator says',
  weight: 'acted-on',
  effect: 'You named this list yourself (--dnsbl): somebody acts on it.',
  codes: { kind: 'any' },
  refusals: [],
  ipv6: true,
  alwaysListed: null,
  registeredOnly: false,
  page: 'https://www.rfc-editor.org/rfc/rfc5782#section-2.1',
  source: 'https://www.rfc-editor.org/rfc/rfc5782#section-2.1',
});

/** A list that has been switched off: it answers nobody, or lists everybody. */
interface DeadList {
  /** Its zone; names below it are dead as well. */
  zone: string;
  name: string;
  since: string;
}

const deadLists: readonly DeadList[] = [
  { zone: 'sorbs.net', name: 'SORBS', since: 'June 2024' },
  { zone: 'ix.dnsbl.manitu.net', name: 'NiX Spam', since: 'January 2025' },
  { zone: 'ahbl.org', name: 'AHBL', since: '2015' },
  { zone: 'njabl.org', name: 'NJABL', since: '2013' },
  { zone: 'dsbl.org', name: 'DSBL', since: '2008' },
  { zone: 'ordb.org', name: 'ORDB', since: '2006' },
  { zone: 'dnsbl.inps.de', name: 'inps.de', since: '2020' },
];

/** Lists of good senders, where standing on them is no harm. Names below are meant as well. */
const goodLists: readonly string[] = [
  'list.dnswl.org',
  'swl.spamhaus.org',
  'swl.dq.spamhaus.net',
  'wl.mailspike.net',
  'white.mail.abusix.zone',
];

const isOrBelow = (zone: string, other: string): boolean => zone === other || zone.endsWith(`.${other}`);

/** Why a zone is no list to hold against a sender, or null when it may be one. */
export function noListBecause(zone: string): string | null {
  const dead = deadLists.find((one) => isOrBelow(zone, one.zone));
  if (dead !== undefined) return `${dead.name} was switched off (${dead.since})`;
  return goodLists.some((one) => isOrBelow(zone, one))
    ? 'it is a list of good senders: an entry there does no harm, and none is missed'
    : null;
}
