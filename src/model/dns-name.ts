/** How a name came to be where it was found. */
export type NearMissKind =
  /** The zone was appended to a name that had it, whole or in part. */
  | 'doubled'
  | 'zone-repeated'
  /** One label or more of the domain is missing: the record is at a domain above. */
  | 'label-dropped'
  /** At a domain beside the right one. */
  | 'sibling'
  | 'extra-underscore'
  | 'missing-underscore'
  /** `_domainkey`, `_dmarc` or the label of the MAIL FROM domain was left out. */
  | 'without-prefix'
  /** `_domainkey` or `_dmarc` stands there twice. */
  | 'prefix-repeated'
  | 'token-cut';

/** A name where a record ends up by a common mistake. */
export interface NearMiss {
  kind: NearMissKind;
  name: string;
}

/** Where a record belongs: `prefix.domain`. */
export interface RightPlace {
  /** `<selector>._domainkey`, `_dmarc`, or the labels of a MAIL FROM domain below its identity. */
  prefix: string;
  domain: string;
  /** The domains that may be the zone: `domain` and those above it. All are tried, so nobody waits for the zone to be found. */
  zones: readonly string[];
  /** Domains beside it that belong to the same sender. */
  siblings?: readonly string[];
}

/**
 * The names at which a record lands by a slip with its name. A panel appends its zone to what was typed: the whole
 * name (the zone is doubled), a part of it that reaches into the zone (its first label is repeated), or too little of
 * it (a label is dropped). One rule yields them all: each beginning of the name in front of each zone.
 */
export function nearbyNames({ prefix, domain, zones, siblings = [] }: RightPlace): readonly NearMiss[] {
  const right = `${prefix}.${domain}`;
  const tail = domain.split('.');
  const slips = zones.flatMap((zone) =>
    Array.from({ length: tail.length + 1 }, (_, kept): NearMiss => {
      const name = [prefix, ...tail.slice(0, kept), zone].join('.');
      if (kept === tail.length) return { kind: 'doubled', name };
      const labels = kept + zone.split('.').length;
      return { kind: labels > tail.length ? 'zone-repeated' : 'label-dropped', name };
    }),
  );
  const beside = siblings.map((sibling): NearMiss => ({ kind: 'sibling', name: `${prefix}.${sibling}` }));
  const seen = new Set([right]);
  return [...slips, ...beside]
    .toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
    .filter(({ name }) => isPossible(name) && !seen.has(name) && seen.add(name));
}

/** The surest first: what has the zone twice was meant for this name and no other. */
const order: readonly NearMissKind[] = ['doubled', 'zone-repeated', 'label-dropped', 'sibling'];

/** A name that can exist (RFC 1035 2.3.4). */
const isPossible = (name: string): boolean => name.length <= 253;

/** Misspellings of `<selector>._domainkey.<domain>` that people make. */
export function misspeltKeyNames(selector: string, domain: string): readonly NearMiss[] {
  const misses: NearMiss[] = [
    { kind: 'extra-underscore', name: `_${selector}._domainkey.${domain}` },
    { kind: 'missing-underscore', name: `${selector}.domainkey.${domain}` },
    { kind: 'without-prefix', name: `${selector}.${domain}` },
    { kind: 'prefix-repeated', name: `${selector}._domainkey._domainkey.${domain}` },
  ];
  // A token is long and copied by mouse: its first or last character goes missing.
  if (selector.length > 16) {
    misses.push(
      { kind: 'token-cut', name: `${selector.slice(1)}._domainkey.${domain}` },
      { kind: 'token-cut', name: `${selector.slice(0, -1)}._domainkey.${domain}` },
    );
  }
  return misses;
}

/** Misspellings of `_dmarc.<domain>` that people make. */
export const misspeltDmarcNames = (domain: string): readonly NearMiss[] => [
  { kind: 'missing-underscore', name: `dmarc.${domain}` },
  { kind: 'extra-underscore', name: `__dmarc.${domain}` },
  { kind: 'without-prefix', name: domain },
  { kind: 'prefix-repeated', name: `_dmarc._dmarc.${domain}` },
];

/** The name relative to its zone, as most DNS panels want it; `@` for the zone itself; null when the zone is not known. */
export function panelNameOf(name: string, zone: string | null): string | null {
  if (zone === null) return null;
  if (name === zone) return '@';
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : null;
}
