/* Takes the place of libmime's own lib/charset.js in the bundle (see bundle.ts). */

export const encode = (text: string): Buffer => Buffer.from(text, 'utf8');

/** An unknown charset is read as UTF-8, as libmime does. */
export function decode(bytes: Buffer | string, charset = 'utf-8'): string {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'binary') : bytes;
  try {
    return new TextDecoder(charset.trim()).decode(buffer);
  } catch {
    return buffer.toString('utf8');
  }
}

export const convert = (data: Buffer | string, charset = 'utf-8'): Buffer =>
  encode(typeof data === 'string' ? data : decode(data, charset));

export const normalizeCharset = (charset: string): string => charset.trim().toUpperCase();
