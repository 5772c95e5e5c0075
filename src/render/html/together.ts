/**
 * What reads as another thing when a browser breaks it behind a hyphen: a Region (`eu-west-1`), a day or time
 * (`2026-11-30`), a flag (`--fail-on`), a code
 * (`dkim/name-doubled`). What is longer may be broken after all: a phone has some forty letters.
 */
const whole =
  /(?<![\w./-])(?:[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d(?:[a-f](?![\w-]))?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?|--[a-z][a-z-]{1,30}|(?=[a-z/-]{4,36}(?![\w/-]))[a-z][a-z-]*\/[a-z]+(?:-[a-z]+)+)(?![\w/-]|\.\w)/g;

/** Elements whose text stays as it is: a style sheet, the title of the window, what is drawn, what breaks between words already. */
const left = /^<(style|title|pre|svg|text)\b/;

/**
 * A page in which such words stay on one line (`.nb` of the style sheet). Only text between tags is touched: a `<` or `>` of
 * it was escaped, and so was one in an attribute.
 */
export function keptTogether(page: string): string {
  let inside: string | null = null;
  return page
    .split(/(<[^>]*>)/)
    .map((piece) => {
      if (!piece.startsWith('<'))
        return inside === null ? piece.replaceAll(whole, '<span class="nb">$&</span>') : piece;
      if (inside === null) inside = left.exec(piece)?.[1] ?? null;
      else if (piece === `</${inside}>`) inside = null;
      return piece;
    })
    .join('');
}
