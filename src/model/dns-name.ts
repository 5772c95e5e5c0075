/** How a name came to be where it was found. */
export type NearMissKind =
  'doubled' | 'extra-underscore' | 'missing-underscore' | 'without-domainkey' | 'token-cut';

/** A name where a record ends up by a common mistake. */
export interface NearMiss {
  kind: NearMissKind;
  name: string;
}

/**
 * Where a record lands whose full name was typed into a panel that appends the zone by itself. The zone is one of
 * the domains that the name lies in; all of them are named, so nobody has to wait for the zone to be found.
 */
export function doubledNames(name: string, zones: readonly string[]): readonly NearMiss[] {
  return zones.map((zone) => ({ kind: 'doubled', name: `${name}.${zone}` }));
}

/** Misspellings of `<selector>._domainkey.<domain>` that people make. */
export function misspeltKeyNames(selector: string, domain: string): readonly NearMiss[] {
  const misses: NearMiss[] = [
    { kind: 'extra-underscore', name: `_${selector}._domainkey.${domain}` },
    { kind: 'missing-underscore', name: `${selector}.domainkey.${domain}` },
    { kind: 'without-domainkey', name: `${selector}.${domain}` },
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

/** The name relative to its zone, as most DNS panels want it; `@` for the zone itself; null when the zone is not known. */
export function panelNameOf(name: string, zone: string | null): string | null {
  if (zone === null) return null;
  if (name === zone) return '@';
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : null;
}
