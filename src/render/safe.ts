/**
 * Findings quote DNS records, banners and bounces: whoever wrote those must not drive the terminal. Control
 * characters, bidirectional controls and other format characters become U+FFFD; line breaks become spaces.
 */
export function safe(text: string): string {
  return text.replaceAll(/\r?\n/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, '\uFFFD');
}
