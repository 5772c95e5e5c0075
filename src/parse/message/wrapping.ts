import { grouped } from '../../model/many.ts';
import { parseHeader } from './header.ts';

const webPage = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|pre|div|table|\?xml|meta)\b/i;
/** How other kinds of files begin. */
const forms: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'a text document (RTF)'],
  ['%PDF-', 'a PDF'],
  ['\xd0\xcf\x11\xe0', 'a file of Outlook (.msg)'],
  ['PK\x03\x04', 'an archive (zip)'],
  ['\x1f\x8b', 'an archive (gzip)'],
];

/**
 * The line of an mbox file before each message but the first (RFC 4155): what follows an empty line, and what header fields
 * follow. In the text of a message such a line begins with `>`.
 */
const nextOfMbox =
  /\r?\n\r?\nFrom \S{1,320} [^\r\n]{0,60}\d\d:\d\d[^\r\n]{0,60}\r?\n(?=[A-Za-z][A-Za-z0-9-]{1,60}:)/g;

/** What Apple Mail writes into the header of a part that it keeps in a file of its own. */
const partial = /\n[A-Za-z-]{1,60}: [^\n]{1,200}\nX-Apple-Content-Length: ?\d{1,12}\r?\n/i;

/**
 * What a file holds in the place of the one message that was sent, in words for a sentence; null where it is one. Its bytes are not
 * those that were signed, and no signature in it says anything.
 */
export function wrappingOf(bytes: string): string | null {
  if (webPage.test(bytes.slice(0, 400))) return 'a web page';
  const form = forms.find(([begin]) => bytes.startsWith(begin));
  if (form !== undefined) return form[1];
  if (bytes.startsWith('From ')) {
    const messages = 1 + [...bytes.matchAll(nextOfMbox)].length;
    if (messages > 1) return `a mailbox (mbox) of ${grouped(messages)} messages`;
  }
  if (partial.test(bytes)) return 'a message of Apple Mail without its attachments (.partial.emlx)';
  // What browsers write when they save a page as one file (MHTML).
  return parseHeader(bytes).fields.some(({ name }) => name === 'snapshot-content-location')
    ? 'a web page'
    : null;
}
