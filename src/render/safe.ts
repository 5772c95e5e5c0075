/**
 * Findings quote DNS records, banners and bounces: whoever wrote those must not drive the terminal. Control
 * characters, bidirectional controls, lone surrogates and other format characters become U+FFFD; line breaks become
 * spaces.
 */
export function safe(text: string): string {
  // Nearly every text is plain, and properties of Unicode are dear to compile.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text.replaceAll(/\r?\n/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '\uFFFD');
}

/** Whether a text may become a link: an address of what came from outside must not become `javascript:`. */
export const isLink = (url: string): boolean =>
  /^https:\/\/[\x21-\x7e]+$/.test(url) && !/[<>"'`\\]/.test(url);

/** JSON that may be shown on a terminal: JSON.stringify leaves C1 controls and bidirectional controls as they are. */
export const safeJson = (value: unknown, space?: number): string =>
  JSON.stringify(value, null, space).replaceAll(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
