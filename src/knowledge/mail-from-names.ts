import { sesRegion } from './regions.ts';

/**
 * A name for the MAIL FROM domain of one Region, made from one that another Region uses: `bounce.example.com` becomes
 * `bounce-us-east-1.example.com`. Null where a label would be too long (RFC 1035: 63), or there is none to change.
 */
export function nameForRegion(domain: string, region: string): string | null {
  const at = domain.indexOf('.');
  const parent = domain.slice(at + 1);
  // A MAIL FROM domain is below the identity: its parent has a dot.
  if (at < 1 || !parent.includes('.')) return null;
  const label = `${withoutRegion(domain.slice(0, at))}-${region}`;
  return label.length > 63 ? null : `${label}.${parent}`;
}

/** A name that was made for one Region and copied to another. */
function withoutRegion(label: string): string {
  const [, rest, region] = /^(.+)-([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(label) ?? [];
  return rest !== undefined && region !== undefined && sesRegion(region) !== null ? rest : label;
}
