import { withoutEntities } from '../../parse/message/html-entities.ts';

/** Undoes HTML around a pasted text: tags go, the common entities become what they stand for. */
export function withoutHtml(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return withoutEntities(
    text.replace(
      /<\/?(?:p|br|div|span|pre|code|b|i|u|tr|td|th|table|tbody|li|ul|ol|html|body|head|font|strong|em|blockquote|h[1-6]|a|hr|tt)(?:\s[^<>]{0,500})?\/?>/giu,
      ' ',
    ),
  );
}
