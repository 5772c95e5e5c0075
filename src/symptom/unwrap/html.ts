import { mentions } from '../mentions.ts';
import { withoutEntities } from '../../parse/message/html-entities.ts';

/** An error of the Query protocol (AWS Query protocol, "Serialized error responses"): its tags have names of HTML. */
const errorOfXml =
  /<Code>([A-Za-z][\w.]{2,80})<\/Code>\s{0,20}<(?:Message|message)>([^<]{0,2000})<\/(?:Message|message)>/gu;

/** A list of definitions: what each term means takes a sentence, and the value of a setting one word. */
export const explainsTerms = (text: string): boolean =>
  mentions(text, '<dt>', '<dt ') &&
  /<dd(?:\s[^<>]{0,200})?>\s{0,40}(?:[^\s<>]{1,40}\s{1,20}){3}/iu.test(text);

/** The tags of a list of definitions, which stay where they show what the list is. */
const ofList = /<\/?(?:dl|dt|dd)(?:\s[^<>]{0,500})?>/giu;

/** Undoes HTML around a pasted text: tags go, the common entities become what they stand for. */
export function withoutHtml(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return withoutEntities(
    (explainsTerms(text) ? text : text.replace(ofList, ' '))
      .replace(errorOfXml, '$1: $2')
      .replace(
        /<\/?(?:p|br|div|span|pre|code|b|i|u|tr|td|th|table|tbody|li|ul|ol|html|body|head|title|font|center|strong|em|small|big|mark|samp|kbd|var|sub|sup|abbr|cite|q|ins|del|blockquote|h[1-6]|a|hr|tt|header|footer|main|section|article|aside|nav|details|summary|label|form|fieldset|legend|button|textarea|thead|tfoot|caption|figure|figcaption)(?:\s[^<>]{0,500})?\/?>/giu,
        ' ',
      ),
  );
}
