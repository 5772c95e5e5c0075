/** An e-mail as lines: parts decoded, header fields unfolded (RFC 5322 2.2.3), boundaries kept as they stood. */
export function mailLines(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  let encoding: string | null = null;
  let inBody = false;
  let held: string[] = [];
  const flush = (): void => {
    if (held.length === 0) return;
    result.push(...decodedBody(held, encoding ?? ''));
    held = [];
  };
  for (const line of lines) {
    if (/^--\S/u.test(line)) {
      flush();
      encoding = null;
      inBody = false;
      result.push(line);
      continue;
    }
    const declared = /^content-transfer-encoding\s{0,3}:\s{0,3}([\w-]{1,30})/iu.exec(line)?.[1];
    if (declared !== undefined && !inBody) encoding = declared.toLowerCase();
    if (
      line.trim() === '' &&
      !inBody &&
      encoding !== null &&
      (encoding === 'base64' || encoding === 'quoted-printable')
    ) {
      inBody = true;
      result.push('');
      continue;
    }
    if (inBody) {
      held.push(line);
      continue;
    }
    const last = result.length - 1;
    const above = result[last];
    if (
      /^[ \t]+\S/u.test(line) &&
      above !== undefined &&
      /^[\w-]{1,60}\s{0,2}:/u.test(above) &&
      above.length < 16_384
    ) {
      result[last] = `${above} ${line.trim()}`;
      continue;
    }
    result.push(line);
  }
  flush();
  return result;
}

function decodedBody(lines: readonly string[], encoding: string): readonly string[] {
  if (encoding === 'quoted-printable') return unfolded(decodeQuotedPrintable(lines.join('\n')).split('\n'));
  try {
    return unfolded(decodeUtf8(atob(lines.join('').replace(/[^A-Za-z0-9+/=]/gu, ''))).split(/\r?\n/u));
  } catch {
    return lines;
  }
}

function unfolded(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const line of lines) {
    const above = result.at(-1);
    if (/^[ \t]+\S/u.test(line) && above !== undefined && /^[\w-]{1,60}\s{0,2}:/u.test(above))
      result[result.length - 1] = `${above} ${line.trim()}`;
    else result.push(line);
  }
  return result;
}

/** RFC 2045 6.7; what is no escape stays as it stands. */
export function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=[ \t]{0,10}\r?\n/gu, '')
    .replace(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeUtf8(bytes);
}

/** Text whose characters stand for bytes, as UTF-8 where it is that. */
function decodeUtf8(bytes: string): string {
  // eslint-disable-next-line no-control-regex -- a character above 255 shows that these are no bytes
  if (!/^[\u0000-\u00ff]*$/u.test(bytes)) return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

/** Header fields in order; names in lower case. */
export type Fields = readonly { name: string; value: string }[];

/** Header fields of a message and of its parts, from unfolded lines. */
export function headerFields(lines: readonly string[]): Fields {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    const match = /^([\w-]{1,80})\s{0,2}:(.*)$/u.exec(line);
    if (match !== null) fields.push({ name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim() });
  }
  return fields;
}
