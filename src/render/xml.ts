/** Text that may stand in XML 1.0 or HTML, in an element or in a quoted attribute. What XML cannot hold becomes U+FFFD. */
export function xml(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(
      /[^\t\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|[\p{Cf}\u2028\u2029]/gu,
      '\uFFFD',
    )
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
