import { withoutEntities } from '../../parse/message/html-entities.ts';

/** An error of the Query protocol (AWS Query protocol, "Serialized error responses"): its tags have names of HTML. */
const errorOfXml =
  /<Code>([A-Za-z][\w.]{2,80})<\/Code>\s{0,20}<(?:Message|message)>([^<]{0,2000})<\/(?:Message|message)>/gu;

/** Undoes HTML around a pasted text: tags go, the common entities become what they stand for. */
export function withoutHtml(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return withoutEntities(
    text
      .replace(errorOfXml, '$1: $2')
      .replace(
        /<\/?(?:p|br|div|span|pre|code|b|i|u|tr|td|th|table|tbody|li|ul|ol|html|body|head|font|strong|em|blockquote|h[1-6]|a|hr|tt)(?:\s[^<>]{0,500})?\/?>/giu,
        ' ',
      ),
  );
}
