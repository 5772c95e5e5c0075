import { DocumentScanner, parsed } from './json.ts';

/** JSON starts with a member, an element or its end. Log lines start `[2026-…` or `[error]`, Node prints `{ Error`. */
export const looksLikeJson = (text: string): boolean =>
  /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|$))/u.test(text.slice(0, 200));

/** A JSON object that stands in a line of a log, or undefined. */
export function embeddedDocument(line: string): unknown {
  const start = line.search(/\{\s{0,4}\\{0,3}"/u);
  if (
    start === -1 ||
    !/notificationType|eventType|detail-type|"Records"|"Type"|\\"Type|Insights|bounceType/u.test(line)
  )
    return undefined;
  const raw = line.slice(start);
  for (const text of raw.includes('\\"')
    ? [raw, raw.replaceAll('\\"', '"').replaceAll('\\\\', '\\')]
    : [raw]) {
    const scanner = new DocumentScanner();
    const { end } = scanner.push(text);
    const value = end === -1 ? undefined : parsed(scanner.text);
    if (value !== undefined) return value;
  }
  return undefined;
}
