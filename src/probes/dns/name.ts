/**
 * Whether a name can be put into a query: labels of 1 to 63 bytes, 255 in all (RFC 1035 section 3.1). The empty
 * name is the root.
 */
export function canBeAsked(name: string): boolean {
  if (name === '') return true;
  if (Buffer.byteLength(name) > 253) return false;
  for (let start = 0; start <= name.length;) {
    const dot = name.indexOf('.', start);
    const end = dot === -1 ? name.length : dot;
    // A unit of UTF-16 takes three bytes at most.
    if (end === start || (end - start > 21 && Buffer.byteLength(name.slice(start, end)) > 63)) return false;
    start = end + 1;
  }
  return true;
}
