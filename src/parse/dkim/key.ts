import { once } from '../../model/once.ts';
import { tagParts } from '../tag-list.ts';
import { rsaKeyBits } from './key-der.ts';

/** What a TXT record at a DKIM selector says (RFC 6376 3.6.1). */
export type DkimKey =
  | {
      kind: 'key';
      keyType: 'rsa' | 'ed25519';
      /** Of the RSA modulus; 256 for Ed25519. */
      bits: number;
      /** `t=y`: verifiers treat a failing signature as none. */
      testing: boolean;
    }
  /** An empty `p=`: every signature made with it fails. */
  | { kind: 'revoked' }
  /** Meant as a key, and verifiers cannot use it. `because` completes “the key …”. */
  | { kind: 'malformed'; because: string }
  /** Some other TXT record. */
  | { kind: 'other' };

/** Longer records cannot come out of DNS. */
const maxLength = 65_535;

/** Reads a key record. Unknown tags are ignored, as RFC 6376 3.2 asks. */
export function parseDkimKey(text: string): DkimKey {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const key = readRecord(text);
  if (recent.size >= mostRecent) recent.clear();
  if (text.length <= longestRecent) recent.set(text, key);
  return key;
}

/** Facts and checks of an identity look at the same few records several times. */
const recent = new Map<string, DkimKey>();
const mostRecent = 100;
/** RSA with 4096 bits has 736 characters. */
const longestRecent = 1000;

function readRecord(text: string): DkimKey {
  if (text.length > maxLength) return { kind: 'other' };
  if (!/(?:^|[;\s"])(?:v\s*=\s*DKIM1|p\s*=)/i.test(text)) return { kind: 'other' };
  const tags = keyTags(text);
  if (typeof tags === 'string') return { kind: 'malformed', because: tags };
  const version = tags.get('v');
  if (version !== undefined && version !== 'DKIM1') {
    // v=spf1 p=… and the like are no keys at all.
    return /^dkim/i.test(version) ? malformed('has a v= that is not exactly DKIM1') : { kind: 'other' };
  }
  if (version !== undefined && [...tags.keys()][0] !== 'v')
    return malformed('does not begin with its v=DKIM1');
  const key = tags.get('p');
  if (key === undefined) return malformed('has no p=, which is the key itself');
  if (key === '') return { kind: 'revoked' };
  return readKey(tags, key);
}

function readKey(tags: ReadonlyMap<string, string>, key: string): DkimKey {
  const hashes = listOf(tags.get('h'));
  if (hashes !== null && !hashes.includes('sha256'))
    return malformed('allows no SHA-256 (h=), which signatures use');
  const services = listOf(tags.get('s'));
  if (services !== null && !services.includes('*') && !services.includes('email')) {
    return malformed('is not for e-mail (s=)');
  }
  const testing = listOf(tags.get('t'))?.includes('y') ?? false;
  const keyType = (tags.get('k') ?? 'rsa').toLowerCase();
  if (/-----\s*(?:BEGIN|END)/i.test(key))
    return malformed('still has the BEGIN and END lines of its file in it');
  const bytes = decodeBase64(key);
  if (bytes === null) return malformed('is not valid base64');
  if (keyType === 'ed25519') {
    // RFC 8463 section 4: the 32 bytes as they are.
    return bytes.length === 32
      ? { kind: 'key', keyType, bits: 256, testing }
      : malformed('is not an Ed25519 key of 32 bytes');
  }
  if (keyType !== 'rsa') return malformed('is of a type that nobody verifies (k=)');
  const bits = rsaKeyBits(bytes);
  return bits === null
    ? malformed('is base64, but no RSA public key (cut short, or another kind of key)')
    : { kind: 'key', keyType, bits, testing };
}

/** The tags in order, or what is wrong with the list (RFC 6376 3.2). */
function keyTags(text: string): Map<string, string> | string {
  if (text.includes('\\;')) return 'has backslashes before its semicolons';
  if (/^\s*"|"\s*$/.test(text)) return 'has quotation marks in it';
  const tags = new Map<string, string>();
  const parts = tagParts(text);
  for (const [index, { text: part, tag }] of parts.entries()) {
    if (part === '') {
      if (index === parts.length - 1) continue;
      return 'has two semicolons with nothing between them';
    }
    // A hyphen is no character of a name here.
    if (tag === null || tag.name.includes('-')) return 'has a part that is not of the form tag=value';
    const { name, value } = tag;
    if (tags.has(name)) return `has ${name}= twice`;
    tags.set(name, name === 'p' ? value.replace(/[ \t\r\n]+/g, '') : value);
  }
  return tags;
}

const malformed = (because: string): DkimKey => ({ kind: 'malformed', because });

const listOf = (value: string | undefined): readonly string[] | null =>
  value === undefined
    ? null
    : value
        .toLowerCase()
        .split(':')
        .map((item) => item.trim());

function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const body = text.replace(/=+$/, '');
  if (body.length % 4 === 1) return null;
  if (text.length !== body.length && text.length % 4 !== 0) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  const values = base64Values();
  for (let index = 0; index < body.length; index++) {
    bits = ((bits << 6) | (values[body.charCodeAt(index)] ?? 0)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The value of a character, by its code. */
const base64Values = once(() => {
  const values = new Uint8Array(128);
  for (let value = 0; value < base64.length; value++) values[base64.charCodeAt(value)] = value;
  return values;
});
