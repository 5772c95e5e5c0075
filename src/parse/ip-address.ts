/** An IP address in network order: 4 or 16 bytes. */
export interface Ip {
  family: 4 | 6;
  bytes: readonly number[];
}

/** A block of addresses. `prefix` counts bits. */
export interface IpRange {
  address: Ip;
  prefix: number;
}

const octet = '(0|[1-9][0-9]{0,2})';
const dotted = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);

/** Four decimal octets without leading zeros (RFC 7208 12, ip4-network), or null. */
export function parseIpv4(text: string): Ip | null {
  const bytes = dotted.exec(text)?.slice(1).map(Number);
  return bytes?.every((byte) => byte <= 255) === true ? { family: 4, bytes } : null;
}

/** The forms of RFC 4291 2.2, without zone identifiers, or null. */
export function parseIpv6(text: string): Ip | null {
  if (text.length > 45 || !/^[0-9A-Fa-f:.]+$/.test(text)) return null;
  const hex = withHexTail(text);
  if (hex === null) return null;
  const halves = hex.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = (left?.length ?? 0) + (right?.length ?? 0);
  if (right === undefined ? given !== 8 : given > 7) return null;
  const groups = [...(left ?? []), ...Array<string>(8 - given).fill('0'), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return null;
  return {
    family: 6,
    bytes: groups.map((group) => parseInt(group, 16)).flatMap((group) => [group >> 8, group & 255]),
  };
}

/** Writes a dotted tail (`::ffff:192.0.2.1`) as two groups. Null when the tail is no IPv4 address. */
function withHexTail(text: string): string | null {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const tail = parseIpv4(text.slice(start));
  if (start === 0 || tail === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = tail.bytes;
  return `${text.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** An address of either family, or null. */
export const parseIp = (text: string): Ip | null => (text.includes(':') ? parseIpv6(text) : parseIpv4(text));

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

/** An IPv4-mapped IPv6 address as the IPv4 address it stands for (RFC 7208 5); others as they are. */
export function unmapped(ip: Ip): Ip {
  const isMapped = ip.family === 6 && mappedPrefix.every((byte, index) => ip.bytes[index] === byte);
  return isMapped ? { family: 4, bytes: ip.bytes.slice(12) } : ip;
}

/** True when both are of one family and share the first `prefix` bits. */
export function sharesPrefix(one: Ip, other: Ip, prefix: number): boolean {
  if (one.family !== other.family) return false;
  const whole = prefix >> 3;
  const rest = prefix & 7;
  for (let index = 0; index < whole; index++) if (one.bytes[index] !== other.bytes[index]) return false;
  const mask = (255 << (8 - rest)) & 255;
  return rest === 0 || ((one.bytes[whole] ?? 0) & mask) === ((other.bytes[whole] ?? 0) & mask);
}

/** The usual text form; IPv6 as in RFC 5952. */
export function formatIp(ip: Ip): string {
  if (ip.family === 4) return ip.bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((ip.bytes[2 * index] ?? 0) * 256 + (ip.bytes[2 * index + 1] ?? 0)).toString(16),
  );
  let [start, length] = [0, 0];
  for (let index = 0; index < 8; index++) {
    let run = 0;
    while (groups[index + run] === '0') run++;
    if (run > length) [start, length] = [index, run];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The address with a dot between its parts: octets, or the 32 nibbles of IPv6 (RFC 7208 7.3, macro `i`). */
export function dottedIp(ip: Ip): string {
  if (ip.family === 4) return ip.bytes.join('.');
  return ip.bytes
    .flatMap((byte) => [byte >> 4, byte & 15].map((nibble) => nibble.toString(16).toUpperCase()))
    .join('.');
}

/** The name whose PTR records name the address. */
export function reverseName(ip: Ip): string {
  const parts = dottedIp(ip).toLowerCase().split('.').reverse().join('.');
  return `${parts}.${ip.family === 4 ? 'in-addr' : 'ip6'}.arpa`;
}

/** The first usable address of a range: the network address plus one, so that no receiver takes it for the network. */
export function probeAddress({ address, prefix }: IpRange): Ip {
  const last = address.bytes.length - 1;
  if (prefix > last * 8 + 6) return address;
  return { ...address, bytes: address.bytes.map((byte, index) => (index === last ? byte | 1 : byte)) };
}
