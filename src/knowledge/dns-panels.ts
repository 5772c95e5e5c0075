import type { DnsRecord } from '../model/check.ts';
import { panelNameOf } from '../model/dns-name.ts';

/** Seconds; short enough to fix a mistake within the hour, and what AWS's own examples use. */
const usualTtl = 1800;

/** Letters, digits, hyphen, underscore and dots: what a name to paste may hold. */
const safeName =
  /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

/**
 * A record to publish, as a part of a step; empty when its name or value is not one we know to be harmless. `zone`
 * is null when it is not known.
 */
export function recordToPublish(
  name: string,
  type: DnsRecord['type'],
  value: string | null,
  zone: string | null,
): { record?: DnsRecord } {
  if (value === null || name.length > 253 || !safeName.test(name)) return {};
  const target = type === 'MX' ? value.replace(/^\d{1,5} /, '') : value;
  if (type !== 'TXT' && !safeName.test(target)) return {};
  return { record: { name, type, value, ttl: usualTtl, panelName: panelNameOf(name, zone) } };
}

/** What to mind when a record is typed in, for the step that holds it. */
export const panelHint =
  'Most DNS panels add the zone: enter the short name, or the full one with a dot at the end.';

/** The step for a record after the first. `index` counts from 0. */
export const nextRecord = (index: number, of: number): string =>
  `Publish this record too (${index + 1} of ${of})`;
