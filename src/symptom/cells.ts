/** What stands between the cells of a table: a tab, blanks, a bar, a comma, a semicolon. */
const gap = '(?:[ \\t]{0,3}[|\\u2502,;][ \\t]{0,60}|\\t[ \\t]{0,60}| [ \\t]{1,60})';
const withStatus = new RegExp(
  `(?<![\\d.])([45]\\d\\d)(?:${gap}| )"?#?([45]\\.\\d{1,3}\\.\\d{1,3})"?(?:${gap})"?(?=[^\\s|,;])|(?<![\\d.])([45]\\d\\d)(?:${gap})"?#?([45]\\.\\d{1,3}\\.\\d{1,3}) (?=[^\\s|,;])`,
  'gu',
);
/** Numbers with which servers refuse or defer mail (RFC 5321 4.2.3), in a cell of their own before a cell of words. */
const alone = new RegExp(
  `(?<=\\t| {2}|[|\\u2502,;] {0,60})(421|45[0-24]|471|55[0-4])(?:${gap})"?(?=\\p{L}+ \\p{L}|<)`,
  'gu',
);

/** One of these stands in every line of a table: a pattern is tried on no other. */
const separators = ['\t', '  ', '|', '\u2502', ',', ';'];

/** A line of a table whose cells hold the number, the status and the words of a reply: with these as the server said them. */
export const replyOfCells = (text: string): string =>
  separators.some((sign) => text.includes(sign))
    ? text
        .replace(withStatus, (_, number?: string, status?: string, other?: string, next?: string) =>
          [number ?? other, status ?? next, ''].join(' '),
        )
        .replace(alone, '$1 ')
    : text;
