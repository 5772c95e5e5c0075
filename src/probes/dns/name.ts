/**
 * Whether a name can be put into a query: labels of 1 to 63 bytes, 255 in all (RFC 1035 section 3.1). The empty
 * name is the root.
 */
export function canBeAsked(name: string): boolean {
  if (name === '') return true;
  return (
    Buffer.byteLength(name) <= 253 &&
    name.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= 63)
  );
}
