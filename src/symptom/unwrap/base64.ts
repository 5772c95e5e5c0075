/** The bytes of a base64 text of either alphabet, white space and missing padding allowed; null when it is none. */
export function fromBase64(text: string): Uint8Array | null {
  const bare = text.replace(/\s/gu, '');
  // A search for what does not belong: a pattern over the whole text would take a stack frame for each character.
  if (bare.length < 16 || /[^A-Za-z0-9+/_=-]|=[^=]|={3}/u.test(bare)) return null;
  try {
    const binary = atob(bare.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Whether the first 200 characters can be base64 and nothing else: no word of a language is that long. */
export const looksLikeBase64 = (text: string): boolean =>
  /^\s{0,20}[A-Za-z0-9+/_-]{24}/u.test(text) &&
  /^[A-Za-z0-9+/_=\s-]{24,200}$/u.test(text.slice(0, 200)) &&
  // Hexadecimal digits and dashes are an id.
  !/^\s{0,20}(?:\d{24}|[0-9a-f-]{24,100}\s{0,20}$)/iu.test(text);

/**
 * The text that bytes hold when somebody wrote it to be read: UTF-8, hardly a control character, and either a document, markup
 * or words with spaces. What a login or a key encodes has none of these.
 */
export function readableText(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  const sample = text.slice(0, 4000);
  // eslint-disable-next-line no-control-regex -- control characters show that these are no words
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f]/gu)?.length ?? 0;
  if (controls > 0) return null;
  return /^\s{0,20}[{[<]/u.test(sample) ||
    /[\w\])'"]{2}[:,.;]? [\w[('"]{2,30}/u.test(sample) ||
    /\w[,;\t]\w[^\n]{0,400}\n/u.test(sample) ||
    holdsReadable(sample)
    ? text
    : null;
}

/** Whether a text is base64 of a text to be read: some carriers encode twice. */
function holdsReadable(text: string): boolean {
  const start = text.trim().slice(0, 400);
  const bytes = start.length >= 48 && looksLikeBase64(start) ? fromBase64(start) : null;
  return bytes !== null && readableText(withoutLast(bytes)) !== null;
}

/** A character of UTF-8 may be cut at the end. */
function withoutLast(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 3 && (bytes[end - 1] ?? 0) >= 0x80) end -= 1;
  return bytes.subarray(0, end);
}
