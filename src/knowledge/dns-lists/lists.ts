import type { DnsList } from './list.ts';
import { domainLists } from './domain.ts';
import { ipLists } from './ip.ts';
import { publicZoneOf } from './keyed.ts';

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
