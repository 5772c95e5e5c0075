/** Puts one style around a text. */
type Style = (text: string) => string;

/** The styles that a report uses. */
export type Colours = Readonly<
  Record<'bold' | 'dim' | 'underline' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan', Style>
>;

type Around = (text: string, begin: string, end: string) => string;

const asItIs: Around = (text) => text;

const coloured: Around = (text, begin, end) => {
  if (text === '') return '';
  // A style inside ends with the code that ends this one, and a line ends each: after both this one begins again.
  const inside = text.replaceAll(end, end + begin).replaceAll('\n', `${end}\n${begin}`);
  return begin + inside + end;
};

/** The styles of a terminal; for level 0 texts stay as they are. The basic colours are the same on every other level. */
export function coloursOf(level: 0 | 1 | 2 | 3): Colours {
  const around = level === 0 ? asItIs : coloured;
  /** What begins and ends a style: ECMA-48, 8.3.117 (SGR). */
  const style =
    (begin: number, end: number): Style =>
    (text) =>
      around(text, `\u001b[${String(begin)}m`, `\u001b[${String(end)}m`);
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    underline: style(4, 24),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    blue: style(34, 39),
    magenta: style(35, 39),
    cyan: style(36, 39),
  };
}
