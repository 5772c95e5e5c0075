/** An operator that gives each subscriber a name of its own: `<key>.<list>.<zone>`. */
interface KeyedZone {
  zone: string;
  /** Its lists, as they stand before the zone. Whatever else is there is the key. */
  lists: ReadonlySet<string>;
}

/** Where a subscriber's key stands in the name of a list (the operators' manuals for their query services). */
const keyedZones: readonly KeyedZone[] = [
  {
    zone: 'dq.spamhaus.net',
    lists: new Set(['zen', 'sbl', 'xbl', 'sbl-xbl', 'pbl', 'authbl', 'dbl', 'zrd', 'hbl', 'swl']),
  },
  {
    zone: 'mail.abusix.zone',
    lists: new Set(['combined', 'black', 'exploit', 'dynamic', 'authbl', 'noip', 'dblack', 'nod', 'white']),
  },
  { zone: 'df.uribl.com', lists: new Set(['multi', 'black', 'grey', 'red']) },
];

/** What stands in place of a key. A label, so that the name stays one. */
const hidden = 'key-hidden';

/** A zone without the key of its subscriber: `key-hidden.zen.dq.spamhaus.net`. Other zones stay as they are. */
export function withoutKey(zone: string): string {
  const operator = keyedZones.find((one) => zone.endsWith(`.${one.zone}`));
  if (operator === undefined) return zone;
  const labels = zone.slice(0, -operator.zone.length - 1).split('.');
  const list = labels.at(-1) ?? '';
  if (!operator.lists.has(list)) return `${hidden}.${operator.zone}`;
  return labels.length === 1 ? zone : `${hidden}.${list}.${operator.zone}`;
}

/** The public list whose answers a list gives that is a part or a subscriber's copy of it, or null. */
export function publicZoneOf(zone: string): string | null {
  if (/(?:^|\.)(?:zen|sbl|xbl|sbl-xbl|pbl)\.(?:dq\.spamhaus\.net|spamhaus\.org)$/.test(zone))
    return 'zen.spamhaus.org';
  if (/(?:^|\.)dbl\.dq\.spamhaus\.net$/.test(zone)) return 'dbl.spamhaus.org';
  if (/(?:^|\.)df\.uribl\.com$/.test(zone)) return 'multi.uribl.com';
  return null;
}
