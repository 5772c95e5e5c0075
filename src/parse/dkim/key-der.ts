/** Tags of the few DER values a public key is made of (X.690). */
const sequence = 0x30;
const integer = 0x02;
const bitString = 0x03;
const objectIdentifier = 0x06;

/** rsaEncryption, 1.2.840.113549.1.1.1. */
const rsaEncryption = '2a864886f70d010101';

interface Der {
  tag: number;
  content: Uint8Array;
  rest: Uint8Array;
}

/**
 * The size in bits of an RSA public key: SubjectPublicKeyInfo (what DKIM means, RFC 6376 erratum 3017) or a bare
 * RSAPublicKey, which verifiers take as well. Null when the bytes are neither.
 */
export function rsaKeyBits(bytes: Uint8Array): number | null {
  const outer = readDer(bytes);
  if (outer?.tag !== sequence || outer.rest.length > 0) return null;
  const first = readDer(outer.content);
  if (first?.tag === integer) return modulusBits(outer.content);
  if (first?.tag !== sequence) return null;
  const algorithm = readDer(first.content);
  if (algorithm?.tag !== objectIdentifier || hex(algorithm.content) !== rsaEncryption) return null;
  const key = readDer(first.rest);
  // The first byte of a bit string counts its unused bits: none in a key.
  if (key?.tag !== bitString || key.content[0] !== 0) return null;
  const inner = readDer(key.content.subarray(1));
  return inner?.tag === sequence ? modulusBits(inner.content) : null;
}

function modulusBits(content: Uint8Array): number | null {
  const modulus = readDer(content);
  if (modulus?.tag !== integer) return null;
  const exponent = readDer(modulus.rest);
  if (exponent?.tag !== integer || exponent.content.length === 0) return null;
  const start = modulus.content.findIndex((byte) => byte !== 0);
  const top = modulus.content[start];
  if (top === undefined) return null;
  return (modulus.content.length - start) * 8 - (Math.clz32(top) - 24);
}

/** One value. Lengths over two bytes cannot occur in a DNS record. */
function readDer(bytes: Uint8Array): Der | null {
  const [tag, short] = bytes;
  if (tag === undefined || short === undefined) return null;
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f;
  if (lengthBytes > 2 || short === 0x80) return null;
  let length = short < 0x80 ? short : 0;
  for (const byte of bytes.subarray(2, 2 + lengthBytes)) length = length * 256 + byte;
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
