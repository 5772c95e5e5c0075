import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key record of every signature that `signed` makes. */
export const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

export interface Mail {
  /** Fields above those that are signed: what receivers add. Topmost first. */
  received?: readonly string[];
  /** Signed fields. */
  fields: readonly string[];
  body: string;
}

export interface Signer {
  domain: string;
  selector: string;
  /** Names of signed fields; default: all fields of the mail. */
  headers?: readonly string[];
  /** More tags, as `x=1`. */
  tags?: string;
}

/**
 * A message with DKIM signatures, relaxed/relaxed (RFC 6376 3.4.2, 3.4.4), written apart from the product's library so
 * that one checks the other.
 */
export function signed({ received = [], fields, body }: Mail, signers: readonly Signer[]): string {
  const bodyHash = createHash('sha256').update(relaxedBody(body)).digest('base64');
  const signatures = signers.map(({ domain, selector, headers, tags }) => {
    const names = headers ?? fields.map((field) => field.slice(0, field.indexOf(':')));
    const start = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector}; h=${names.join(':')};${tags === undefined ? '' : ` ${tags};`} bh=${bodyHash}; b=`;
    const lines = names.flatMap((name) => {
      const field = fields.find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return field === undefined ? [] : [`${relaxedField(field)}\r\n`];
    });
    const value = signBytes('sha256', Buffer.from(lines.join('') + relaxedField(start)), privateKey).toString(
      'base64',
    );
    return start + value;
  });
  return [...received, ...signatures, ...fields, '', body].join('\r\n');
}

function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  return `${field.slice(0, colon).toLowerCase()}:${field
    .slice(colon + 1)
    .replace(/\s+/g, ' ')
    .trim()}`;
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}
