import { beginsAsField } from '../mentions.ts';

/** An attachment that was packed: its bytes, and its type as the mail names it. */
export interface Attachment {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A mail whose parts are decoded and whose header fields stand in one line each (RFC 5322 2.2.3). Boundaries stay. */
export interface Mail {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

const field =
  /^(?:Received|Message-ID|MIME-Version|DKIM-Signature|Return-Path|Delivered-To|Content-Type|Date|Subject|From|To|Content-Transfer-Encoding|Final-Recipient|Diagnostic-Code|Reporting-MTA|Authentication-Results|X-[\w-]{2,60})\s{0,2}:/iu;

/** Whether a text is a mail, or a part of one with its fields: what is decoded and unfolded is no other text. */
export function isMail(text: string): boolean {
  let fields = 0;
  let wasField = false;
  for (const line of text.slice(0, 65_536).split('\n')) {
    const isField = beginsAsField(line);
    if (isField && (/^content-transfer-encoding\s{0,2}:/iu.test(line) || isResults.test(line))) return true;
    // One field is enough where it is folded.
    const isKnown = isField && field.test(line);
    if (isKnown || (fields === 1 && /^[ \t]{1,20}\S/u.test(line) && wasField)) fields += 1;
    if (fields >= 2) return true;
    wasField = isKnown;
  }
  return false;
}

/** Results of a receiver that a window broke without an indent. */
const isResults = /^(?:arc-)?authentication-results\s{0,2}:/iu;
const goesOn = /^(?![\w-]{1,60}:\s)(?!--)\S/u;

/** Decodes the parts of a mail, of whatever charset (RFC 2045 6, RFC 2046 5.1). */
export function decodedMail(text: string): Mail {
  const reader = new MailReader();
  for (const line of text.split('\n')) reader.line(line);
  return reader.end();
}

class MailReader {
  readonly #lines: string[] = [];
  readonly #attachments: Attachment[] = [];
  #encoding = '';
  #charset = 'utf-8';
  #type = '';
  #inBody = false;
  #held: string[] = [];

  line(line: string): void {
    if (/^--\S/u.test(line)) {
      this.#flush();
      this.#encoding = '';
      this.#charset = 'utf-8';
      this.#type = '';
      this.#inBody = false;
      this.#lines.push(line);
      return;
    }
    if (this.#inBody) {
      this.#held.push(line);
      return;
    }
    if (line.trim() === '' && this.#encoding !== '') {
      this.#inBody = true;
      this.#lines.push('');
      return;
    }
    this.#header(line);
  }

  end(): Mail {
    this.#flush();
    return { text: this.#lines.map(withWords).join('\n'), attachments: this.#attachments };
  }

  #header(line: string): void {
    const last = this.#lines.length - 1;
    const above = this.#lines[last];
    const folded =
      above !== undefined &&
      (/^[ \t]+\S/u.test(line) || (isResults.test(above) && goesOn.test(line))) &&
      /^[\w-]{1,60}\s{0,2}:/u.test(above) &&
      above.length < 16_384;
    const whole = folded ? `${above} ${line.trim()}` : line;
    if (folded) this.#lines[last] = whole;
    else this.#lines.push(line);
    const encoding = /^content-transfer-encoding\s{0,3}:\s{0,3}([\w-]{1,30})/iu
      .exec(whole)?.[1]
      ?.toLowerCase();
    if (encoding === 'base64' || encoding === 'quoted-printable') this.#encoding = encoding;
    const type = /^content-type\s{0,3}:\s{0,3}([\w.+-]{1,60}\/[\w.+-]{1,60})/iu.exec(whole)?.[1];
    if (type !== undefined) {
      this.#type = type.toLowerCase();
      this.#charset = /charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/iu.exec(whole)?.[1] ?? this.#charset;
    }
  }

  #flush(): void {
    const held = this.#held;
    this.#held = [];
    if (held.length === 0) return;
    const bytes =
      this.#encoding === 'base64' ? bytesOfBase64(held.join('')) : bytesOfQuotedPrintable(held.join('\n'));
    if (bytes === null) {
      this.#lines.push(...held);
      return;
    }
    if (/^(?:application\/(?:gzip|x-gzip|zip|x-zip|octet-stream))/u.test(this.#type) || bytes[0] === 0x1f) {
      this.#attachments.push({ type: this.#type, bytes });
      return;
    }
    for (const line of inCharset(bytes, this.#charset).split(/\r\n|\r|\n/u)) this.#header(line);
  }
}

function bytesOfBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text.replace(/[^A-Za-z0-9+/=]/gu, '')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return null;
  }
}

/** RFC 2045 6.7; what is no escape stays as it stands. A character above 255 shows that the text was decoded before. */
function bytesOfQuotedPrintable(text: string): Uint8Array {
  const all = new TextEncoder().encode(text.replace(/=[ \t]{0,10}\n/gu, ''));
  const bytes = new Uint8Array(all.length);
  let length = 0;
  for (let at = 0; at < all.length; at += 1) {
    const byte = all[at] ?? 0;
    const hex = byte === 0x3d ? String.fromCharCode(all[at + 1] ?? 0, all[at + 2] ?? 0) : '';
    const isEscape = /^[0-9A-Fa-f]{2}$/u.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : byte;
    length += 1;
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}

/** A text outside of a mail in quoted-printable, decoded. */
export const fromQuotedPrintable = (text: string): string => inCharset(bytesOfQuotedPrintable(text), 'utf-8');

function inCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Encoded words of a header field (RFC 2047), decoded. */
function withWords(line: string): string {
  if (!line.includes('=?')) return line;
  return line
    .replace(/(\?=)\s{1,10}(?==\?)/gu, '$1')
    .replace(
      /=\?([\w.:-]{1,40})\?([BbQq])\?([^?\s]{1,400})\?=/gu,
      (whole, charset: string, kind: string, body: string) => {
        const bytes =
          kind.toLowerCase() === 'b'
            ? bytesOfBase64(body)
            : bytesOfQuotedPrintable(body.replaceAll('_', ' '));
        return bytes === null ? whole : inCharset(bytes, charset);
      },
    );
}
