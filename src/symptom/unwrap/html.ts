/** Undoes HTML around a pasted text: tags go, the common entities become what they stand for. */
export function withoutHtml(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return text
    .replace(
      /<\/?(?:p|br|div|span|pre|code|b|i|u|tr|td|th|table|tbody|li|ul|ol|html|body|head|font|strong|em|blockquote|h[1-6]|a|hr|tt)(?:\s[^<>]{0,500})?\/?>/giu,
      ' ',
    )
    .replace(
      /&(lt|gt|amp|quot|apos|nbsp|#39|#34|#x27|#64|#x40);/giu,
      (whole, name: string) => entities[name.toLowerCase()] ?? whole,
    );
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  '#34': '"',
  '#x27': "'",
  '#64': '@',
  '#x40': '@',
};
