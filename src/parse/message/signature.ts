import { tagParts } from '../tag-list.ts';

/** The tags of a DKIM-Signature field (RFC 6376 3.5) that a diagnosis speaks of. */
export interface SignatureTags {
  /** d= and s=, lower case. */
  domain: string;
  selector: string;
  /** a=, lower case. */
  algorithm: string;
  /** h=, lower case. */
  headers: readonly string[];
  /** l=: only so many octets of the body are signed; null when all are. */
  bodyLength: number | null;
  /** t= and x= in seconds since 1970, or null. */
  signedAt: number | null;
  expiresAt: number | null;
  /** b= without white space: tells one signature of a message from another. */
  signature: string;
}

/** Reads the value of a DKIM-Signature field; null when it names no domain and selector that can be asked for. */
export function parseSignature(value: string): SignatureTags | null {
  if (value.length > 16_384) return null;
  const tags = new Map<string, string>();
  for (const { tag } of tagParts(value)) {
    if (tag !== null && !tags.has(tag.name)) tags.set(tag.name, tag.value);
  }
  const domain = hostName(tags.get('d'));
  const selector = hostName(tags.get('s'));
  if (domain === null || selector === null) return null;
  return {
    domain,
    selector,
    algorithm: (tags.get('a') ?? '').toLowerCase().slice(0, 40),
    headers: (tags.get('h') ?? '')
      .split(':')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '')
      .slice(0, 200),
    bodyLength: numberOf(tags.get('l')),
    signedAt: numberOf(tags.get('t')),
    expiresAt: numberOf(tags.get('x')),
    signature: (tags.get('b') ?? '').replace(/\s+/g, ''),
  };
}

function hostName(text: string | undefined): string | null {
  const name = (text ?? '').toLowerCase().replace(/\.$/, '');
  return name.length <= 253 && /^[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62}){0,20}$/.test(name)
    ? name
    : null;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
