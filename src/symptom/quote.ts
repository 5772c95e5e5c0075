import { withoutControls } from './unwrap/controls.ts';
import { withoutSecrets } from './redact.ts';

/** One line without control characters and secrets, cut to a length. */
export function quotable(text: string, most: number): string {
  const line = oneLine(text.slice(0, most * 4));
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** Of a longer line, the piece that tells: what stands before the reply of a server or the name of an error is left out. */
export function quoteOf(text: string, most: number): string {
  const line = oneLine(text.slice(0, longest));
  if (line.length <= most) return line;
  const at = tellingAt(line);
  if (at <= 2 * before) return `${line.slice(0, most - 1)}…`;
  const start = Math.min(at - before, line.length - most + 1);
  // From the beginning of a word, where one is near.
  const word = line.indexOf(' ', start) + 1;
  const from = word > 0 && word <= at ? word : start;
  const piece = line.slice(from, from + most - 2);
  return `…${piece}${from + piece.length < line.length ? '…' : ''}`;
}

const oneLine = (text: string): string => withoutSecrets(withoutControls(text)).replace(/\s+/gu, ' ').trim();

/** Lines are cut into pieces of this length before they are read. */
const longest = 4096;
/** So much may stand before what tells. */
const before = 40;

/** What tells why a mail failed, the surest first: the reply of a server, an error by its name, a word for failing. */
const telling: readonly RegExp[] = [
  /\b(?:said|says|smtp|reply|response|answered)\b[^\d]{0,20}\b[45]\d\d[ -]/iu,
  /(?<![\d.:/=\w-])[45]\d\d[ -](?:[#<(]?[45]\.\d{1,3}\.\d{1,3}\b|[A-Za-z<(])/u,
  /\b\w{2,60}(?:Exception|Error|Failure)\b/u,
  /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/u,
  /\b(?:rejected|refused|denied|bounced|blocked|failed|failure|timed out|not verified|throttl\w{1,4}|exceeded|invalid|unable to)\b/iu,
];

/** Where the first of them stands; the beginning of a line without any. */
function tellingAt(line: string): number {
  for (const pattern of telling) {
    const at = line.search(pattern);
    if (at !== -1) return at;
  }
  return 0;
}
