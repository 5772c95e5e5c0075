/** RFC 1035 section 4.1.1. */
export const headerBytes = 12;

/** The numbers of the types we read (RFC 1035 section 3.2.2, RFC 3596, RFC 4034). */
export const types = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DS: 43,
  DNSKEY: 48,
};
const nameTypes: ReadonlySet<number> = new Set([types.NS, types.CNAME, types.PTR]);

/** The number at a place that is known to lie within the message: without the checks of `readUInt16BE`. */
export const uint16 = (message: Uint8Array, offset: number): number =>
  ((message[offset] ?? 0) << 8) | (message[offset + 1] ?? 0);

/**
 * Whether every record of a message lies within it and its data fills its RDLENGTH exactly. The decoder trusts
 * these lengths, and a record cut short would look like a record with another value (RFC 1035 section 4.1.3).
 */
export function wellFormed(message: Buffer): boolean {
  if (message.length < headerBytes) return false;
  let offset: number | null = headerBytes;
  for (let left = uint16(message, 4); left > 0; left--) {
    offset = nameEnd(message, offset);
    if (offset === null || offset + 4 > message.length) return false;
    offset += 4;
  }
  const records = uint16(message, 6) + uint16(message, 8) + uint16(message, 10);
  for (let left = records; left > 0; left--) {
    offset = recordEnd(message, offset);
    if (offset === null) return false;
  }
  return true;
}

function recordEnd(message: Buffer, start: number): number | null {
  const fixed = nameEnd(message, start);
  if (fixed === null || fixed + 10 > message.length) return null;
  const data = fixed + 10;
  const end = data + uint16(message, fixed + 8);
  if (end > message.length) return null;
  return dataFits(message, uint16(message, fixed), data, end) ? end : null;
}

function dataFits(message: Buffer, type: number, data: number, end: number): boolean {
  if (type === types.A) return end - data === 4;
  if (type === types.AAAA) return end - data === 16;
  if (nameTypes.has(type)) return nameEnd(message, data) === end;
  if (type === types.MX) return end - data > 2 && nameEnd(message, data + 2) === end;
  if (type === types.TXT) return stringsEnd(message, data, end) === end;
  if (type !== types.SOA) return true;
  const mname = nameEnd(message, data);
  const rname = mname === null ? null : nameEnd(message, mname);
  return rname !== null && rname + 20 === end;
}

/** Where a name ends in place: at its root label or behind its pointer. */
function nameEnd(message: Buffer, start: number): number | null {
  let offset = start;
  while (offset < message.length) {
    const length = message[offset] ?? 0;
    if (length === 0) return offset + 1;
    if (length >= 0xc0) return offset + 2 <= message.length ? offset + 2 : null;
    if (length > 63) return null;
    offset += 1 + length;
  }
  return null;
}

function stringsEnd(message: Buffer, start: number, end: number): number {
  let offset = start;
  while (offset < end) offset += 1 + (message[offset] ?? 0);
  return offset;
}
